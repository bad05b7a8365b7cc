//! From a review and a person's consent to the right to sign, or the reason why not.

use super::{Digest, Payload, Review, Severity};
use crate::messages::{Code, Explain, Facts, error_line};
use crate::safe::Safe;
use std::fmt;

/// What a person (or a script, in two steps) agreed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The digest of the review that was read.
    pub seen: Digest,
    /// Codes of the warnings acknowledged by name.
    pub acknowledged: Vec<String>,
}

/// A payload that may be signed. Only [`Review::approve`] makes one; it can be used once.
#[derive(Debug)]
pub struct Approved<P: Payload> {
    payload: P,
    facts: P::Facts,
    digest: Digest,
}

/// Not approved: the review comes back whole, with the reason.
#[derive(Debug)]
pub struct Declined<P: Payload> {
    /// The review, unharmed.
    pub review: Box<Review<P>>,
    /// The reason.
    pub why: WhyDeclined,
}

/// Why a review was not approved.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WhyDeclined {
    /// Consent was given to another review (exit 4).
    OtherReview,
    /// A finding that is never signed over (exit 3).
    Refused(Code),
    /// A finding that needs more approvals or time (exit 5).
    Held(Code),
    /// A warning nobody acknowledged (exit 4).
    NotAcknowledged(Code),
}

impl<P: Payload> Review<P> {
    /// Grants the right to sign if nothing refuses, every warning is acknowledged by its code and
    /// the consent is to this very review.
    pub fn approve(self, consent: &Consent) -> Result<Approved<P>, Declined<P>> {
        match self.objection(consent) {
            Some(why) => Err(Declined { review: Box::new(self), why }),
            None => Ok(Approved { payload: self.payload, facts: self.facts, digest: self.digest }),
        }
    }

    fn objection(&self, consent: &Consent) -> Option<WhyDeclined> {
        let first = |severity| self.findings.iter().find(|finding| finding.severity == severity);
        if let Some(finding) = first(Severity::Refuse) {
            return Some(WhyDeclined::Refused(finding.code));
        }
        if let Some(finding) = first(Severity::Hold) {
            return Some(WhyDeclined::Held(finding.code));
        }
        if consent.seen != self.digest {
            return Some(WhyDeclined::OtherReview);
        }
        let acknowledged = |code: Code| consent.acknowledged.iter().any(|name| name == code.as_str());
        self.findings
            .iter()
            .find(|finding| finding.severity == Severity::Warn && !acknowledged(finding.code))
            .map(|finding| WhyDeclined::NotAcknowledged(finding.code))
    }
}

impl<P: Payload> Approved<P> {
    /// The sealed payload, byte for byte the one reviewed.
    pub fn payload(&self) -> &P {
        &self.payload
    }

    /// The facts that were shown.
    pub fn facts(&self) -> &P::Facts {
        &self.facts
    }

    /// The digest that was consented to.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Gives the payload up for signing; the approval is spent.
    pub fn into_parts(self) -> (P, P::Facts, Digest) {
        (self.payload, self.facts, self.digest)
    }
}

impl Explain for WhyDeclined {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::OtherReview => "review/other-review",
            Self::Refused(_) => "review/refused",
            Self::Held(_) => "review/held",
            Self::NotAcknowledged(_) => "review/not-acknowledged",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::OtherReview => Facts::new(),
            Self::Refused(code) | Self::Held(code) | Self::NotAcknowledged(code) => {
                vec![("code", Safe::text(code.as_str()))]
            }
        }
    }
}

impl fmt::Display for WhyDeclined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for WhyDeclined {}
