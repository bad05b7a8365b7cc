// must fail: E0451
//! Only signing and its recheck make a `Signed`.

use coldframe_core::review::Digest;
use coldframe_keys::Signed;

fn main() {
    let _forged = Signed { payload: (), digest: Digest::new([0; 32]), signature_count: 1 };
}
