//! Whether the backup of a seed was tested, as the journal remembers it (attack F09).

use super::Event;
use super::lines::{field, that_hold};
use bitcoin::bip32::Fingerprint;

/// Whether a seed of that fingerprint was made on this machine and its words never typed again.
///
/// The journal's chain was followed before: what stands in the lines is what this machine wrote.
pub fn is_untested(journal: &[u8], fingerprint: Fingerprint) -> bool {
    let wanted = fingerprint.to_string();
    let verified = Event::BackupVerified { fingerprint };
    let made = Event::SeedMade { fingerprint, word_count: 0, sources: Vec::new() };
    let mut untested = false;
    for event in that_hold(journal, wanted.as_bytes()) {
        if field(&event, "fingerprint") == Some(&wanted) {
            let name = field(&event, "event").unwrap_or_default();
            untested = name == made.name() || untested && name != verified.name();
        }
    }
    untested
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::Source;
    use crate::journal::lines::written;

    #[test]
    fn atk_f09_a_seed_made_here_is_untested_until_its_words_came_back() {
        let [ours, other] = [[1, 2, 3, 4], [5, 6, 7, 8]].map(Fingerprint::from);
        let made = |fingerprint| Event::SeedMade { fingerprint, word_count: 24, sources: vec![Source::Os] };
        let verified = |fingerprint| Event::BackupVerified { fingerprint };
        let asked = |events: &[Event]| is_untested(&written(events), ours);
        assert!(!asked(&[]), "a seed brought from elsewhere is not ours to test");
        assert!(asked(&[made(ours)]));
        assert!(asked(&[made(ours), verified(other)]), "another seed's backup was tested");
        assert!(!asked(&[made(other)]));
        assert!(!asked(&[made(ours), verified(ours), Event::WrongSecret]));
        assert!(asked(&[verified(ours), made(ours)]), "tested before it was made");
    }
}
