//! Every PSBT vector of the standards and of Bitcoin Core gets the verdict written beside it.
#![expect(clippy::unwrap_used, reason = "a test harness: a broken vector file must stop it")]

#[path = "psbt_vectors/differential.rs"]
mod differential;
#[path = "psbt_vectors/mutants.rs"]
mod mutants;
#[path = "psbt_vectors/roles.rs"]
mod roles;
#[path = "psbt_vectors/rows.rs"]
mod rows;

use coldframe_core::bitcoin::psbt::{Psbt, PsbtError, Version};
use coldframe_core::messages::{Explain, Part, entry, sentence};
use rows::{Row, all, repository_file};
use std::collections::BTreeSet;

#[test]
fn every_row_gets_its_verdict_and_its_code() {
    let rows = all();
    assert_eq!(rows.len(), 168, "rows were lost");
    for row in rows {
        let verdict = Psbt::parse(&row.psbt).map_err(|error| error.code().as_str());
        match (row.expect_valid, row.differs) {
            (true, false) | (false, true) => assert!(verdict.is_ok(), "{}: {verdict:?}", row.name),
            _ => assert_eq!(verdict.err(), row.code.as_deref(), "{}", row.name),
        }
    }
}

#[test]
fn every_refusal_of_a_vector_is_explained_in_whole_sentences() {
    for row in all() {
        let Err(error) = Psbt::parse(&row.psbt) else { continue };
        let parts = entry(error.code().as_str()).unwrap();
        for part in [Part::Error, Part::Cause, Part::Help] {
            assert!(parts.contains_key(&part), "{} has no {part:?}", error.code());
            let filled = sentence(error.code(), part, &error.facts()).unwrap();
            assert!(!filled.contains(['{', '}']), "{}: {filled}", row.name);
        }
    }
}

#[test]
fn what_is_read_is_written_back_byte_for_byte() {
    for row in readable() {
        let psbt = Psbt::parse(&row.psbt).unwrap();
        assert_eq!(psbt.to_bytes(), row.psbt, "{}", row.name);
    }
}

#[test]
fn counts_of_maps_and_transaction_agree() {
    for row in readable() {
        let psbt = Psbt::parse(&row.psbt).unwrap();
        assert_eq!(psbt.inputs().len(), psbt.transaction().input.len(), "{}", row.name);
        assert_eq!(psbt.outputs().len(), psbt.transaction().output.len(), "{}", row.name);
    }
}

#[test]
fn the_locktime_is_the_one_bip_370_determines() {
    let mut seen = 0;
    for row in all() {
        let Some(locktime) = row.locktime else { continue };
        let psbt = Psbt::parse(&row.psbt).unwrap();
        assert_eq!(psbt.transaction().lock_time.to_consensus_u32(), locktime, "{}", row.name);
        seen += 1;
    }
    assert_eq!(seen, 9);
}

#[test]
fn converting_to_the_other_version_and_back_keeps_the_transaction_and_every_shared_pair() {
    let (mut both_ways, mut not_expressible) = (0, 0);
    for row in readable() {
        let psbt = Psbt::parse(&row.psbt).unwrap();
        let other = if psbt.version() == Version::V0 { Version::V2 } else { Version::V0 };
        match psbt.convert(other) {
            Ok(converted) => {
                let back = converted.convert(psbt.version()).unwrap();
                assert_eq!(converted.version(), other);
                assert_eq!(converted.transaction(), psbt.transaction(), "{}", row.name);
                assert_eq!(back.transaction(), psbt.transaction(), "{}", row.name);
                assert!(understood(&converted) == understood(&psbt), "{}", row.name);
                if psbt.global().pairs.iter().all(|pair| pair.key_type != 0xfb) {
                    assert_eq!(back.to_bytes(), row.psbt, "{}", row.name);
                }
                both_ways += 1;
            }
            Err(PsbtError::NotExpressible(_)) => not_expressible += 1,
            Err(error) => panic!("{}: {error:?}", row.name),
        }
    }
    assert_eq!((both_ways, not_expressible), (76, 4));
}

#[test]
fn the_table_of_differences_names_exactly_the_rows_marked_so() {
    let table = repository_file("formats/psbt.md");
    let told: BTreeSet<String> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|line| line.split_once('`').map(|(name, _)| name.to_owned()))
        .filter(|name| !name.starts_with("psbt/"))
        .collect();
    let marked: BTreeSet<String> =
        rows::everything().into_iter().filter(|row| row.differs).map(|row| row.name).collect();
    assert_eq!(told, marked);
}

fn readable() -> impl Iterator<Item = Row> {
    all().into_iter().filter(|row| row.expect_valid != row.differs)
}

/// What must survive a conversion, besides the transaction: everything but the pairs themselves.
fn understood(psbt: &Psbt) -> String {
    let (mut inputs, mut outputs) = (psbt.inputs().to_vec(), psbt.outputs().to_vec());
    inputs.iter_mut().for_each(|input| input.map.pairs.clear());
    outputs.iter_mut().for_each(|output| output.map.pairs.clear());
    format!("{inputs:?} {outputs:?} {}", psbt.unknown_count())
}
