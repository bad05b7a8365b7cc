//! Shares, from the outside.

mod slip39;
