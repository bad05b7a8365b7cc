//! Unsigned → Review → Approved: the order in which money may move, held by the types.
//!
//! ```text
//! Unsigned<P> --review(owner, context)--> Review<P> --approve(consent)--> Approved<P> --> keys: sign
//! ```
//! Each step consumes the one before and carries the same owned bytes, so what is signed is what
//! was shown (attack E11). An `Approved` has no constructor, no clone and no serialised form.

pub mod approval;
pub mod catalog;
pub mod digest;
pub mod expect;
pub mod finding;
pub mod json;
pub mod pages;
pub mod wording;

pub use approval::{Approved, Consent, Declined, WhyDeclined};
pub use digest::Digest;
pub use finding::{At, Finding, Severity};

/// Something that can be reviewed and signed: today a PSBT, later Ethereum and messages.
pub trait Payload: Sized + std::fmt::Debug {
    /// Whose keys the review is made for.
    type Owner;
    /// What this machine knows beside the payload: network, memory, clock.
    type Context;
    /// What a person must know before consenting.
    type Facts: std::fmt::Debug;

    /// Looks at everything once. Pure: the same payload, owner and context give the same answer.
    fn look(&self, owner: &Self::Owner, context: &Self::Context) -> (Self::Facts, Vec<Finding>, Digest);
}

/// Parsed and within limits, but nobody has looked at it.
#[derive(Debug)]
pub struct Unsigned<P: Payload> {
    payload: P,
}

/// Facts and findings over one sealed payload.
#[derive(Debug)]
pub struct Review<P: Payload> {
    payload: P,
    facts: P::Facts,
    findings: Vec<Finding>,
    digest: Digest,
}

impl<P: Payload> Unsigned<P> {
    /// Seals a parsed payload.
    pub fn new(payload: P) -> Self {
        Self { payload }
    }

    /// The payload, to find out whose it claims to be.
    pub fn payload(&self) -> &P {
        &self.payload
    }

    /// Looks at everything once and consumes the unsigned value.
    pub fn review(self, owner: &P::Owner, context: &P::Context) -> Review<P> {
        let (facts, findings, digest) = self.payload.look(owner, context);
        Review { payload: self.payload, facts, findings, digest }
    }
}

impl<P: Payload> Review<P> {
    /// The sealed payload.
    pub fn payload(&self) -> &P {
        &self.payload
    }

    /// What a person must know.
    pub fn facts(&self) -> &P::Facts {
        &self.facts
    }

    /// Everything worth a note, a warning or a refusal, worst first.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The 32 bytes consent is bound to.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}
