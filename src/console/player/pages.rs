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

/// What stands where a code cannot, and what can be done about it.
pub(super) fn instead(said: &str, (_, columns): (usize, usize)) -> Vec<String> {
    let keys = text("player/too-small-keys", &[]);
    [wrapped(said, columns), vec![String::new()], wrapped(&keys, columns)].concat()
}

/// The page of the key for help.
pub(super) fn help((rows, columns): (usize, usize)) -> Vec<String> {
    const KEYS: [&str; 8] = [
        "player/help-pause",
        "player/help-step",
        "player/help-density",
        "player/help-speed",
        "player/help-invert",
        "player/help-glyphs",
        "player/help-leave",
        "player/help-back",
    ];
    let mut page: Vec<String> = KEYS.iter().flat_map(|code| wrapped(&text(code, &[]), columns)).collect();
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

    #[test]
    fn every_page_fits_the_windows_people_have() {
        for size in [(20, 60), (24, 80), (43, 132)] {
            let said = ["word ".repeat(30).trim_end().to_owned(), "two words".to_owned()];
            for page in [before(&said, true, size), before(&said, false, size), help(size)] {
                assert!(page.len() <= size.0, "{size:?}: {} lines", page.len());
                assert!(page.iter().all(|line| line.chars().count() <= size.1), "{page:#?}");
            }
        }
        assert!(before(&[], true, (24, 80)).iter().any(|line| line.contains("[#]")));
        assert!(help((24, 80)).iter().any(|line| line.contains("[#]")));
    }
}
