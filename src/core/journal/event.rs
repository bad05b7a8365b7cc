//! The events of a journal. None of them has a place for a secret.

use crate::entropy::Source;
use crate::messages::Code;
use crate::review::Digest;
use crate::shares::{Holds, Scheme, SetId};
use bitcoin::bip32::Fingerprint;
use serde_json::{Map, Value};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// A payload was read: SHA-256 of its bytes and their number.
    Opened {
        /// Plain SHA-256 of the bytes read.
        sha256: [u8; 32],
        /// Their number.
        byte_count: usize,
    },
    /// A review was made.
    Reviewed {
        /// What consent would be bound to.
        review: Digest,
        /// Codes of its findings.
        findings: Vec<Code>,
    },
    /// A check refused.
    Refused {
        /// The review.
        review: Digest,
        /// The finding that refused.
        code: Code,
    },
    /// The operator declined.
    Declined {
        /// The review.
        review: Digest,
    },
    /// The operator consented.
    Consented {
        /// The review.
        review: Digest,
        /// Codes of the warnings acknowledged.
        acknowledged: Vec<Code>,
    },
    /// Signatures were made and rechecked.
    Signed {
        /// The review.
        review: Digest,
        /// Number of signatures.
        signature_count: usize,
    },
    /// The signed payload was handed over: SHA-256 of its bytes.
    Sent {
        /// The review.
        review: Digest,
        /// Plain SHA-256 of the bytes sent.
        sha256: [u8; 32],
    },
    /// A surrounding or check was overridden by name.
    Override {
        /// What was overridden.
        code: Code,
    },
    /// A secret did not fit (passphrase, seed of another wallet). Which one is not recorded.
    WrongSecret,
    /// A seed was made here, and its words were given to a person.
    SeedMade {
        /// Of the master key, passphrase included.
        fingerprint: Fingerprint,
        /// How many words.
        word_count: usize,
        /// What it was made of.
        sources: Vec<Source>,
    },
    /// A backup was typed again and is right (attack F09).
    BackupVerified {
        /// Of the master key it leads to, passphrase included.
        fingerprint: Fingerprint,
    },
    /// A seed was split; its shares are about to be seen or sealed (attack F06).
    SharesMade {
        /// Of the master key that the shares restore. A BIP-39 passphrase is in no share.
        fingerprint: Fingerprint,
        /// How.
        scheme: Scheme,
        /// Which set, where its shares name one.
        set: Option<SetId>,
        /// What was split.
        holds: Holds,
        /// The list of the words, by its name; none for a master secret.
        language: Option<&'static str>,
        /// How many groups restore it.
        groups_needed: u8,
        /// Shares needed and made of each group.
        groups: Vec<(u8, u8)>,
    },
    /// Somebody left, or something failed, before every share of a set was with its holder.
    SharesUnfinished {
        /// Of the master key.
        fingerprint: Fingerprint,
        /// Which set, where its shares name one.
        set: Option<SetId>,
    },
    /// A set was replaced by another. Its shares restore the seed all the same.
    SharesRevoked {
        /// Of the master key.
        fingerprint: Fingerprint,
        /// Which set.
        set: SetId,
    },
    /// Every quorum that was tried restored the same seed.
    SharesRehearsed {
        /// Of the master key.
        fingerprint: Fingerprint,
        /// Which set, where its shares name one.
        set: Option<SetId>,
        /// Quorums tried.
        tried: u64,
        /// Quorums there are.
        of: u64,
    },
    /// A seed was restored from shares.
    SharesCombined {
        /// Of the master key, BIP-39 passphrase included.
        fingerprint: Fingerprint,
        /// Which set, where its shares name one.
        set: Option<SetId>,
    },
    /// The doctor looked at the machine.
    DoctorResult {
        /// Codes of what it objected to.
        findings: Vec<Code>,
    },
}

impl Event {
    /// The word in the file.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::Reviewed { .. } => "reviewed",
            Self::Refused { .. } => "refused",
            Self::Declined { .. } => "declined",
            Self::Consented { .. } => "consented",
            Self::Signed { .. } => "signed",
            Self::Sent { .. } => "sent",
            Self::Override { .. } => "override",
            Self::WrongSecret => "wrong-secret",
            Self::SeedMade { .. } => "seed-made",
            Self::BackupVerified { .. } => "backup-verified",
            Self::SharesMade { .. } => "shares-made",
            Self::SharesUnfinished { .. } => "shares-unfinished",
            Self::SharesRevoked { .. } => "shares-revoked",
            Self::SharesRehearsed { .. } => "shares-rehearsed",
            Self::SharesCombined { .. } => "shares-combined",
            Self::DoctorResult { .. } => "doctor-result",
        }
    }

    /// The fields of its own, without time and chain.
    pub(super) fn fields(&self) -> Map<String, Value> {
        let mut fields = Map::new();
        let mut put = |name: &str, value: Value| {
            fields.insert(name.to_owned(), value);
        };
        match self {
            Self::Opened { sha256, byte_count } => {
                put("sha256", hex(sha256));
                put("byte_count", (*byte_count).into());
            }
            Self::Reviewed { review, findings } => {
                put("review", hex(review.bytes()));
                put("findings", codes(findings));
            }
            Self::Refused { review, code } => {
                put("review", hex(review.bytes()));
                put("code", code.as_str().into());
            }
            Self::Declined { review } => put("review", hex(review.bytes())),
            Self::Consented { review, acknowledged } => {
                put("review", hex(review.bytes()));
                put("acknowledged", codes(acknowledged));
            }
            Self::Signed { review, signature_count } => {
                put("review", hex(review.bytes()));
                put("signature_count", (*signature_count).into());
            }
            Self::Sent { review, sha256 } => {
                put("review", hex(review.bytes()));
                put("sha256", hex(sha256));
            }
            Self::Override { code } => put("code", code.as_str().into()),
            Self::WrongSecret => {}
            Self::SeedMade { fingerprint, word_count, sources } => {
                put("fingerprint", fingerprint.to_string().into());
                put("word_count", (*word_count).into());
                put("sources", sources.iter().map(|source| Value::from(source.name())).collect());
            }
            Self::BackupVerified { fingerprint } => put("fingerprint", fingerprint.to_string().into()),
            Self::DoctorResult { findings } => put("findings", codes(findings)),
            _ => return self.share_fields(),
        }
        fields
    }

    /// The same for what happened to shares.
    fn share_fields(&self) -> Map<String, Value> {
        let mut fields = Map::new();
        let mut put = |name: &str, value: Value| {
            fields.insert(name.to_owned(), value);
        };
        let named = |set: &Option<SetId>| set.map_or(Value::Null, |set| set.as_str().into());
        match self {
            Self::SharesMade { fingerprint, scheme, set, holds, language, groups_needed, groups } => {
                put("fingerprint", fingerprint.to_string().into());
                put("scheme", scheme.name().into());
                put("set", named(set));
                put("holds", holds.name().into());
                put("language", (*language).map_or(Value::Null, Value::from));
                put("groups_needed", (*groups_needed).into());
                let each = groups.iter().map(|(need, of)| Value::from(format!("{need}/{of}")));
                put("groups", each.collect());
            }
            Self::SharesRevoked { fingerprint, set } => {
                put("fingerprint", fingerprint.to_string().into());
                put("set", set.as_str().into());
            }
            Self::SharesRehearsed { fingerprint, set, tried, of } => {
                put("fingerprint", fingerprint.to_string().into());
                put("set", named(set));
                put("tried", (*tried).into());
                put("of", (*of).into());
            }
            Self::SharesCombined { fingerprint, set } | Self::SharesUnfinished { fingerprint, set } => {
                put("fingerprint", fingerprint.to_string().into());
                put("set", named(set));
            }
            _ => {}
        }
        fields
    }
}

fn hex(bytes: &[u8; 32]) -> Value {
    Value::String(crate::safe::Safe::hex(bytes).as_str().to_owned())
}

fn codes(codes: &[Code]) -> Value {
    codes.iter().map(|code| Value::from(code.as_str())).collect()
}
