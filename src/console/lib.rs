//! The only crate that draws, prompts or scans.
//!
//! Streams have one use each: standard output carries the result, standard error everything for
//! people, the controlling terminal questions and secrets.

pub mod optics;
pub mod output;
pub mod pager;
pub mod paper;
pub mod player;
pub mod progress;
pub mod prompt;
pub mod scripted;
pub mod style;
pub mod terminal;
pub mod tty;
pub mod ui;
pub mod viewfinder;
