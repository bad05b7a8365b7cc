//! Shares between the people who hold them and the vault: gathered, made, handed out.
//!
//! What is done with a share is done inside the vault; what anybody may know of it (set, number,
//! thresholds, fingerprint) is all that comes out.

mod cards;
mod compare;
mod forms;
mod gather;
mod hand;
mod holders;
mod known;
mod make;
mod opened;
mod paper;
mod plan;
mod record;
mod sources;
mod ways;
mod wording;

pub(crate) use compare::{Compared, Meant, say_compared};
pub(crate) use forms::{share_text_judge, share_words};
pub(crate) use gather::{Gathered, Until, gather, read};
pub(crate) use hand::Handing;
pub(crate) use holders::named_file;
pub(crate) use known::{known_set, may_split_again, must_be_known};
pub(crate) use make::{Made, Payload, make, say_made};
pub(crate) use opened::{Opened, opened};
pub(crate) use paper::in_groups;
pub(crate) use plan::plan;
pub(crate) use record::{Rehearsed, Whole, was_checked, was_rehearsed};
pub(crate) use sources::found;
pub(crate) use wording::{scheme_name, set_name, share_of};
