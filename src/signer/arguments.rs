//! A secret on the command line is refused before anything else looks at it.
//!
//! It stands in the shell's history and in the list of processes by then (attack G01), and every
//! sentence that repeats an argument would write it once more, into a log or onto a screen (E12).

use crate::cli::Cli;
use crate::error::Error;
use crate::exit::Exit;
use crate::surroundings;
use clap::CommandFactory;
use coldframe_core::envelope::{SecretKind, secret};
use std::ffi::{OsStr, OsString};

/// The option that takes codes of the doctor.
const ACCEPT: &str = "--accept-surroundings";

/// Fewest words of a seed.
const WORDS_MIN: usize = 12;

/// Stops if one argument, or several that follow each other, look like a secret.
pub(crate) fn refuse_secrets(arguments: impl Iterator<Item = OsString>) -> Result<(), Error> {
    let arguments: Vec<OsString> = arguments.collect();
    let alone = arguments.iter().filter_map(|argument| argument.to_str()).find_map(of_argument);
    match alone.or_else(|| words_in_a_row(&arguments)) {
        Some(what) => Err(Error::with(Exit::Usage, "secret/on-command-line", vec![("what", what.label())])),
        None => Ok(()),
    }
}

/// `--accept-surroundings CODE CODE…`: the codes that follow belong to the option. Only what is a code of
/// the doctor is taken, so that a command or a file after them stays what it is.
pub(crate) fn with_codes_joined(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut joined: Vec<OsString> = Vec::new();
    let mut takes_codes = false;
    for argument in arguments {
        let is_code = argument.to_str().is_some_and(|code| surroundings::code_named(code).is_some());
        let has_code = joined.last().is_some_and(|last| last != ACCEPT);
        match joined.last_mut() {
            Some(last) if takes_codes && is_code && has_code => {
                last.push(",");
                last.push(&argument);
                continue;
            }
            _ => {}
        }
        takes_codes = is_code && takes_codes || argument == ACCEPT || opens(&argument);
        joined.push(argument);
    }
    joined
}

/// `--accept-surroundings=CODE`.
fn opens(argument: &OsStr) -> bool {
    argument.to_str().and_then(|said| said.strip_prefix(ACCEPT)).is_some_and(|rest| rest.starts_with('='))
}

fn of_argument(argument: &str) -> Option<SecretKind> {
    // Twelve short folder names are a path; words in one argument have spaces between them.
    let is_phrase = argument.split_whitespace().count() >= WORDS_MIN;
    let value = argument.split_once('=').map_or(argument, |(_, value)| value);
    match secret(value.as_bytes())? {
        SecretKind::Mnemonic | SecretKind::Slip39Share if !is_phrase => None,
        // Any short text with a control character in it has this shape.
        SecretKind::CompactSeedQr => None,
        what => Some(what),
    }
}

fn words_in_a_row(arguments: &[OsString]) -> Option<SecretKind> {
    let is_word = |argument: &OsString| {
        let text = argument.to_str().unwrap_or_default();
        (3..=8).contains(&text.len()) && text.bytes().all(|letter| letter.is_ascii_alphabetic())
    };
    let runs = arguments.split(|argument| !is_word(argument)).filter(|run| run.len() >= WORDS_MIN);
    // The names of commands look like words as well.
    let is_seed = |run: &[OsString]| run.len().saturating_sub(command_names(run)) >= WORDS_MIN;
    runs.into_iter().any(is_seed).then_some(SecretKind::Mnemonic)
}

/// How many of the first words name a command.
fn command_names(words: &[OsString]) -> usize {
    let mut command = Cli::command();
    let is_name = |word: &&OsString| match command.find_subcommand(word) {
        Some(found) => {
            command = found.clone();
            true
        }
        None => false,
    };
    words.iter().take_while(is_name).count()
}

/// What may be repeated of an argument nobody expected: the name of an option, nothing else.
pub(crate) fn may_be_repeated(argument: &str) -> bool {
    OsStr::new(argument).as_encoded_bytes().starts_with(b"-")
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str =
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    fn refused(arguments: &[&str]) -> bool {
        refuse_secrets(arguments.iter().map(OsString::from)).is_err()
    }

    #[test]
    fn atk_g01_a_secret_typed_as_an_argument_is_refused_however_it_is_typed() {
        let xprv = "xprv9s21ZrQH143K3GJpoapnV8SFfukcVBSfeCficPSGfubmSFDxo1kuHnLisriDvSnRRuL2Qrg5ggqHKNVpxR86QEC8w35uxmGoggxtQTPvfUu";
        assert!(refused(&["seed", "check", WORDS]));
        assert!(refused(&["review", "spend.psbt", &format!("--account={xprv}")]));
        assert!(refused(&["account", "show", &format!("wpkh({xprv}/<0;1>/*)")]));
        assert!(refused(&["show", "173318670314041405100887074106161402124403851072"]));
        for names in [&[][..], &["help"], &["seed", "check"]] {
            let apart: Vec<&str> = names.iter().copied().chain(WORDS.split(' ')).collect();
            assert!(refused(&apart), "{names:?}");
            assert!(!refused(apart.get(..names.len() + 11).unwrap()), "{names:?}");
        }
    }

    #[test]
    fn what_people_say_every_day_is_no_secret() {
        assert!(!refused(&["sign", "a.psbt", "-o", "b.psbt", "--consent", &"5e".repeat(32)]));
        assert!(!refused(&["review", "/media/alice/some/very/deep/path/with/many/short/words/here/psbt"]));
        assert!(!refused(&["scan", "one.png", "two.png", "three.png", "-o", "spend.psbt"]));
    }

    #[test]
    fn codes_that_follow_each_other_are_accepted_together_and_nothing_else_is_taken() {
        let joined = |line: &str| {
            let said = with_codes_joined(line.split(' ').map(OsString::from));
            said.iter().map(|one| one.to_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
        };
        let codes = "--accept-surroundings swap/on terminal/recorded";
        assert_eq!(
            joined(&format!("sign {codes} a.psbt")),
            "sign --accept-surroundings swap/on,terminal/recorded a.psbt"
        );
        assert_eq!(
            joined("--accept-surroundings=swap/on terminal/recorded sign"),
            "--accept-surroundings=swap/on,terminal/recorded sign"
        );
        for kept in [
            "--accept-surroundings swap/on swap/file",
            "review swap/on terminal/recorded",
            "--accept-surroundings a.psbt swap/on",
        ] {
            assert_eq!(joined(kept), kept);
        }
    }
}
