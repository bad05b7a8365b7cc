//! Words as a QR code that a hand can copy: SeedQR and CompactSeedQR (SeedSigner's specification).

mod error;

pub use error::SeedQrError;

use crate::mnemonic::Mnemonic;
use crate::secret::Secret;
use bip39::Language;
use zeroize::Zeroizing;

/// Digits of one word.
const WORD_DIGITS: usize = 4;

/// Most digits: 24 words.
const DIGITS_MAX: usize = 96;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeedQr {
    /// Four digits for each word: any telephone reads them, and a person can look the words up.
    Standard,
    /// The bytes the words stand for: a smaller symbol, and a program is needed to read it.
    Compact,
}

impl SeedQr {
    /// What the symbol carries: digits in ASCII, or bytes.
    ///
    /// # Errors
    /// [`SeedQrError::NotEnglish`]: the symbol does not say which list it is of, and every reader
    /// takes it for the English one. [`SeedQrError::Text`]: [`SeedQr::read`] would not take it back.
    pub fn payload(self, mnemonic: &Mnemonic) -> Result<Secret<Vec<u8>>, SeedQrError> {
        if mnemonic.language() != Language::English {
            return Err(SeedQrError::NotEnglish);
        }
        match self {
            Self::Standard => {
                let blank = Vec::with_capacity(DIGITS_MAX);
                Ok(Secret::built(blank, |digits| mnemonic.with_numbers(|numbers| write(numbers, digits))))
            }
            Self::Compact => {
                let blank = Vec::with_capacity(32);
                Secret::try_built(blank, |bytes: &mut Vec<u8>| {
                    mnemonic
                        .entropy(|entropy| bytes.extend_from_slice(entropy))
                        .map_err(SeedQrError::Words)?;
                    if is_text(bytes) { Err(SeedQrError::Text) } else { Ok(()) }
                })
            }
        }
    }

    /// The QR version, at error level L, that all writers use for so many words: a plate or a
    /// template is made for it. 21, 25 or 29 modules on each side.
    pub fn version(self, word_count: usize) -> u8 {
        match (self, word_count) {
            (Self::Compact, 12) => 1,
            (Self::Compact, _) | (Self::Standard, 12 | 15 | 18) => 2,
            (Self::Standard, _) => 3,
        }
    }

    /// Reads what a symbol carried: 48 to 96 digits, or 16 to 32 bytes. Nothing around them.
    ///
    /// # Errors
    /// [`SeedQrError`]: anything else, a number beyond the list, a checksum that does not hold.
    pub fn read(payload: &[u8]) -> Result<Mnemonic, SeedQrError> {
        match payload.len() {
            // Any bytes are a seed. A link or a label of as many letters would be one that others guess.
            16 | 20 | 24 | 28 | 32 if is_text(payload) => Err(SeedQrError::Text),
            16 | 20 | 24 | 28 | 32 => Ok(Mnemonic::of_entropy(Language::English, payload)?),
            48 | 60 | 72 | 84 | DIGITS_MAX => of_digits(payload),
            bytes => Err(SeedQrError::Length { bytes }),
        }
    }
}

fn is_text(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| (0x20..0x7f).contains(byte))
}

fn of_digits(digits: &[u8]) -> Result<Mnemonic, SeedQrError> {
    let mut numbers = Zeroizing::new([0_u16; DIGITS_MAX / WORD_DIGITS]);
    for ((index, number), word) in numbers.iter_mut().enumerate().zip(digits.chunks(WORD_DIGITS)) {
        let position = index.saturating_add(1);
        for digit in word {
            let value = char::from(*digit).to_digit(10).and_then(|value| u16::try_from(value).ok());
            *number = *number * 10 + value.ok_or(SeedQrError::NotDigits { position })?;
        }
        if *number >= 2_048 {
            return Err(SeedQrError::Number { position });
        }
    }
    let numbers = numbers.get(..digits.len() / WORD_DIGITS).unwrap_or_default();
    Ok(Mnemonic::of_numbers(Language::English, numbers)?)
}

/// Four digits for each place in the list, from 0000 to 2047.
fn write(numbers: &[u16], digits: &mut Vec<u8>) {
    for number in numbers {
        for unit in [1_000, 100, 10, 1] {
            // A digit: it fits.
            digits.push(b'0' + u8::try_from(number / unit % 10).unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests;
