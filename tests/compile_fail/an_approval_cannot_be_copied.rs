// must fail: E0308
//! Two copies of one consent would be two signatures.
use coldframe_core::review::{Approved, Payload};

fn copy<P: Payload + Clone>(approved: &Approved<P>) -> Approved<P> {
    approved.clone()
}

fn main() {}
