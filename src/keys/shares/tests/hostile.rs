//! Whatever comes is a share or a refusal: no panic, no wait, no echo.

use super::*;
use std::time::{Duration, Instant};

/// A text with some of its bytes dropped, doubled, changed or moved.
fn mangled(text: &[u8], dice: &[u8]) -> Vec<u8> {
    let mut mangled = text.to_vec();
    for step in dice.chunks(3) {
        let [how, where_high, where_low] = *step else { continue };
        if mangled.is_empty() {
            break;
        }
        let place = (usize::from(where_high) << 8 | usize::from(where_low)) % mangled.len();
        match how % 5 {
            0 => drop(mangled.remove(place)),
            1 => mangled.insert(place, mangled[place]),
            2 => mangled[place] = where_low,
            3 => mangled.truncate(place),
            _ => mangled.rotate_left(place),
        }
    }
    mangled
}

#[test]
fn mangled_shares_are_read_or_refused_and_nothing_is_echoed() {
    let secret = bytes(16, 1);
    let mut texts: Vec<String> = Vec::new();
    for scheme in [Scheme::Slip39, Scheme::Sskr] {
        let share = &made(&plan(scheme, 2, 3), &secret, 2)[0];
        texts.extend(share.forms().iter().map(|form| share.expose_form(*form, str::to_owned)));
    }
    texts.push("03e0d1b80504de67c8da357428fa558d77".to_owned());
    let mut read = 0;
    for text in &texts {
        for round in 0..150 {
            let dice = bytes(3 * (1 + usize::try_from(round % 4).unwrap()), round);
            let content = mangled(text.as_bytes(), &dice);
            for named in
                [None, Some(Scheme::Slip39), Some(Scheme::Sskr), Some(Scheme::SeedXor), Some(Scheme::Sharks)]
            {
                match Share::read(&content, named) {
                    Ok(share) => {
                        let scheme = Some(share.facts().scheme);
                        let again = share.expose_text(|text| Share::read(text.as_bytes(), scheme)).unwrap();
                        assert!(again.is_same(&share));
                        read += 1;
                    }
                    Err(refusal) => assert!(refusal.to_string().len() < 300),
                }
            }
        }
    }
    assert!(read > 0);
}

#[test]
fn a_long_text_is_refused_before_it_is_searched() {
    let started = Instant::now();
    let longest = "tunanextkeep".repeat(170);
    for text in [longest.as_str(), &"tuna next keep ".repeat(130), &"academic ".repeat(220)] {
        assert!(text.len() <= coldframe_core::limits::SHARE_TEXT_BYTES_MAX);
        for named in [None, Some(Scheme::Slip39), Some(Scheme::Sskr)] {
            assert!(Share::read(text.as_bytes(), named).is_err());
            assert!(correction(text.as_bytes(), named).is_none());
        }
    }
    let too_long = Share::read(&[b'a'; 2_049], None).unwrap_err();
    assert_eq!(too_long, ShareError::TooLong { limit: 2_048 });
    assert!(started.elapsed() < Duration::from_secs(20), "searched all the same");
}
