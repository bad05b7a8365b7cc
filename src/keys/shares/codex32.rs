//! codex32: a seed as letters that a person can check with pencil and paper (BIP-93).
//!
//! A codex32 secret **is** a BIP-32 master seed. Words of BIP-39 are hashed into theirs, so what
//! restores a wallet made of words is the 64-byte seed they lead to, in a long string: any wallet
//! that reads codex32 then has the same keys. The bytes the words stand for would open another wallet.

mod checksum;
mod correct;
mod error;
mod gf32;
mod header;
mod mend;
mod part;
mod recover;
mod shares;
mod worksheet;

pub use error::Codex32Error;
pub use header::{Header, Identifier, Index};
pub use mend::Change;
pub use part::mended;
pub(super) use part::{Part, combine, corrections, looks_like, split};
pub use worksheet::{addition_table, blank_worksheet, checksum_table};

use crate::secret::Secret;
use crate::seed::Seed;
use checksum::{Checksum, DATA_LETTERS_MAX, HEADER_LETTERS};
use coldframe_core::limits::{CODEX32_CHARS_MAX, SHARE_TEXT_BYTES_MAX};
use std::fmt;
use zeroize::Zeroizing;

/// What every string begins with (BIP-93).
const PREFIX: &[u8; 3] = b"ms1";

/// The values of the letters behind [`PREFIX`]; those beyond the last are zero.
type Values = [u8; DATA_LETTERS_MAX];

/// One codex32 string whose checksum holds: a share, or the secret itself (index `s`).
pub struct Codex32 {
    header: Header,
    byte_count: usize,
    data: Secret<Values>,
    length: usize,
}

impl Codex32 {
    /// Reads one string, in capitals or small letters, as people write it: with spaces anywhere.
    ///
    /// # Errors
    /// [`Codex32Error`]: positions and counts, never a letter. [`Codex32::mend`] says which letters
    /// are wrong where the checksum can tell.
    pub fn read(text: &[u8]) -> Result<Self, Codex32Error> {
        let letters = letters(text)?;
        letters.expose(|letters| {
            let small = one_case(letters)?;
            let rest = small.strip_prefix(PREFIX).ok_or(Codex32Error::Prefix)?;
            let (mut length, mut wrong) = (0_usize, Wrong::default());
            let data = Secret::try_built([0; DATA_LETTERS_MAX], |data: &mut Values| {
                wrong = values(rest, data);
                length = rest.len();
                wrong.refusal()
            })?;
            Self::of_values(data, length)
        })
    }

    /// The codex32 form of a seed: the secret itself, index `s`. Threshold 0 for one that is not to be
    /// split. The bits left in the last letter are zero, as in the vectors of BIP-93.
    ///
    /// # Errors
    /// [`Codex32Error::Threshold`] unless it is 0 or 2 to 9, [`Codex32Error::Seed`] for a length that
    /// no seed has.
    pub fn of_seed(seed: &Seed, threshold: u8, identifier: Identifier) -> Result<Self, Codex32Error> {
        seed.expose(|bytes| Self::of_bytes(bytes, threshold, identifier))
    }

    /// As [`Codex32::of_seed`], of the 16 to 64 bytes of a master seed.
    ///
    /// # Errors
    /// Those of [`Codex32::of_seed`].
    pub fn of_bytes(bytes: &[u8], threshold: u8, identifier: Identifier) -> Result<Self, Codex32Error> {
        let header = Header::new(threshold, identifier, Index::SECRET)?;
        let no_seed = Codex32Error::Seed { bytes: bytes.len() };
        let (_, letter_count) = Checksum::of_bytes(bytes.len()).ok_or(no_seed)?;
        let payload = Zeroizing::new(fives(bytes));
        Self::of_payload(header, payload.get(..letter_count.saturating_sub(HEADER_LETTERS)).ok_or(no_seed)?)
    }

    /// A string of these letters, with the checksum made.
    fn of_payload(header: Header, payload: &[u8]) -> Result<Self, Codex32Error> {
        let plain = payload.len().saturating_add(HEADER_LETTERS);
        let kind = if plain <= 80 { &checksum::SHORT } else { &checksum::LONG };
        let length = plain.saturating_add(kind.letters);
        let wrong = Codex32Error::Length { count: length.saturating_add(PREFIX.len()) };
        let data = Secret::try_built([0; DATA_LETTERS_MAX], |data: &mut Values| {
            let (head, rest) = data.split_at_mut_checked(HEADER_LETTERS).ok_or(wrong)?;
            head.copy_from_slice(&header.values());
            rest.get_mut(..payload.len()).ok_or(wrong)?.copy_from_slice(payload);
            let whole = data.get_mut(..length).ok_or(wrong)?;
            let (said, sum) = whole.split_at_mut_checked(plain).ok_or(wrong)?;
            kind.make(said, sum);
            Ok(())
        })?;
        Self::of_values(data, length)
    }

    /// A string of these values, checksum included.
    fn of_values(data: Secret<Values>, length: usize) -> Result<Self, Codex32Error> {
        let count = length.saturating_add(PREFIX.len());
        let (kind, byte_count) = Checksum::of_length(length).ok_or(Codex32Error::Length { count })?;
        let header = data.expose(|data| {
            let data = data.get(..length).unwrap_or_default();
            if kind.holds(data) { Header::read(data) } else { Err(Codex32Error::Checksum) }
        })?;
        Ok(Self { header, byte_count, data, length })
    }

    /// What is public of it: threshold, identifier, index.
    pub fn header(&self) -> Header {
        self.header
    }

    /// Bytes of the seed it is a share of.
    pub fn byte_count(&self) -> usize {
        self.byte_count
    }

    /// Characters of the string, "ms1" included: 48 to 127.
    pub fn char_count(&self) -> usize {
        self.length.saturating_add(PREFIX.len())
    }

    /// Lends the string in small letters.
    pub fn with_text<R>(&self, look: impl FnOnce(&str) -> R) -> R {
        let mut text = Zeroizing::new(String::with_capacity(CODEX32_CHARS_MAX));
        text.extend(PREFIX.iter().copied().map(char::from));
        self.values(|data| text.extend(data.iter().map(|value| char::from(gf32::letter(*value)))));
        look(&text)
    }

    /// Lends the string in capitals: for handwriting, steel and QR codes (BIP-93).
    pub fn with_capitals<R>(&self, look: impl FnOnce(&str) -> R) -> R {
        self.with_text(|text| {
            let mut capitals = Zeroizing::new(String::with_capacity(CODEX32_CHARS_MAX));
            capitals.push_str(text);
            capitals.make_ascii_uppercase();
            look(&capitals)
        })
    }

    /// The seed of a secret (index `s`).
    ///
    /// # Errors
    /// [`Codex32Error::IsShare`] for a share: its letters are no seed.
    pub fn seed(&self) -> Result<Seed, Codex32Error> {
        self.with_bytes(Seed::of_bytes)?.map_err(Codex32Error::Restored)
    }

    /// Lends the bytes of the master seed that a secret (index `s`) is.
    ///
    /// # Errors
    /// Those of [`Codex32::seed`].
    pub fn with_bytes<R>(&self, look: impl FnOnce(&[u8]) -> R) -> Result<R, Codex32Error> {
        if !self.header.index().is_secret() {
            return Err(Codex32Error::IsShare);
        }
        Ok(self.values(|data| {
            let bytes = Zeroizing::new(eights(data.get(HEADER_LETTERS..).unwrap_or_default()));
            look(bytes.get(..self.byte_count).unwrap_or_default())
        }))
    }

    /// Whether both are the same string, in constant time.
    pub fn is_same(&self, other: &Self) -> bool {
        self.values(|ours| other.values(|theirs| crate::secret::same_bytes(ours, theirs)))
    }

    fn values<R>(&self, look: impl FnOnce(&[u8]) -> R) -> R {
        self.data.expose(|data| look(data.get(..self.length).unwrap_or_default()))
    }
}

impl fmt::Debug for Codex32 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Codex32(..)")
    }
}

/// The characters without the white space between them.
fn letters(text: &[u8]) -> Result<Secret<Vec<u8>>, Codex32Error> {
    if text.len() > SHARE_TEXT_BYTES_MAX {
        return Err(Codex32Error::TooLong { limit: SHARE_TEXT_BYTES_MAX });
    }
    Secret::try_built(Vec::with_capacity(text.len()), |letters: &mut Vec<u8>| {
        letters.extend(text.iter().filter(|byte| !byte.is_ascii_whitespace()));
        let longest = CODEX32_CHARS_MAX.saturating_add(1);
        if letters.len() > longest { Err(Codex32Error::Length { count: letters.len() }) } else { Ok(()) }
    })
}

/// In small letters; mixed ones are refused (BIP-173). All are looked at, whatever the first one was.
fn one_case(letters: &[u8]) -> Result<Zeroizing<Vec<u8>>, Codex32Error> {
    let (capital, small) = letters.iter().fold((false, false), |(capital, small), letter| {
        (capital | letter.is_ascii_uppercase(), small | letter.is_ascii_lowercase())
    });
    let mut lower = Zeroizing::new(letters.to_vec());
    lower.make_ascii_lowercase();
    if capital && small { Err(Codex32Error::Case) } else { Ok(lower) }
}

/// Characters that are no letters: how many, and where the first stands, from 0 behind "ms1".
#[derive(Default)]
struct Wrong {
    at: Vec<usize>,
    unreadable: usize,
}

impl Wrong {
    fn refusal(&self) -> Result<(), Codex32Error> {
        match self.at.first() {
            None => Ok(()),
            Some(_) if self.unreadable == self.at.len() => {
                Err(Codex32Error::Unreadable { count: self.unreadable })
            }
            Some(first) => {
                let position = first.saturating_add(PREFIX.len()).saturating_add(1);
                Err(Codex32Error::Character { position })
            }
        }
    }
}

/// Letters as values; what is none counts as zero and is told.
fn values(letters: &[u8], place: &mut [u8]) -> Wrong {
    let mut wrong = Wrong::default();
    for ((index, letter), value) in letters.iter().enumerate().zip(place) {
        match gf32::value(*letter) {
            Some(known) => *value = known,
            None => {
                wrong.at.push(index);
                wrong.unreadable = wrong.unreadable.saturating_add(usize::from(*letter == b'?'));
            }
        }
    }
    wrong
}

/// Bytes in groups of five bits, the last filled with zeroes.
fn fives(bytes: &[u8]) -> Values {
    let (mut values, mut held, mut bits) = ([0; DATA_LETTERS_MAX], 0_u16, 0_u32);
    let mut place = values.iter_mut();
    for byte in bytes.iter().copied().chain([0]) {
        held = (held << 8 | u16::from(byte)) & 0xfff;
        bits = bits.saturating_add(8);
        while bits >= 5 {
            bits = bits.saturating_sub(5);
            if let Some(value) = place.next() {
                *value = u8::try_from(held >> bits & 31).unwrap_or_default();
            }
        }
    }
    values
}

/// Groups of five bits as bytes; what is left over is dropped (BIP-93, Unshared Secret).
fn eights(values: &[u8]) -> [u8; 80] {
    let (mut bytes, mut held, mut bits) = ([0; 80], 0_u16, 0_u32);
    let mut place = bytes.iter_mut();
    for value in values {
        held = (held << 5 | u16::from(*value)) & 0xfff;
        bits = bits.saturating_add(5);
        if bits >= 8 {
            bits = bits.saturating_sub(8);
            if let Some(byte) = place.next() {
                *byte = u8::try_from(held >> bits & 0xff).unwrap_or_default();
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests;
