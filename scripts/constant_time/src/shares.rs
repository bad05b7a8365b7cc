//! The house's own files of sharing, under stand-ins of what they name elsewhere.

#[path = "../../../src/keys/shares/field.rs"]
pub mod field;
#[path = "../../../src/keys/shares/shamir.rs"]
pub mod shamir;
#[path = "slip39.rs"]
pub mod slip39;

use crate::entropy::EntropyError;

pub type Random<'a> = dyn FnMut(&mut [u8]) -> Result<(), EntropyError> + 'a;

#[derive(Debug)]
pub enum ShareError {
    Fields,
    Contradiction,
    Digest,
    TooFew { missing: usize },
    Random(EntropyError),
}

impl From<EntropyError> for ShareError {
    fn from(why: EntropyError) -> Self {
        Self::Random(why)
    }
}
