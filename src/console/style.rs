//! How the tones of a line look: colour where it is wanted, words alone where it is not.

use coldframe_core::review::pages::{Line, Page, Tone};

/// What the person asked for with `--color`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ColorChoice {
    /// Colour on a terminal unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Colour or none, decided once for a stream. Nothing is ever said by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    color: bool,
}

impl Style {
    /// No colour.
    pub const PLAIN: Self = Self { color: false };

    /// Decides for one stream; `no_color` is whether `NO_COLOR` is set to anything (no-color.org).
    pub fn decide(choice: ColorChoice, is_terminal: bool, no_color: bool) -> Self {
        let color = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => is_terminal && !no_color,
        };
        Self { color }
    }

    /// Whether anything is painted at all.
    pub fn has_color(self) -> bool {
        self.color
    }

    /// One piece of text in its tone.
    pub fn paint(self, text: &str, tone: Tone) -> String {
        match self.color.then(|| start_of(tone)).flatten() {
            Some(start) => format!("{start}{text}\u{1b}[0m"),
            None => text.to_owned(),
        }
    }

    /// A whole line.
    pub fn line(self, line: &Line) -> String {
        line.spans.iter().map(|span| self.paint(span.text.as_str(), span.tone)).collect()
    }

    /// A whole page, each line ended.
    pub fn page(self, page: &Page) -> String {
        page.lines.iter().map(|line| self.line(line).trim_end().to_owned() + "\n").collect()
    }
}

fn start_of(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Plain => None,
        Tone::Label => Some("\u{1b}[36m"),
        Tone::Strong => Some("\u{1b}[1m"),
        Tone::Good => Some("\u{1b}[32m"),
        Tone::Warn => Some("\u{1b}[1;33m"),
        Tone::Refuse => Some("\u{1b}[1;31m"),
        Tone::Dim => Some("\u{1b}[2m"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use coldframe_core::review::pages::Span;
    use coldframe_core::safe::Safe;

    #[test]
    fn colour_follows_the_flag_then_the_variable_then_the_stream() {
        let decide = |choice, terminal, no_color| Style::decide(choice, terminal, no_color).color;
        assert!(decide(ColorChoice::Auto, true, false));
        assert!(!decide(ColorChoice::Auto, false, false));
        assert!(!decide(ColorChoice::Auto, true, true));
        assert!(decide(ColorChoice::Always, false, true));
        assert!(!decide(ColorChoice::Never, true, false));
    }

    #[test]
    fn without_colour_a_line_is_its_words() {
        let span = |text, tone| Span { text: Safe::text(text), tone };
        let line = Line { spans: vec![span("WARN  ", Tone::Warn), span("fee/rate-high", Tone::Plain)] };
        assert_eq!(Style::PLAIN.line(&line), "WARN  fee/rate-high");
    }

    #[test]
    fn atk_e06_the_only_escapes_in_a_painted_line_are_ours() {
        let hostile = Line { spans: vec![Span { text: Safe::text("\u{1b}[2Jok"), tone: Tone::Strong }] };
        let painted = Style { color: true }.line(&hostile);
        assert_eq!(painted, "\u{1b}[1m\\u{1b}[2Jok\u{1b}[0m");
    }
}
