//! codex32 as one of the schemes that shares are made with.

use super::super::{Correction, Plan, Random, Share, ShareError, share::Body};
use super::recover::recover;
use super::shares::shares;
use super::worksheet::worksheet;
use super::{Change, Codex32, Codex32Error, Identifier, Index};
use crate::secret::Secret;
use coldframe_core::shares::{Holds, Position, Scheme, SetId, ShareFacts};

/// One share.
pub(in crate::shares) type Part = Codex32;

impl Codex32 {
    pub(in crate::shares) fn facts(&self) -> ShareFacts {
        let header = self.header();
        let letter = header.index().letter();
        let is_secret = header.index().is_secret();
        let number = Index::shares().position(|index| index == header.index());
        ShareFacts {
            scheme: Scheme::Codex32,
            set_id: SetId::of_text(&header.identifier().to_string()),
            group: Position { index: Some(1), need: Some(1), of: Some(1) },
            member: Position {
                index: number.and_then(|place| u8::try_from(place).ok()?.checked_add(1)),
                // The secret itself suffices, whatever the threshold of the set it is of.
                need: Some(if is_secret { 1 } else { header.threshold() }),
                of: is_secret.then_some(1),
            },
            letter: Some(letter),
            secret_bytes: self.byte_count(),
            word_count: None,
            extendable: None,
            iteration_exponent: None,
            set_words: None,
            holds: holds(self.byte_count()),
        }
    }
}

/// By BIP-93 it is a master seed. Some programs, and this one when told to, put the entropy of words
/// there: as long as words could stand for it, only the record of the set knows.
fn holds(byte_count: usize) -> Option<Holds> {
    match byte_count {
        16 | 20 | 24 | 28 | 32 => None,
        _ => Some(Holds::MasterSecret),
    }
}

/// A plan that [`Plan::check`] passed; `plan.identifier` or one drawn at random, so that two sets of one
/// secret are told apart (attack F02).
pub(in crate::shares) fn split(
    plan: &Plan,
    secret: &[u8],
    random: &mut Random<'_>,
) -> Result<Vec<Part>, ShareError> {
    let group = plan.only_group()?;
    let identifier = match plan.identifier {
        Some(named) => Identifier::parse(named.as_str()).ok_or(ShareError::Identifier)?,
        None => {
            let mut drawn = [0; 4];
            random(&mut drawn)?;
            Identifier::of_random(u32::from_be_bytes(drawn))
        }
    };
    if group.need == 1 {
        return Ok(vec![Codex32::of_bytes(secret, 0, identifier)?]);
    }
    let secret = Codex32::of_bytes(secret, group.need, identifier)?;
    Ok(shares(&secret, usize::from(group.of), random)?)
}

/// Shares of one set. Those beyond the threshold must agree.
pub(in crate::shares) fn combine(parts: &[&Part]) -> Result<Secret<Vec<u8>>, ShareError> {
    let secret = recover(parts)?;
    let blank = Vec::with_capacity(secret.byte_count());
    Ok(Secret::try_built(blank, |held: &mut Vec<u8>| {
        secret.with_bytes(|bytes| held.extend_from_slice(bytes))
    })?)
}

/// Every letter that is wrong, with the one that belongs there, if the checksum knows.
pub(in crate::shares) fn corrections(text: &str) -> Vec<Correction> {
    let Ok(mended) = Codex32::mend(text.as_bytes()) else { return Vec::new() };
    mended.share.with_text(|text| {
        let letter = |position: usize| {
            let place = position.saturating_sub(1);
            text.get(place..position).unwrap_or_default()
        };
        let changes = mended.changes.iter().map(|change| match change {
            Change::Letter { position } | Change::Missing { position } => {
                Correction::changed(*change, letter(*position))
            }
            Change::Extra { .. } => Correction::changed(*change, ""),
        });
        changes.collect()
    })
}

/// A codex32 share that was misread, as it must have been, and where the checksum says it was wrong. It is
/// for the eyes of its holder, who compares it with the paper; `None` where nothing is certain.
pub fn mended(content: &[u8]) -> Option<(Vec<Change>, Share)> {
    let mended = Codex32::mend(content).ok()?;
    Some((mended.changes, Share(Body::Codex32(mended.share))))
}

impl Share {
    /// Every step of checking this share's checksum with pencil and paper, filled in, as secret as the
    /// share; `None` for a scheme whose checksum no hand computes.
    pub fn worksheet(&self) -> Option<Secret<Vec<String>>> {
        match &self.0 {
            Body::Codex32(part) => Some(worksheet(part)),
            _ => None,
        }
    }
}

impl From<Codex32Error> for ShareError {
    fn from(why: Codex32Error) -> Self {
        match why {
            Codex32Error::Draw(why) => Self::Random(why),
            Codex32Error::Restored(why) => Self::Seed(why),
            Codex32Error::SelfCheck => Self::NotRestored,
            why => Self::Codex32(why),
        }
    }
}

/// Whether a text says of itself that it is one: it begins with "ms1", whatever else is wrong.
pub(in crate::shares) fn looks_like(text: &str) -> bool {
    text.trim_start().get(..3).is_some_and(|start| start.eq_ignore_ascii_case("ms1"))
}
