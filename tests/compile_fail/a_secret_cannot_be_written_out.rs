// must fail: E0277
//! What can be serialised ends in a file.

use coldframe_keys::Secret;

fn written(_: impl serde::Serialize) {}

fn main() {
    written(Secret::built(vec![0_u8; 32], |_| ()));
}
