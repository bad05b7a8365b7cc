//! One share: public facts outside, a secret part inside.

use super::{ShareError, codex32, seed_xor, sharks, slip39, sskr};
use crate::mnemonic::Mnemonic;
use coldframe_core::limits::SHARE_TEXT_BYTES_MAX;
use coldframe_core::shares::{Scheme, ShareFacts};
use std::fmt;
use zeroize::Zeroizing;

/// One share. Lives in the vault; [`Share::facts`] may leave it.
pub struct Share(pub(super) Body);

/// What a share is of each scheme.
pub(super) enum Body {
    Slip39(slip39::Part),
    Codex32(codex32::Part),
    Sskr(sskr::Part),
    SeedXor(seed_xor::Part),
    Sharks(sharks::Part),
}

/// How a share is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Words with one space between them: SLIP-39, SSKR (bytewords), Seed XOR.
    Words,
    /// `ur:sskr/…`, for a code of SSKR.
    Ur,
    /// One text without spaces: codex32, and raw shares in hexadecimal.
    Line,
}

impl Share {
    /// Reads a share as people and codes hold it: words in any case and between any white space, those of
    /// SLIP-39 also cut to four letters; bytewords, short or long; `ur:sskr`, `ur:crypto-sskr` and their
    /// CBOR; codex32. Parts of Seed XOR and raw shares look like something else: their scheme is named.
    ///
    /// # Errors
    /// [`ShareError`]: the place of what is wrong, never the word. [`super::correction`] may know better.
    pub fn read(content: &[u8], named: Option<Scheme>) -> Result<Self, ShareError> {
        if content.len() > SHARE_TEXT_BYTES_MAX {
            return Err(ShareError::TooLong { limit: SHARE_TEXT_BYTES_MAX });
        }
        let body = match named.map_or_else(|| recognise(content), Ok)? {
            Scheme::Slip39 => Body::Slip39(slip39::Part::read(text(content)?)?),
            Scheme::Codex32 => Body::Codex32(codex32::Part::read(content)?),
            Scheme::Sskr => Body::Sskr(sskr::Part::read(content)?),
            Scheme::SeedXor => Body::SeedXor(seed_xor::Part::read(content)?),
            Scheme::Sharks => Body::Sharks(sharks::Part::read(content)?),
        };
        Ok(Self(body))
    }

    /// What anybody may know of it.
    pub fn facts(&self) -> ShareFacts {
        match &self.0 {
            Body::Slip39(part) => part.facts(),
            Body::Codex32(part) => part.facts(),
            Body::Sskr(part) => part.facts(),
            Body::SeedXor(part) => part.facts(),
            Body::Sharks(part) => part.facts(),
        }
    }

    /// The forms it can be written in, the one for paper first, the one for a code last.
    pub fn forms(&self) -> &'static [Form] {
        match self.0 {
            Body::Slip39(_) | Body::SeedXor(_) => &[Form::Words],
            Body::Sskr(_) => &[Form::Words, Form::Ur],
            Body::Codex32(_) | Body::Sharks(_) => &[Form::Line],
        }
    }

    /// Lends it as it is written on paper.
    pub fn expose_text<R>(&self, look: impl FnOnce(&str) -> R) -> R {
        self.expose_form(self.forms().first().copied().unwrap_or(Form::Line), look)
    }

    /// Lends it in a form, which must be one of [`Share::forms`]; any other gives the one it has.
    pub fn expose_form<R>(&self, form: Form, look: impl FnOnce(&str) -> R) -> R {
        let mut text = Zeroizing::new(String::with_capacity(SHARE_TEXT_BYTES_MAX));
        match &self.0 {
            Body::Slip39(part) => part.with_words(|words| join(&mut text, words)),
            Body::Sskr(part) if form == Form::Ur => part.push_ur(&mut text),
            Body::Sskr(part) => part.with_words(|words| join(&mut text, words)),
            Body::SeedXor(part) => part.with_words(|words| join(&mut text, words)),
            // For handwriting, steel and codes in capitals (BIP-93).
            Body::Codex32(part) => part.with_capitals(|line| text.push_str(line)),
            Body::Sharks(part) => part.push_text(&mut text),
        }
        look(&text)
    }

    /// Lends each word with its number in its list, from 1 (SSKR: the byte, from 0); `None` where it has
    /// no words.
    pub fn with_words<R>(
        &self,
        look: impl FnOnce(&mut dyn Iterator<Item = (&'static str, usize)>) -> R,
    ) -> Option<R> {
        match &self.0 {
            Body::Slip39(part) => Some(part.with_words(look)),
            Body::Sskr(part) => Some(part.with_words(look)),
            Body::SeedXor(part) => Some(part.with_words(look)),
            Body::Codex32(_) | Body::Sharks(_) => None,
        }
    }

    /// Whether both are the same share, in constant time for one set and length.
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Body::Slip39(one), Body::Slip39(two)) => one.is_same(two),
            (Body::Codex32(one), Body::Codex32(two)) => one.is_same(two),
            (Body::Sskr(one), Body::Sskr(two)) => one.is_same(two),
            (Body::SeedXor(one), Body::SeedXor(two)) => one.is_same(two),
            (Body::Sharks(one), Body::Sharks(two)) => one.is_same(two),
            _ => false,
        }
    }
}

impl fmt::Debug for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Share(..)")
    }
}

fn join(text: &mut String, words: &mut dyn Iterator<Item = (&'static str, usize)>) {
    for (word, _) in words {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
}

pub(super) fn text(content: &[u8]) -> Result<&str, ShareError> {
    std::str::from_utf8(content).map_err(|_| ShareError::NotText)
}

/// Which scheme a share says it is of.
fn recognise(content: &[u8]) -> Result<Scheme, ShareError> {
    if sskr::is_share(content) {
        return Ok(Scheme::Sskr);
    }
    let text = text(content).map_err(|_| ShareError::Unrecognised)?.trim();
    if text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("ms1")) {
        return Ok(Scheme::Codex32);
    }
    // Nobody can tell a part of Seed XOR from a whole seed, and a whole seed is not to be "combined".
    if Mnemonic::parse(text.as_bytes()).is_ok() {
        return Err(ShareError::WholeSeed);
    }
    if slip39::looks_like(text) { Ok(Scheme::Slip39) } else { Err(ShareError::Unrecognised) }
}
