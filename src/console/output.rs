//! The streams of a run: the result on standard output, everything for people on standard error.

use crate::style::Style;
use coldframe_core::messages::{Explain, Part, sentence, text};
use coldframe_core::review::pages::Tone;
use std::io::{IsTerminal, Write};
use std::os::fd::AsFd;

/// The name that stands before every error line.
const PROGRAM: &str = "coldframe";

/// How much is said on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Loudness {
    /// Errors only.
    Quiet,
    /// What a person needs.
    #[default]
    Normal,
    /// Every step.
    Verbose,
}

/// Writes the result, whole, to standard output.
pub fn result(bytes: &[u8]) -> std::io::Result<()> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

/// Whether standard output is a terminal: no binary goes there.
pub fn stdout_is_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// How many columns standard output has; `None` where it is no terminal, or does not say.
pub fn stdout_columns() -> Option<usize> {
    columns_of(std::io::stdout())
}

/// The same of standard error, where errors are told.
pub fn stderr_columns() -> Option<usize> {
    columns_of(std::io::stderr())
}

fn columns_of(stream: impl AsFd) -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(stream).ok()?;
    Some(usize::from(size.ws_col)).filter(|columns| *columns > 0)
}

/// Cuts a line at its spaces into rows of at most so many columns; a longer word stays whole, so that
/// it can be copied.
pub fn wrapped(line: &str, columns: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    for word in line.split(' ') {
        match rows.last_mut() {
            Some(row) if row.is_empty() => row.push_str(word),
            Some(row) if fits(row, word, columns) => row.extend([" ", word]),
            _ => rows.push(word.to_owned()),
        }
    }
    rows
}

fn fits(row: &str, word: &str, columns: usize) -> bool {
    let wanted = row.chars().count().saturating_add(word.chars().count()).saturating_add(1);
    wanted <= columns
}

/// One line for a person. A closed standard error is nobody listening, not a failure.
pub fn tell(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// `error:`, `cause:` and `hint:` of anything explained, as they are printed: cut at spaces for a
/// terminal of so many columns, one line each where there is none.
pub fn error_lines(what: &dyn Explain, style: Style, columns: Option<usize>) -> Vec<String> {
    let facts = what.facts();
    let parts = [(Part::Error, "label/error"), (Part::Cause, "label/cause"), (Part::Hint, "label/hint")];
    // The code stands beside the cause, or else beside the error: a person looks it up, a script looks for it.
    let beside = sentence(what.code(), Part::Cause, &facts).map_or(Part::Error, |_| Part::Cause);
    let labelled = |label, words: &str, tone| labelled(&label_of(label), words, tone, style, columns);
    let line = |(part, label): (Part, &'static str)| {
        let words = match sentence(what.code(), part, &facts) {
            Some(words) => words,
            None if part == Part::Error => return Some(labelled(label, what.code().as_str(), Tone::Refuse)),
            None => return None,
        };
        let words = if part == beside { format!("{words} [{}]", what.code()) } else { words };
        let tone = if part == Part::Error { Tone::Refuse } else { Tone::Dim };
        Some(labelled(label, &words, tone))
    };
    let mut lines: Vec<String> = parts.into_iter().filter_map(line).flatten().collect();
    if sentence(what.code(), Part::Hint, &facts).is_none() {
        let code = coldframe_core::safe::Safe::text(what.code().as_str());
        lines.extend(labelled("label/hint", &text("label/help-errors", &[("code", code)]), Tone::Dim));
    }
    lines
}

/// The label and what it labels, which stands in one column beside it where there is room for two.
fn labelled(label: &str, words: &str, tone: Tone, style: Style, columns: Option<usize>) -> Vec<String> {
    let columns = columns.unwrap_or(usize::MAX);
    let width = format!("{PROGRAM}: {label} ").chars().count();
    let (beside, indent) =
        if columns / 2 > width { (columns.saturating_sub(width), width) } else { (columns, 0) };
    // The rows are cut without the label, whose colours take no room of the terminal's.
    let start = format!("{PROGRAM}: {} ", style.paint(label, tone));
    let indent = " ".repeat(indent);
    let rows = wrapped(words, beside).into_iter().enumerate();
    rows.map(|(number, row)| format!("{}{row}", if number == 0 { &start } else { &indent })).collect()
}

/// Padded, so that the sentences stand in one column.
fn label_of(code: &'static str) -> String {
    format!("{:<6}", text(code, &[]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tty::TtyError;
    use coldframe_core::messages::{Code, codes, entry};

    #[test]
    fn a_line_is_cut_at_spaces_and_no_word_of_it() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("one abcdefghij", 4), ["one", "abcdefghij"]);
        assert_eq!(wrapped("one two", usize::MAX), ["one two"]);
        assert_eq!(wrapped("", 3), [""]);
    }

    #[test]
    fn an_error_is_three_lines_in_one_shape() {
        let lines = error_lines(&TtyError::Missing, Style::PLAIN, None);
        assert_eq!(lines.len(), 3);
        for (line, start) in lines.iter().zip(["error: ", "cause: ", "hint:  "]) {
            assert!(line.starts_with(&format!("coldframe: {start}")), "{line}");
            assert!(!line.ends_with('.'), "{line}");
        }
    }

    /// An entry of the catalogue, without its facts.
    struct Entry(&'static str);

    impl Explain for Entry {
        fn code(&self) -> Code {
            Code::new(self.0)
        }
    }

    #[test]
    fn every_error_of_the_catalogue_prints_its_code_once() {
        let errors = codes().into_iter().filter(|code| entry(code).unwrap().contains_key(&Part::Error));
        let mut count = 0;
        for code in errors {
            let lines = error_lines(&Entry(code), Style::PLAIN, None);
            let printed = lines.iter().filter(|line| line.ends_with(&format!(" [{code}]"))).count();
            assert_eq!(printed, 1, "{lines:?}");
            count += 1;
        }
        assert!(count > 300, "{count}");
        assert_eq!(
            error_lines(&Entry("nothing/like-it"), Style::PLAIN, None)[0],
            "coldframe: error: nothing/like-it"
        );
    }

    #[test]
    fn on_a_terminal_an_error_is_cut_at_its_spaces_and_says_the_same() {
        for columns in [30, 60, 80] {
            let rows = error_lines(&TtyError::Missing, Style::PLAIN, Some(columns));
            let words = |lines: &[String]| lines.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(words(&rows), words(&error_lines(&TtyError::Missing, Style::PLAIN, None)));
            assert!(rows.len() > 3, "{columns}: {rows:?}");
            let is_whole = |row: &&String| columns > 30 && row.contains(' ');
            assert!(rows.iter().filter(is_whole).all(|row| row.chars().count() <= columns), "{rows:?}");
        }
    }
}
