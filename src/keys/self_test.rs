//! Every primitive that touches a key, asked something whose answer is known.
//!
//! The answers are of published test vectors, so nothing here is a secret and nothing of it needs
//! the vault. [`quick`] stands before every command that touches a secret.

mod age;
mod curve;
mod hashes;
mod seeds;
mod shares;
mod vectors;
mod words;

use coldframe_core::self_test::{self, Group, KnownAnswer, SelfTestError};

/// Asks every primitive once, those of `core` too: a few milliseconds, before any secret exists.
///
/// # Errors
/// [`SelfTestError::Failed`] with the first primitive whose answer is another.
pub fn quick() -> Result<(), SelfTestError> {
    struck_by(|_, _| ())
}

/// The vectors of this crate that travel inside the program.
pub fn groups() -> impl Iterator<Item = &'static Group> {
    vectors::GROUPS.iter().chain(seeds::GROUPS).chain(shares::GROUPS)
}

/// How many primitives [`quick`] asks.
pub fn known_answers() -> usize {
    answers().count()
}

fn answers() -> impl Iterator<Item = &'static KnownAnswer> {
    [self_test::KNOWN, hashes::KNOWN, words::KNOWN, curve::KNOWN, age::KNOWN, shares::KNOWN]
        .into_iter()
        .flatten()
}

fn struck_by(strike: impl Fn(&'static str, &mut Vec<u8>)) -> Result<(), SelfTestError> {
    answers().try_for_each(|answer| self_test::ask(std::slice::from_ref(answer), &strike))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_known_answer_is_given() {
        assert_eq!(quick(), Ok(()));
    }

    #[test]
    fn atk_c02_a_glitch_in_any_primitive_is_caught_and_named_before_a_secret_is_touched() {
        for broken in answers().map(|answer| answer.primitive) {
            let flip = |asked: &'static str, answer: &mut Vec<u8>| {
                if asked == broken {
                    answer[0] ^= 0x10;
                }
            };
            assert_eq!(struck_by(flip), Err(SelfTestError::Failed { primitive: broken }));
        }
    }

    #[test]
    fn an_answer_cut_short_is_a_wrong_answer() {
        let cut = |_: &'static str, answer: &mut Vec<u8>| answer.truncate(answer.len() - 1);
        assert!(struck_by(cut).is_err());
    }

    #[test]
    fn each_primitive_is_named_once() {
        let names: BTreeSet<_> = answers().map(|answer| answer.primitive).collect();
        assert_eq!(names.len(), known_answers());
        assert!(names.len() >= 20, "only {} primitives are asked", names.len());
    }

    #[test]
    fn every_vector_in_the_program_holds() {
        for group in groups() {
            let (held, all) = group.run();
            assert!(all, "{}: only {held} hold", group.name);
        }
    }
}
