//! Hostile files, built by hand, and the edits we make.

mod answers;
mod bombs;
mod build;
mod edits;
mod encoding;
mod errors;
mod finish;
mod speed;
