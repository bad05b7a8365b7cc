//! What is public of a codex32 string: threshold, identifier, index.

use super::checksum::HEADER_LETTERS;
use super::error::Codex32Error;
use super::gf32;
use std::fmt;

/// The six letters before the payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    threshold: u8,
    identifier: Identifier,
    index: Index,
}

/// Four letters that tell one set from another. Public, and no proof of anything.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identifier([u8; 4]);

/// Which share of a set, as its letter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Index(u8);

impl Header {
    /// # Errors
    /// [`Codex32Error::Threshold`] unless it is 2 to 9, or 0 with the index `s`.
    pub fn new(threshold: u8, identifier: Identifier, index: Index) -> Result<Self, Codex32Error> {
        match threshold {
            0 if index.is_secret() => {}
            0 => return Err(Codex32Error::Unshared),
            2..=9 => {}
            _ => return Err(Codex32Error::Threshold),
        }
        Ok(Self { threshold, identifier, index })
    }

    /// How many shares restore the secret; 0 where it was not split.
    pub fn threshold(&self) -> u8 {
        self.threshold
    }

    /// Which set.
    pub fn identifier(&self) -> Identifier {
        self.identifier
    }

    /// Which share.
    pub fn index(&self) -> Index {
        self.index
    }

    /// The same set, another share.
    pub(super) fn at(self, index: Index) -> Self {
        Self { index, ..self }
    }

    pub(super) fn read(data: &[u8]) -> Result<Self, Codex32Error> {
        let [threshold, identifier @ .., index] =
            data.first_chunk::<HEADER_LETTERS>().ok_or(Codex32Error::Threshold)?;
        let digit = gf32::letter(*threshold);
        if !digit.is_ascii_digit() {
            return Err(Codex32Error::Threshold);
        }
        Self::new(digit.wrapping_sub(b'0'), Identifier(*identifier), Index(*index))
    }

    pub(super) fn values(&self) -> [u8; HEADER_LETTERS] {
        let digit = b'0'.saturating_add(self.threshold);
        let Identifier([one, two, three, four]) = self.identifier;
        [gf32::value(digit).unwrap_or_default(), one, two, three, four, self.index.0]
    }
}

impl Identifier {
    /// Four letters of bech32, in capitals or small ones.
    pub fn parse(text: &str) -> Option<Self> {
        let letters: &[u8; 4] = text.as_bytes().try_into().ok()?;
        let mut values = [0; 4];
        for (value, letter) in values.iter_mut().zip(letters) {
            *value = gf32::value(letter.to_ascii_lowercase())?;
        }
        Some(Self(values))
    }

    /// Four letters of so many random bits, of which 20 are used.
    pub fn of_random(bits: u32) -> Self {
        Self([15, 10, 5, 0].map(|shift: u32| u8::try_from(bits >> shift & 31).unwrap_or_default()))
    }

    /// The first 20 bits of a master fingerprint: what other programs name an unshared secret by.
    pub fn of_fingerprint(fingerprint: [u8; 4]) -> Self {
        Self::of_random(u32::from_be_bytes(fingerprint) >> 12)
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|value| write!(f, "{}", char::from(gf32::letter(*value))))
    }
}

impl fmt::Debug for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Index {
    /// `s`: no share but the secret itself.
    pub const SECRET: Self = Self(16);

    /// The letters of shares in the order BIP-93 hands them out: a, c, d … z without s, then digits.
    pub fn shares() -> impl Iterator<Item = Self> {
        let letters = (b'a'..=b'z').chain(b'0'..=b'9').filter_map(gf32::value).map(Self);
        letters.filter(|index| !index.is_secret())
    }

    /// The index of that letter.
    pub fn parse(letter: char) -> Option<Self> {
        gf32::value(u8::try_from(letter).ok()?.to_ascii_lowercase()).map(Self)
    }

    /// Whether it stands for the secret.
    pub fn is_secret(self) -> bool {
        self == Self::SECRET
    }

    /// The letter.
    pub fn letter(self) -> char {
        char::from(gf32::letter(self.0))
    }

    pub(super) fn value(self) -> u8 {
        self.0
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.letter())
    }
}
