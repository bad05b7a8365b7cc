//! The only crate that draws, prompts or scans.

pub mod optics;
