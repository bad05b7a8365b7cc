//! Which characters of a damaged string are wrong, and the string as it must have been.

use super::checksum::{Checksum, DATA_LETTERS_MAX};
use super::correct::corrections;
use super::{Codex32, Codex32Error, PREFIX, Values, letters, values};
use crate::secret::Secret;
use zeroize::Zeroizing;

/// Wrong letters that the checksum finds (BIP-93).
const ERRORS_MAX: usize = 4;

/// A string that the checksum allows, and the only one within its radius of what was typed.
///
/// The letters are a secret: they are shown at the desk and nowhere else, and a person compares them
/// with the paper before they are used (BIP-93, section Error Correction).
#[derive(Debug)]
pub(super) struct Mended {
    /// The string as it must have been.
    pub(super) share: Codex32,
    /// What was wrong, in the order of the string as it was typed.
    pub(super) changes: Vec<Change>,
}

/// One thing that was wrong. Positions are counted from 1 without white space, "ms1" included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Another letter belongs here.
    Letter {
        /// Where.
        position: usize,
    },
    /// A letter was left out before this one.
    Missing {
        /// Where.
        position: usize,
    },
    /// This letter is one too many.
    Extra {
        /// Where.
        position: usize,
    },
}

impl Change {
    /// Where, counted from 1.
    pub fn position(self) -> usize {
        match self {
            Self::Letter { position } | Self::Missing { position } | Self::Extra { position } => position,
        }
    }
}

impl Codex32 {
    /// What a string that [`Codex32::read`] refused must have been. Up to four wrong letters, or eight
    /// that cannot be read (written `?`), or some of both; or one letter left out or typed too often.
    /// Letters that bech32 does not have count as unreadable, and capitals among small ones as typed.
    ///
    /// # Errors
    /// [`Codex32Error::Beyond`] when no string, or more than one, is within the radius, and what a
    /// string within it is refused for.
    pub(super) fn mend(text: &[u8]) -> Result<Mended, Codex32Error> {
        letters(text)?.expose(|typed| {
            let mut small = Zeroizing::new(typed.clone());
            small.make_ascii_lowercase();
            match letters_changed(&small, ERRORS_MAX) {
                Err(Codex32Error::Beyond) => one_more_or_less(&small),
                found => found,
            }
        })
    }
}

/// Mended without moving a letter.
fn letters_changed(small: &[u8], errors_max: usize) -> Result<Mended, Codex32Error> {
    let rest = small.get(PREFIX.len()..).ok_or(Codex32Error::Beyond)?;
    let (kind, _) = Checksum::of_length(rest.len()).ok_or(Codex32Error::Beyond)?;
    let prefix = (1..).zip(small.iter().zip(PREFIX)).filter(|(_, (typed, meant))| typed != meant);
    let mut changes: Vec<_> = prefix.map(|(position, _)| Change::Letter { position }).collect();
    let data = Secret::try_built([0; DATA_LETTERS_MAX], |data: &mut Values| {
        let wrong = values(rest, data);
        let known = data.get(..rest.len()).ok_or(Codex32Error::Beyond)?;
        for (index, change) in corrections(kind, known, &wrong.at, errors_max).ok_or(Codex32Error::Beyond)? {
            *data.get_mut(index).ok_or(Codex32Error::Beyond)? ^= change;
            changes.push(Change::Letter { position: index.saturating_add(PREFIX.len()).saturating_add(1) });
        }
        Ok(())
    })?;
    Ok(Mended { share: Codex32::of_values(data, rest.len())?, changes })
}

/// Mended by one letter more or one less, if exactly one string comes of it.
fn one_more_or_less(small: &[u8]) -> Result<Mended, Codex32Error> {
    let mut only: Option<Mended> = None;
    let mut tried = Zeroizing::new(Vec::with_capacity(small.len().saturating_add(1)));
    for (place, missing) in (PREFIX.len()..=small.len()).flat_map(|place| [(place, true), (place, false)]) {
        let (before, after) = small.split_at_checked(place).ok_or(Codex32Error::Beyond)?;
        tried.clear();
        tried.extend_from_slice(before);
        let position = place.saturating_add(1);
        let change = if missing {
            tried.push(b'?');
            tried.extend_from_slice(after);
            Change::Missing { position }
        } else {
            tried.extend_from_slice(after.get(1..).unwrap_or_default());
            Change::Extra { position }
        };
        // A letter moved and others wrong or unreadable as well would be a guess, not a finding.
        let Ok(mended) = letters_changed(&tried, 0) else { continue };
        let moves_alone = mended.changes.iter().all(|other| missing && other.position() == position);
        if !moves_alone {
            continue;
        }
        match &only {
            Some(known) if known.share.is_same(&mended.share) => {}
            Some(_) => return Err(Codex32Error::Beyond),
            None => only = Some(Mended { changes: vec![change], ..mended }),
        }
    }
    only.ok_or(Codex32Error::Beyond)
}
