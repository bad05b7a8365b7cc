//! Secrets that lost their way into a public slot (attack E12).
//!
//! Recognised by shape, generously: a person who pastes recovery words with a typo has leaked them
//! all the same. What is recognised is named, refused and never echoed; what is not recognised is
//! not echoed either.

use crate::frames::{UrName, ur};
use crate::messages;
use crate::safe::Safe;

/// A kind of secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SecretKind {
    /// Recovery words, whole or by their first four letters (BIP-39, Electrum).
    Mnemonic,
    /// A SLIP-39 share.
    Slip39Share,
    /// An extended private key, alone or inside a descriptor.
    ExtendedPrivateKey,
    /// A private key (WIF, BIP-38).
    PrivateKey,
    /// Recovery words as digits.
    SeedQr,
    /// Recovery words as bare bytes.
    CompactSeedQr,
    /// A codex32 share or secret.
    Codex32,
    /// An age identity.
    AgeSecretKey,
    /// A seed as UR.
    UrSeed,
    /// An SSKR share as UR or as bytewords.
    SskrShare,
}

impl SecretKind {
    /// What a person calls it.
    pub fn label(self) -> Safe {
        Safe::text(&messages::text(
            match self {
                Self::Mnemonic => "envelope/secret-mnemonic",
                Self::Slip39Share => "envelope/secret-slip39",
                Self::ExtendedPrivateKey => "envelope/secret-xprv",
                Self::PrivateKey => "envelope/secret-key",
                Self::SeedQr => "envelope/secret-seed-qr",
                Self::CompactSeedQr => "envelope/secret-compact-seed-qr",
                Self::Codex32 => "envelope/secret-codex32",
                Self::AgeSecretKey => "envelope/secret-age",
                Self::UrSeed => "envelope/secret-ur-seed",
                Self::SskrShare => "envelope/secret-sskr",
            },
            &[],
        ))
    }
}

/// Most words of a secret: a SLIP-39 share of 64 bytes.
const WORDS_MAX: usize = 59;

/// Which secret some bytes or some text look like, `None` if none.
pub fn secret(content: &[u8]) -> Option<SecretKind> {
    let text = match std::str::from_utf8(content) {
        Ok(text) if text.chars().all(|letter| !letter.is_control() || letter.is_whitespace()) => text,
        _ => return compact_seed(content),
    };
    let lines = text.lines().map(str::trim);
    lines.clone().find_map(ur_secret).or_else(|| words(text)).or_else(|| tokens(text)).or_else(|| {
        // A share set pasted line by line is as secret as one line of it.
        if text.lines().count() > 1 { lines.into_iter().find_map(words) } else { None }
    })
}

/// Bare entropy of 12 to 24 words, as a CompactSeedQR holds it.
fn compact_seed(content: &[u8]) -> Option<SecretKind> {
    (16..=32).contains(&content.len()).then_some(SecretKind::CompactSeedQr)
}

fn ur_secret(line: &str) -> Option<SecretKind> {
    let name = line.get(3..).filter(|_| ur::is_ur(line))?.split('/').next()?;
    match UrName::of(&name.to_ascii_lowercase())? {
        UrName::Secret(what) => Some(what),
        UrName::Public(_) => None,
    }
}

/// Words of a SLIP-39 share are seven and one for every ten bits of an even number of bytes (SLIP-39).
fn is_slip39_count(count: usize) -> bool {
    (16..=64).step_by(2).any(|bytes: usize| count == 7 + (bytes * 8).div_ceil(10))
}

/// Recovery words by their number and length alone, in any language and case: no word list, so
/// that a misspelt phrase is stopped too. Numbering and
/// whatever stands between the words are looked over.
fn words(text: &str) -> Option<SecretKind> {
    let separators = |letter: char| {
        letter.is_whitespace() || matches!(letter, ',' | ';' | '-' | '_' | '.' | '/' | '|' | '+')
    };
    let trimmed =
        text.split(separators).map(|word| word.trim_matches(|letter: char| !letter.is_alphabetic()));
    let (mut count, mut are_bytewords) = (0_usize, true);
    for word in trimmed.filter(|word| !word.is_empty()) {
        count += 1;
        let letters = word.chars().count();
        let like_a_word = if word.is_ascii() {
            (3..=8).contains(&letters) && word.bytes().all(|letter| letter.is_ascii_alphabetic())
        } else {
            letters <= 12 && word.chars().all(|letter| !letter.is_ascii_punctuation())
        };
        are_bytewords &= letters == 4 && word.is_ascii();
        if !like_a_word || count > WORDS_MAX {
            return None;
        }
    }
    match count {
        12 | 15 | 18 | 21 | 24 => Some(SecretKind::Mnemonic),
        // Words of SLIP-39 cut to four letters look the same.
        28..=47 if are_bytewords => Some(SecretKind::SskrShare),
        _ if is_slip39_count(count) => Some(SecretKind::Slip39Share),
        _ => None,
    }
}

/// Keys that stand alone or inside something else, such as a descriptor.
fn tokens(text: &str) -> Option<SecretKind> {
    if text.to_ascii_uppercase().contains("AGE-SECRET-KEY-1") {
        return Some(SecretKind::AgeSecretKey);
    }
    if is_seed_qr(text.trim()) {
        return Some(SecretKind::SeedQr);
    }
    if is_written_codex32(text) {
        return Some(SecretKind::Codex32);
    }
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).find_map(|token| {
        if is_extended_private(token) {
            Some(SecretKind::ExtendedPrivateKey)
        } else if is_private_key(token) {
            Some(SecretKind::PrivateKey)
        } else if is_codex32(token) {
            Some(SecretKind::Codex32)
        } else if is_short_sskr(token) {
            Some(SecretKind::SskrShare)
        } else {
            None
        }
    })
}

/// Four digits for each word, 0000 to 2047.
fn is_seed_qr(text: &str) -> bool {
    let group = |digits: &[u8]| {
        digits
            .iter()
            .try_fold(0, |number: u32, digit| char::from(*digit).to_digit(10).map(|d| number * 10 + d))
    };
    matches!(text.len(), 48 | 60 | 72 | 84 | 96)
        && text.as_bytes().chunks(4).all(|digits| group(digits).is_some_and(|number| number < 2_048))
}

/// `xprv` and its relatives (SLIP-132); the length is left loose so that a typo does not pass.
fn is_extended_private(token: &str) -> bool {
    let kind = token.get(..4).unwrap_or_default();
    let prefix =
        kind.get(1..) == Some("prv") && kind.starts_with(|letter: char| "xtyzuvYZUV".contains(letter));
    prefix && token.len() >= 60
}

/// WIF by its checksum, so that a stretch of base64 is not mistaken for one; BIP-38 by its shape.
fn is_private_key(token: &str) -> bool {
    let wif = || match bitcoin::base58::decode_check(token).as_deref() {
        Ok([0x80 | 0xef, key @ ..]) => matches!(key, [_, ..] if key.len() == 32 || key.len() == 33),
        _ => false,
    };
    match token.len() {
        51 | 52 => wif(),
        58 => token.starts_with("6P") && bitcoin::base58::decode_check(token).is_ok(),
        _ => false,
    }
}

/// `ms1…` (BIP-93), shares and secrets.
fn is_codex32(token: &str) -> bool {
    let lower = token.to_ascii_lowercase();
    let body = lower.strip_prefix("ms1").unwrap_or_default();
    (45..=124).contains(&body.len())
        && body.bytes().all(|letter| b"qpzry9x8gf2tvdw0s3jn54khce6mua7l".contains(&letter))
}

/// Bytewords by their first and last letters: the tag of SSKR, old or new, and 16 to 32 bytes.
fn is_short_sskr(token: &str) -> bool {
    let lower = token.to_ascii_lowercase();
    let has_tag = ["tantkp", "taadec"].iter().any(|tag| lower.starts_with(tag));
    has_tag && (54..=96).contains(&lower.len()) && lower.bytes().all(|letter| letter.is_ascii_lowercase())
}

/// The same as hands write it: in groups, on several lines, with a letter misspelt or unreadable.
fn is_written_codex32(text: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '?';
    let between = |letter: char| letter.is_ascii_whitespace() || letter == '-';
    if text.len() > 512 || !text.chars().all(|letter| plain(letter) || between(letter)) {
        return false;
    }
    let lower: String = text.chars().filter(|letter| plain(*letter)).collect::<String>().to_ascii_lowercase();
    let body = lower.strip_prefix("ms1").unwrap_or_default();
    (44..=125).contains(&body.len()) && body.starts_with(|threshold: char| threshold.is_ascii_digit())
}

#[cfg(test)]
mod tests;
