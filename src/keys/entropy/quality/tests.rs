//! What the tests refuse and what they let pass, over simulated sessions with fixed seeds.

mod simulation;

use super::*;
use crate::entropy::Symbols;
use serde_json::Value;
use simulation::{Chance, Tally, table};

fn words(count: usize) -> WordCount {
    WordCount::new(count).unwrap()
}

fn source(name: &str) -> Source {
    [Source::Dice, Source::Coins, Source::Cards].into_iter().find(|source| source.name() == name).unwrap()
}

#[test]
fn atk_c05_every_typed_pattern_of_the_vectors_is_refused_and_fair_sessions_are_not() {
    let text = include_str!("../../../../vectors/entropy/patterns.json");
    let file: Value = serde_json::from_str(text).unwrap();
    for row in file["rows"].as_array().unwrap() {
        let symbols = row["symbols"].as_str().unwrap();
        let count = words(usize::try_from(row["word_count"].as_u64().unwrap()).unwrap());
        let symbols = Symbols::read(source(row["kind"].as_str().unwrap()), symbols.as_bytes()).unwrap();
        let failed: Vec<_> = symbols.quality(count).failed().map(|test| test.code().as_str()).collect();
        let enough = symbols.quality(count).is_enough();
        match row["verdict"].as_str().unwrap() {
            "fine" => assert!(failed.is_empty() && enough, "{}: {failed:?}", row["name"]),
            "entropy/too-few" => assert!(!enough, "{}", row["name"]),
            verdict => assert!(failed.contains(&verdict), "{}: {failed:?}", row["name"]),
        }
    }
}

/// Every one of these has the faces and the steps of chance, and half the bits it should.
#[test]
fn atk_c05_half_a_session_typed_a_second_time_in_another_way_is_refused() {
    let mut chance = Chance::of(7);
    for _ in 0..100 {
        let block = chance.fair(Source::Dice, 50);
        let backwards = block.iter().rev().copied().collect();
        let one_more = block.iter().map(|face| if *face == b'6' { b'1' } else { face + 1 }).collect();
        let mut slips = block.clone();
        (slips[7], slips[30]) = (b'1', b'6');
        for second in [block.clone(), backwards, one_more, slips] {
            let typed = [block.clone(), second].concat();
            let quality = Symbols::read(Source::Dice, &typed).unwrap().quality(words(24));
            assert!(quality.failed().any(|test| test == Test::Period), "{typed:?}");
        }
        let flips = chance.fair(Source::Coins, 128);
        let turned: Vec<u8> = flips.iter().map(|face| if *face == b'h' { b't' } else { b'h' }).collect();
        for second in [flips.clone(), turned, flips.iter().rev().copied().collect()] {
            let typed = [flips.clone(), second].concat();
            let quality = Symbols::read(Source::Coins, &typed).unwrap().quality(words(24));
            assert!(quality.failed().any(|test| test == Test::Period), "{typed:?}");
        }
    }
}

#[test]
fn atk_c05_a_pattern_is_refused_even_if_it_is_accepted_by_name() {
    let symbols = Symbols::read(Source::Dice, "123456".repeat(17).as_bytes()).unwrap();
    let accepted = ["entropy/pattern-steps", "entropy/pattern-period", "entropy/spread"].map(str::to_owned);
    let refused = symbols.quality(words(24)).report(&accepted);
    assert!(matches!(refused, Err(EntropyError::Pattern { .. })), "{refused:?}");
}

#[test]
fn atk_c05_a_loaded_die_asks_for_more_rolls_unless_that_is_accepted() {
    let mut chance = Chance::of(5);
    let rolls: Vec<u8> = (0..200).map(|_| chance.loaded_die(36)).collect();
    let quality = Symbols::read(Source::Dice, &rolls).unwrap().quality(words(24));
    let failed: Vec<_> = quality.failed().collect();
    assert!(failed.contains(&Test::Bias), "{failed:?}");
    if !failed.iter().any(|test| test.refuses()) {
        assert!(matches!(quality.report(&[]), Err(EntropyError::Warned { test: Test::Bias, .. })));
        assert!(quality.report(&["entropy/bias", "entropy/spread"].map(str::to_owned)).is_ok());
    }
}

#[test]
fn the_least_numbers_of_symbols_are_those_of_the_specification() {
    let least = |source| [12, 15, 18, 21, 24].map(|count| Quality::of(source, b"", words(count)).minimum());
    assert_eq!(least(Source::Dice), [50, 62, 75, 87, 99]);
    assert_eq!(least(Source::Coins), [128, 160, 192, 224, 256]);
    assert_eq!(least(Source::Cards), [25, 31, 39, 50, 58]);
}

#[test]
fn bits_are_counted_as_the_logarithm_has_them() {
    assert_eq!(whole_bits(std::iter::repeat_n(6, 50)), 129);
    assert_eq!(whole_bits(std::iter::repeat_n(6, 99)), 255);
    assert_eq!(whole_bits(std::iter::repeat_n(2, 256)), 256);
    assert_eq!(whole_bits(choices_of_cards().take(52)), 225);
    assert_eq!(whole_bits(std::iter::empty()), 0);
}

/// The careful estimate against a value computed by hand: 50 rolls of which the most common are 13.
#[test]
fn the_careful_estimate_is_that_of_sp_800_90b() {
    let share: f64 = 0.26;
    let bound = share + 2.576 * (share * (1.0 - share) / 49.0).sqrt();
    let expected = -bound.log2() * 50.0;
    assert!((statistics::careful_bits(&[13, 9, 8, 7, 7, 6]) - expected).abs() < 1e-9);
    assert!(statistics::careful_bits(&[50, 0, 0, 0, 0, 0]).abs() < 1e-9);
}

/// The figures of `scripts/dice-statistics`, in short.
#[test]
fn atk_c05_fair_sessions_are_refused_less_than_once_in_a_thousand() {
    for (source, count) in [(Source::Dice, 12), (Source::Dice, 24), (Source::Coins, 24), (Source::Cards, 12)]
    {
        let tally = Tally::of_fair(source, words(count), 0, 10_000);
        assert!(tally.refused <= 10, "{source:?}, {count} words: {tally:?}");
    }
}

#[test]
fn atk_c05_typed_cycles_are_always_refused_and_a_single_bound_never_sees_them() {
    let (strict, lone_rule) = simulation::cycles(500);
    assert_eq!(strict, 500);
    assert!(lone_rule < 250, "a bound on one face alone found {lone_rule} of 500");
}

/// `scripts/dice-statistics` runs this one and shows what it prints.
#[test]
#[ignore = "a table for people: scripts/dice-statistics"]
fn print_the_table_of_the_dice_statistics() {
    let sessions = std::env::var("SESSIONS").ok().and_then(|said| said.parse().ok()).unwrap_or(20_000);
    let refused = table(sessions, &mut std::io::stdout());
    assert!(refused * 1_000.0 <= 1.0, "{refused} of fair sessions are refused");
}
