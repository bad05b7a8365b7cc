//! One wrong word is named and the right one proposed; more than one is not guessed at.

use super::super::field::{Arithmetic, Gf256};
use super::*;

const LIST: &str = include_str!("../slip39/words.txt");

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

fn proposed(words: &[String], named: Option<Scheme>) -> Option<(usize, String)> {
    let found = correction(words.join(" ").as_bytes(), named)?;
    Some((found.position(), found.expose(str::to_owned)))
}

#[test]
fn one_wrong_word_of_slip39_is_found_wherever_it_stands() {
    let list: Vec<&str> = LIST.lines().collect();
    for (length, extendable) in [(16, true), (16, false), (32, true)] {
        let plan = Plan { extendable, ..plan(Scheme::Slip39, 2, 2) };
        let right = words(&text(&made(&plan, &bytes(length, 1), 2)[0]));
        assert_eq!(proposed(&right, None).map(|_| ()), None, "nothing to correct");
        for place in 0..right.len() {
            for other in [place * 37 + 5, place * 91 + 600] {
                let mut wrong = right.clone();
                wrong[place] = list[other % 1024].to_owned();
                if wrong != right {
                    assert_eq!(proposed(&wrong, None), Some((place + 1, right[place].clone())));
                }
            }
            let mut misspelt = right.clone();
            misspelt[place] = "qqqq".to_owned();
            assert_eq!(proposed(&misspelt, Some(Scheme::Slip39)), Some((place + 1, right[place].clone())));
        }
    }
}

#[test]
fn two_wrong_words_have_no_correction() {
    let list: Vec<&str> = LIST.lines().collect();
    let right = words(&text(&made(&plan(Scheme::Slip39, 2, 2), &bytes(16, 3), 4)[1]));
    for first in 0..right.len() {
        for second in first + 1..right.len() {
            let mut wrong = right.clone();
            for place in [first, second] {
                let number = list.iter().position(|word| *word == wrong[place]).unwrap();
                wrong[place] = list[(number + 1 + first * 7 + second) % 1024].to_owned();
            }
            assert_eq!(proposed(&wrong, Some(Scheme::Slip39)), None, "{first} {second}");
        }
    }
    let mut unknown = right.clone();
    unknown[3] = "qqqq".to_owned();
    unknown[9] = "qqqq".to_owned();
    assert_eq!(proposed(&unknown, Some(Scheme::Slip39)), None);
}

#[test]
fn one_wrong_word_of_sskr_is_found_and_two_are_not() {
    let right = words(&text(&made(&plan(Scheme::Sskr, 2, 2), &bytes(16, 5), 6)[0]));
    for place in 0..right.len() {
        let mut wrong = right.clone();
        wrong[place] = if right[place] == "zoom" { "able" } else { "zoom" }.to_owned();
        assert_eq!(proposed(&wrong, Some(Scheme::Sskr)), Some((place + 1, right[place].clone())));
    }
    let mut wrong = right.clone();
    wrong.swap(10, 11);
    if wrong != right {
        assert_eq!(proposed(&wrong, Some(Scheme::Sskr)), None);
    }
}

#[test]
fn what_is_no_share_has_no_correction() {
    for content in [b"".as_slice(), b"zoo zoo zoo", b"\xff\xfe", &[b'a'; 10_000]] {
        for named in [None, Some(Scheme::Slip39), Some(Scheme::Sskr), Some(Scheme::SeedXor)] {
            assert!(correction(content, named).is_none());
        }
    }
    // The control of this file: a field is a field.
    assert_eq!(Gf256::multiply(3, Gf256::inverse(3)), 1);
}
