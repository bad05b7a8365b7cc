//! What is in the folder of named seeds. Nothing is opened.

use super::disk::Folder;
use super::{ENDING, UNFINISHED};
use coldframe_core::journal::UnixSeconds;
use coldframe_core::limits::{VAULT_FILE_BYTES_MAX, VAULT_SEEDS_MAX};
use coldframe_core::safe::Safe;
use coldframe_keys::vault::{Header, Name, OpenError};
use rustix::fs::{AtFlags, Dir};
use std::os::fd::OwnedFd;

/// The files of the folder, by name.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// Named seeds.
    pub(crate) seeds: Vec<Row>,
    /// Files a run left behind when it died: never whole, never read.
    pub(crate) unfinished: Vec<Safe>,
    /// Files that are not ours.
    pub(crate) strange: Vec<Safe>,
}

/// One named seed, seen from outside.
#[derive(Debug)]
pub(crate) struct Row {
    /// Its name.
    pub(crate) name: Name,
    /// Size of the file.
    pub(crate) byte_count: usize,
    /// When it was written, by the clock of this machine.
    pub(crate) changed: UnixSeconds,
    /// What opens it, or why nothing does.
    pub(crate) header: Result<Header, OpenError>,
}

pub(super) fn listing(folder: &OwnedFd) -> Option<Listing> {
    let mut listing = Listing::default();
    for entry in Dir::read_from(folder).ok()?.take(VAULT_SEEDS_MAX.saturating_mul(2)) {
        let entry = entry.ok()?;
        let file = entry.file_name().to_bytes();
        if matches!(file, b"." | b"..") {
            continue;
        }
        let text = std::str::from_utf8(file).unwrap_or_default();
        match text.strip_suffix(ENDING).and_then(|name| Name::parse(name).ok()) {
            Some(name) => match row(folder, name, text) {
                Some(row) => listing.seeds.push(row),
                None => listing.strange.push(Safe::bytes(file)),
            },
            None if text.starts_with('.') && text.ends_with(UNFINISHED) => {
                listing.unfinished.push(Safe::bytes(file));
            }
            None => listing.strange.push(Safe::bytes(file)),
        }
    }
    listing.seeds.sort_by(|one, other| one.name.cmp(&other.name));
    Some(listing)
}

fn row(folder: &OwnedFd, name: Name, file: &str) -> Option<Row> {
    let about = rustix::fs::statat(folder, file, AtFlags::SYMLINK_NOFOLLOW).ok()?;
    let most = u64::try_from(VAULT_FILE_BYTES_MAX).ok()?;
    let bytes = Folder::over(folder).read(file, most).ok()?;
    let changed = UnixSeconds(u64::try_from(about.st_mtime).unwrap_or(0));
    Some(Row { name, byte_count: bytes.len(), changed, header: Header::of_file(&bytes) })
}
