//! SLIP-39: shares as words (`formats/slip39.md`).
//!
//! ```text
//! words    = prefix value checksum                  ; 10 bits each
//! prefix   = id:15 ext:1 e:4 GI:4 Gt:4 g:4 I:4 t:4  ; four words
//! value    = zero bits, then the share's bytes      ; fewer than 10 zero bits, and at most 8
//! checksum = RS1024, three words
//! ```

mod cipher;
mod fix;
mod rs1024;
mod words;

pub(super) use fix::correction;
pub(super) use words::{list, looks_like};

use super::grouped::{self, Head, Held};
use super::shamir::{Bytes, blank};
use super::{Plan, Random, ShareError};
use crate::secret::{Secret, same_bytes};
use coldframe_core::limits::{PASSPHRASE_BYTES_MAX, SHARE_SECRET_BYTES_MAX, SHARE_SECRET_BYTES_MIN};
use coldframe_core::shares::{Scheme, SetId, ShareFacts};
use zeroize::Zeroizing;

/// Bits of one word.
const WORD_BITS: usize = 10;

/// Words before the value.
const PREFIX_WORDS: usize = 4;

/// Words of the checksum.
const CHECKSUM_WORDS: usize = 3;

/// Most bits that fill up the first word of a value.
const PADDING_BITS_MAX: usize = 8;

/// Places in the list, from 0: a share as it is written.
type Numbers = Zeroizing<Vec<u16>>;

/// What all shares of a set have in common, beside the numbers of its groups.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Set {
    pub(super) identifier: u16,
    pub(super) extendable: bool,
    pub(super) exponent: u8,
}

/// One share.
pub(super) struct Part {
    set: Set,
    head: Head,
    value: Bytes,
}

impl Part {
    pub(super) fn read(text: &str) -> Result<Self, ShareError> {
        let numbers = words::numbers(text)?;
        if !has_share_length(numbers.len()) {
            return Err(ShareError::WordCount { count: numbers.len() });
        }
        if !rs1024::verifies(&numbers) {
            return Err(ShareError::Checksum);
        }
        Self::of_numbers(&numbers)
    }

    /// A share whose checksum holds.
    fn of_numbers(numbers: &[u16]) -> Result<Self, ShareError> {
        let count = ShareError::WordCount { count: numbers.len() };
        let (prefix, rest) = numbers.split_at_checked(PREFIX_WORDS).ok_or(count)?;
        let value = rest.get(..rest.len().saturating_sub(CHECKSUM_WORDS)).ok_or(count)?;
        let bits = prefix.iter().fold(0_u64, |bits, number| bits << WORD_BITS | u64::from(*number));
        let set = Set {
            identifier: u16::try_from(bits >> 25 & 0x7fff).map_err(|_| ShareError::Fields)?,
            extendable: bits >> 24 & 1 == 1,
            exponent: nibble(bits, 20),
        };
        let fields = [nibble(bits, 16), nibble(bits, 12), nibble(bits, 8), nibble(bits, 4), nibble(bits, 0)];
        Ok(Self { set, head: Head::of_fields(fields)?, value: unpack(value)? })
    }

    /// The share as it is written.
    fn numbers(&self) -> Numbers {
        let [group, need, count, member, member_need] = self.head.fields().map(u64::from);
        let set = u64::from(self.set.identifier) << 5
            | u64::from(self.set.extendable) << 4
            | u64::from(self.set.exponent);
        let bits = set << 20 | group << 16 | need << 12 | count << 8 | member << 4 | member_need;
        let mut numbers = Zeroizing::new(Vec::with_capacity(words_of(self.value.len())));
        for word in (0..PREFIX_WORDS).rev() {
            numbers.push(u16::try_from(bits >> (word * WORD_BITS) & 0x3ff).unwrap_or(0));
        }
        pack(&self.value, &mut numbers);
        let checksum = rs1024::checksum(&numbers, self.set.extendable);
        numbers.extend(checksum);
        numbers
    }

    pub(super) fn facts(&self) -> ShareFacts {
        let numbers = self.numbers();
        let word = |place: usize| words::word(numbers.get(place).copied().unwrap_or(0));
        ShareFacts {
            scheme: Scheme::Slip39,
            set_id: Some(SetId::of_number(self.set.identifier)),
            group: self.head.group(),
            member: self.head.member(),
            letter: None,
            secret_bytes: self.value.len(),
            word_count: Some(numbers.len()),
            extendable: Some(self.set.extendable),
            iteration_exponent: Some(self.set.exponent),
            set_words: Some([word(0), word(1)]),
            holds: None,
        }
    }

    pub(super) fn with_words<R>(
        &self,
        look: impl FnOnce(&mut dyn Iterator<Item = (&'static str, usize)>) -> R,
    ) -> R {
        let numbers = self.numbers();
        let number = |place: &u16| usize::from(*place).saturating_add(1);
        look(&mut numbers.iter().map(|place| (words::word(*place), number(place))))
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.set == other.set && self.head == other.head && same_bytes(&self.value, &other.value)
    }
}

#[cfg(test)]
impl Part {
    /// Another value under a checksum that holds.
    pub(super) fn flip(&mut self, byte: usize, bit: u8) {
        self.value[byte] ^= 1 << bit;
    }
}

/// Splits a secret under a passphrase, which is empty if there is none.
pub(super) fn split(
    plan: &Plan,
    secret: &[u8],
    passphrase: &[u8],
    random: &mut Random<'_>,
) -> Result<Vec<Part>, ShareError> {
    check_passphrase(passphrase)?;
    let mut identifier = [0_u8; 2];
    random(&mut identifier)?;
    let identifier = u16::from_be_bytes(identifier) & 0x7fff;
    let set = Set { identifier, extendable: plan.extendable, exponent: plan.iteration_exponent };
    let mut encrypted = blank(secret.len());
    cipher::encrypt(secret, passphrase, set, &mut encrypted)?;
    let members = grouped::split(plan, &encrypted, random)?;
    Ok(members.into_iter().map(|(head, value)| Part { set, head, value }).collect())
}

/// Restores the secret of a set. Another passphrase gives another secret: nothing here can tell
/// (attack F05).
pub(super) fn combine(parts: &[&Part], passphrase: &[u8]) -> Result<Secret<Vec<u8>>, ShareError> {
    check_passphrase(passphrase)?;
    let set = parts.first().ok_or(ShareError::TooFew { missing: 1 })?.set;
    let held: Vec<Held<'_>> = parts.iter().map(|part| Held { head: part.head, value: &part.value }).collect();
    let encrypted = grouped::combine(&held)?;
    encrypted.expose(|encrypted| {
        Secret::try_built(vec![0; encrypted.len()], |secret| {
            cipher::decrypt(encrypted, passphrase, set, secret)
        })
    })
}

/// The numbers that close these ones, for the self-test.
pub(super) fn checksum(numbers: &[u16]) -> [u16; 3] {
    rs1024::checksum(numbers, rs1024::is_extendable(numbers))
}

/// Printable ASCII (SLIP-39, section Passphrase): what any keyboard types again in twenty years.
fn check_passphrase(passphrase: &[u8]) -> Result<(), ShareError> {
    if passphrase.len() > PASSPHRASE_BYTES_MAX {
        return Err(ShareError::PassphraseTooLong { limit: PASSPHRASE_BYTES_MAX });
    }
    let printable = passphrase.iter().all(|byte| (b' '..=b'~').contains(byte));
    if printable { Ok(()) } else { Err(ShareError::Passphrase) }
}

/// Words of a share of a secret of so many bytes.
const fn words_of(secret_bytes: usize) -> usize {
    PREFIX_WORDS + CHECKSUM_WORDS + (secret_bytes * 8).div_ceil(WORD_BITS)
}

/// Whether shares of some secret have so many words.
fn has_share_length(word_count: usize) -> bool {
    (SHARE_SECRET_BYTES_MIN..=SHARE_SECRET_BYTES_MAX).step_by(2).any(|bytes| words_of(bytes) == word_count)
}

fn nibble(bits: u64, shift: u32) -> u8 {
    u8::try_from(bits >> shift & 15).unwrap_or(0)
}

/// Writes bytes as numbers of ten bits, zeroes first.
fn pack(bytes: &[u8], numbers: &mut Numbers) {
    let mut held_bits = (bytes.len() * 8).div_ceil(WORD_BITS) * WORD_BITS - bytes.len() * 8;
    let mut held = 0_u32;
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        held_bits += 8;
        if held_bits >= WORD_BITS {
            held_bits -= WORD_BITS;
            numbers.push(u16::try_from(held >> held_bits & 0x3ff).unwrap_or(0));
            held &= (1 << held_bits) - 1;
        }
    }
}

/// Reads what [`pack`] writes.
fn unpack(numbers: &[u16]) -> Result<Bytes, ShareError> {
    let bits = numbers.len() * WORD_BITS;
    // 16 bits at a time: what is over fills up.
    let padding_bits = bits % 16;
    let mut bytes = blank((bits - padding_bits) / 8);
    if padding_bits > PADDING_BITS_MAX
        || !(SHARE_SECRET_BYTES_MIN..=SHARE_SECRET_BYTES_MAX).contains(&bytes.len())
    {
        return Err(ShareError::Length { bytes: bytes.len() });
    }
    let (mut held, mut held_bits) = (0_u32, 0_usize);
    let mut places = bytes.iter_mut();
    for (index, number) in numbers.iter().enumerate() {
        held = held << WORD_BITS | u32::from(*number);
        held_bits += WORD_BITS;
        if index == 0 {
            held_bits -= padding_bits;
            if held >> held_bits != 0 {
                return Err(ShareError::Padding);
            }
        }
        while held_bits >= 8 {
            held_bits -= 8;
            if let Some(place) = places.next() {
                *place = u8::try_from(held >> held_bits & 0xff).unwrap_or(0);
            }
            held &= (1 << held_bits) - 1;
        }
    }
    Ok(bytes)
}
