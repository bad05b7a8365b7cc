//! The sets of shares that were made on this machine, as its journal remembers them (attack F06).

use super::lines::{field, that_hold};
use crate::shares::{Holds, Scheme, SetId};
use bitcoin::bip32::Fingerprint;
use serde_json::Value;

/// A set that was made here. Its journal's chain was followed before this is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeSet {
    /// Of the master key it restores.
    pub fingerprint: Fingerprint,
    /// How it was made.
    pub scheme: Scheme,
    /// Its id, where its shares name one.
    pub set: Option<SetId>,
    /// What was split.
    pub holds: Holds,
    /// The name of the list of its words.
    pub language: Option<String>,
    /// When, as the journal writes it.
    pub at: String,
    /// Whether another set replaced it.
    pub is_revoked: bool,
    /// Whether its ceremony was left before every share was with its holder. Those that were seen may stand
    /// on paper.
    pub is_unfinished: bool,
}

/// Every set that was made here, in order.
pub fn share_sets(journal: &[u8]) -> Vec<MadeSet> {
    let mut sets: Vec<MadeSet> = Vec::new();
    for event in that_hold(journal, MARK) {
        let field = |name: &str| field(&event, name);
        match field("event") {
            Some("shares-made") => sets.extend(made(&event)),
            Some("shares-revoked") => sets
                .iter_mut()
                .filter(|set| set.set.as_ref().map(SetId::as_str) == field("set"))
                .filter(|set| field("fingerprint") == Some(&set.fingerprint.to_string()))
                .for_each(|set| set.is_revoked = true),
            // One whose shares name no set is the newest of them.
            Some("shares-unfinished") => sets
                .iter_mut()
                .rfind(|set| {
                    set.set.as_ref().map(SetId::as_str) == field("set")
                        && field("fingerprint") == Some(&set.fingerprint.to_string())
                })
                .into_iter()
                .for_each(|set| set.is_unfinished = true),
            _ => {}
        }
    }
    sets
}

/// Stands in every line that speaks of shares.
const MARK: &[u8] = b"\"shares-";

fn made(event: &Value) -> Option<MadeSet> {
    let field = |name: &str| field(event, name);
    Some(MadeSet {
        fingerprint: field("fingerprint")?.parse().ok()?,
        scheme: Scheme::named(field("scheme")?)?,
        set: field("set").and_then(SetId::of_text),
        holds: Holds::named(field("holds")?)?,
        language: field("language").map(str::to_owned),
        at: field("at")?.to_owned(),
        is_revoked: false,
        is_unfinished: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Event;
    use crate::journal::lines::written;

    fn made(fingerprint: [u8; 4], set: u16) -> Event {
        Event::SharesMade {
            fingerprint: fingerprint.into(),
            scheme: Scheme::Slip39,
            set: Some(SetId::of_number(set)),
            holds: Holds::Entropy,
            language: Some("english"),
            groups_needed: 1,
            groups: vec![(2, 3)],
        }
    }

    #[test]
    fn atk_f06_every_set_of_a_seed_is_remembered_and_so_is_which_was_replaced() {
        let (ours, other) = ([1, 2, 3, 4], [5, 6, 7, 8]);
        let revoked = |fingerprint: [u8; 4], set| Event::SharesRevoked {
            fingerprint: fingerprint.into(),
            set: SetId::of_number(set),
        };
        let left = Event::SharesUnfinished { fingerprint: ours.into(), set: Some(SetId::of_number(2)) };
        let events =
            [made(ours, 1), Event::WrongSecret, made(other, 1), made(ours, 2), revoked(ours, 1), left];
        let sets = share_sets(&written(&events));
        let said: Vec<_> =
            sets.iter().map(|set| (set.fingerprint.to_bytes(), set.set.unwrap(), set.is_revoked)).collect();
        let id = SetId::of_number;
        assert_eq!(said, [(ours, id(1), true), (other, id(1), false), (ours, id(2), false)]);
        assert_eq!(sets.iter().map(|set| set.is_unfinished).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!((sets[0].holds, sets[0].language.as_deref()), (Holds::Entropy, Some("english")));
        assert!(share_sets(b"").is_empty());
    }
}
