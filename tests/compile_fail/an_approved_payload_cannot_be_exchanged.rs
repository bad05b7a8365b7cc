// must fail: E0616
//! What is signed is what was shown (attack E11).
use coldframe_core::review::{Approved, Payload};

fn exchange<P: Payload>(mut approved: Approved<P>, other: P) -> Approved<P> {
    approved.payload = other;
    approved
}

fn main() {}
