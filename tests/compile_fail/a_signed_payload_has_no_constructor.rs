// must fail: E0624
//! Nor is there a function that makes one without them.

use coldframe_core::review::Digest;
use coldframe_keys::Signed;

fn main() {
    let _forged = Signed::new((), Digest::new([0; 32]), 1);
}
