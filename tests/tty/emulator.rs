//! What a person sees: the sequences this program writes, followed as a terminal follows them.

use crate::camera::Cell;

/// Ink and paper of a terminal that nothing was painted on.
const DARK_THEME: (u8, u8) = (170, 20);

/// A terminal window with its alternate screen and its scrollback.
pub struct Emulator {
    size: (usize, usize),
    screens: [Vec<Vec<char>>; 2],
    /// Ink and paper of each place on the alternate screen; this terminal writes light on dark.
    colours: Vec<Vec<(u8, u8)>>,
    pen: (u8, u8),
    on: usize,
    at: (usize, usize),
    /// Lines that left the top of the normal screen.
    pub scrollback: Vec<String>,
    /// Sequences it does not know, colours among them.
    pub unknown: Vec<String>,
    /// Times the scrollback was cleared.
    pub cleared: usize,
}

impl Emulator {
    pub fn new(rows: usize, columns: usize) -> Self {
        let blank = vec![vec![' '; columns]; rows];
        let screens = [blank.clone(), blank];
        let (scrollback, unknown) = (Vec::new(), Vec::new());
        let colours = vec![vec![DARK_THEME; columns]; rows];
        let pen = DARK_THEME;
        Self {
            size: (rows, columns),
            screens,
            colours,
            pen,
            on: 0,
            at: (0, 0),
            scrollback,
            unknown,
            cleared: 0,
        }
    }

    /// Everything a session wrote, on a window of that size.
    pub fn after(written: &[u8], rows: usize, columns: usize) -> Self {
        let mut emulator = Self::new(rows, columns);
        emulator.feed(&String::from_utf8_lossy(written));
        emulator
    }

    pub fn feed(&mut self, written: &str) {
        let mut rest = written.chars();
        while let Some(letter) = rest.next() {
            match letter {
                '\u{1b}' => {
                    assert_eq!(rest.next(), Some('['), "only CSI sequences are written");
                    let mut parameters = String::new();
                    let last = loop {
                        match rest.next() {
                            Some(end @ '\u{40}'..='\u{7e}') => break end,
                            Some(other) => parameters.push(other),
                            None => return,
                        }
                    };
                    self.control(&parameters, last);
                }
                '\r' => self.at.1 = 0,
                '\n' => self.line_feed(),
                '\u{8}' => self.at.1 = self.at.1.saturating_sub(1),
                _ => self.put(letter),
            }
        }
    }

    /// The lines of the screen that is seen, without what is blank below.
    pub fn lines(&self) -> Vec<String> {
        self.text(self.on)
    }

    /// The normal screen and what can be scrolled back to: what is left when the program has ended.
    pub fn left_behind(&self) -> String {
        [self.scrollback.join("\n"), self.text(0).join("\n")].join("\n")
    }

    /// The alternate screen as a camera sees it.
    pub fn cells(&self) -> Vec<Vec<Cell>> {
        let rows = self.screens[1].iter().zip(&self.colours);
        let row = |(letters, colours): (&Vec<char>, &Vec<(u8, u8)>)| {
            let cells = letters.iter().zip(colours);
            cells.map(|(letter, (ink, paper))| Cell { letter: *letter, ink: *ink, paper: *paper }).collect()
        };
        rows.map(row).collect()
    }

    pub fn is_on_alternate(&self) -> bool {
        self.on == 1
    }

    /// Whatever can still be found in the terminal, the alternate screen included.
    pub fn everything(&self) -> String {
        self.left_behind() + &self.text(1).join("\n")
    }

    fn text(&self, screen: usize) -> Vec<String> {
        let lines = self.screens[screen].iter().map(|row| row.iter().collect::<String>());
        let mut lines: Vec<_> = lines.map(|line| line.trim_end().to_owned()).collect();
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        lines
    }

    fn control(&mut self, parameters: &str, last: char) {
        let (row, column) = self.at;
        match (parameters, last) {
            ("?1049h", _) | ("?1049", 'h') => self.on = 1,
            ("?1049", 'l') => self.on = 0,
            ("", 'H') => self.at = (0, 0),
            ("", 'K') => {
                self.screens[self.on][row][column.min(self.size.1)..].fill(' ');
                self.colours[row][column.min(self.size.1)..].fill(DARK_THEME);
            }
            ("", 'J') => {
                self.screens[self.on][row][column.min(self.size.1)..].fill(' ');
                self.screens[self.on][row + 1..].iter_mut().for_each(|row| row.fill(' '));
            }
            ("2", 'J') => {
                self.screens[self.on].iter_mut().for_each(|row| row.fill(' '));
                self.colours.iter_mut().for_each(|row| row.fill(DARK_THEME));
            }
            ("3", 'J') => {
                self.scrollback.clear();
                self.cleared += 1;
            }
            ("?25" | "?2004" | "?2026", 'h' | 'l') | ("16", 't') | ("", 'c') => {}
            ("0", 'm') => self.pen = DARK_THEME,
            ("38;5;16;48;5;231", 'm') => self.pen = (0, 255),
            ("38;5;231;48;5;16", 'm') => self.pen = (255, 0),
            // Errors on the normal screen have colours; where secrets stand there is none.
            (_, 'm') if self.on == 0 => {}
            _ => self.unknown.push(format!("{parameters}{last}")),
        }
    }

    fn put(&mut self, letter: char) {
        if self.at.1 >= self.size.1 {
            self.line_feed();
            self.at.1 = 0;
        }
        let (row, column) = self.at;
        self.screens[self.on][row][column] = letter;
        self.colours[row][column] = self.pen;
        self.at.1 += 1;
    }

    fn line_feed(&mut self) {
        if self.at.0 + 1 < self.size.0 {
            self.at.0 += 1;
            return;
        }
        let top = self.screens[self.on].remove(0);
        if self.on == 0 {
            self.scrollback.push(top.into_iter().collect());
        }
        self.screens[self.on].push(vec![' '; self.size.1]);
    }
}
