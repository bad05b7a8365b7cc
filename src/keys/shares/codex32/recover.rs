//! From shares back to the secret.

use super::checksum::{DATA_LETTERS_MAX, HEADER_LETTERS};
use super::{Codex32, Codex32Error, Header, Index, Values, gf32};
use crate::secret::Secret;

/// The secret that these shares restore, in any order. The same share twice counts once. Shares
/// beyond the threshold are not ignored: each has to be the one that the others lead to, which is
/// the only check that codex32 has against a share of another set with the same identifier (F02).
///
/// # Errors
/// [`Codex32Error`], naming a share by its place in the list, counted from 1, and its letter.
pub(super) fn recover(shares: &[&Codex32]) -> Result<Codex32, Codex32Error> {
    let first = shares.first().ok_or(Codex32Error::TooFew { have: 0, need: 2 })?;
    let distinct = distinct(first, shares)?;
    if let Some((_, secret)) = distinct.iter().find(|(_, share)| share.header().index().is_secret())
        && distinct.len() == 1
    {
        return secret.at(Index::SECRET);
    }
    let need = usize::from(first.header().threshold());
    let (Some(quorum), Some(others)) = (distinct.get(..need), distinct.get(need..)) else {
        return Err(Codex32Error::TooFew { have: distinct.len(), need });
    };
    let quorum: Vec<_> = quorum.iter().map(|(_, share)| *share).collect();
    for (position, other) in others {
        let index = other.header().index();
        if !interpolated(&quorum, index)?.is_same(other) {
            return Err(Codex32Error::Disagree { position: *position, index });
        }
    }
    interpolated(&quorum, Index::SECRET)
}

/// Each share once with its place in the list, all of one set.
fn distinct<'a>(first: &Codex32, shares: &[&'a Codex32]) -> Result<Vec<(usize, &'a Codex32)>, Codex32Error> {
    let mut distinct: Vec<(usize, &Codex32)> = Vec::new();
    for (position, share) in (1..).zip(shares.iter().copied()) {
        let (header, wanted) = (share.header(), first.header());
        let index = header.index();
        let is_same_set = header == wanted.at(index) && share.char_count() == first.char_count();
        if !is_same_set {
            return Err(Codex32Error::OtherSet { position, index });
        }
        match distinct.iter().find(|(_, known)| known.header().index() == index) {
            Some((_, known)) if known.is_same(share) => {}
            Some(_) => return Err(Codex32Error::Conflict { position, index }),
            None => distinct.push((position, share)),
        }
    }
    Ok(distinct)
}

/// The string at `index` of the set that these strings, exactly as many as the threshold, make
/// (Lagrange, BIP-93 section Recovering Secret). Checksums are linear: that of the result holds.
pub(super) fn interpolated(quorum: &[&Codex32], index: Index) -> Result<Codex32, Codex32Error> {
    let first = quorum.first().ok_or(Codex32Error::TooFew { have: 0, need: 2 })?;
    let header = first.header().at(index);
    let data = Secret::built([0; DATA_LETTERS_MAX], |sum: &mut Values| {
        for share in quorum {
            let weight = weight(quorum, share.header(), index);
            share.values(|values| {
                let places = sum.iter_mut().zip(values);
                places.for_each(|(place, value)| *place ^= gf32::product(weight, *value));
            });
        }
        // Where the weights meet the header they give it back; written out, so that nothing rests on it.
        sum.iter_mut().zip(header.values()).for_each(|(place, value)| *place = value);
    });
    Codex32::of_values(data, first.length)
}

/// How much of one share is in the string at `index`. Indices are public.
fn weight(quorum: &[&Codex32], of: Header, index: Index) -> u8 {
    let own = of.index().value();
    let others = quorum.iter().map(|share| share.header().index().value()).filter(|other| *other != own);
    others.fold(1, |weight, other| {
        let part = gf32::product(other ^ index.value(), gf32::inverse(other ^ own));
        gf32::product(weight, part)
    })
}

impl Codex32 {
    /// The string itself again, where it is the one at that index.
    fn at(&self, index: Index) -> Result<Self, Codex32Error> {
        let data = Secret::built([0; DATA_LETTERS_MAX], |place: &mut Values| {
            self.values(|values| place.iter_mut().zip(values).for_each(|(place, value)| *place = *value));
        });
        let same = Self::of_values(data, self.length)?;
        if same.header().index() == index { Ok(same) } else { Err(Codex32Error::IsShare) }
    }
}

/// Letters of the payload.
pub(super) fn payload_letters(share: &Codex32) -> usize {
    let kind = if share.length <= 93 { &super::checksum::SHORT } else { &super::checksum::LONG };
    share.length.saturating_sub(HEADER_LETTERS).saturating_sub(kind.letters)
}
