// must fail: E0369
//! `==` stops at the first difference, and its time tells where.

use coldframe_keys::Secret;

fn main() {
    let one = Secret::built(vec![0_u8; 32], |_| ());
    let two = Secret::built(vec![0_u8; 32], |_| ());
    let _same = one == two;
}
