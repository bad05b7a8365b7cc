//! What is run. It stands below the files it drives, because their functions are for their neighbours only.

use super::super::ShareError;
use super::super::field::{Arithmetic, Gf256, SharksField};
use super::super::shamir::{blank, deal, interpolate, restore};
use super::{Set, cipher, rs1024};
use crate::marks;
use crate::secret::same_bytes;
use std::hint::black_box;

/// Bytes nobody knows, as valgrind sees it.
fn hidden(count: usize, start: u8) -> Vec<u8> {
    let mut bytes: Vec<u8> = (0..count).map(|at| (at as u8).wrapping_mul(151).wrapping_add(start)).collect();
    marks::secret(&mut bytes);
    bytes
}

/// A result is given out here and nowhere else.
fn given_out(mut bytes: Vec<u8>) -> u8 {
    marks::public(&mut bytes);
    black_box(bytes.iter().fold(0, |sum, byte| sum ^ byte))
}

pub fn field() {
    let (left, right) = (hidden(256, 3), hidden(256, 77));
    let mut out = Vec::with_capacity(1_024);
    for (left, right) in left.iter().zip(&right) {
        out.push(Gf256::multiply(*left, *right));
        out.push(Gf256::inverse(*left));
        out.push(SharksField::multiply(*left, *right));
        out.push(SharksField::inverse(*right));
    }
    given_out(out);
}

/// The value of a share is in the numbers that are checked.
pub fn checksum() {
    let bytes = hidden(32, 9);
    let numbers: Vec<u16> = bytes.iter().map(|byte| u16::from(*byte) << 2).collect();
    for extendable in [false, true] {
        let made = rs1024::checksum(&numbers, extendable);
        given_out(made.iter().flat_map(|number| number.to_be_bytes()).collect());
        given_out(rs1024::remainder(&numbers, extendable).to_be_bytes().to_vec());
    }
}

pub fn shares() {
    let mut random = |bytes: &mut [u8]| {
        bytes.copy_from_slice(&hidden(bytes.len(), 41));
        Ok(())
    };
    for (need, of) in [(1, 1), (2, 3), (3, 5), (16, 16)] {
        for length in [16, 32, 64] {
            let secret = hidden(length, 13);
            let dealt = deal(need, of, &secret, &mut random).unwrap();
            let points: Vec<(u8, &[u8])> = (0..of).zip(dealt.iter().map(|value| value.as_slice())).collect();
            // All of them: those beyond the threshold are checked too.
            let restored = restore(need, &points).unwrap();
            given_out(restored.expose(Vec::clone));
        }
    }
    let mut dealt = deal(3, 5, &hidden(32, 13), &mut random).unwrap();
    dealt[0][7] ^= 1;
    let points: Vec<(u8, &[u8])> = (0..3).zip(dealt.iter().map(|value| value.as_slice())).collect();
    assert!(matches!(restore(3, &points), Err(ShareError::Digest)));
    let mut value = blank(32);
    interpolate::<SharksField>(&points, 0, &mut value);
    given_out(value.to_vec());
}

pub fn slip39() {
    for (extendable, length) in [(false, 16), (true, 32)] {
        let set = Set { identifier: 4_711, extendable, exponent: 0 };
        let (secret, passphrase) = (hidden(length, 21), hidden(12, 99));
        let (mut encrypted, mut opened) = (blank(length), blank(length));
        cipher::encrypt(&secret, &passphrase, set, &mut encrypted).unwrap();
        cipher::decrypt(&encrypted, &passphrase, set, &mut opened).unwrap();
        assert!(same_bytes(&secret, &opened));
        given_out(encrypted.to_vec());
    }
}

/// The control: multiplication by tables of logarithms, as most of the field's libraries have it.
pub fn leaky() {
    let (mut power, mut log) = ([0_u8; 510], [0_u8; 256]);
    let mut element = 1_u8;
    for exponent in 0..255_u8 {
        (power[usize::from(exponent)], power[usize::from(exponent) + 255]) = (element, element);
        log[usize::from(element)] = exponent;
        element = Gf256::multiply(element, 3);
    }
    let (left, right) = (hidden(16, 3), hidden(16, 77));
    let product = |left: &u8, right: &u8| {
        power[usize::from(log[usize::from(*left)]) + usize::from(log[usize::from(*right)])]
    };
    given_out(left.iter().zip(&right).map(|(left, right)| product(left, right)).collect());
}
