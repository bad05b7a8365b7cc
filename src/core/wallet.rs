//! What our scripts are: accounts and their addresses, and how they are written for others.

pub mod account;
pub mod address;
pub mod descriptor;
pub mod descriptor_backup;
pub mod export;
pub mod import;
