//! The three fonts of a page, and how wide their letters are.
//!
//! They are among the fourteen that every PDF reader and printer has. Widths from the Core 14 AFM
//! files, in thousandths of the size.

/// Which letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Font {
    /// Helvetica.
    Plain,
    /// Helvetica-Bold.
    Bold,
    /// Courier-Bold: what is typed again or copied letter by letter.
    Typed,
}

/// From the space to the tilde.
#[rustfmt::skip]
const PLAIN: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778,
    722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278,
    278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

#[rustfmt::skip]
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778,
    722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333,
    278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// Every letter of Courier.
const TYPED: u16 = 600;

/// The widest letter beyond ASCII: a text with one may be set narrower than it had to be, never wider.
const BEYOND: u16 = 1_000;

impl Font {
    /// How long a text is at a size.
    pub(super) fn width(self, text: &str, size: i64) -> i64 {
        text.chars().map(|letter| i64::from(self.letter(letter)) * size / 1_000).sum()
    }

    /// Its name in PDF.
    pub(super) fn pdf_name(self) -> &'static str {
        match self {
            Self::Plain => "Helvetica",
            Self::Bold => "Helvetica-Bold",
            Self::Typed => "Courier-Bold",
        }
    }

    /// Its attributes in SVG: families of the same widths first.
    pub(super) fn svg(self) -> &'static str {
        match self {
            Self::Plain => {
                r#"font-family="Helvetica,Arial,Liberation Sans,Nimbus Sans,FreeSans,DejaVu Sans,Noto Sans,sans-serif""#
            }
            Self::Bold => {
                r#"font-family="Helvetica,Arial,Liberation Sans,Nimbus Sans,FreeSans,DejaVu Sans,Noto Sans,sans-serif" font-weight="bold""#
            }
            Self::Typed => {
                r#"font-family="Courier New,Liberation Mono,Courier,Nimbus Mono PS,FreeMono,DejaVu Sans Mono,Noto Sans Mono,monospace" font-weight="bold""#
            }
        }
    }

    fn letter(self, letter: char) -> u16 {
        let place = usize::try_from(u32::from(letter)).ok().and_then(|code| code.checked_sub(32));
        let of = |widths: &[u16; 95]| place.and_then(|place| widths.get(place).copied()).unwrap_or(BEYOND);
        match self {
            Self::Plain => of(&PLAIN),
            Self::Bold => of(&BOLD),
            Self::Typed => TYPED,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_as_wide_as_in_the_files_of_the_fonts() {
        assert_eq!(
            Font::Plain.width("coldframe", 1_000),
            500 + 556 + 222 + 556 + 278 + 333 + 556 + 833 + 556
        );
        assert_eq!(Font::Bold.width("~W", 1_000), 584 + 944);
        assert_eq!(Font::Typed.width("zoo", 10_000), 18_000);
        assert_eq!(Font::Plain.width("\u{fc}", 1_000), 1_000);
    }
}
