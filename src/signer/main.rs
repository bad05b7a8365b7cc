//! coldframe: an offline, air-gapped signer.

fn main() {}
