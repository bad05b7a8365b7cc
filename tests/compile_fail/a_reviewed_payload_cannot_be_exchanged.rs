// must fail: E0594
//! Nothing can be swapped between the last page and the consent (attack E11).
use coldframe_core::review::{Payload, Review};

fn exchange<P: Payload>(review: &Review<P>, other: P) {
    *review.payload() = other;
}

fn main() {}
