// must fail: E0277
//! An approval that can be stored can be replayed, or made from bytes.
use coldframe_core::review::{Approved, Payload};

fn store<P: Payload + serde::Serialize>(approved: &Approved<P>) -> String {
    serde_json::to_string(approved).unwrap_or_default()
}

fn main() {}
