//! Fewer shares than needed tell nothing; the numbers drawn are all numbers.
#![expect(clippy::as_conversions, reason = "small numbers, in a test")]

use super::super::field::{Arithmetic, Field, Gf256};
use super::super::shamir::{deal, interpolate};
use super::*;
use std::cell::Cell;

type Gf16 = Field<4, 0x13>;

/// Where the secret of the small field stands: its highest number, as 255 is of the real one.
const SECRET_AT: u8 = 15;

/// Shares 0, 1, … of every polynomial there is, in a field where all of them can be looked at.
fn every_polynomial(need: u8, of: u8, mut look: impl FnMut(u8, &[u8])) {
    let drawn = usize::from(need) - 1;
    for number in 0..16_u32.pow(u32::from(need)) {
        let digits: Vec<[u8; 1]> =
            (0..u32::from(need)).map(|place| [(number >> (4 * place) & 15) as u8]).collect();
        let numbers = (0..need - 1).chain([SECRET_AT]);
        let base: Vec<(u8, &[u8])> = numbers.zip(digits.iter().map(|digit| digit.as_slice())).collect();
        let mut shares = vec![0; usize::from(of)];
        for (at, share) in (0..of).zip(&mut shares) {
            interpolate::<Gf16>(&base, at, std::slice::from_mut(share));
        }
        look(digits[drawn][0], &shares);
    }
}

#[test]
fn atk_f01_one_share_fewer_leaves_every_secret_equally_likely() {
    for (need, of) in [(2_u8, 4_u8), (3, 5), (4, 5)] {
        let seen_count = usize::from(need) - 1;
        let choices: Vec<Vec<usize>> = (0..1_usize << of)
            .filter(|mask| mask.count_ones() as usize == seen_count)
            .map(|mask| (0..usize::from(of)).filter(|place| mask >> place & 1 == 1).collect())
            .collect();
        // For each choice of shares and each thing they can say: how often each secret stood behind it.
        let mut behind = vec![vec![[0_u32; 16]; 16_usize.pow(seen_count as u32)]; choices.len()];
        every_polynomial(need, of, |secret, shares| {
            for (choice, behind) in choices.iter().zip(&mut behind) {
                let said = choice.iter().fold(0, |said, place| said << 4 | usize::from(shares[*place]));
                behind[said][usize::from(secret)] += 1;
            }
        });
        assert!(behind.iter().flatten().all(|secrets| *secrets == [1; 16]), "{need} of {of}");
    }
}

#[test]
fn as_many_as_needed_give_one_secret_in_the_small_field_too() {
    every_polynomial(3, 5, |secret, shares| {
        for choice in [[0, 1, 2], [0, 2, 4], [1, 3, 4], [2, 3, 4]] {
            let points: Vec<(u8, &[u8])> =
                choice.iter().map(|place| (*place as u8, std::slice::from_ref(&shares[*place]))).collect();
            let mut found = [0];
            interpolate::<Gf16>(&points, SECRET_AT, &mut found);
            assert_eq!(found, [secret]);
        }
    });
}

/// How far counts are from even, in units of what chance does.
fn unevenness(counts: &[u64; 256]) -> f64 {
    let total: u64 = counts.iter().sum();
    let expected = total as f64 / 256.0;
    let chi_square: f64 = counts.iter().map(|count| (*count as f64 - expected).powi(2) / expected).sum();
    (chi_square - 255.0) / (2.0_f64 * 255.0).sqrt()
}

/// The coefficients of x and x^2 of the polynomial through 0, 1 and 2.
fn coefficients(y0: u8, y1: u8, y2: u8) -> [u8; 2] {
    let (one, two) = (y1 ^ y0, y2 ^ y0);
    let second = Gf256::multiply(two ^ Gf256::multiply(2, one), Gf256::inverse(6));
    [one ^ second, second]
}

/// RUSTSEC-2024-0398: coefficients that are never zero tell of a secret that is split again and again.
#[test]
fn atk_f01_a_million_coefficients_are_every_number_equally_often_and_zero_too() {
    let (secret, mut counts) = ([0x5a_u8; 64], [0_u64; 256]);
    let mut total = 0;
    while total < 1_000_000 {
        let shares = deal(3, 3, &secret, &mut crate::entropy::fill).unwrap();
        let bytes = shares[0].iter().zip(shares[1].iter()).zip(shares[2].iter());
        for coefficient in bytes.flat_map(|((one, two), three)| coefficients(*one, *two, *three)) {
            counts[usize::from(coefficient)] += 1;
            total += 1;
        }
    }
    assert!(unevenness(&counts) < 7.0, "{}", unevenness(&counts));
    assert!(counts[0] > 3_400, "zero fell {} times of {total}", counts[0]);

    // The control: the same numbers without zero, as the broken crate drew them.
    counts[0] = 0;
    assert!(unevenness(&counts) > 100.0, "the test would not have seen it");
}

/// Counts what the arithmetic is asked to do.
struct Counted;

thread_local! {
    static WORK: Cell<(u64, u64)> = const { Cell::new((0, 0)) };
}

impl Arithmetic for Counted {
    fn multiply(left: u8, right: u8) -> u8 {
        WORK.with(|work| work.set((work.get().0 + 1, work.get().1)));
        Gf256::multiply(left, right)
    }
    fn inverse(element: u8) -> u8 {
        WORK.with(|work| work.set((work.get().0, work.get().1 + 1)));
        Gf256::inverse(element)
    }
}

#[test]
fn atk_f04_the_work_depends_on_lengths_and_numbers_and_on_no_secret() {
    let work = |secrets: [Vec<u8>; 3]| {
        WORK.with(|work| work.set((0, 0)));
        let points: Vec<(u8, &[u8])> =
            secrets.iter().zip([0, 3, 9]).map(|(secret, at)| (at, secret.as_slice())).collect();
        let mut value = vec![0; secrets[0].len()];
        interpolate::<Counted>(&points, 255, &mut value);
        WORK.with(Cell::get)
    };
    for length in [16, 20, 32, 64] {
        let zero = work([vec![0; length], vec![0; length], vec![0; length]]);
        for seed in 0..20 {
            let secrets = [seed, seed + 100, seed + 200].map(|seed| bytes(length, seed));
            assert_eq!(work(secrets), zero);
        }
    }
}

/// A share is as long as the secret: the scheme has it so, and the words say nothing more of it.
#[test]
fn atk_f04_shares_of_one_length_look_alike_whatever_the_secret() {
    let lengths = |secret: &[u8]| {
        let shares = made(&plan(Scheme::Slip39, 2, 3), secret, 1);
        shares.iter().map(|share| share.facts().word_count.unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(lengths(&[0; 16]), [20; 3]);
    assert_eq!(lengths(&[255; 16]), [20; 3]);
    assert_eq!(lengths(&[0; 32]), [33; 3]);
    assert_eq!(lengths(&[255; 32]), [33; 3]);
}

/// What valgrind sees in the built program (`scripts/constant-time`), held here at its source: a branch
/// or a table that a secret could decide on would have to be written down first.
#[test]
fn atk_c08_the_arithmetic_has_no_branch_and_no_table() {
    let field = include_str!("../field.rs");
    let (shipped, _) = field.split_once("#[cfg(test)]").unwrap();
    let code = shipped.lines().filter(|line| !line.trim_start().starts_with("//"));
    for line in code {
        for sign in [" if ", "match ", "while ", "&&", "||", "return", ".get(", "?"] {
            assert!(!line.contains(sign), "{line}");
        }
        let looked_up =
            line.as_bytes().windows(2).any(|pair| pair[1] == b'[' && pair[0].is_ascii_alphanumeric());
        assert!(!looked_up, "{line}");
    }
}
