//! Lines and cells made to fit a window, by what they take of its columns.

use zeroize::Zeroizing;

/// Room for one line in any script.
const LINE_BYTES: usize = 1_024;

/// Columns a text takes: East Asian letters take two, marks that sit on the letter before none.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

fn width_of(letter: char) -> usize {
    match letter {
        '\u{300}'..='\u{36f}' | '\u{1160}'..='\u{11ff}' | '\u{3099}' | '\u{309a}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// Whether a line is a drawing, which is shown as it is or not at all.
pub(super) fn is_drawing(line: &str) -> bool {
    line.chars().any(|letter| ('\u{2580}'..='\u{259f}').contains(&letter))
}

/// Columns between two cells.
const GAP: usize = 2;

/// Keeps the names of keys together with what they do.
const BETWEEN_KEYS: &str = "   ";

/// Cuts a line to a window of that many columns: between keys, else at spaces, else anywhere.
pub(super) fn wrapped(line: &str, columns: usize) -> Vec<Zeroizing<String>> {
    let columns = columns.max(1);
    if width(line) <= columns {
        return vec![Zeroizing::new(line.to_owned())];
    }
    let between = if line.contains(BETWEEN_KEYS) { BETWEEN_KEYS } else { " " };
    let mut rows = vec![room()];
    for piece in line.split(between) {
        let last = rows.last().map_or(0, |row| width(row));
        let wanted = last.saturating_add(between.len()).saturating_add(width(piece));
        match rows.last_mut() {
            Some(row) if last > 0 && wanted <= columns => {
                row.push_str(between);
                row.push_str(piece);
            }
            Some(row) if last == 0 && width(piece) <= columns => row.push_str(piece),
            _ if width(piece) <= columns => {
                rows.push(room());
                rows.last_mut().into_iter().for_each(|row| row.push_str(piece));
            }
            _ if between == BETWEEN_KEYS => rows.extend(wrapped(piece, columns)),
            _ => rows.extend(chopped(piece, columns)),
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

fn chopped(piece: &str, columns: usize) -> Vec<Zeroizing<String>> {
    let mut rows = vec![room()];
    let mut taken = 0_usize;
    for letter in piece.chars() {
        taken = taken.saturating_add(width_of(letter));
        if taken > columns {
            rows.push(room());
            taken = width_of(letter);
        }
        rows.last_mut().into_iter().for_each(|row| row.push(letter));
    }
    rows
}

fn room() -> Zeroizing<String> {
    Zeroizing::new(String::with_capacity(LINE_BYTES))
}

/// Sets cells in columns read downwards, about `rows` of them where the window has the width. They
/// move closer together where that spares rows.
pub(super) fn columns(cells: &[&str], rows: usize, columns: usize) -> Vec<Zeroizing<String>> {
    let wanted = cells.len().div_ceil(rows.max(1)).max(1);
    let gap = if fitting(cells, columns, GAP) < wanted { 1 } else { GAP };
    let wide = widest(cells).saturating_add(gap);
    let rows = cells.len().div_ceil(wanted.min(fitting(cells, columns, gap)));
    let line = |row: usize| {
        let mut line = room();
        for cell in cells.iter().skip(row).step_by(rows.max(1)) {
            let used = width(&line);
            let aligned = used.div_ceil(wide).saturating_mul(wide);
            line.extend(std::iter::repeat_n(' ', aligned.saturating_sub(used)));
            line.push_str(cell);
        }
        line
    };
    (0..rows).map(line).collect()
}

/// How many of the cells fit beside each other.
pub(super) fn in_row(cells: &[&str], columns: usize) -> usize {
    fitting(cells, columns, GAP)
}

fn fitting(cells: &[&str], columns: usize, gap: usize) -> usize {
    (columns.saturating_add(gap) / widest(cells).saturating_add(gap).max(1)).max(1)
}

fn widest(cells: &[&str]) -> usize {
    cells.iter().map(|cell| width(cell)).max().unwrap_or_default()
}

/// Puts letters and their marks together where one character is both: the lists are written apart
/// (NFKD), and many terminals draw Korean and Japanese letters wrongly that way.
pub(super) fn composed(text: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    for letter in text.chars() {
        let joined = out.chars().next_back().and_then(|before| join(before, letter));
        if let Some(joined) = joined {
            out.pop();
            out.push(joined);
        } else {
            out.push(letter);
        }
    }
    out
}

/// Hangul by the formula of Unicode (section 3.12); kana whose voiced form follows it.
fn join(before: char, letter: char) -> Option<char> {
    let (one, other) = (u32::from(before), u32::from(letter));
    let code = match (one, other) {
        (0x1100..=0x1112, 0x1161..=0x1175) => 0xac00 + (one - 0x1100) * 588 + (other - 0x1161) * 28,
        (0xac00..=0xd7a3, 0x11a8..=0x11c2) if (one - 0xac00) % 28 == 0 => one + other - 0x11a7,
        (0x304b..=0x30dd, 0x3099) => one + 1,
        (0x306f..=0x30db, 0x309a) => one + 2,
        _ => return None,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(lines: &[Zeroizing<String>]) -> Vec<&str> {
        lines.iter().map(|line| line.as_str()).collect()
    }

    #[test]
    fn a_line_is_cut_at_spaces_and_a_long_word_anywhere() {
        assert_eq!(plain(&wrapped("one two three", 8)), ["one two", "three"]);
        assert_eq!(plain(&wrapped("one abcdefghij two", 4)), ["one", "abcd", "efgh", "ij", "two"]);
        assert_eq!(plain(&wrapped("Tab: on   Esc: leave", 14)), ["Tab: on", "Esc: leave"]);
        assert_eq!(plain(&wrapped("Tab: on   Esc: leave it", 8)), ["Tab: on", "Esc:", "leave it"]);
        assert_eq!(plain(&wrapped("abcdefgh", 3)), ["abc", "def", "gh"]);
        assert_eq!(plain(&wrapped("", 3)), [""]);
        assert_eq!(plain(&wrapped("\u{7a7a}\u{7a7a}\u{7a7a}", 4)), ["\u{7a7a}\u{7a7a}", "\u{7a7a}"]);
    }

    #[test]
    fn cells_are_read_downwards_and_none_is_lost_in_a_narrow_window() {
        let cells = ["1 a", "2 b", "3 c", "4 d", "5 e"];
        assert_eq!(plain(&columns(&cells, 3, 80)), ["1 a  4 d", "2 b  5 e", "3 c"]);
        assert_eq!(columns(&cells, 3, 4).len(), 5);
        assert!(columns(&[], 3, 80).is_empty());
    }

    #[test]
    fn letters_of_the_lists_are_put_together_for_the_screen() {
        assert_eq!(composed("\u{1100}\u{1161}\u{11a8}").as_str(), "\u{ac01}");
        assert_eq!(composed("\u{304b}\u{3099}\u{306f}\u{309a}").as_str(), "\u{304c}\u{3071}");
        assert_eq!(composed("e\u{301}").as_str(), "e\u{301}");
        assert_eq!(width("\u{ac01}e\u{301}x"), 4);
    }
}
