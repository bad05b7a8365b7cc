use super::*;
use crate::tests::{hex, rows, text};

const SEEDS: &str = include_str!("../../../vectors/seed-qr/seeds.json");
const REFUSED: &str = include_str!("../../../vectors/seed-qr/refused.json");

fn payload(kind: SeedQr, words: &str) -> Vec<u8> {
    let mnemonic = Mnemonic::parse(words.as_bytes()).unwrap();
    kind.payload(&mnemonic).unwrap().expose(Clone::clone)
}

fn words(payload: &[u8]) -> Result<String, SeedQrError> {
    SeedQr::read(payload).map(|mnemonic| mnemonic.with_sentence(str::to_owned))
}

#[test]
fn every_published_seed_is_written_and_read_in_both_forms() {
    for row in rows(SEEDS) {
        let (said, digits, bytes) = (text(&row, "words"), text(&row, "digits"), hex(&row, "bytes"));
        assert_eq!(payload(SeedQr::Standard, said), digits.as_bytes(), "{}", row["name"]);
        assert_eq!(payload(SeedQr::Compact, said), bytes, "{}", row["name"]);
        assert_eq!(words(digits.as_bytes()).unwrap(), said);
        assert_eq!(words(&bytes).unwrap(), said);
    }
}

#[test]
fn every_length_goes_there_and_back_and_has_the_size_of_its_template() {
    for (count, standard, compact) in [(12, 2, 1), (15, 2, 2), (18, 2, 2), (21, 3, 2), (24, 3, 2)] {
        let mnemonic = Mnemonic::of_entropy(Language::English, &vec![0xc3; count / 3 * 4]).unwrap();
        assert_eq!(SeedQr::Standard.version(count), standard);
        assert_eq!(SeedQr::Compact.version(count), compact);
        for kind in [SeedQr::Standard, SeedQr::Compact] {
            let payload = kind.payload(&mnemonic).unwrap();
            let read = payload.expose(|payload| SeedQr::read(payload)).unwrap();
            assert!(read.is_same(&mnemonic));
        }
    }
}

#[test]
fn atk_c06_what_is_no_seed_qr_is_refused_for_its_own_reason() {
    use coldframe_core::messages::Explain;
    for row in rows(REFUSED) {
        let why = words(text(&row, "payload").as_bytes()).unwrap_err();
        assert_eq!(why.code().as_str(), text(&row, "code"), "{}", row["name"]);
    }
}

#[test]
fn only_the_ten_lengths_are_read() {
    for length in 0..200 {
        let known = [16, 20, 24, 28, 32, 48, 60, 72, 84, 96].contains(&length);
        let refused = words(&vec![b'x'; length]) == Err(SeedQrError::Length { bytes: length });
        assert_eq!(refused, !known, "{length}");
    }
}

#[test]
fn atk_c06_words_of_another_list_are_not_written_because_they_would_be_read_as_english() {
    let mnemonic = Mnemonic::of_entropy(Language::Spanish, &[7; 16]).unwrap();
    for kind in [SeedQr::Standard, SeedQr::Compact] {
        assert_eq!(kind.payload(&mnemonic).map(|_| ()), Err(SeedQrError::NotEnglish));
    }
}

#[test]
fn the_payload_never_outgrows_its_room() {
    let mnemonic = Mnemonic::of_entropy(Language::English, &[7; 32]).unwrap();
    for (kind, room) in [(SeedQr::Standard, 96), (SeedQr::Compact, 32)] {
        kind.payload(&mnemonic).unwrap().expose(|payload| {
            assert_eq!((payload.len(), payload.capacity()), (room, room));
        });
    }
}

#[test]
fn atk_g05_a_refusal_repeats_no_digit() {
    let digits = "1924022202351743063111240378177006411980129012a1";
    let error = SeedQr::read(digits.as_bytes()).unwrap_err();
    let said = format!("{error} {error:?}");
    assert!(!said.contains("1924") && !said.contains("12a1"), "{said}");
}
