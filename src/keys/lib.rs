//! The only crate that handles secret bytes.
