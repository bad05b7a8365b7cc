//! Every option of every command that takes a path, tried.

use super::*;
use crate::place::SeedPlace;
use clap::{Arg, CommandFactory, Parser};
use std::any::TypeId;

/// What a line names. Its state folder is made, so it is one that is there.
fn reach(line: &[&str]) -> Reach {
    let folder = std::env::temp_dir();
    let with_folder = line.iter().copied().chain(["--state", folder.to_str().unwrap()]);
    Reach::of(&Cli::try_parse_from(with_folder).unwrap_or_else(|said| panic!("{line:?}: {said}")))
}

/// What an argument is given: a path of its own if it takes one, else something it accepts.
fn value(argument: &Arg) -> (bool, String) {
    let kind = argument.get_value_parser().type_id();
    let is = |id: TypeId| kind == id;
    let takes_path =
        [TypeId::of::<Input>(), TypeId::of::<Output>(), TypeId::of::<SeedPlace>(), TypeId::of::<PathBuf>()];
    let name = argument.get_id().as_str();
    let takes_path = takes_path.into_iter().any(is) || ["account", "accounts"].contains(&name);
    let choice = argument.get_possible_values().first().map(|choice| choice.get_name().to_owned());
    let usual = if takes_path { format!("named/{name}/file") } else { "1".to_owned() };
    (takes_path, choice.unwrap_or(usual))
}

/// Every command without commands below it, by the words that call it.
fn leaves(command: &clap::Command, words: &[String]) -> Vec<(Vec<String>, clap::Command)> {
    let below: Vec<_> = command.get_subcommands().collect();
    if below.is_empty() {
        return vec![(words.to_vec(), command.clone())];
    }
    let deeper =
        |command: &&clap::Command| leaves(command, &[words, &[command.get_name().to_owned()]].concat());
    below.iter().flat_map(deeper).collect()
}

/// Lines that give the command what it needs and one of the paths it takes, each with that path:
/// some options exclude each other.
fn lines(words: &[String], command: &clap::Command) -> Vec<(Vec<String>, PathBuf)> {
    let mut line = vec!["coldframe".to_owned()];
    line.extend_from_slice(words);
    let given = |argument: &Arg| {
        let long = argument.get_long().filter(|_| !argument.is_positional()).map(|long| format!("--{long}"));
        long.into_iter().chain([value(argument).1]).collect::<Vec<_>>()
    };
    let paths = command.get_arguments().filter(|argument| value(argument).0);
    let with = |path: &Arg| {
        // What clap was told that one option requires, it does not tell again.
        let wants_cards = ["descriptor", "printer"].contains(&path.get_id().as_str());
        let wanted = |argument: &&Arg| {
            let is_wanted = argument.get_id() == path.get_id() || wants_cards && argument.get_id() == "cards";
            argument.is_required_set() || argument.is_positional() || is_wanted
        };
        let given = command.get_arguments().filter(wanted).flat_map(given);
        (line.iter().cloned().chain(given).collect(), PathBuf::from(value(path).1))
    };
    paths.map(with).collect()
}

fn reaches(reach: &Reach, path: &Path) -> bool {
    let folders = reach.written.iter().chain(&reach.own).chain(&reach.read);
    reach
        .read
        .iter()
        .chain(&reach.printers)
        .chain(&reach.frame_buffers)
        .chain(&reach.devices)
        .any(|named| named == path)
        || folders.into_iter().any(|folder| path.starts_with(folder))
}

#[test]
fn no_command_forgets_a_path_it_is_given() {
    let command = Cli::command();
    let leaves = leaves(&command, &[]);
    assert!(leaves.len() > 15, "the commands were not read");
    let mut tried = 0;
    for (words, command) in leaves {
        for (line, path) in lines(&words, &command) {
            let reach = reach(&line.iter().map(String::as_str).collect::<Vec<_>>());
            assert!(reaches(&reach, &path), "{line:?} forgets {path:?}: say it in Reach::of");
            tried += 1;
        }
    }
    assert!(tried > 15, "{tried} paths were tried");
}

#[test]
fn a_command_that_may_read_a_picture_has_a_worker() {
    assert!(reach(&["coldframe", "review", "-"]).reads_pictures());
    assert!(reach(&["coldframe", "seed", "check", "--seed", "words.png"]).reads_pictures());
    assert!(!reach(&["coldframe", "version"]).reads_pictures());
}

#[test]
fn atk_e05_a_camera_is_within_reach_of_the_worker_and_of_nobody_else() {
    let camera = PathBuf::from("/dev/video7");
    for line in [
        &["coldframe", "scan", "qr:7"][..],
        &["coldframe", "review", "qr:/dev/video7"],
        &["coldframe", "sign", "qr:7", "-o", "qr:"],
        &["coldframe", "seed", "check", "--seed", "qr:7"],
        &["coldframe", "review", "-", "--expect", "qr:7"],
    ] {
        let reach = reach(line);
        assert!(reach.reads_pictures() && reach.cameras == [camera.clone()], "{line:?}");
        let mine = [&reach.read, &reach.written, &reach.own, &reach.devices];
        assert!(mine.iter().all(|paths| !paths.contains(&camera)), "{line:?}");
    }
    assert_eq!(Reach::of_cameras(std::slice::from_ref(&camera)).devices, [camera]);
}

#[test]
fn what_stands_behind_a_descriptor_is_named_with_it() {
    let reach = reach(&["coldframe", "seed", "check", "--seed-fd", "3", "--passphrase-fd", "4"]);
    for path in ["/dev/fd/3", "/dev/fd/4"] {
        assert!(reach.read.contains(&PathBuf::from(path)), "{path}");
    }
}

#[test]
fn commands_that_touch_nothing_reach_nothing() {
    for command in ["version", "man", "self-test"] {
        let reach = reach(&["coldframe", command]);
        assert!(reach.read.is_empty() && reach.written.is_empty() && reach.own.is_empty(), "{command}");
    }
}

#[test]
fn a_code_named_where_a_file_is_wanted_is_noticed() {
    let mut tried = 0;
    for line in [
        &["coldframe", "seed", "derive", "bip39", "-o", "qr:"][..],
        &["coldframe", "seed", "backup", "-o", "qr:"],
        &["coldframe", "rehearse", "--picture", "qr:"],
        &["coldframe", "vault", "export", "cold", "-o", "qr:/dev/fb0"],
        &["coldframe", "vault", "import", "qr:"],
        &["coldframe", "seed", "new", "--mix", "qr:2"],
        &["coldframe", "share", "split", "--need", "2", "--of", "3", "-o", "qr:"],
    ] {
        let with_folder = line.iter().copied().chain(["--state", "/tmp"]);
        let Ok(cli) = Cli::try_parse_from(with_folder) else { continue };
        assert!(Reach::of(&cli).misplaces_a_code(), "{line:?}");
        tried += 1;
    }
    assert!(tried > 4, "{tried}");
    for line in [
        &["coldframe", "sign", "qr:", "-o", "qr:", "--seed", "qr:", "--expect", "qr:", "--account", "qr:"][..],
        &["coldframe", "rehearse", "--picture", "./qr:"],
        &["coldframe", "show", "qr:2", "-o", "qr:/dev/fb0"],
    ] {
        assert!(!reach(line).misplaces_a_code(), "{line:?}");
    }
}
