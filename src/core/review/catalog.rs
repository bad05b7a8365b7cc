//! Every finding a Bitcoin review can make, and how heavy it can be.
//!
//! The list is the promise: a test proves that each entry is explained, and that no review makes a
//! finding that is not listed.

use super::Severity::{self, Hold, Note, Refuse, Warn};

/// Code and the severities it comes in.
pub const FINDINGS: &[(&str, &[Severity])] = &[
    ("fee/above-payment", &[Warn]),
    ("fee/negative", &[Refuse]),
    ("fee/rate-cap", &[Refuse]),
    ("fee/rate-high", &[Warn]),
    ("fee/rate-low", &[Note]),
    ("fee/share-cap", &[Refuse]),
    ("fee/share-high", &[Warn]),
    ("psbt/account-not-held", &[Refuse]),
    ("psbt/already-final", &[Refuse]),
    ("psbt/amount-contradiction", &[Refuse]),
    ("psbt/amount-overflow", &[Refuse]),
    ("psbt/amount-unproven", &[Note, Warn, Refuse]),
    ("psbt/amount-was-false", &[Warn]),
    ("psbt/bad-partial-sig", &[Refuse]),
    ("psbt/burn", &[Refuse]),
    ("psbt/change-fraud", &[Refuse]),
    ("psbt/coin-type", &[Refuse]),
    ("psbt/conflicts-with-signed", &[Warn, Refuse]),
    ("psbt/cosigner", &[Note]),
    ("psbt/data-output", &[Note]),
    ("psbt/dup-input", &[Refuse]),
    ("psbt/duplicate-recipient", &[Note]),
    ("psbt/dust", &[Note]),
    ("psbt/dust-input", &[Note]),
    ("psbt/foreign-final", &[Note]),
    ("psbt/foreign-input", &[Warn, Refuse]),
    ("psbt/future-witness", &[Refuse]),
    ("psbt/hidden-own-input", &[Refuse]),
    ("psbt/hidden-signed-input", &[Refuse]),
    ("psbt/input-fraud", &[Refuse]),
    ("psbt/locktime-far", &[Warn]),
    ("psbt/locktime-inert", &[Warn]),
    ("psbt/lookalike", &[Refuse]),
    ("psbt/many-outputs", &[Warn]),
    ("psbt/mixed-accounts", &[Refuse]),
    ("psbt/no-inputs", &[Refuse]),
    ("psbt/no-outputs", &[Refuse]),
    ("psbt/nothing-to-sign", &[Refuse]),
    ("psbt/other-account", &[Warn]),
    ("psbt/other-network", &[Refuse]),
    ("psbt/other-wallet", &[Refuse]),
    ("psbt/own-signature", &[Note]),
    ("psbt/own-unmarked", &[Note]),
    ("psbt/owner-unproven", &[Hold]),
    ("psbt/path-unusual", &[Warn, Refuse]),
    ("psbt/prevtx-mismatch", &[Refuse]),
    ("psbt/prevtx-required", &[Refuse]),
    ("psbt/relative-lock", &[Note]),
    ("psbt/relative-lock-far", &[Warn]),
    ("psbt/relative-lock-inert", &[Note]),
    ("psbt/script-mismatch", &[Refuse]),
    ("psbt/sighash", &[Refuse]),
    ("psbt/signed-before", &[Note]),
    ("psbt/tap-script", &[Refuse]),
    ("psbt/too-many-accounts", &[Refuse]),
    ("psbt/tx-version", &[Warn]),
    ("psbt/unknown-fields", &[Note]),
    ("psbt/unknown-leaf", &[Refuse]),
    ("psbt/unknown-script", &[Warn]),
    ("psbt/unproven-claim", &[Warn]),
    ("psbt/utxo-conflict", &[Refuse]),
    ("psbt/utxo-missing", &[Refuse]),
    ("psbt/vout-range", &[Refuse]),
    ("psbt/zero-value", &[Warn]),
];

/// True if the catalogue knows this code at this weight.
pub fn knows(code: &str, severity: Severity) -> bool {
    FINDINGS.iter().any(|(known, severities)| *known == code && severities.contains(&severity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{self, Part};

    #[test]
    fn every_finding_is_explained_in_all_four_parts() {
        for (code, _) in FINDINGS {
            let entry = messages::entry(code).unwrap_or_else(|| panic!("{code} is not in the catalogue"));
            for part in [Part::Error, Part::Cause, Part::Hint, Part::Help] {
                assert!(entry.contains_key(&part), "{code} lacks {part:?}");
            }
        }
    }

    #[test]
    fn error_lines_are_lower_case_without_a_full_stop() {
        for (code, _) in FINDINGS {
            let line = messages::entry(code).unwrap()[&Part::Error];
            assert!(!line.ends_with('.'), "{code}: {line}");
            assert!(!line.starts_with(|first: char| first.is_uppercase()), "{code}: {line}");
        }
    }

    /// Every code between quotes in the checks.
    fn codes_in_the_checks() -> std::collections::BTreeSet<String> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/bitcoin/checks");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let sources = files.filter(|path| path.is_file() && !path.ends_with("tests.rs"));
        let quoted = |source: String| {
            let pieces = source.split('"').map(str::to_owned).collect::<Vec<_>>();
            pieces.into_iter().filter(|piece| piece.starts_with("psbt/") || piece.starts_with("fee/"))
        };
        sources.flat_map(|path| quoted(std::fs::read_to_string(path).unwrap())).collect()
    }

    #[test]
    fn the_list_holds_exactly_the_codes_the_checks_can_give() {
        let listed = FINDINGS.iter().map(|(code, _)| (*code).to_owned()).collect();
        assert_eq!(codes_in_the_checks(), listed);
    }

    #[test]
    fn the_list_is_sorted_and_free_of_doubles() {
        assert!(FINDINGS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
