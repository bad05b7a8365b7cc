//! The audit: two seeds are made, a coin picks the one that lives, the other is published whole.
//!
//! Both are fixed before the coin falls: the machine has shown commitments to its bytes and both
//! fingerprints. A machine that cheats with one of them is caught every other time, and no secret of
//! the living seed leaves (attack C04).

use super::formula::Part;
use super::{EntropyError, Made, transcript};
use coldframe_core::entropy::{Audit, Provenance, PublishedSeed, Source};

/// Which side of the coin lies up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coin {
    /// The first seed lives.
    Heads,
    /// The second seed lives.
    Tails,
}

/// Two seeds that wait for the coin.
pub struct Halves {
    first: Made,
    second: Made,
}

impl Halves {
    /// Two seeds made by the same recipe.
    ///
    /// # Errors
    /// [`EntropyError::SameSymbols`] where a person typed the same for both.
    pub fn of(first: Made, second: Made) -> Result<Self, EntropyError> {
        for part in first.parts.iter().filter(|part| is_of_a_person(part.source)) {
            if second.parts.iter().any(|other| other.source == part.source && are_alike(part, other)) {
                return Err(EntropyError::SameSymbols { source: part.source });
            }
        }
        Ok(Self { first, second })
    }

    /// Both, to be shown before the coin is flipped.
    pub fn both(&self) -> [&Made; 2] {
        [&self.first, &self.second]
    }

    /// The coin has fallen: the seed that lives, and what is said of it. The other one's secret is
    /// given up here, and nowhere else can a seed be published.
    pub fn decide(self, coin: Coin) -> (Made, Provenance) {
        let commitments = [self.first.commitment, self.second.commitment];
        let fingerprints = [self.first.fingerprint, self.second.fingerprint];
        let (lives, survivor, loser) = match coin {
            Coin::Heads => (0, self.first, self.second),
            Coin::Tails => (1, self.second, self.first),
        };
        let published = PublishedSeed::of_the_loser(&transcript::json(&loser, true));
        let audit = Audit { commitments, fingerprints, lives, published };
        let provenance = Provenance { audit: Some(audit), ..survivor.provenance() };
        (survivor, provenance)
    }
}

fn is_of_a_person(source: Source) -> bool {
    matches!(source, Source::Dice | Source::Coins | Source::Cards)
}

/// Whether three in four symbols are the same at the same places: of fair coins that are a half, and
/// 128 of them agree so far less than once in a hundred million audits.
fn are_alike(one: &Part, other: &Part) -> bool {
    one.bytes.expose(|one| {
        other.bytes.expose(|other| {
            let same = one.iter().zip(other).filter(|(one, other)| one == other).count();
            same.saturating_mul(4) >= one.len().min(other.len()).saturating_mul(3)
        })
    })
}
