// must fail: E0599
//! Approval without a look is not in the vocabulary.
use coldframe_core::review::{Consent, Payload, Unsigned};

fn skip<P: Payload>(unsigned: Unsigned<P>, consent: &Consent) {
    let _approved = unsigned.approve(consent);
}

fn main() {}
