//! The lists that shares are written in, for whoever completes words while they are typed.

use super::slip39;
use coldframe_core::frames::ur::byteword;
use coldframe_core::shares::Scheme;
use std::sync::OnceLock;

/// The words of a scheme that has a list of its own, in their order.
pub fn word_list(scheme: Scheme) -> Option<&'static [&'static str]> {
    static BYTEWORDS: OnceLock<Vec<&'static str>> = OnceLock::new();
    match scheme {
        Scheme::Slip39 => Some(slip39::list()),
        Scheme::Sskr => Some(BYTEWORDS.get_or_init(|| (0..=u8::MAX).map(byteword).collect())),
        Scheme::Codex32 | Scheme::SeedXor | Scheme::Sharks => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_letters_tell_every_word_of_a_list_from_every_other() {
        for (scheme, count) in [(Scheme::Slip39, 1024), (Scheme::Sskr, 256)] {
            let list = word_list(scheme).unwrap();
            let mut starts: Vec<&str> = list.iter().map(|word| &word[..4]).collect();
            starts.sort_unstable();
            starts.dedup();
            assert_eq!((list.len(), starts.len()), (count, count), "{scheme:?}");
        }
    }
}
