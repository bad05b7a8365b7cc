//! The only crate that draws, prompts or scans.
