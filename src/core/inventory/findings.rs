//! What is wrong with where the shares are.

use super::{CopyRecord, Day, Inventory, Label, SetRecord};
use crate::limits::SHARE_QUORUMS_MAX;
use crate::messages::{Code, Explain, Facts};
use crate::review::finding::Severity;
use crate::safe::Safe;
use std::collections::BTreeMap;

/// Days after which a share that nobody has looked at is asked about.
const CHECK_DAYS_MAX: u32 = 365;
/// Sets of one seed from which on another is warned about (attack F06).
const SETS_OF_A_SEED_MAX: usize = 2;

/// One thing that somebody should know, or mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable code.
    pub code: Code,
    /// [`Severity::Warn`] for what is to be mended, [`Severity::Note`] for what is to be known.
    pub severity: Severity,
    /// The set it is about, by the name people use.
    pub set: String,
    /// What its sentence needs.
    pub facts: Facts,
}

impl Explain for Finding {
    fn code(&self) -> Code {
        self.code
    }

    fn facts(&self) -> Facts {
        self.facts.clone()
    }
}

impl Inventory {
    /// Everything that is wrong on that day, set by set.
    pub fn findings(&self, today: Day) -> Vec<Finding> {
        let mut findings: Vec<_> = self.sets().iter().flat_map(|set| set.findings(today)).collect();
        findings.extend(self.resplits());
        findings
    }

    /// Seeds that were split too often: every set stays good, and each is one more that can leak (F06).
    fn resplits(&self) -> Vec<Finding> {
        let mut seeds: BTreeMap<String, Vec<&SetRecord>> = BTreeMap::new();
        for set in self.sets() {
            seeds.entry(set.key.fingerprint.to_string()).or_default().push(set);
        }
        let often = seeds.into_iter().filter(|(_, sets)| sets.len() > SETS_OF_A_SEED_MAX);
        let finding = |(fingerprint, sets): (String, Vec<&SetRecord>)| {
            let names: Vec<_> = sets.iter().map(|set| set.name()).collect();
            let facts = vec![
                ("fingerprint", Safe::text(&fingerprint)),
                ("count", Safe::count(sets.len())),
                ("sets", Safe::text(&names.join(", "))),
            ];
            let set = names.into_iter().next_back().unwrap_or_default();
            Finding { code: Code::new("inventory/resplit"), severity: Severity::Warn, set, facts }
        };
        often.map(finding).collect()
    }
}

impl SetRecord {
    /// What is wrong with this set on that day.
    pub fn findings(&self, today: Day) -> Vec<Finding> {
        if let Some(end) = self.revoked {
            let left = self.there().count();
            let facts = vec![("count", Safe::count(left)), ("date", Safe::text(&end.on.to_string()))];
            let finding = self.finding("inventory/revoked-placed", Severity::Warn, facts);
            return if left == 0 { Vec::new() } else { vec![finding] };
        }
        let mut found = Vec::new();
        if !self.suffices(self.there()) {
            found.push(self.finding("inventory/no-quorum", Severity::Warn, Facts::new()));
        }
        found.extend(self.rehearsal());
        found.extend(self.together(&PLACE));
        found.extend(self.together(&HOLDER));
        found.extend(self.sealed_only());
        found.extend(self.long_unseen(today));
        found.extend(self.needed(&PLACE));
        found.extend(self.needed(&HOLDER));
        found.extend(self.unplaced());
        found
    }

    /// Nobody proved the set, or only a part of it: the shares that were not there may be anything. Where it
    /// has more quorums than are ever tried, that is to be known and cannot be mended.
    fn rehearsal(&self) -> Option<Finding> {
        let Some(done) = self.rehearsed else {
            return Some(self.finding("inventory/never-rehearsed", Severity::Warn, Facts::new()));
        };
        let quorums = self.quorums();
        let can_be_tried = usize::try_from(quorums).is_ok_and(|quorums| quorums <= SHARE_QUORUMS_MAX);
        let facts = vec![
            ("count", Safe::number(done.proven)),
            ("quorums", Safe::number(quorums)),
            ("date", Safe::text(&done.on.to_string())),
        ];
        let severity = if can_be_tried { Severity::Warn } else { Severity::Note };
        (done.proven < quorums).then(|| self.finding("inventory/rehearsed-part", severity, facts))
    }

    /// One place or one person that could restore the secret alone. A sealed copy counts where its holder
    /// is, who has the key, and not where it lies.
    fn together(&self, by: &By) -> Vec<Finding> {
        let labels = self.labels(by);
        let alone = labels.into_iter().filter(|label| {
            let here =
                self.there().filter(|copy| (by.of)(copy).is_some_and(|own| own.is_same(label.as_str())));
            self.suffices(here.filter(|copy| by.counts_sealed || copy.sealed_to.is_empty()))
        });
        alone.map(|label| self.finding(by.quorum, Severity::Warn, vec![(by.fact, label.shown())])).collect()
    }

    /// One place or one person without which nothing can be restored.
    fn needed(&self, by: &By) -> Vec<Finding> {
        if !self.suffices(self.there()) {
            return Vec::new();
        }
        let needed = self.labels(by).into_iter().filter(|label| {
            let elsewhere =
                |copy: &&CopyRecord| !(by.of)(copy).is_some_and(|own| own.is_same(label.as_str()));
            !self.suffices(self.there().filter(elsewhere))
        });
        needed.map(|label| self.finding(by.needed, Severity::Note, vec![(by.fact, label.shown())])).collect()
    }

    /// Shares that only one key opens: with it goes the share.
    fn sealed_only(&self) -> Vec<Finding> {
        let mut shares: BTreeMap<(u8, u8), Vec<&CopyRecord>> = BTreeMap::new();
        for copy in self.there() {
            shares.entry((copy.group, copy.member)).or_default().push(copy);
        }
        let is_single = |copies: &[&CopyRecord]| {
            let mut keys: Vec<_> = copies.iter().flat_map(|copy| &copy.sealed_to).collect();
            keys.sort();
            keys.dedup();
            keys.len() == 1 && copies.iter().all(|copy| !copy.sealed_to.is_empty())
        };
        let single = shares.into_iter().filter(|(_, copies)| is_single(copies));
        let finding = |((group, member), copies): ((u8, u8), Vec<&CopyRecord>)| {
            let holder = copies.iter().find_map(|copy| copy.holder.as_ref());
            let facts = vec![
                ("share", Safe::text(&self.share_name(group, member))),
                ("holder", holder.map_or_else(|| Safe::text("-"), Label::shown)),
            ];
            self.finding("inventory/sealed-only", Severity::Warn, facts)
        };
        single.map(finding).collect()
    }

    fn long_unseen(&self, today: Day) -> Vec<Finding> {
        let old = self.there().filter(|copy| today.days_since(copy.last_seen()) > CHECK_DAYS_MAX);
        let finding = |copy: &CopyRecord| {
            let facts = vec![
                ("share", Safe::text(&self.share_name(copy.group, copy.member))),
                ("date", Safe::text(&copy.last_seen().to_string())),
                ("days", Safe::number(today.days_since(copy.last_seen()))),
            ];
            self.finding("inventory/check-old", Severity::Warn, facts)
        };
        old.map(finding).collect()
    }

    /// Shares of which nobody knows who has them or where.
    fn unplaced(&self) -> Vec<Finding> {
        let shares = (1_u8..)
            .zip(&self.groups)
            .flat_map(|(group, record)| (1..=record.of).map(move |member| (group, member)));
        let is_known = |(group, member): (u8, u8)| {
            let mut copies = self.copies.iter().filter(|copy| (copy.group, copy.member) == (group, member));
            copies.any(|copy| copy.holder.is_some() || copy.place.is_some())
        };
        let names: Vec<_> = shares
            .filter(|share| !is_known(*share))
            .map(|(group, member)| self.share_name(group, member))
            .collect();
        let facts = vec![("shares", Safe::text(&names.join(", ")))];
        let finding = self.finding("inventory/unplaced", Severity::Note, facts);
        if names.is_empty() { Vec::new() } else { vec![finding] }
    }

    /// Each place or person once.
    fn labels(&self, by: &By) -> Vec<Label> {
        let mut labels: Vec<Label> = Vec::new();
        for label in self.there().filter_map(by.of) {
            if !labels.iter().any(|known| known.is_same(label.as_str())) {
                labels.push(label.clone());
            }
        }
        labels
    }

    fn finding(&self, code: &'static str, severity: Severity, facts: Facts) -> Finding {
        let mut all = vec![("set", Safe::text(&self.name()))];
        all.extend(facts);
        Finding { code: Code::new(code), severity, set: self.name(), facts: all }
    }
}

/// Copies by place, or by holder.
struct By {
    of: fn(&CopyRecord) -> Option<&Label>,
    fact: &'static str,
    counts_sealed: bool,
    quorum: &'static str,
    needed: &'static str,
}

const PLACE: By = By {
    of: |copy| copy.place.as_ref(),
    fact: "place",
    counts_sealed: false,
    quorum: "inventory/place-quorum",
    needed: "inventory/place-needed",
};

const HOLDER: By = By {
    of: |copy| copy.holder.as_ref(),
    fact: "holder",
    counts_sealed: true,
    quorum: "inventory/holder-quorum",
    needed: "inventory/holder-needed",
};
