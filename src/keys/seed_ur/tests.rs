use super::*;
use crate::tests::{hex, rows, text};
use coldframe_core::messages::Explain;

const SEEDS: &str = include_str!("../../../vectors/seed-ur/seeds.json");
const REFUSED: &str = include_str!("../../../vectors/seed-ur/refused.json");

#[test]
fn published_seeds_are_read_under_both_generations_of_names_and_in_either_case() {
    for row in rows(SEEDS) {
        let written = text(&row, "ur");
        for written in [written.to_owned(), written.to_ascii_uppercase(), written.replacen("crypto-", "", 1)]
        {
            let mnemonic = read(written.as_bytes()).unwrap_or_else(|why| panic!("{}: {why}", row["name"]));
            assert_eq!(mnemonic.with_sentence(str::to_owned), text(&row, "words"), "{}", row["name"]);
        }
        let letters = written.rsplit('/').next().unwrap();
        assert_eq!(*decoded(letters.as_bytes()).unwrap(), hex(&row, "cbor"), "{}", row["name"]);
    }
}

#[test]
fn atk_c06_what_is_no_seed_is_refused_for_its_own_reason() {
    for row in rows(REFUSED) {
        let why = read(text(&row, "ur").as_bytes()).map(|_| ()).unwrap_err();
        assert_eq!(why.code().as_str(), text(&row, "code"), "{}", row["name"]);
    }
}

#[test]
fn a_seed_cut_short_anywhere_is_refused() {
    for row in rows(SEEDS) {
        let written = text(&row, "ur").as_bytes();
        for end in 0..written.len() {
            assert!(read(&written[..end]).is_err(), "{} cut at {end}", row["name"]);
        }
        let message = hex(&row, "cbor");
        // A whole checksum over half a message.
        for end in 0..message.len() / 2 {
            let mut cursor = Cursor(&message[..end]);
            assert!(entropy(&mut cursor).is_err() && words(&mut Cursor(&message[..end])).is_err());
        }
    }
}

#[test]
fn every_refusal_has_its_sentences() {
    use coldframe_core::messages::{Part, sentence};
    let all = [
        SeedUrError::Kind,
        SeedUrError::Parts,
        SeedUrError::Malformed,
        SeedUrError::Checksum,
        SeedUrError::Length { bytes: 17 },
    ];
    for refusal in all {
        for part in [Part::Error, Part::Cause, Part::Hint, Part::Help] {
            let said = sentence(refusal.code(), part, &refusal.facts()).unwrap();
            assert!(!said.contains('{'), "{said}");
        }
    }
}
