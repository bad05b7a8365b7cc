// must fail: E0599
//! Without `Deref`, bytes cannot slip into a library that keeps them.

use coldframe_keys::Secret;

fn main() {
    let secret = Secret::built(vec![0_u8; 32], |_| ());
    let _length = secret.len();
}
