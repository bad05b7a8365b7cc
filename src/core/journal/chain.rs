//! The chain of hashes through the lines of a journal.

use super::{Event, UnixSeconds};
use crate::limits::JOURNAL_LINE_BYTES_MAX;
use crate::messages::{Code, Explain, Facts, error_line};
use crate::safe::Safe;
use bitcoin::hashes::{Hash, HashEngine, sha256};
use serde_json::{Map, Value};
use std::fmt;
use std::sync::OnceLock;

/// Separates these hashes from every other use of SHA-256.
const TAG: &[u8] = b"coldframe/journal/v1";

/// How every line names the one before it.
const PREV: &[u8] = b",\"prev\":\"";

/// Where a journal stands: everything before is summed up in one hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain {
    head: [u8; 32],
    line_count: usize,
}

/// Why a journal is not the one this machine wrote. Lines are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChainError {
    /// Not one line of canonical JSON with the fields of this format.
    Line {
        /// Which.
        line: usize,
    },
    /// The line does not carry the hash of the one before: something was changed or taken out.
    Broken {
        /// Which.
        line: usize,
    },
    /// The last line has no end: power was lost while it was written, or the file was cut.
    Torn {
        /// Which.
        line: usize,
    },
}

impl Chain {
    /// A journal without a line.
    pub fn empty() -> Self {
        Self { head: [0; 32], line_count: 0 }
    }

    /// Follows the chain through a whole file.
    pub fn verify(file: &[u8]) -> Result<Self, ChainError> {
        let mut chain = Self::empty();
        for line in file.split_inclusive(|&byte| byte == b'\n') {
            chain = chain.follow(line)?;
        }
        Ok(chain)
    }

    /// Follows the hashes of a whole file to write on, and reads only its last line.
    ///
    /// Each line's bytes are bound by the hash in the next one, so an edit of the past shows here as
    /// it does in [`Self::verify`], at a tenth of the price: every run does this before it signs.
    pub fn resume(file: &[u8]) -> Result<Self, ChainError> {
        let end = file.strip_suffix(b"\n").unwrap_or(file);
        let last = end.iter().rposition(|&byte| byte == b'\n').map_or(0, |feed| feed.saturating_add(1));
        let (past, last) = file.split_at_checked(last).unwrap_or((file, &[]));
        let mut chain = Self::empty();
        for line in past.split_inclusive(|&byte| byte == b'\n') {
            chain = chain.follow_link(line)?;
        }
        if last.is_empty() { Ok(chain) } else { chain.follow(last) }
    }

    /// The next line, with its line feed, and the chain after it.
    pub fn next(self, at: UnixSeconds, event: &Event) -> (Vec<u8>, Self) {
        let mut fields = event.fields();
        fields.insert("at".to_owned(), at.to_string().into());
        fields.insert("event".to_owned(), event.name().into());
        fields.insert("prev".to_owned(), Safe::hex(&self.head).as_str().into());
        fields.insert("v".to_owned(), 1.into());
        let line = canonical(fields);
        let chain = self.after(line.as_bytes());
        (format!("{line}\n").into_bytes(), chain)
    }

    /// How many lines it has.
    pub fn line_count(&self) -> usize {
        self.line_count
    }

    /// The hash of the last line: write it on paper, and a journal cut short shows.
    pub fn head(&self) -> &[u8; 32] {
        &self.head
    }

    fn follow_link(self, line: &[u8]) -> Result<Self, ChainError> {
        let (line, number) = self.bounded(line)?;
        let bad = ChainError::Line { line: number };
        // A quote inside a string is escaped, so only the key itself can read like this.
        let key = line.windows(PREV.len()).position(|window| window == PREV).ok_or(bad)?;
        let prev = line.get(key.saturating_add(PREV.len())..).ok_or(bad)?;
        if prev.get(..64) != Some(Safe::hex(&self.head).as_str().as_bytes()) {
            return Err(ChainError::Broken { line: number });
        }
        Ok(self.after(line))
    }

    fn follow(self, line: &[u8]) -> Result<Self, ChainError> {
        let (line, number) = self.bounded(line)?;
        let bad = ChainError::Line { line: number };
        let fields: Map<String, Value> = serde_json::from_slice(line).map_err(|_| bad)?;
        let prev = fields.get("prev").and_then(Value::as_str).ok_or(bad)?;
        if prev != Safe::hex(&self.head).as_str() {
            return Err(ChainError::Broken { line: number });
        }
        // One spelling per event: otherwise a line could be rewritten and still read the same.
        if fields.get("v").and_then(Value::as_u64) != Some(1) || canonical(fields).as_bytes() != line {
            return Err(bad);
        }
        Ok(self.after(line))
    }

    /// The line without its end, and its number.
    fn bounded(self, line: &[u8]) -> Result<(&[u8], usize), ChainError> {
        let number = self.line_count.saturating_add(1);
        let line = line.strip_suffix(b"\n").ok_or(ChainError::Torn { line: number })?;
        if line.len() > JOURNAL_LINE_BYTES_MAX {
            Err(ChainError::Line { line: number })
        } else {
            Ok((line, number))
        }
    }

    fn after(self, line: &[u8]) -> Self {
        Self { head: tagged_hash(line), line_count: self.line_count.saturating_add(1) }
    }
}

/// SHA-256(SHA-256(tag) || SHA-256(tag) || line), as BIP-340 tags its hashes.
fn tagged_hash(line: &[u8]) -> [u8; 32] {
    static TAGGED: OnceLock<sha256::HashEngine> = OnceLock::new();
    let tagged = TAGGED.get_or_init(|| {
        let tag = sha256::Hash::hash(TAG);
        let mut engine = sha256::Hash::engine();
        engine.input(tag.as_ref());
        engine.input(tag.as_ref());
        engine
    });
    let mut engine = tagged.clone();
    engine.input(line);
    sha256::Hash::from_engine(engine).to_byte_array()
}

/// Keys sorted by their bytes, no white space, integers only (the printable-ASCII part of RFC 8785).
fn canonical(fields: Map<String, Value>) -> String {
    let sorted: std::collections::BTreeMap<String, Value> = fields.into_iter().collect();
    serde_json::to_string(&sorted).unwrap_or_default()
}

impl Explain for ChainError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Line { .. } => "journal/line",
            Self::Broken { .. } => "journal/broken",
            Self::Torn { .. } => "journal/torn",
        })
    }

    fn facts(&self) -> Facts {
        let (Self::Line { line } | Self::Broken { line } | Self::Torn { line }) = self;
        vec![("line", Safe::count(*line))]
    }
}

impl fmt::Display for ChainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for ChainError {}

#[cfg(test)]
mod tests;
