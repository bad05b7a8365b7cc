//! The person at the controlling terminal.

use crate::output;
use crate::pager::{Pager, Turn, rows_of};
use crate::player::{self, Look, Played, Reel};
use crate::progress::Progress;
use crate::prompt::{self, Typed};
use crate::style::Style;
use crate::tty::{Key, Tty, TtyError};
use crate::ui::{Ui, UiError};
use crate::viewfinder::{self, Watched};
use coldframe_core::messages::text;
use coldframe_core::review::pages::{Line, Page, Tone};
use coldframe_core::safe::Safe;
use std::io::IsTerminal;
use std::time::Duration;

/// How often the size of the window is looked at.
const SIZE_TICK: Duration = Duration::from_millis(200);

/// A line longer than this is not read to its end.
const COLUMNS_MAX: usize = 80;

/// Shows and asks on `/dev/tty`, opened when first needed: a run that asks nothing needs none.
#[derive(Debug)]
pub struct Terminal {
    style: Style,
    quiet: bool,
    progress: Progress,
    tty: Option<Tty>,
    asked: Asked,
}

/// What stands above the question on the screen, kept for the next try: each try is a new screen.
#[derive(Debug, Default)]
struct Asked {
    question: String,
    above: Vec<Line>,
}

impl Terminal {
    /// A terminal not yet opened.
    pub fn new(style: Style, quiet: bool) -> Self {
        Self { style, quiet, progress: Progress::new(quiet), tty: None, asked: Asked::default() }
    }

    fn tty(&mut self) -> Result<&Tty, TtyError> {
        let tty = match self.tty.take() {
            Some(tty) => tty,
            None => Tty::open()?,
        };
        Ok(self.tty.insert(tty))
    }
}

impl Ui for Terminal {
    fn ready(&mut self) -> Result<(), UiError> {
        Ok(self.tty().map(|_| ())?)
    }

    fn columns(&mut self) -> usize {
        self.tty().map_or(COLUMNS_MAX, |tty| tty.size().1.min(COLUMNS_MAX))
    }

    fn read(&mut self, pages: &[Page]) -> Result<(), UiError> {
        let style = self.style;
        let tty = self.tty()?;
        let raw = tty.raw()?;
        let screen = tty.screen()?;
        let mut size = tty.size();
        let mut pager = Pager::new(pages, room(pages, size));
        let outcome = loop {
            tty.control("\u{1b}[2J\u{1b}[H")?;
            tty.write(&drawn(&pager, style))?;
            let Some(key) = key_at_size(tty, size)? else {
                // Another window shows other lines: reading begins again (attack B15).
                size = tty.size();
                pager = Pager::new(pages, room(pages, size));
                continue;
            };
            match key {
                Key::Interrupt => break Err(UiError::Interrupted),
                Key::Escape | Key::EndOfInput | Key::Byte(b'q') => break Err(UiError::Left),
                Key::Enter | Key::Forward | Key::Byte(b' ') if !pager.turn(Turn::Next) => break Ok(()),
                Key::Back | Key::Backspace => {
                    pager.turn(Turn::Back);
                }
                Key::Home => {
                    pager.turn(Turn::First);
                }
                _ => {}
            }
        };
        drop((screen, raw));
        outcome
    }

    fn ask(&mut self, above: &[Line], question: &str) -> Result<String, UiError> {
        let style = self.style;
        let shown: String =
            self.asked.again(above, question).iter().map(|line| style.line(line) + "\n").collect();
        let tty = self.tty()?;
        let _raw = tty.raw()?;
        // Who is paid must not stay in the scrollback, whichever way this is left (attack G02).
        let _screen = tty.screen()?;
        tty.write(&shown)?;
        match prompt::line(tty, &style.paint(question, Tone::Strong))? {
            Typed::Line(line) => Ok(line),
            Typed::Interrupted => Err(UiError::Interrupted),
            Typed::Left => Err(UiError::Left),
        }
    }

    fn tell(&mut self, line: &str) {
        // Whatever is said ends the matter that was asked about.
        self.asked = Asked::default();
        if !self.quiet {
            output::tell(line);
        }
    }

    fn progress(&mut self, label: &str, done: u64, total: u64) {
        self.progress.update(label, done, total);
    }

    fn watches(&mut self) -> bool {
        !self.quiet
    }

    fn watch(&mut self, work: &mut Watched<'_>) -> Result<(), UiError> {
        let (quiet, sees) = (self.quiet, std::io::stderr().is_terminal());
        match self.tty() {
            Ok(tty) if sees && !quiet && tty.moves() => viewfinder::on_terminal(tty, false, work),
            _ => {
                viewfinder::in_lines(
                    &mut |line| {
                        if !quiet {
                            output::tell(line)
                        }
                    },
                    work,
                );
                Ok(())
            }
        }
    }

    fn play(&mut self, reel: &mut dyn Reel, look: &Look) -> Result<Played, UiError> {
        let style = self.style;
        player::run(self.tty()?, reel, look, style)
    }
}

impl Asked {
    /// What stands above this question: more below the same one, a new matter below another.
    fn again(&mut self, above: &[Line], question: &str) -> &[Line] {
        if self.question != question {
            *self = Self { question: question.to_owned(), above: Vec::new() };
        }
        self.above.extend_from_slice(above);
        &self.above
    }
}

/// The next key, or `None` as soon as the window has another size.
fn key_at_size(tty: &Tty, size: (usize, usize)) -> Result<Option<Key>, TtyError> {
    loop {
        if tty.size() != size {
            return Ok(None);
        }
        if let Some(key) = tty.key_within(SIZE_TICK)? {
            return Ok(Some(key));
        }
    }
}

/// Rows and columns left for a page above the empty line and the footer.
fn room(pages: &[Page], (rows, columns): (usize, usize)) -> (usize, usize) {
    let lines = pages.iter().map(|page| page.lines.len().max(1)).sum();
    // No pager has more screens than the pages have lines, so no footer is longer.
    let footer = rows_of(footer(lines, lines, false).len(), columns);
    (rows.saturating_sub(footer.saturating_add(1)).max(1), columns)
}

fn footer(screen: usize, screens: usize, seen_all: bool) -> String {
    let facts = [("screen", Safe::count(screen)), ("screens", Safe::count(screens))];
    text(if seen_all { "screen/footer-last" } else { "screen/footer" }, &facts)
}

fn drawn(pager: &Pager, style: Style) -> String {
    let mut out = String::new();
    for line in pager.lines() {
        out.push_str(&style.line(line));
        out.push('\n');
    }
    let (screen, screens) = pager.position();
    out.push('\n');
    out.push_str(&style.paint(&footer(screen, screens, pager.seen_all()), Tone::Dim));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use coldframe_core::review::pages::Span;

    #[test]
    fn another_try_stands_below_what_was_asked_and_another_question_does_not() {
        let line = |words: &str| Line { spans: vec![Span { text: Safe::whole(words), tone: Tone::Plain }] };
        let mut asked = Asked::default();
        asked.again(&[line("bc1q ____")], "groups:");
        assert_eq!(asked.again(&[line("not that")], "groups:"), [line("bc1q ____"), line("not that")]);
        assert_eq!(asked.again(&[line("fee")], "type rate-high:"), [line("fee")]);
    }
}
