//! Reading a content, strictly.

use super::{About, Entry, EntryError, HEADING};
use crate::mnemonic::Mnemonic;
use crate::vault::name::Name;
use bitcoin::bip32::Fingerprint;
use coldframe_core::limits::{VAULT_CONTENT_BYTES_MAX, VAULT_NOTES_MAX, VAULT_TEXT_BYTES_MAX};
use coldframe_core::network::Network;
use std::str::FromStr;

/// What begins the content of any version.
const ANY_VERSION: &str = "coldframe vault ";

pub(super) fn entry(content: &[u8]) -> Result<Entry, EntryError> {
    if content.len() > VAULT_CONTENT_BYTES_MAX {
        return Err(EntryError::TooLong { limit: VAULT_CONTENT_BYTES_MAX });
    }
    let text = std::str::from_utf8(content).map_err(|_| EntryError::NotOurs)?;
    let mut lines = Lines { rest: text, number: 0 };
    match lines.any() {
        Ok(HEADING) => {}
        Ok(other) if is_later_version(other) => return Err(EntryError::Version),
        _ => return Err(EntryError::NotOurs),
    }
    let name = lines.parsed("name: ", |name| Name::parse(name).ok())?;
    let mnemonic = Mnemonic::parse(lines.value("words: ")?.as_bytes())?;
    let has_passphrase = lines.parsed("passphrase: ", |said| match said {
        "expected" => Some(true),
        "none" => Some(false),
        _ => None,
    })?;
    let fingerprint = lines.parsed("fingerprint: ", fingerprint)?;
    let network = lines.parsed("network: ", Network::named)?;
    let created = lines.parsed("created: ", |said| is_moment(said).then(|| said.to_owned()))?;
    let label = lines.optional("label: ")?;
    let mut notes = Vec::new();
    while let Some(note) = lines.optional("note: ")? {
        notes.push(note);
    }
    if !lines.rest.is_empty() || notes.len() > VAULT_NOTES_MAX {
        return Err(lines.wrong(1));
    }
    let about = About { name, fingerprint, has_passphrase, network, created, label, notes };
    let entry = Entry { mnemonic, about };
    // One spelling only: words shortened or spaced otherwise would make two files of one seed.
    let is_canonical = entry.to_bytes().expose(|written| written == content);
    if is_canonical { Ok(entry) } else { Err(EntryError::Line { line: 3 }) }
}

fn is_later_version(heading: &str) -> bool {
    heading.strip_prefix(ANY_VERSION).is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()))
}

/// One line that can stand in the file.
pub(super) fn is_line(text: &str) -> bool {
    (1..=VAULT_TEXT_BYTES_MAX).contains(&text.len()) && !text.chars().any(char::is_control)
}

struct Lines<'a> {
    rest: &'a str,
    number: usize,
}

impl<'a> Lines<'a> {
    fn any(&mut self) -> Result<&'a str, EntryError> {
        let (line, rest) = self.rest.split_once('\n').ok_or_else(|| self.wrong(1))?;
        self.rest = rest;
        self.number = self.number.saturating_add(1);
        Ok(line)
    }

    fn value(&mut self, key: &str) -> Result<&'a str, EntryError> {
        let line = self.any()?;
        line.strip_prefix(key).ok_or_else(|| self.wrong(0))
    }

    fn parsed<T>(&mut self, key: &str, read: impl FnOnce(&'a str) -> Option<T>) -> Result<T, EntryError> {
        let value = self.value(key)?;
        read(value).ok_or_else(|| self.wrong(0))
    }

    fn optional(&mut self, key: &str) -> Result<Option<String>, EntryError> {
        if !self.rest.starts_with(key) {
            return Ok(None);
        }
        self.parsed(key, |said| is_line(said).then(|| Some(said.to_owned())))
    }

    /// The line `ahead` of the last one read.
    fn wrong(&self, ahead: usize) -> EntryError {
        EntryError::Line { line: self.number.saturating_add(ahead) }
    }
}

fn fingerprint(said: &str) -> Option<Fingerprint> {
    let is_plain = said.len() == 8 && said.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'));
    is_plain.then(|| Fingerprint::from_str(said).ok()).flatten()
}

/// `2026-11-20T14:48:03Z`: the shape only; nothing is decided by it.
fn is_moment(said: &str) -> bool {
    const SHAPE: &[u8] = b"0000-00-00T00:00:00Z";
    let fits = |(byte, shape): (u8, &u8)| if *shape == b'0' { byte.is_ascii_digit() } else { byte == *shape };
    said.len() == SHAPE.len() && said.bytes().zip(SHAPE).all(fits)
}
