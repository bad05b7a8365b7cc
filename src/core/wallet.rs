//! What our scripts are: accounts and their addresses.

pub mod account;
