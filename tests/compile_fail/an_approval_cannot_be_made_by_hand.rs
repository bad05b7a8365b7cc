// must fail: E0451
//! An attacker's module that could build an `Approved` would sign without a person.
use coldframe_core::review::{Approved, Digest, Payload};

fn forge<P: Payload>(payload: P, facts: P::Facts) -> Approved<P> {
    Approved { payload, facts, digest: Digest::new([0; 32]) }
}

fn main() {}
