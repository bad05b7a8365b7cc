use coldframe_core::public_out::PublicOut;
use coldframe_keys::{Secret, Seed};

fn may_leave_the_vault<T: PublicOut>() {}

fn main() {
    may_leave_the_vault::<Secret<Vec<u8>>>();
    may_leave_the_vault::<Seed>();
    may_leave_the_vault::<Vec<u8>>();
    may_leave_the_vault::<[u8; 32]>();
}
