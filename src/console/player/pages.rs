//! What a person reads before codes are shown, and how two machines are placed.

use coldframe_core::messages::text;

/// Two laptops, lid to lid: the camera of each sees the screen of the other.
const LID_TO_LID: [&str; 7] = [
    "          o  --------->  o",
    "         /               \\ ",
    "        /  [#]       [#]  \\ ",
    "       /                   \\ ",
    "      /      <---------     \\ ",
    "     /_______         _______\\ ",
    "     ========         ========",
];

/// The page before it starts.
pub(super) fn before(lines: &[String], shows_placing: bool, (rows, columns): (usize, usize)) -> Vec<String> {
    let mut page: Vec<String> = lines.iter().flat_map(|line| wrapped(line, columns)).collect();
    if shows_placing {
        let placing = placing(columns);
        // Whoever has a small window gets the words; the drawing is a key away.
        if page.len() + placing.len() + 3 <= rows {
            page.push(String::new());
            page.extend(placing);
        }
    }
    page.push(String::new());
    page.extend(wrapped(&text("player/begin", &[]), columns));
    page
}

/// What keys do something here: a key that does nothing is not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Offers {
    /// Codes follow each other, and a person may stop them, step through them and change their rate.
    pub(super) moves: bool,
    /// How much is in each code can be changed.
    pub(super) cuts: bool,
    /// There are other blocks.
    pub(super) glyphs: bool,
}

impl Offers {
    /// The keys in the line below a code, by twos of spaces apart.
    pub(super) fn bar(self, is_paused: bool) -> String {
        if self.moves && is_paused {
            return text("player/keys-paused", &[]);
        }
        self.said(&[
            ("player/key-help", true),
            ("player/key-leave", true),
            ("player/key-pause", self.moves),
            ("player/key-size", self.cuts),
            ("player/key-speed", self.moves),
            ("player/key-step", self.moves),
            ("player/key-invert", true),
        ])
    }

    /// The keys where a code does not fit.
    fn instead(self) -> String {
        self.said(&[
            ("player/key-glyphs", self.glyphs),
            ("player/key-less", self.cuts),
            ("player/key-leave", true),
        ])
    }

    fn said(self, keys: &[(&'static str, bool)]) -> String {
        let offered = keys.iter().filter(|(_, is_offered)| *is_offered);
        offered.map(|(code, _)| text(code, &[])).collect::<Vec<_>>().join("  ")
    }
}

/// What stands where a code cannot, and what can be done about it.
pub(super) fn instead(said: &str, offers: Offers, (_, columns): (usize, usize)) -> Vec<String> {
    [wrapped(said, columns), vec![String::new()], wrapped(&offers.instead(), columns)].concat()
}

/// The page of the key for help.
pub(super) fn help(offers: Offers, (rows, columns): (usize, usize)) -> Vec<String> {
    let keys = [
        ("player/help-pause", offers.moves),
        ("player/help-step", offers.moves),
        ("player/help-density", offers.cuts),
        ("player/help-speed", offers.moves),
        ("player/help-invert", true),
        ("player/help-glyphs", offers.glyphs),
        ("player/help-leave", true),
        ("player/help-back", true),
    ];
    let offered = keys.iter().filter(|(_, is_offered)| *is_offered);
    let mut page: Vec<String> = offered.flat_map(|(code, _)| wrapped(&text(code, &[]), columns)).collect();
    let placing = placing(columns);
    if page.len() + placing.len() < rows {
        page.push(String::new());
        page.extend(placing);
    }
    page
}

fn placing(columns: usize) -> Vec<String> {
    let words = ["player/place-lids", "player/place-distance", "player/place-camera"];
    let drawing = LID_TO_LID.iter().map(|line| line.trim_end().to_owned());
    let words = words.iter().flat_map(|code| wrapped(&text(code, &[]), columns));
    drawing.chain([String::new()]).chain(words).collect()
}

/// Words on lines of at most so many columns.
fn wrapped(words: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split(' ') {
        let line = lines.last_mut();
        match line {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Offers = Offers { moves: true, cuts: true, glyphs: true };

    #[test]
    fn a_key_that_does_nothing_is_not_offered() {
        let timed = Offers { moves: false, cuts: false, glyphs: false };
        let page = help(timed, (24, 80)).join("\n");
        for key in ["pause", "one code on", "more or less in each", "slower", "other blocks"] {
            assert!(!page.contains(key) && help(ALL, (24, 80)).join("\n").contains(key), "{key}: {page}");
        }
        assert_eq!(timed.bar(true), "h help  q leave  i invert");
        assert!(!instead("too small", timed, (24, 80)).join("\n").contains('-'));
        assert!(ALL.bar(false).contains("space pause  +/- size  [ ] speed  n/p step"));
    }

    #[test]
    fn every_page_fits_the_windows_people_have() {
        for size in [(20, 60), (24, 80), (43, 132)] {
            let said = ["word ".repeat(30).trim_end().to_owned(), "two words".to_owned()];
            for page in [before(&said, true, size), before(&said, false, size), help(ALL, size)] {
                assert!(page.len() <= size.0, "{size:?}: {} lines", page.len());
                assert!(page.iter().all(|line| line.chars().count() <= size.1), "{page:#?}");
            }
        }
        assert!(before(&[], true, (24, 80)).iter().any(|line| line.contains("[#]")));
        assert!(help(ALL, (24, 80)).iter().any(|line| line.contains("[#]")));
    }
}
