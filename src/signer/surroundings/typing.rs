//! Before a secret is typed: who may watch, and whether the keys are what is printed on them.
//!
//! A passphrase typed on another layout than it was made on is another passphrase, and opens
//! another, empty wallet without a word. Seed words are checked by their list; a passphrase by
//! nothing.

use super::attached::{cameras, keyboards};
use super::probe::{Looked, Probe};
use crate::desk::Desk;
use crate::secret_input::SecretInputError;
use coldframe_core::journal::UnixSeconds;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use std::sync::atomic::{AtomicBool, Ordering};

/// Keys that differ between the layouts of the world: y and z, the row of digits, the quotes.
const KEYS: &str = "zyqawm;'-@#/";

/// Asked once in a run, however many passphrases it asks for.
static IS_ASKED: AtomicBool = AtomicBool::new(false);

/// What is attached that sees or types, in public lines to stand above a prompt.
pub(crate) fn attached() -> Vec<String> {
    attached_to(&Probe::real(UnixSeconds(0)))
}

/// One screen before the first passphrase that is typed: what is attached, and a line to try the
/// keys on. Enter alone skips it. Called by whoever asks at a terminal, once per question.
pub(crate) fn before_typing(desk: &mut dyn Desk) -> Result<(), SecretInputError> {
    match IS_ASKED.swap(true, Ordering::Relaxed) {
        true => Ok(()),
        false => try_keys(desk, attached()),
    }
}

pub(super) fn attached_to(probe: &Probe) -> Vec<String> {
    let listed = |found: Looked<Vec<String>>| match found {
        Ok(names) if names.is_empty() => text("surroundings/none", &[]),
        Ok(names) => Safe::text(&names.join(", ")).as_str().to_owned(),
        Err(_) => text("surroundings/not-known", &[]),
    };
    let line = |code, found| text(code, &[("names", Safe::again(&listed(found)))]);
    vec![line("surroundings/cameras", cameras(probe)), line("surroundings/keyboards", keyboards(probe))]
}

/// Until what is typed is what was asked for, or nothing is.
pub(super) fn try_keys(desk: &mut dyn Desk, attached: Vec<String>) -> Result<(), SecretInputError> {
    let keys = ("keys", Safe::text(KEYS));
    let mut above = attached;
    above.push(text("surroundings/why-keys", &[]));
    above.push(text("surroundings/try-keys", std::slice::from_ref(&keys)));
    loop {
        let typed = desk.question(&above, &text("surroundings/keys", std::slice::from_ref(&keys)))?;
        let typed = typed.trim();
        if typed.is_empty() || typed == KEYS {
            return Ok(());
        }
        above = vec![text("surroundings/other-keys", &[("typed", Safe::text(typed))])];
    }
}
