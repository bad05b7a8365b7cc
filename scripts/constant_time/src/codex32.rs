//! The letters of codex32 as numbers, their field and both checksums, the house's own files.

#[path = "../../../src/keys/shares/codex32/checksum.rs"]
pub mod checksum;
#[path = "../../../src/keys/shares/codex32/gf32.rs"]
pub mod gf32;

use crate::marks;
use checksum::{LONG, SHORT};
use std::hint::black_box;

/// Letters nobody knows, as valgrind sees it.
fn hidden(count: usize) -> Vec<u8> {
    let mut letters: Vec<u8> = (0..count).map(|at| gf32::LETTERS[at * 7 % 32]).collect();
    marks::secret(&mut letters);
    letters
}

fn given_out(mut values: Vec<u8>) {
    marks::public(&mut values);
    black_box(values);
}

/// Read, checked, weighed as three shares are, checked again, written.
pub fn run() {
    for (kind, count) in [(&SHORT, 45), (&SHORT, 71), (&LONG, 124)] {
        let mut values = Vec::new();
        for letter in hidden(count) {
            let mut value = gf32::value(letter);
            // That it is a letter at all is told, and where it is not.
            let is_none = [u8::from(value.is_none())];
            let mut told = is_none;
            marks::public(&mut told);
            values.push(if told == [0] { value.take().unwrap_or(0) } else { panic!("no letter") });
        }
        let mut sum = vec![0_u8; count];
        for weight in [3_u8, 17, 30] {
            for (place, value) in sum.iter_mut().zip(&values) {
                *place ^= gf32::product(weight, *value) ^ gf32::product(gf32::inverse(*value), weight);
            }
        }
        given_out(kind.remainder(&values).to_be_bytes().to_vec());
        let (said, made) = sum.split_at_mut(count - kind.letters);
        kind.make(said, made);
        given_out(sum.iter().map(|value| gf32::letter(*value)).collect());
    }
}
