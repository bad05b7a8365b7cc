//! Just enough of Rust's grammar to tell code, comments and string literals apart.

use crate::tree;
use std::path::PathBuf;

/// One source file without its tests.
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    /// Code with comments and the insides of literals blanked, line by line.
    pub(crate) code: Vec<String>,
    /// Text literals (not byte strings) with the line they start on, counted from 1.
    pub(crate) literals: Vec<(usize, String)>,
}

/// The shipped sources: every file of `src` but test modules, each without its tests.
pub(crate) fn shipped() -> Vec<Source> {
    tree::files("src", ".rs").into_iter().filter(|path| !is_test_file(path)).map(read).collect()
}

fn is_test_file(path: &std::path::Path) -> bool {
    let name = tree::name(path);
    name.ends_with("/tests.rs") || name.contains("/tests/")
}

fn read(path: PathBuf) -> Source {
    let whole = tree::read(&path);
    Source { path, ..of(&without_tests(&whole)) }
}

/// Blanks every item behind a `#[cfg(test)]` of the top level, and nothing after it.
fn without_tests(whole: &str) -> String {
    let (mut text, mut lines) = (String::new(), whole.lines());
    while let Some(line) = lines.next() {
        if !line.starts_with("#[cfg(test)]") {
            text.push_str(line);
            text.push('\n');
            continue;
        }
        text.push('\n');
        let mut in_block = false;
        for skipped in lines.by_ref() {
            text.push('\n');
            in_block |= skipped.ends_with('{');
            let ended = if in_block { ["}", "};"].contains(&skipped) } else { skipped.ends_with(';') };
            if ended {
                break;
            }
        }
    }
    text
}

/// A text that is no file.
pub(crate) fn of(text: &str) -> Source {
    let (code, literals) = split(text);
    Source { path: PathBuf::new(), code, literals }
}

/// Walks once through the text; `rest` always starts at an undecided place.
fn split(text: &str) -> (Vec<String>, Vec<(usize, String)>) {
    let (mut code, mut literals, mut rest) = (String::new(), Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some((inside, taken)) = literal(rest) {
            let bytes = code.ends_with('b');
            if !bytes {
                literals.push((code.matches('\n').count() + 1, inside.to_owned()));
            }
            taken
        } else if let Some(taken) = character(rest) {
            taken
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        let (skipped, after) = rest.split_at(taken);
        code.push('"');
        code.extend(skipped.chars().filter(|character| *character == '\n'));
        rest = after;
    }
    (code.lines().map(str::to_owned).collect(), literals)
}

/// A string literal at the start: what stands inside and how many bytes it takes.
fn literal(rest: &str) -> Option<(&str, usize)> {
    if let Some(raw) = rest.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let inside = raw[hashes..].strip_prefix('"')?;
        let end = inside.find(&format!("\"{}", "#".repeat(hashes)))?;
        return Some((&inside[..end], 1 + hashes + 1 + end + 1 + hashes));
    }
    let inside = rest.strip_prefix('"')?;
    let mut escaped = false;
    for (at, character) in inside.char_indices() {
        match character {
            '"' if !escaped => return Some((&inside[..at], at + 2)),
            '\\' if !escaped => escaped = true,
            _ => escaped = false,
        }
    }
    None
}

/// A character literal at the start (a lifetime is none).
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        return escape.get(1..)?.find('\'').map(|end| end + 4);
    }
    let first = inside.chars().next()?.len_utf8();
    inside[first..].starts_with('\'').then_some(first + 2)
}

#[test]
fn code_behind_the_tests_is_not_overlooked() {
    let text = "#[cfg(test)]\nuse a::{\n    b,\n};\nlet one = 1;\n#[cfg(test)]\n#[allow(x)]\nmod tests {\n    a();\n}\nlet two = 2;";
    assert_eq!(without_tests(text).split_whitespace().collect::<String>(), "letone=1;lettwo=2;");
    assert_eq!(without_tests(text).lines().count(), text.lines().count());
}

#[test]
fn a_sentence_in_a_comment_is_not_taken_for_a_literal() {
    let (code, literals) =
        split("let a = \"x\\\"y\"; // \"no\"\nlet b = 'a'; let c: &'static str = r#\"q\"q\"#;\n");
    assert_eq!(literals, [(1, "x\\\"y".to_owned()), (2, "q\"q".to_owned())]);
    assert!(!code.concat().contains("no"));
}
