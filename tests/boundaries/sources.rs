//! What may stand in a source file.

use crate::rust_text::{self, Source};
use crate::tree;

const FILE_LINES_MAX: usize = 500;
const UNSAFE_LINES_MAX: usize = 300;

/// Names that open a door: a lint bans the types, this bans the words, macros included.
const DOORS: [&str; 10] = [
    "std::net",
    "core::net",
    "UnixStream",
    "UnixListener",
    "UnixDatagram",
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "process::Command",
    "env::home_dir",
];

fn place(source: &Source, line: usize) -> String {
    format!("{}:{line}", tree::name(&source.path))
}

#[test]
fn no_source_names_a_socket_a_resolver_or_another_program() {
    for source in rust_text::shipped() {
        if tree::name(&source.path).starts_with("src/watch/") {
            continue;
        }
        for (index, line) in source.code.iter().enumerate() {
            let door = DOORS.iter().find(|door| has_path(line, door));
            assert!(door.is_none(), "{}: {door:?}", place(&source, index + 1));
        }
    }
}

#[test]
fn a_file_reads_like_a_page() {
    for path in tree::files("src", ".rs") {
        let lines = tree::read(&path).lines().count();
        assert!(lines <= FILE_LINES_MAX, "{}: {lines} lines", tree::name(&path));
        assert!(!path.ends_with("mod.rs"), "{}: modules are foo.rs + foo/", tree::name(&path));
    }
}

#[test]
fn unsafe_code_stands_in_one_small_crate_only() {
    let mut lines = 0;
    for source in rust_text::shipped() {
        let uses_unsafe = source.code.iter().any(|line| has_word(line, "unsafe"));
        if !uses_unsafe {
            continue;
        }
        let name = tree::name(&source.path);
        assert!(name.starts_with("src/memory/"), "{name} writes unsafe code");
        lines += source.code.iter().filter(|line| !matches!(line.trim(), "" | "\"")).count();
    }
    assert!(lines <= UNSAFE_LINES_MAX, "{lines} lines of code stand in files with unsafe code");
}

#[test]
fn every_sentence_a_person_reads_stands_in_the_catalogue() {
    for source in rust_text::shipped() {
        let stray = stray_sentences(&source);
        assert!(stray.is_empty(), "{}: {stray:?}", tree::name(&source.path));
    }
}

#[test]
fn a_planted_sentence_is_found_wherever_it_stands() {
    let planted = [
        "fn f() { ui.say(\"the payment looks good\"); }",
        "fn f() -> String { format!(\"{count} coins were spent already\") }",
        "fn f() { ui.say(\n    \"nothing to worry about\",\n); }",
        "fn f() { let said = r\"press any key\"; }",
        "#[arg(long, help = \"take the money and run\")]\nstruct A;",
        "#[command(about = \"sign it all\")]\nstruct A;",
    ];
    for text in planted {
        assert_eq!(stray_sentences(&rust_text::of(text)).len(), 1, "{text}");
    }
    let honest = "#[expect(clippy::indexing_slicing, reason = \"the width is checked above\")]\n\
                  fn f() { say(\"room/code\"); } // not a sentence for people";
    assert!(stray_sentences(&rust_text::of(honest)).is_empty());
}

/// Sentences in literals. Reasons of lint attributes are for builders, seed words of a test vector for
/// the self-test; nothing else is excepted.
fn stray_sentences(source: &Source) -> Vec<(usize, String)> {
    let mut stray = source.literals.clone();
    stray.retain(|(line, literal)| {
        let code = source.code.get(line - 1).map_or("", String::as_str);
        is_sentence(literal) && !are_seed_words(literal) && !code.contains("reason =")
    });
    stray
}

#[test]
fn no_tracked_file_holds_a_path_of_a_builder_or_another_registry() {
    // Spelled in halves so that this file passes its own test.
    let forbidden =
        ["/ro\x6ft/", "/ho\x6de/", "/w\x6frk/", "/tm\x70/", "index-\x75rl", "\x5bsource.", "registry\x3d"];
    for path in tree::tracked() {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        for (index, line) in text.lines().enumerate() {
            let found = forbidden.iter().find(|word| line.contains(**word));
            assert!(found.is_none(), "{}:{}: {found:?}", tree::name(&path), index + 1);
        }
    }
}

/// Three words in a row: something a person would read, and a translator must find.
fn is_sentence(literal: &str) -> bool {
    let is_word = |piece: &str| {
        let core = piece.trim_end_matches([',', '.', ':', ';', '?', '!']);
        core.len() >= 2 && core.chars().all(|c| c.is_ascii_alphabetic() || c == '\'')
    };
    let mut run = 0;
    literal.split(' ').any(|piece| {
        run = if is_word(piece) { run + 1 } else { 0 };
        run >= 3
    })
}

/// Twelve words and more, each of the English list: nobody writes so to a person.
fn are_seed_words(literal: &str) -> bool {
    let lists = tree::read("vectors/mnemonic/word-lists.json");
    let (_, english) = lists.split_once("\"words\": \"").unwrap();
    let english: Vec<_> = english.split('"').next().unwrap().split(' ').collect();
    assert_eq!(english.len(), 2048, "the list was not read");
    let words: Vec<_> = literal.split(' ').collect();
    words.len() >= 12 && words.iter().all(|word| english.contains(word))
}

/// The path as such: `coldframe_core::network` is not `core::net`.
fn has_path(line: &str, path: &str) -> bool {
    let inside = |c: char| c.is_ascii_alphanumeric() || c == '_';
    line.match_indices(path)
        .any(|(at, _)| !line[..at].ends_with(inside) && !line[at + path.len()..].starts_with(inside))
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|piece| piece == word)
}

/// clap takes what a command says of itself from its place in the list, and drops the words of its struct.
#[test]
fn no_struct_of_arguments_says_more_than_a_line_that_nobody_would_read() {
    let mut faults = Vec::new();
    for path in tree::files("src/signer/cli", ".rs") {
        let text = tree::read(&path);
        let lines = text.lines().enumerate().filter(|(_, line)| *line == "///");
        faults.extend(lines.map(|(index, _)| format!("{}:{}", tree::name(&path), index + 1)));
    }
    assert!(faults.is_empty(), "these words belong to the command's place in the list: {faults:#?}");
}
