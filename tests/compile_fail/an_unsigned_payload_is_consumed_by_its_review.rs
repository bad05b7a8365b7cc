// must fail: E0382
//! Nobody keeps a second handle on what is being reviewed.
use coldframe_core::review::{Payload, Unsigned};

fn keep<P: Payload>(unsigned: Unsigned<P>, owner: &P::Owner, context: &P::Context) -> Unsigned<P> {
    let _review = unsigned.review(owner, context);
    unsigned
}

fn main() {}
