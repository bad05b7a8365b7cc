//! A page being laid out from the top, with its head, its facts and its foot.

use crate::optics::symbol::Modules;
use crate::paper::font::Font;
use crate::paper::page::{Page, length};
use crate::paper::{Paper, PaperError};
use coldframe_core::messages::{Code, text};
use coldframe_core::safe::Safe;

/// White on every side; printers reach no farther than a few millimetres to the edge.
pub(in crate::paper) const MARGIN: i64 = 15_000;

pub(in crate::paper) const BLACK: u8 = 0;
pub(in crate::paper) const GRAY: u8 = 0x60;
pub(in crate::paper) const FAINT: u8 = 0xb4;
pub(in crate::paper) const WHITE: u8 = 0xff;

/// A name above a value.
pub(super) const FACT_HEIGHT: i64 = 9_200;

/// Between columns.
const GAP: i64 = 4_000;

/// Height of the foot: a rule and a line of text.
const FOOT: i64 = 7_000;

const SIGNATURES: i64 = 14_000;

/// Modules of white that a code has on each side.
const QUIET: usize = 4;

/// Smallest and largest side of a code with its border.
const CODE_SIDE: (i64, i64) = (38_000, 62_000);

/// Above a code: its name and how it is used, and white above that.
const CAPTION: i64 = 12_000;
const CODE_TOP: i64 = CAPTION + 2_000;

/// A code, its name, and how it is used.
pub(super) type Captioned<'a> = (&'a Modules, &'static str, &'static str);

/// Smallest module that a cheap printer and a telephone agree on.
const MODULE_MIN: i64 = 330;

/// Points of type as micrometres.
pub(in crate::paper) fn points(count: i64) -> i64 {
    count * 25_400 / 72
}

/// A page from the top down.
pub(in crate::paper) struct Sheet {
    pub(in crate::paper) page: Page,
    /// Left end of everything.
    pub(in crate::paper) left: i64,
    /// How wide everything may be.
    pub(in crate::paper) width: i64,
    /// Where the next thing begins.
    pub(in crate::paper) y: i64,
    /// Where the last thing must end.
    pub(in crate::paper) bottom: i64,
    foot: i64,
}

impl Sheet {
    pub(super) fn new(paper: Paper) -> Self {
        let (width, height) = paper.size();
        let foot = height - MARGIN;
        let bottom = foot - FOOT;
        Self { page: Page::default(), left: MARGIN, width: width - 2 * MARGIN, y: MARGIN, bottom, foot }
    }

    /// Space for something of that height, from here on.
    pub(in crate::paper) fn room(&self) -> i64 {
        self.bottom - self.y
    }

    /// The largest letters, at most and at least of these points, in which a text is no longer than that.
    fn fitting(
        &self,
        said: &str,
        font: Font,
        (most, least): (i64, i64),
        width: i64,
        place: Code,
    ) -> Result<i64, PaperError> {
        // Half points, so that what just misses a size is not set much smaller.
        let sizes = (2 * least..=2 * most).rev().map(|halves| points(halves) / 2);
        let mut fitting = sizes.filter(|size| font.width(said, *size) <= width);
        fitting.next().ok_or(PaperError::TextTooLong { place })
    }

    pub(super) fn title(&mut self, title: &str, subtitle: &str) -> Result<(), PaperError> {
        let place = Code::new("paper/fact-title");
        let brand = text("paper/brand", &[]);
        let room = self.width - Font::Bold.width(&brand, points(10)) - GAP;
        let size = self.fitting(title, Font::Bold, (22, 11), room, place)?;
        self.page.text(self.left, self.y + 6_500, size, Font::Bold, BLACK, title);
        self.page.right(self.left + self.width, self.y + 6_500, points(10), Font::Bold, GRAY, &brand);
        let size = self.fitting(subtitle, Font::Plain, (11, 7), self.width, place)?;
        self.page.text(self.left, self.y + 12_500, size, Font::Plain, BLACK, subtitle);
        self.page.fill(self.left, self.y + 15_000, self.width, 600, BLACK);
        self.y += 18_000;
        Ok(())
    }

    /// White on black where the page is secret.
    pub(super) fn banner(&mut self, said: &str, is_secret: bool) -> Result<(), PaperError> {
        const HEIGHT: i64 = 6_500;
        let place = Code::new("paper/fact-title");
        let size = self.fitting(said, Font::Bold, (9, 6), self.width - 2 * GAP, place)?;
        let (left, width) = (self.left, self.width);
        let ink = if is_secret {
            self.page.fill(left, self.y, width, HEIGHT, BLACK);
            WHITE
        } else {
            self.page.frame(left, self.y, width, HEIGHT, 250, BLACK);
            BLACK
        };
        self.page.centred(left + width / 2, self.y + 4_300, size, Font::Bold, ink, said);
        self.y += HEIGHT + 1_500;
        Ok(())
    }

    /// A name and what it says, or a line to write on; beginning at a third of the width.
    pub(super) fn fact(
        &mut self,
        name: Code,
        says: Option<&str>,
        third: i64,
        thirds: i64,
    ) -> Result<(), PaperError> {
        let column = (self.width + GAP) / 3;
        let (x, width) = (self.left + third * column, thirds * column - GAP);
        self.page.text(x, self.y + 2_600, points(6), Font::Plain, GRAY, &text(name.as_str(), &[]));
        self.page.rule(x, self.y + FACT_HEIGHT - 1_000, width, FAINT);
        let Some(says) = says else { return Ok(()) };
        if let Ok(size) = self.fitting(says, Font::Bold, (11, 7), width, name) {
            self.page.text(x, self.y + 7_200, size, Font::Bold, BLACK, says);
            return Ok(());
        }
        let lines = wrapped(says, Font::Bold, points(6), width);
        let [first, second] = lines.as_slice() else { return Err(PaperError::TextTooLong { place: name }) };
        self.page.text(x, self.y + 5_200, points(6), Font::Bold, BLACK, first);
        self.page.text(x, self.y + 7_600, points(6), Font::Bold, BLACK, second);
        Ok(())
    }

    /// A sentence over the whole width, in as many lines as it needs, at most three.
    pub(super) fn paragraph(&mut self, place: Code, said: &str) -> Result<(), PaperError> {
        let lines = wrapped(said, Font::Plain, points(9), self.width);
        if lines.len() > 3 {
            return Err(PaperError::TextTooLong { place });
        }
        for line in lines {
            self.page.text(self.left, self.y + 3_200, points(9), Font::Plain, BLACK, &line);
            self.y += 4_300;
        }
        Ok(())
    }

    /// A heading, and in smaller letters how it is used.
    pub(in crate::paper) fn heading(&mut self, said: &str, how: &str) -> Result<(), PaperError> {
        self.y += 2_000;
        self.page.text(self.left, self.y + 3_800, points(11), Font::Bold, BLACK, said);
        self.y += 5_500;
        for line in wrapped(how, Font::Plain, points(8), self.width) {
            self.page.text(self.left, self.y + 2_600, points(8), Font::Plain, GRAY, &line);
            self.y += 3_700;
        }
        self.y += 1_500;
        Ok(())
    }

    /// Lines at the bottom for hands to sign on.
    pub(super) fn signatures(&mut self, names: &[&'static str]) {
        self.bottom -= SIGNATURES;
        let column = (self.width + GAP) / length(names.len()).max(1);
        let mut x = self.left;
        for name in names {
            self.page.rule(x, self.bottom + SIGNATURES - 4_500, column - GAP, BLACK);
            let y = self.bottom + SIGNATURES - 1_700;
            self.page.text(x, y, points(7), Font::Plain, GRAY, &text(name, &[]));
            x += column;
        }
    }

    /// Whether there is room for codes that are large enough to be read.
    pub(super) fn takes(&self, codes: &[Captioned<'_>]) -> bool {
        let side = self.code_side();
        codes
            .iter()
            .all(|(code, _, _)| side >= CODE_SIDE.0 && side / length(code.side() + 2 * QUIET) >= MODULE_MIN)
    }

    /// Side of a code with its border, two beside each other.
    fn code_side(&self) -> i64 {
        let column = (self.width + GAP) / 2;
        (self.room() - CODE_TOP).min(CODE_SIDE.1).min(column - GAP)
    }

    /// Codes side by side as large as there is room, each with its name and how it is used.
    pub(super) fn codes(&mut self, codes: &[Captioned<'_>]) -> Result<(), PaperError> {
        if !self.takes(codes) {
            return Err(PaperError::NoRoom);
        }
        let (column, side) = ((self.width + GAP) / 2, self.code_side());
        self.y += CODE_TOP - CAPTION;
        let mut x = self.left;
        for (code, name, how) in codes {
            let modules = length(code.side() + 2 * QUIET);
            let module = side / modules.max(1);
            self.page.text(x, self.y + 3_800, points(10), Font::Bold, BLACK, &text(name, &[]));
            let mut y = self.y + 7_200;
            for line in wrapped(&text(how, &[]), Font::Plain, points(7), column - GAP) {
                self.page.text(x, y, points(7), Font::Plain, GRAY, &line);
                y += 3_000;
            }
            let quiet = module * length(QUIET);
            self.page.marks.push(crate::paper::page::Mark::Code {
                // The border is white paper; the code stands flush with the text above.
                x: x + quiet / 2,
                y: self.y + CAPTION + quiet / 4,
                module,
                modules: (*code).clone(),
            });
            x += column;
        }
        self.y += CAPTION + side;
        Ok(())
    }

    /// The foot: what kind of card, which page, and a length to measure.
    pub(super) fn finished(mut self, kind: &str, number: usize, count: usize) -> Page {
        const SCALE: i64 = 50_000;
        let y = self.foot - 2_000;
        let right = self.left + self.width;
        self.page.rule(self.left, self.foot - FOOT + 1_000, self.width, FAINT);
        self.page.text(self.left, y, points(7), Font::Plain, GRAY, kind);
        let facts = [("number", Safe::count(number)), ("count", Safe::count(count))];
        let which = text("paper/page", &facts);
        self.page.centred(self.left + self.width / 2, y, points(7), Font::Plain, GRAY, &which);
        let bar = y + 1_500;
        self.page.fill(right - SCALE, bar, SCALE, 250, BLACK);
        self.page.fill(right - SCALE, bar - 900, 250, 900, BLACK);
        self.page.fill(right - 250, bar - 900, 250, 900, BLACK);
        let scale = text("paper/scale", &[]);
        self.page.centred(right - SCALE / 2, y, points(7), Font::Plain, GRAY, &scale);
        self.page
    }
}

/// Lines no longer than a width, broken at spaces, or within a word that is longer than a line.
fn wrapped(said: &str, font: Font, size: i64, width: i64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in said.split(' ') {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if font.width(&longer, size) <= width {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if font.width(&line, size) > width {
                line.pop();
                lines.push(std::mem::take(&mut line));
                line.push(letter);
            }
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_at_spaces_and_loses_nothing() {
        let said = "restores with this and with that, and aVeryLongWordThatIsLongerThanAnyLineThereIs too";
        let lines = wrapped(said, Font::Plain, 1_000, 9_000);
        assert!(lines.iter().all(|line| Font::Plain.width(line, 1_000) <= 9_000), "{lines:?}");
        let without_spaces = |text: &str| text.replace(' ', "");
        assert_eq!(without_spaces(&lines.concat()), without_spaces(said));
    }
}
