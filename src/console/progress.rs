//! A bar for steps that take long, on a terminal only: a log file gets none.

use crate::tty::has_cursor;
use std::io::{IsTerminal, Write};

/// Width of the bar, in columns.
const BAR_COLUMNS: u64 = 30;

/// Draws on standard error.
#[derive(Debug)]
pub struct Progress {
    wanted: bool,
    shown: Option<(u64, String)>,
}

impl Progress {
    /// A bar if standard error is a terminal that can erase a line and the person did not ask for quiet.
    pub fn new(quiet: bool) -> Self {
        Self { wanted: !quiet && std::io::stderr().is_terminal() && has_cursor(), shown: None }
    }

    /// Shows `done` of `total`; the line is erased when all is done.
    pub fn update(&mut self, label: &str, done: u64, total: u64) {
        if !self.wanted || total == 0 {
            return;
        }
        let filled = BAR_COLUMNS.saturating_mul(done.min(total)) / total;
        let is_shown = self.shown.as_ref().is_some_and(|shown| shown.0 == filled && shown.1 == label);
        if is_shown && done < total {
            return;
        }
        self.shown = Some((filled, label.to_owned()));
        let mut stderr = std::io::stderr().lock();
        let _ = if done >= total {
            self.shown = None;
            write!(stderr, "\r\u{1b}[2K")
        } else {
            write!(stderr, "\r\u{1b}[2K{}", bar(label, filled, done, total))
        };
        let _ = stderr.flush();
    }
}

fn bar(label: &str, filled: u64, done: u64, total: u64) -> String {
    let cells: String = (0..BAR_COLUMNS).map(|cell| if cell < filled { '#' } else { '.' }).collect();
    format!("{label} [{cells}] {done}/{total}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_says_its_numbers_too() {
        assert_eq!(bar("read", 15, 5, 10), "read [###############...............] 5/10");
    }

    #[test]
    fn nothing_is_drawn_when_nobody_watches() {
        let mut progress = Progress { wanted: false, shown: None };
        progress.update("read", 5, 10);
        assert_eq!(progress.shown, None);
    }
}
