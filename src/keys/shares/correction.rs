//! What a misread share probably said.

use super::codex32::{self, Change};
use super::share::text;
use super::{slip39, sskr};
use crate::secret::Secret;
use coldframe_core::limits::SHARE_TEXT_BYTES_MAX;
use coldframe_core::shares::Scheme;
use std::fmt;

/// One word, and where it belongs. As secret as the share: for the eyes of its holder, who compares it
/// with the paper.
pub struct Correction {
    change: Change,
    word: Secret<String>,
}

impl Correction {
    pub(super) fn of(position: usize, word: &str) -> Self {
        Self::changed(Change::Letter { position }, word)
    }

    pub(super) fn changed(change: Change, word: &str) -> Self {
        Self { change, word: Secret::built(String::with_capacity(word.len()), |held| held.push_str(word)) }
    }

    /// Which word is wrong, from 1; of codex32 and SSKR without spaces, which character.
    pub fn position(&self) -> usize {
        self.change.position()
    }

    /// Whether something else belongs there, something is missing before it, or it is one too many.
    pub fn change(&self) -> Change {
        self.change
    }

    /// Lends the word that stands there, if that is the only mistake.
    pub fn expose<R>(&self, look: impl FnOnce(&str) -> R) -> R {
        self.word.expose(|word| look(word))
    }
}

impl fmt::Debug for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Correction(..)")
    }
}

/// The correction of a share whose checksum does not hold, or one of whose words is not in the list, where
/// changing one word makes it right and only one such change does. It is proposed, never applied: three
/// wrong words can look like another share's one.
pub fn correction(content: &[u8], named: Option<Scheme>) -> Option<Correction> {
    let text = text(content).ok().filter(|text| text.len() <= SHARE_TEXT_BYTES_MAX)?;
    match named {
        Some(Scheme::Slip39) => slip39::correction(text),
        Some(Scheme::Sskr) => sskr::correction(text),
        Some(Scheme::Codex32) => only(codex32::corrections(text)),
        Some(Scheme::SeedXor | Scheme::Sharks) => None,
        None if sskr::is_share(content) => sskr::correction(text),
        None if codex32::looks_like(text) => only(codex32::corrections(text)),
        None if slip39::looks_like(text) => slip39::correction(text),
        None => None,
    }
}

/// As [`correction`], with every change where the scheme finds several at once: codex32 up to four wrong
/// or eight unreadable letters. Empty where nothing is certain, and where nothing is wrong.
pub fn corrections(content: &[u8], named: Option<Scheme>) -> Vec<Correction> {
    let is_codex32 = |text: &&str| match named {
        Some(scheme) => scheme == Scheme::Codex32,
        None => codex32::looks_like(text),
    };
    let short = text(content).ok().filter(|text| text.len() <= SHARE_TEXT_BYTES_MAX);
    match short.filter(is_codex32) {
        Some(text) => codex32::corrections(text),
        None => correction(content, named).into_iter().collect(),
    }
}

fn only(mut corrections: Vec<Correction>) -> Option<Correction> {
    if corrections.len() == 1 { corrections.pop() } else { None }
}
