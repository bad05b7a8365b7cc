//! Pages with secrets, turned by hand and cut anew when the window changes.

use super::form::{Form, Step};
use super::{SecretPage, layout};
use crate::secret_input::SecretInputError;
use coldframe_console::tty::Key;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use std::cell::Cell;
use std::time::Instant;
use zeroize::Zeroizing;

/// Rows that are not the page's: title, blank, blank, position, keys.
const FRAME_ROWS: usize = 6;

/// Cells below each other where there is room for more columns: half of twelve words.
const COLUMN_ROWS: usize = 6;

/// Where a reader is.
pub(super) struct Pages<'a> {
    pages: &'a [SecretPage],
    /// The screen looked at, from 0, among all screens of all pages.
    at: Cell<usize>,
    count: Cell<usize>,
}

impl<'a> Pages<'a> {
    pub(super) fn new(pages: &'a [SecretPage]) -> Self {
        Self { pages, at: Cell::new(0), count: Cell::new(pages.len()) }
    }
}

/// One page as it stands on a window: screens of at most that many rows.
pub(super) fn screens(page: &SecretPage, (rows, columns): (usize, usize)) -> Vec<Vec<Zeroizing<String>>> {
    let title_rows = layout::wrapped(&page.title, columns).len();
    let room = rows.saturating_sub(FRAME_ROWS.saturating_add(title_rows)).max(1);
    if page.lines.iter().any(|line| layout::is_drawing(line)) {
        return vec![drawing(page, room, columns)];
    }
    let mut screens: Vec<Vec<Zeroizing<String>>> = Vec::new();
    for block in page.lines.iter().flat_map(|line| blocks(line, room, columns)) {
        match screens.last_mut() {
            Some(screen) if screen.len().saturating_add(block.len()) <= room => screen.extend(block),
            _ => screens.push(block),
        }
    }
    if screens.is_empty() { vec![Vec::new()] } else { screens }
}

/// A drawing that does not fit is not cut: half a code leads nowhere, or to another seed.
fn drawing(page: &SecretPage, room: usize, columns: usize) -> Vec<Zeroizing<String>> {
    let wide = page.lines.iter().map(|line| layout::width(line)).max().unwrap_or_default();
    if wide <= columns && page.lines.len() <= room {
        return page.lines.clone();
    }
    let rows = page.lines.len().saturating_add(FRAME_ROWS).saturating_add(1);
    let facts = [("columns", Safe::count(wide.saturating_add(1))), ("rows", Safe::count(rows))];
    vec![Zeroizing::new(text("desk/window-small", &facts))]
}

/// A line as it stands on the window, in blocks that fit it. One with tabs is a row of cells, set in
/// columns that are read downwards, each screen for itself.
fn blocks(line: &str, room: usize, columns: usize) -> Vec<Vec<Zeroizing<String>>> {
    if !line.contains('\t') {
        return layout::wrapped(line, columns).into_iter().map(|row| vec![row]).collect();
    }
    let cells: Vec<&str> = line.split('\t').collect();
    // A few cells stand in few columns, where they are read; many use the whole window.
    let short = layout::columns(&cells, COLUMN_ROWS.min(room), columns);
    if short.len() <= room {
        return vec![short];
    }
    let in_row = layout::in_row(&cells, columns);
    cells.chunks(in_row.saturating_mul(room)).map(|cells| layout::columns(cells, room, columns)).collect()
}

impl Form for Pages<'_> {
    fn press(&mut self, key: Key, _now: Instant) -> Result<Step, SecretInputError> {
        let at = self.at.get();
        match key {
            Key::Enter | Key::Byte(b' ') if at.saturating_add(1) >= self.count.get() => {
                return Ok(Step::Done);
            }
            Key::Enter | Key::Byte(b' ') | Key::Forward => {
                self.at.set(at.saturating_add(1).min(self.count.get().saturating_sub(1)));
            }
            Key::Back | Key::Backspace => self.at.set(at.saturating_sub(1)),
            Key::Home => self.at.set(0),
            _ => {}
        }
        Ok(Step::Stay)
    }

    fn lines(&self, size: (usize, usize)) -> Vec<Zeroizing<String>> {
        let cut = self.pages.iter().map(|page| (page.title.as_str(), screens(page, size)));
        let all: Vec<_> =
            cut.flat_map(|(title, screens)| screens.into_iter().map(move |screen| (title, screen))).collect();
        self.count.set(all.len());
        // A window made smaller has more screens: the reader stays before the last, and reads on.
        self.at.set(self.at.get().min(all.len().saturating_sub(1)));
        let at = self.at.get();
        let position = [("screen", Safe::count(at.saturating_add(1))), ("count", Safe::count(all.len()))];
        let last = at.saturating_add(1) >= all.len();
        let Some((title, screen)) = all.into_iter().nth(at) else { return Vec::new() };
        let mut lines = vec![Zeroizing::new(title.to_owned()), Zeroizing::default()];
        lines.extend(screen);
        lines.extend([Zeroizing::default(), Zeroizing::new(text("desk/position", &position))]);
        let keys = if last { "desk/last-page-keys" } else { "desk/page-keys" };
        lines.push(Zeroizing::new(text(keys, &[])));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[&str]) -> SecretPage {
        let lines = lines.iter().map(|line| Zeroizing::new((*line).to_owned())).collect();
        SecretPage { title: "Words".to_owned(), lines }
    }

    fn seen(pages: &Pages<'_>, size: (usize, usize)) -> String {
        let lines = pages.lines(size);
        assert!(lines.len() <= size.0, "{} lines on {size:?}", lines.len());
        lines.iter().map(|line| format!("{}\n", line.as_str())).collect()
    }

    fn cells(count: usize) -> String {
        (1..=count).map(|number| format!("{number:>4} abandon")).collect::<Vec<_>>().join("\t")
    }

    #[test]
    fn every_word_is_seen_in_any_window_and_no_window_is_overrun() {
        for count in [12, 24, 128] {
            for size in [(24, 79), (43, 131), (20, 39), (8, 20)] {
                let page = page(&[&cells(count)]);
                let mut pages = Pages::new(std::slice::from_ref(&page));
                let mut all = seen(&pages, size);
                for _ in 0..200 {
                    if pages.press(Key::Forward, Instant::now()) == Ok(Step::Done) {
                        break;
                    }
                    all += &seen(&pages, size);
                }
                for number in 1..=count {
                    assert!(all.contains(&format!("{number:>4} abandon")), "{number} of {count} on {size:?}");
                }
            }
        }
    }

    #[test]
    fn enter_and_space_go_on_and_leave_only_after_the_last() {
        let pages = [page(&["one"]), page(&["two"])];
        let mut pages = Pages::new(&pages);
        let now = Instant::now();
        assert!(seen(&pages, (24, 79)).contains("one"));
        assert_eq!(pages.press(Key::Byte(b' '), now), Ok(Step::Stay));
        assert!(seen(&pages, (24, 79)).contains("two"));
        pages.press(Key::Back, now).unwrap();
        assert!(seen(&pages, (24, 79)).contains("one"));
        pages.press(Key::Enter, now).unwrap();
        assert_eq!(pages.press(Key::Forward, now), Ok(Step::Stay), "an arrow never leaves");
        assert_eq!(pages.press(Key::Enter, now), Ok(Step::Done));
    }

    #[test]
    fn a_code_that_does_not_fit_is_not_cut_and_the_size_it_needs_is_said() {
        let code = "\u{2588}".repeat(50);
        let page = page(&[&code, &code]);
        let said = screens(&page, (24, 39)).concat();
        assert!(said[0].contains("51") && !said[0].contains('\u{2588}'));
        assert_eq!(screens(&page, (24, 79)).concat().len(), 2);
    }
}
