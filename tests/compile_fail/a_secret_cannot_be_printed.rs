// must fail: E0277
//! What can be formatted ends in a log.

use coldframe_keys::Secret;

fn main() {
    let secret = Secret::built(vec![0_u8; 32], |_| ());
    let _shown = format!("{secret}");
}
