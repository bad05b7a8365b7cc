//! What the fuzz targets have in common.

pub mod seeds;
pub mod session;
pub mod shares;
