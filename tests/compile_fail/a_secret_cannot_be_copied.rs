// must fail: E0599
//! A second copy is a second thing to wipe, and nobody does.

use coldframe_keys::Secret;

fn main() {
    let secret = Secret::built(vec![0_u8; 32], |_| ());
    let _copy = secret.clone();
}
