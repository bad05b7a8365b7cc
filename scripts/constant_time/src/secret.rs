//! The house's own file, and its comparison whose verdict, and nothing else of it, is public.

#[path = "../../../src/keys/secret.rs"]
mod house;

pub use house::Secret;

pub fn same_bytes(left: &[u8], right: &[u8]) -> bool {
    let mut verdict = [u8::from(house::same_bytes(left, right))];
    crate::marks::public(&mut verdict);
    verdict == [1]
}
