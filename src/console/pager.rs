//! Pages cut to the height of the screen, and what has been seen of them.
//!
//! A screen that shows ten outputs of five hundred hides the one that matters (attack B15), so
//! the pager knows whether the last line was ever on the screen, and consent asks it.

use coldframe_core::review::pages::{Line, Page};

/// Where a reader is, and how far they have been.
#[derive(Clone, Debug)]
pub struct Pager {
    screens: Vec<Vec<Line>>,
    current: usize,
    farthest: usize,
}

/// What a key asks of the pager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// One screen on.
    Next,
    /// One screen back.
    Back,
    /// To the first screen.
    First,
}

impl Pager {
    /// Cuts pages to screens of at most `rows` rows of `columns`; a page never shares a screen with another.
    pub fn new(pages: &[Page], (rows, columns): (usize, usize)) -> Self {
        let screens: Vec<_> = pages.iter().flat_map(|page| cut(page, rows, columns)).collect();
        Self { screens, current: 0, farthest: 0 }
    }

    /// The lines on the screen now.
    pub fn lines(&self) -> &[Line] {
        self.screens.get(self.current).map_or(&[], Vec::as_slice)
    }

    /// Number of this screen, counted from 1, and of all.
    pub fn position(&self) -> (usize, usize) {
        (self.current.saturating_add(1), self.screens.len())
    }

    /// Turns; `false` if there is nothing further that way.
    pub fn turn(&mut self, turn: Turn) -> bool {
        let last = self.screens.len().saturating_sub(1);
        let to = match turn {
            Turn::Next => self.current.saturating_add(1),
            Turn::Back => match self.current.checked_sub(1) {
                Some(to) => to,
                None => return false,
            },
            Turn::First => 0,
        };
        if to > last {
            return false;
        }
        self.current = to;
        self.farthest = self.farthest.max(to);
        true
    }

    /// Whether every screen has been shown.
    pub fn seen_all(&self) -> bool {
        self.farthest.saturating_add(1) >= self.screens.len()
    }
}

/// A line wider than the screen takes several rows of it: counted as one, it would push the first
/// lines off the top, unseen (attack B15).
fn cut(page: &Page, rows: usize, columns: usize) -> Vec<Vec<Line>> {
    let mut screens = vec![Vec::new()];
    let mut taken = 0usize;
    for line in &page.lines {
        let needed = rows_of(line.spans.iter().map(|span| span.text.as_str().chars().count()).sum(), columns);
        if taken > 0 && taken.saturating_add(needed) > rows {
            screens.push(Vec::new());
            taken = 0;
        }
        taken = taken.saturating_add(needed);
        if let Some(screen) = screens.last_mut() {
            screen.push(line.clone());
        }
    }
    screens
}

/// Rows a text of that many characters takes on a screen of that many columns.
pub fn rows_of(characters: usize, columns: usize) -> usize {
    characters.div_ceil(columns.max(1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use coldframe_core::review::pages::{Span, Tone};
    use coldframe_core::safe::Safe;

    fn page(lines: usize) -> Page {
        let line = |n| Line { spans: vec![Span { text: Safe::count(n), tone: Tone::Plain }] };
        Page { lines: (0..lines).map(line).collect() }
    }

    #[test]
    fn atk_b15_nothing_counts_as_read_before_the_last_screen_was_shown() {
        let mut pager = Pager::new(&[page(500), page(3)], (22, 80));
        let (_, screens) = pager.position();
        assert_eq!(screens, 500usize.div_ceil(22) + 1);
        for _ in 1..screens {
            assert!(!pager.seen_all());
            assert!(pager.turn(Turn::Next));
        }
        assert!(pager.seen_all());
        assert!(!pager.turn(Turn::Next));
    }

    #[test]
    fn atk_b15_going_back_and_forth_does_not_count_as_reading_on() {
        let mut pager = Pager::new(&[page(1), page(1), page(1)], (22, 80));
        for _ in 0..10 {
            pager.turn(Turn::Next);
            pager.turn(Turn::Back);
        }
        assert!(!pager.seen_all());
        assert!(!pager.turn(Turn::Back));
    }

    #[test]
    fn atk_b15_a_line_that_wraps_pushes_no_other_off_the_screen() {
        let wide = Line { spans: vec![Span { text: Safe::text(&"x".repeat(100)), tone: Tone::Plain }] };
        let pager = Pager::new(&[Page { lines: vec![wide; 4] }], (6, 40));
        assert_eq!(pager.lines().len(), 2, "100 characters take three rows of 40");
        assert_eq!(pager.position(), (1, 2));
    }

    #[test]
    fn no_line_is_lost_when_pages_are_cut() {
        let mut pager = Pager::new(&[page(45), page(2)], (10, 80));
        let mut lines = pager.lines().len();
        while pager.turn(Turn::Next) {
            lines += pager.lines().len();
        }
        assert_eq!(lines, 47);
    }
}
