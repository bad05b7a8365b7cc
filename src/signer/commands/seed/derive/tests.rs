use super::*;
use crate::cli::seed::Verb;
use crate::cli::{Cli, Command};
use crate::desk::ScriptedDesk;
use clap::Parser;

/// BIP-39's best-known words: BIP-85's own parent has none, only a root key.
const WORDS: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

fn args(line: &str) -> Derive {
    let line = ["coldframe", "seed", "derive"].into_iter().chain(line.split(' '));
    let Command::Seed(seed) = Cli::try_parse_from(line).unwrap().command else { panic!("not seed") };
    let Verb::Derive(args) = seed.verb else { panic!("not derive") };
    args
}

fn run(line: &str, desk: &mut ScriptedDesk) -> Result<Fingerprint, Error> {
    let args = args(line);
    let application = args.application()?;
    let path = application.path(args.index)?;
    let mut file = SecretFile::named(&args.output)?;
    work((args.index, application, &path), &args.seed, file.as_mut(), desk, Network::Main)
}

#[test]
fn the_secret_stands_on_one_screen_with_its_path_and_nowhere_else() {
    let mut desk = ScriptedDesk::answering(&[WORDS]);
    let fingerprint = run("--app words --words 12 --index 0", &mut desk).unwrap();
    assert_eq!(fingerprint.to_string(), "73c5da0a");
    assert_eq!(desk.shown.len(), 2, "{:?}", desk.shown);
    let secret = &desk.shown[1];
    assert!(
        secret.contains("m/83696968h/39h/0h/12h/0h") && secret.contains(" 1 prosper\t 2 short"),
        "{secret}"
    );
    let said = said(&args("--app words --words 12 --index 0"), "m/83696968h", "73c5da0a");
    assert!(said.contains("73c5da0a") && !said.contains("prosper"), "{said}");
}

#[test]
fn the_passphrase_makes_other_children() {
    let mut plain = ScriptedDesk::answering(&[WORDS]);
    let mut other = ScriptedDesk::answering(&[WORDS, "TREZOR"]);
    let first = run("--app hex --index 0", &mut plain).unwrap();
    let second = run("--app hex --index 0 --ask-passphrase", &mut other).unwrap();
    assert_ne!(first, second);
    assert_ne!(plain.shown[1], other.shown[2]);
}

#[test]
fn walking_away_at_any_screen_writes_nothing_and_ends_as_declined() {
    for leave_at in 0..2 {
        let mut desk = ScriptedDesk { leave_at: Some(leave_at), ..ScriptedDesk::answering(&[WORDS]) };
        let left = run("--app wif --index 0", &mut desk).unwrap_err();
        assert_eq!(left.exit(), Exit::Declined, "screen {leave_at}");
        assert_eq!(desk.shown.len(), leave_at + 1);
    }
}

#[test]
fn numbers_out_of_range_and_options_of_another_kind_are_found_before_a_word_is_asked_for() {
    for line in [
        "--app words --words 13 --index 0",
        "--app hex --length 65 --index 0",
        "--app base64 --length 87 --index 0",
        "--app base85 --length 9 --index 0",
        "--app dice --sides 1 --index 0",
        "--app wif --index 2147483648",
        "--app wif --words 12 --index 0",
        "--app hex --sides 6 --index 0",
        "--app dice --length 20 --index 0",
    ] {
        let mut desk = ScriptedDesk::answering(&[WORDS]);
        assert_eq!(run(line, &mut desk).unwrap_err().exit(), Exit::Usage, "{line}");
        assert!(desk.shown.is_empty(), "{line}");
    }
}

#[test]
fn what_is_left_out_is_what_the_help_says() {
    use coldframe_keys::Language;
    let usual = |line| args(line).application().unwrap();
    let words = Application::Words { language: Language::English, word_count: 24 };
    assert_eq!(usual("--app words --index 0"), words);
    assert_eq!(usual("--app hex --index 0"), Application::Hex { bytes: 32 });
    assert_eq!(usual("--app base64 --index 0"), Application::Base64 { length: 24 });
    assert_eq!(usual("--app base85 --index 0"), Application::Base85 { length: 20 });
    assert_eq!(usual("--app dice --index 0"), Application::Dice { sides: 6, rolls: 10 });
}
