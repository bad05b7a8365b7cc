//! Damaged and forged copies of valid files: never a panic, never a second spelling.

use crate::rows::all;
use coldframe_core::bitcoin::psbt::Psbt;
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::OnceLock;

fn valid() -> &'static [Vec<u8>] {
    static VALID: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    VALID.get_or_init(|| all().into_iter().filter(|row| row.expect_valid).map(|row| row.psbt).collect())
}

/// Whatever is read means exactly its bytes.
fn read_or_refused(bytes: &[u8]) -> bool {
    match Psbt::parse(bytes) {
        Ok(psbt) => {
            assert_eq!(psbt.to_bytes(), bytes);
            true
        }
        Err(error) => {
            assert!(!error.to_string().contains(['{', '}']), "{error:?}");
            false
        }
    }
}

#[test]
fn atk_e08_no_flipped_byte_makes_a_file_with_two_spellings() {
    let (mut mutants, mut read) = (0, 0);
    for (number, original) in valid().iter().enumerate() {
        for position in 0..original.len() {
            let mut mutant = original.clone();
            let mask = [0x01, 0x80, 0xff, 0x10].get((position + number) % 4).copied().unwrap_or(1);
            if let Some(byte) = mutant.get_mut(position) {
                *byte ^= mask;
            }
            mutants += 1;
            read += usize::from(read_or_refused(&mutant));
        }
    }
    assert!(mutants > 40_000 && read > 1_000 && read < mutants, "{mutants} {read}");
}

#[test]
fn atk_e08_no_part_of_a_file_and_no_longer_file_is_read() {
    for original in valid() {
        for end in 0..original.len() {
            assert!(Psbt::parse(original.get(..end).unwrap_or_default()).is_err());
        }
        for extra in [0_u8, 1, 0xff] {
            assert!(Psbt::parse(&[original.as_slice(), &[extra]].concat()).is_err());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn spliced_files_never_panic(
        one in select(valid()),
        other in select(valid()),
        cut in 0.0..1.0_f64,
        resume in 0.0..1.0_f64,
    ) {
        let (head, _) = one.split_at(at(&one, cut));
        let (_, tail) = other.split_at(at(&other, resume));
        read_or_refused(&[head, tail].concat());
    }

    #[test]
    fn noise_behind_the_magic_never_panics(noise in proptest::collection::vec(any::<u8>(), 0..200)) {
        read_or_refused(&[b"psbt\xff".as_slice(), &noise].concat());
    }
}

#[expect(clippy::as_conversions, reason = "a random place, any will do")]
fn at(bytes: &[u8], share: f64) -> usize {
    (bytes.len() as f64 * share) as usize
}
