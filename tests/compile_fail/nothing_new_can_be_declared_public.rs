// must fail: E0603
//! The mark of what may leave the vault is given out in one file only.
struct Phrase;

impl coldframe_core::public_out::sealed::Sealed for Phrase {}
impl coldframe_core::public_out::PublicOut for Phrase {}

fn main() {}
