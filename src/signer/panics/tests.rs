//! Panics with secrets in their messages, in a child process that has the real hook (attack G05).

#![expect(clippy::disallowed_types, reason = "the program starts no other; this test starts itself again")]

use super::*;
use coldframe_keys::{Keychain, Secret};
use coldframe_memory::vault;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::process::{Command, Output};

/// Set in the child: whether it has our hook or the default one.
const ROLE: &str = "COLDFRAME_TEST_PANICS";
const CHILD: &str = "panics::tests::the_child_panics_at_every_point";

const WORDS: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
const PASSPHRASE: &str = "TREZOR-needle";
const NEEDLES: [&str; 5] = ["abandon", "about", PASSPHRASE, "97, 98, 97, 110", "61, 62, 61, 6e"];

/// Something done with words, that stops.
type Way = fn(&str) -> usize;

/// What a line of code can do with a secret and stop at: each makes another message.
const WAYS: [Way; 10] = [
    |words| panic!("the words are {words}"),
    |words| refused(words).unwrap(),
    |words| refused(words).expect(words),
    |words| [1, 2][words.len()],
    |words| words[words.len() + 1..].len(),
    |words| refused((words.parse::<u32>(), words.as_bytes())).unwrap(),
    |words| panic_any(words.to_owned()),
    |words| BTreeMap::from([(words, 1)])[PASSPHRASE],
    |words| unreachable!("{words} and {PASSPHRASE}: {:02x?}", words.as_bytes()),
    |words| refused(held(words).expose(|bytes| String::from_utf8_lossy(bytes).into_owned())).unwrap(),
];

fn refused<E>(why: E) -> Result<usize, E> {
    Err(why)
}

/// Where it can happen: with the words in the vault, held as a secret, beside an open keychain, in a
/// thread of a library, and in nobody's care.
const PLACES: [fn(Way); 5] = [
    |way| assert!(vault(|| way(WORDS)).is_err()),
    |way| {
        let secret = held(WORDS);
        assert!(vault(|| secret.expose(|words| way(std::str::from_utf8(words).unwrap()))).is_err());
    },
    |way| {
        let keychain = Keychain::open(held(WORDS), held(PASSPHRASE)).unwrap();
        assert!(caught(|| held(WORDS).expose(|words| way(std::str::from_utf8(words).unwrap()))));
        drop(keychain);
    },
    |way| assert!(std::thread::spawn(move || way(WORDS)).join().is_err()),
    |way| assert!(caught(|| way(WORDS))),
];

fn held(text: &str) -> Secret<Vec<u8>> {
    Secret::built(Vec::with_capacity(text.len()), |bytes| bytes.extend_from_slice(text.as_bytes()))
}

fn caught(work: impl FnOnce() -> usize) -> bool {
    catch_unwind(AssertUnwindSafe(work)).is_err()
}

/// Played by the child alone; run as any other test it has no role and does nothing.
#[test]
fn the_child_panics_at_every_point() {
    match std::env::var(ROLE).as_deref() {
        Ok("ours") => report_only_the_place(),
        Ok(_) => {}
        Err(_) => return,
    }
    for place in PLACES {
        WAYS.iter().for_each(|way| place(*way));
    }
}

/// The child with one hook or the other, and asked for every frame of every stack.
fn child(role: &str) -> Output {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", CHILD, "--nocapture", "--test-threads", "1"])
        .env(ROLE, role)
        .env("RUST_BACKTRACE", "full")
        .output()
        .unwrap()
}

#[test]
fn atk_g05_fifty_panics_with_secrets_in_hand_say_where_and_never_what() {
    let done = child("ours");
    let stderr = String::from_utf8_lossy(&done.stderr);
    let stdout = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && stdout.contains("1 passed"), "{stdout}{stderr}");
    assert_eq!(stderr.matches("[bug/panic]").count(), PLACES.len() * WAYS.len(), "{stderr}");
    assert!(stderr.contains("tests.rs:"), "{stderr}");
    for needle in NEEDLES {
        assert!(!stderr.contains(needle) && !stdout.contains(needle), "{needle}: {stderr}");
    }
}

/// The search must be able to find something: without our hook every needle is on the screen.
#[test]
fn without_the_hook_the_same_panics_say_the_words() {
    let done = child("default");
    let stderr = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{stderr}");
    for needle in NEEDLES {
        assert!(stderr.contains(needle), "{needle}: {stderr}");
    }
}
