// must fail: E0599 E0616
//! A refusal cannot be dropped between review and consent.
use coldframe_core::review::{Payload, Review};

fn hush<P: Payload>(review: &mut Review<P>) {
    review.findings().clear();
    review.findings = Vec::new();
}

fn main() {}
