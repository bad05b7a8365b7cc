// must fail: E0277 E0277 E0277 E0277
//! Nothing that may leave the vault is a secret, nor plain bytes that could be one.

use coldframe_core::public_out::PublicOut;
use coldframe_keys::{Secret, Seed};

fn may_leave_the_vault<T: PublicOut>() {}

fn main() {
    may_leave_the_vault::<Secret<Vec<u8>>>();
    may_leave_the_vault::<Seed>();
    may_leave_the_vault::<Vec<u8>>();
    may_leave_the_vault::<[u8; 32]>();
}
