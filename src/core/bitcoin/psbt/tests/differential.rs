//! The other reader: whatever both take for a PSBT must be the same transaction to both, or what
//! one shows the other signs.

use super::super::{Psbt, Version};
use crate::frames::plain::unhex;
use bitcoin::hashes::Hash;

