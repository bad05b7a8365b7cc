//! Shares misread, mistyped and mixed.

use super::super::checksum::{LONG, SHORT};
use super::super::correct::corrections;
use super::*;

/// A generator for tests that gives the same result every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    /// `count` places behind "ms1", sorted.
    fn places(&mut self, length: usize, count: usize) -> Vec<usize> {
        let mut places = Vec::new();
        while places.len() < count {
            let place = 3 + self.below(length - 3);
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places.sort_unstable();
        places
    }

    fn other_letter(&mut self, letter: u8) -> u8 {
        loop {
            let other = gf32::LETTERS[self.below(32)];
            if other != letter {
                return other;
            }
        }
    }
}

fn letters_at(places: &[usize]) -> Vec<Change> {
    places.iter().map(|place| Change::Letter { position: place + 1 }).collect()
}

#[test]
fn one_wrong_letter_anywhere_is_named_and_corrected() {
    let long = shown(&texts(&rows(SETS)[6])[0]);
    for text in ["ms13casha320zyxwvutsrqpnmlkjhgfedca2a8d0zehn8a0t", &long] {
        for place in 3..text.len() {
            let others = gf32::LETTERS.iter().filter(|letter| **letter != text.as_bytes()[place]);
            for letter in others.skip(place % 9).step_by(9) {
                let mut typed = text.as_bytes().to_vec();
                typed[place] = *letter;
                assert_eq!(Codex32::read(&typed).unwrap_err(), Codex32Error::Checksum);
                let mended = Codex32::mend(&typed).unwrap();
                assert_eq!(mended.changes, letters_at(&[place]));
                assert_eq!(shown(&mended.share), text);
            }
        }
    }
}

#[test]
fn up_to_four_wrong_or_eight_unreadable_letters_are_found() {
    let mut dice = Dice(4);
    for row in rows(SETS) {
        let text = shown(&texts(&row)[0]);
        for (wrong, erased) in
            (0..=4_usize).flat_map(|wrong| (0..=8 - 2 * wrong).map(move |more| (wrong, more)))
        {
            let places = dice.places(text.len(), wrong + erased);
            let mut typed = text.as_bytes().to_vec();
            let mut shuffled = places.clone();
            shuffled.sort_by_key(|place| place * 7 % 11);
            for (number, place) in shuffled.iter().enumerate() {
                typed[*place] = if number < wrong { dice.other_letter(typed[*place]) } else { b'?' };
            }
            let mended = Codex32::mend(&typed).unwrap();
            assert_eq!(shown(&mended.share), text, "{wrong} wrong, {erased} unreadable");
            assert_eq!(mended.changes, letters_at(&places));
        }
    }
}

/// Beyond its radius the checksum says nothing; it never says something else.
#[test]
fn atk_f02_a_share_too_damaged_is_not_guessed_at() {
    let text = "ms13casha320zyxwvutsrqpnmlkjhgfedca2a8d0zehn8a0t";
    let mut dice = Dice(9);
    for count in (5..=20).chain(5..=20) {
        let mut typed = text.as_bytes().to_vec();
        for place in dice.places(text.len(), count) {
            typed[place] = dice.other_letter(typed[place]);
        }
        // A string of the code within four letters of noise: less than one try in ten million.
        assert_eq!(Codex32::mend(&typed).map(|mended| mended.changes), Err(Codex32Error::Beyond));
    }
    let mut typed = text.as_bytes().to_vec();
    typed[10..19].fill(b'?');
    assert_eq!(Codex32::mend(&typed).map(|_| ()), Err(Codex32Error::Beyond));
    typed[10] = text.as_bytes()[10];
    assert_eq!(shown(&Codex32::mend(&typed).unwrap().share), text);
}

#[test]
fn a_letter_left_out_or_typed_twice_is_found() {
    let text = "ms13cashcacdefghjklmnpqrstuvwxyz023949xq35my48dr";
    for place in [3, 9, 20, 40, 47] {
        let mut typed = text.to_owned();
        typed.remove(place);
        let mended = Codex32::mend(typed.as_bytes()).unwrap();
        assert_eq!(shown(&mended.share), text);
        assert_eq!(mended.changes, [Change::Missing { position: place + 1 }]);
        let mut typed = text.to_owned();
        typed.insert(place, if text.as_bytes()[place] == b'x' { 'p' } else { 'x' });
        let mended = Codex32::mend(typed.as_bytes()).unwrap();
        assert_eq!(shown(&mended.share), text);
        assert_eq!(mended.changes.len(), 1);
        assert_eq!(mended.changes[0].position(), place + 1);
    }
    let twice = text.replace("cashc", "casshc");
    let mended = Codex32::mend(twice.as_bytes()).unwrap();
    assert_eq!((shown(&mended.share).as_str(), mended.changes.len()), (text, 1));
}

#[test]
fn letters_that_look_alike_capitals_and_a_wrong_prefix_are_mended_too() {
    let text = "ms13cashd0wsedstcdcts64cd7wvy4m90lm28w4ffupqs7rm";
    for typed in [
        "ms13cashdowsedstcdcts64cd7wvy4m901m28w4ffupqs7rm",
        "MS13cashd0WSEDSTcdcts64cd7wvy4m90lm28w4ffupqs7rm",
        "msl3cashd0wsedstcdcts64cd7wvy4m90lm28w4ffupqs7rm",
    ] {
        assert!(Codex32::read(typed.as_bytes()).is_err());
        assert_eq!(shown(&Codex32::mend(typed.as_bytes()).unwrap().share), text);
    }
    let mended = Codex32::mend(b"rnl3cashd0wsedstcdcts64cd7wvy4m90lm28w4ffupqs7rm").unwrap();
    assert_eq!(mended.changes, letters_at(&[0, 1, 2]));
    assert!(Codex32::mend(text.as_bytes()).unwrap().changes.is_empty());
    for nothing in ["", "m", "ms1", "hello", &"q".repeat(128)] {
        assert_eq!(Codex32::mend(nothing.as_bytes()).map(|_| ()), Err(Codex32Error::Beyond), "{nothing}");
    }
}

#[test]
fn atk_f02_shares_of_two_sets_are_told_apart_by_place() {
    let row = &rows(STRINGS)[2];
    let ours = texts(row);
    let other = Codex32::of_bytes(&hex(row, "secret"), 3, Identifier::parse("hash").unwrap()).unwrap();
    let higher = Codex32::of_bytes(&hex(row, "secret"), 4, Identifier::parse("cash").unwrap()).unwrap();
    let longer = Codex32::of_bytes(&[1; 32], 3, Identifier::parse("cash").unwrap()).unwrap();
    for stranger in [other, higher, longer] {
        let strangers = shares(&stranger, 9, &mut fill).unwrap();
        let mut mixed = picked(&ours, &[0, 1]);
        mixed.extend(picked(&strangers, &[3]));
        let index = mixed[2].header().index();
        assert_eq!(restored(&mixed).map(|_| ()), Err(Codex32Error::OtherSet { position: 3, index }));
    }
}

#[test]
fn atk_f02_the_same_share_twice_counts_once_and_another_one_in_its_place_is_a_conflict() {
    let ours = texts(&rows(STRINGS)[2]);
    let few = picked(&ours, &[0, 1, 0, 0, 1]);
    assert_eq!(restored(&few).map(|_| ()), Err(Codex32Error::TooFew { have: 2, need: 3 }));
    assert!(restored(&picked(&ours, &[0, 1, 0, 4])).is_ok());
    assert_eq!(restored(&[]).map(|_| ()), Err(Codex32Error::TooFew { have: 0, need: 2 }));
    let again = Codex32::of_bytes(&[9; 16], 3, Identifier::parse("cash").unwrap()).unwrap();
    let again = shares(&again, 5, &mut fill).unwrap();
    let mut mixed = picked(&ours, &[0, 1]);
    mixed.extend(picked(&again, &[1]));
    let index = Index::parse('c').unwrap();
    assert_eq!(restored(&mixed).map(|_| ()), Err(Codex32Error::Conflict { position: 3, index }));
}

/// Two splittings of one seed under one identifier: checksums hold whatever is mixed, so only a share
/// beyond the threshold shows it.
#[test]
fn atk_f02_a_share_of_an_old_set_with_the_same_identifier_is_noticed_by_one_share_more() {
    let identifier = Identifier::parse("cash").unwrap();
    let secret = Codex32::of_bytes(&[9; 16], 3, identifier).unwrap();
    let (old, new) = (shares(&secret, 5, &mut fill).unwrap(), shares(&secret, 5, &mut fill).unwrap());
    let mut mixed = picked(&new, &[0, 1]);
    mixed.extend(picked(&old, &[2]));
    assert!(!restored(&mixed).unwrap().is_same(&secret), "three suffice, and nothing in them can tell");
    mixed.extend(picked(&new, &[3]));
    let index = Index::parse('e').unwrap();
    assert_eq!(restored(&mixed).map(|_| ()), Err(Codex32Error::Disagree { position: 4, index }));
    assert!(restored(&new).unwrap().is_same(&secret));
}

#[test]
fn what_is_right_is_not_corrected_in_either_code() {
    for kind in [&SHORT, &LONG] {
        let mut whole = vec![7; kind.letters + 60];
        let (said, sum) = whole.split_at_mut(60);
        kind.make(said, sum);
        assert!(kind.holds(&whole));
        assert_eq!(corrections(kind, &whole, &[], 4), Some(Vec::new()));
    }
}

/// Found by fuzzing: with the prefix wrong as well, what was proposed was no string that is read.
#[test]
fn a_broken_prefix_is_not_mended_by_moving_letters() {
    let broken = b"ms0fauxsxxxxxxxxxxxxxxxxxxxxxxxxxxuqxkk05lyf3x2";
    assert!(Codex32::mend(broken).is_err());
    let dashed = b"ms10test-sxxxxxxxxxxxxxxxxxxxxxxxxxx4nzvca9cmczlw";
    assert_eq!(Codex32::mend(dashed).unwrap().changes, [Change::Extra { position: 9 }]);
}
