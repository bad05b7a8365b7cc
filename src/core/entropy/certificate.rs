//! The entropy certificate: public, so that it can be kept with the backup or given to an auditor.

use super::{Commitment, Formula, SourceReport, WordCount};
use crate::journal::UnixSeconds;
use crate::safe::Safe;
use bitcoin::bip32::Fingerprint;
use serde_json::{Value, json};

/// Name and version of the file.
const SCHEMA: &str = "entropy-certificate/1";

/// Where a seed came from: what the vault gives out of a seed it made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// How it was made.
    pub formula: Formula,
    /// How many words.
    pub word_count: WordCount,
    /// Whose words, as the transcript names the list.
    pub language: &'static str,
    /// Fingerprint of the master key, passphrase included.
    pub fingerprint: Fingerprint,
    /// What the machine was bound to before the person's symbols came.
    pub commitment: Option<Commitment>,
    /// What each source gave.
    pub sources: Vec<SourceReport>,
    /// The audit it came out of.
    pub audit: Option<Audit>,
}

/// Two seeds were made and fixed, a coin chose, and one was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// The commitments, in the order they were shown.
    pub commitments: [Option<Commitment>; 2],
    /// The fingerprints, fixed before the coin fell.
    pub fingerprints: [Fingerprint; 2],
    /// Which one lives, 0 or 1.
    pub lives: usize,
    /// The other, whole.
    pub published: PublishedSeed,
}

/// The transcript of a seed that lost an audit: it will never hold money, so anybody may have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedSeed(String);

impl PublishedSeed {
    /// Only for the half of an audit that the coin gave up (`keys::entropy`).
    pub fn of_the_loser(transcript: &str) -> Self {
        Self(transcript.to_owned())
    }

    /// The transcript, one line of JSON.
    pub fn transcript(&self) -> &str {
        &self.0
    }
}

/// A provenance, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate<'a> {
    /// What was made of what.
    pub provenance: &'a Provenance,
    /// Version of the program.
    pub program_version: &'a str,
    /// SHA-256 of the running program, if it could be read.
    pub program_sha256: Option<[u8; 32]>,
    /// When, by the machine's clock.
    pub made_at: UnixSeconds,
}

impl Certificate<'_> {
    /// As it is written.
    pub fn json(&self) -> Value {
        let made = self.provenance;
        json!({
            "schema": SCHEMA,
            "formula": made.formula.name(),
            "word_count": made.word_count.words(),
            "language": made.language,
            "fingerprint": made.fingerprint.to_string(),
            "commitment": made.commitment.map(|commitment| commitment.hex()),
            "sources": made.sources.iter().map(source).collect::<Vec<_>>(),
            "audit": made.audit.as_ref().map(audit),
            "program": {
                "version": self.program_version,
                "sha256": self.program_sha256.map(|hash| Safe::hex(&hash).as_str().to_owned()),
            },
            "made_at": self.made_at.to_string(),
        })
    }
}

fn source(report: &SourceReport) -> Value {
    let verdict = |passed: bool| if passed { "passed" } else { "accepted" };
    let tests = report.tests.iter().map(|(test, passed)| (test.name().to_owned(), verdict(*passed).into()));
    json!({
        "source": report.source.name(),
        "count": report.symbol_count,
        "credited_bits": report.credited_bits,
        "tests": tests.collect::<serde_json::Map<String, Value>>(),
    })
}

fn audit(audit: &Audit) -> Value {
    json!({
        "commitments": audit.commitments.map(|commitment| commitment.map(|commitment| commitment.hex())),
        "fingerprints": audit.fingerprints.map(|fingerprint| fingerprint.to_string()),
        "lives": audit.lives,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::{Source, Test};

    #[test]
    fn atk_c04_a_certificate_says_what_came_from_where_and_nothing_of_the_seed() {
        let provenance = Provenance {
            formula: Formula::SeedV1,
            word_count: WordCount::new(12).unwrap(),
            language: "english",
            fingerprint: Fingerprint::from([1, 2, 3, 4]),
            commitment: Some(Commitment([7; 32])),
            sources: vec![SourceReport {
                source: Source::Dice,
                symbol_count: 50,
                credited_bits: 129,
                tests: vec![(Test::Faces, true), (Test::Spread, false)],
            }],
            audit: None,
        };
        let certificate = Certificate {
            provenance: &provenance,
            program_version: "0.1.0",
            program_sha256: None,
            made_at: UnixSeconds(0),
        };
        let fields = certificate.json();
        assert_eq!(fields["schema"], SCHEMA);
        assert_eq!(fields["fingerprint"], "01020304");
        assert_eq!(fields["sources"][0]["tests"], json!({"faces": "passed", "spread": "accepted"}));
        let names: Vec<_> = fields.as_object().unwrap().keys().cloned().collect();
        let known = [
            "audit",
            "commitment",
            "fingerprint",
            "formula",
            "language",
            "made_at",
            "program",
            "schema",
            "sources",
            "word_count",
        ];
        assert_eq!(names, known, "a new field must be public: think before it is added");
    }
}
