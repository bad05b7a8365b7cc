// must fail: E0382
//! One consent, one approval.
use coldframe_core::review::{Consent, Payload, Review};

fn twice<P: Payload>(review: Review<P>, consent: &Consent) {
    let _first = review.approve(consent);
    let _second = review.approve(consent);
}

fn main() {}
