//! The one word that makes a checksum hold.
//!
//! Two words of the code differ in four places at least, so a share with one wrong word has one
//! correction, and a share with two wrong words has none.

use super::super::Correction;
use super::{Numbers, Part, WORD_BITS, has_share_length, rs1024, words};
use coldframe_core::limits::SHARE_SECRET_BYTES_MAX;

/// The correction of one word, if changing one word is enough and only one change does it. A word that is
/// not in the list is the one to change; with two of them there is no saying.
pub(in super::super) fn correction(text: &str) -> Option<Correction> {
    let (mut numbers, unknown) = read(text)?;
    if !has_share_length(numbers.len()) || (unknown.is_none() && rs1024::verifies(&numbers)) {
        return None;
    }
    let remainders = [false, true].map(|extendable| rs1024::remainder(&numbers, extendable));
    // What each bit of a word adds to the remainder, for the last word first.
    let mut weights = [0_u32; WORD_BITS];
    (0..).zip(&mut weights).for_each(|(bit, weight)| *weight = 1 << bit);
    let mut found = None;
    for place in (0..numbers.len()).rev() {
        if unknown.is_none_or(|unknown| unknown == place) {
            for fixed in fixes(&numbers, place, remainders, &weights) {
                let was = std::mem::replace(numbers.get_mut(place)?, fixed);
                let is_share = Part::of_numbers(&numbers).is_ok();
                *numbers.get_mut(place)? = was;
                if is_share && found.replace((place, fixed)).is_some() {
                    return None;
                }
            }
        }
        weights.iter_mut().for_each(|weight| *weight = rs1024::step(*weight, 0));
    }
    let (place, fixed) = found?;
    Some(Correction::of(place.checked_add(1)?, words::word(fixed)))
}

/// The numbers which at this place make the checksum hold. The second word also says which of the two
/// checksums it is.
fn fixes(numbers: &[u16], place: usize, remainders: [u32; 2], weights: &[u32; WORD_BITS]) -> Vec<u16> {
    let was = numbers.get(place).copied().unwrap_or(0);
    let holds = |fixed: &u16| {
        let second = if place == 1 { Some(*fixed) } else { numbers.get(1).copied() };
        let [plain, extendable] = remainders;
        let start = if rs1024::is_extendable_word(second) { extendable } else { plain };
        let change = u32::from(*fixed ^ was);
        let added = (0_u32..)
            .zip(weights)
            .fold(0, |sum, (bit, weight)| sum ^ (weight & 0_u32.wrapping_sub(change >> bit & 1)));
        start ^ added == 1
    };
    (0..1024).filter(holds).collect()
}

/// The numbers, with a zero where one word is not of the list, and which one that is.
fn read(text: &str) -> Option<(Numbers, Option<usize>)> {
    let lower = words::lower(text);
    let mut numbers = Numbers::new(Vec::with_capacity(super::words_of(SHARE_SECRET_BYTES_MAX)));
    let mut unknown = None;
    for (place, word) in lower.split_whitespace().enumerate() {
        let number = words::place(word);
        let is_second_unknown = number.is_none() && unknown.replace(place).is_some();
        if is_second_unknown || numbers.len() == numbers.capacity() {
            return None;
        }
        numbers.push(number.unwrap_or(0));
    }
    Some((numbers, unknown))
}
