//! Whether a terminal has pixels, by its own word.
//!
//! Asked is only who is known to listen: a terminal that does not follow a question prints it. The
//! answer to the last question comes from every terminal since the VT100, so nobody waits for long.

use super::{Tty, TtyError};
use std::time::Duration;

/// How long an answer may take: a terminal behind a slow line is taken for one without pixels.
const ANSWER_WAIT: Duration = Duration::from_millis(250);
/// Kitty's own question: would a picture of one pixel be taken? The answer carries its number.
const ASK_KITTY: &str = "\u{1b}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1b}\\";
const KITTY_OK: &str = "\u{1b}_Gi=31;OK";
/// Pixels of a cell (XTWINOPS 16), then what it is (DA1).
const ASK_CELL: &str = "\u{1b}[16t";
const ASK_DEVICE: &str = "\u{1b}[c";
/// Attribute 4 of DA1.
const SIXEL: &str = "4";

/// How pixels are drawn on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// Kitty's, also of Ghostty, WezTerm and Konsole.
    Kitty,
    /// DEC's, of xterm, foot, mlterm and others.
    Sixel,
}

/// A terminal with pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Graphics {
    pub(crate) protocol: Protocol,
    /// Width and height of a cell, in pixels.
    pub(crate) cell: (usize, usize),
}

/// What this terminal says. It must be in raw mode.
pub(crate) fn of(tty: &Tty) -> Result<Option<Graphics>, TtyError> {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let term = variable("TERM");
    if !listens(&term) {
        return Ok(None);
    }
    let program = variable("TERM_PROGRAM");
    let hints = [variable("KITTY_WINDOW_ID"), variable("KONSOLE_VERSION")];
    let asks_kitty = is_kitty(&term, &program, hints.iter().any(|hint| !hint.is_empty()));
    let question = if asks_kitty { ASK_KITTY } else { "" };
    tty.write(&format!("{question}{ASK_CELL}{ASK_DEVICE}"))?;
    let answer = tty.answer(is_whole, ANSWER_WAIT)?;
    Ok(understood(&String::from_utf8_lossy(&answer), tty.cell_pixels()))
}

/// Whether this kind of terminal takes questions without printing them. The Linux console has no
/// pixels of its own, and what stands between (tmux, screen) passes none on.
fn listens(term: &str) -> bool {
    const KNOWN: [&str; 10] =
        ["xterm", "foot", "kitty", "mlterm", "wezterm", "ghostty", "konsole", "contour", "rio", "alacritty"];
    KNOWN.iter().any(|known| term.split('-').any(|part| part == *known))
}

fn is_kitty(term: &str, program: &str, is_hinted: bool) -> bool {
    let named = |name: &str| {
        ["kitty", "ghostty", "wezterm"].iter().any(|known| name.to_ascii_lowercase().contains(known))
    };
    is_hinted || named(term) || named(program)
}

/// Whether the answer to the last question is there: `CSI ?`, numbers, `c`.
fn is_whole(answer: &[u8]) -> bool {
    let Some(numbers) = answer.strip_suffix(b"c") else { return false };
    let rest = numbers.iter().rev().skip_while(|byte| byte.is_ascii_digit() || **byte == b';');
    rest.take(3).eq(b"?[\x1b")
}

/// What the answers say; `window` is what the system says of a cell.
fn understood(answer: &str, window: Option<(usize, usize)>) -> Option<Graphics> {
    let cell = reported_cell(answer).or(window).filter(|(width, height)| {
        // A terminal that lies about its cells would have codes drawn that do not fit.
        (4..=64).contains(width) && (6..=128).contains(height)
    })?;
    if answer.contains(KITTY_OK) {
        return Some(Graphics { protocol: Protocol::Kitty, cell });
    }
    let (_, attributes) = answer.rsplit_once("\u{1b}[?")?;
    let mut attributes = attributes.strip_suffix('c')?.split(';').skip(1);
    attributes.any(|attribute| attribute == SIXEL).then_some(Graphics { protocol: Protocol::Sixel, cell })
}

/// `CSI 6 ; height ; width t`.
fn reported_cell(answer: &str) -> Option<(usize, usize)> {
    let (_, report) = answer.split_once("\u{1b}[6;")?;
    let (size, _) = report.split_once('t')?;
    let (height, width) = size.split_once(';')?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_real_terminals_answer_is_understood() {
        let of = |protocol, cell| Some(Graphics { protocol, cell });
        // foot 1.16, xterm -ti vt340, kitty 0.35, WezTerm.
        assert_eq!(understood("\u{1b}[6;18;9t\u{1b}[?62;4;22c", None), of(Protocol::Sixel, (9, 18)));
        assert_eq!(understood("\u{1b}[?63;1;2;4;6;9;15;22c", Some((6, 13))), of(Protocol::Sixel, (6, 13)));
        let kitty = "\u{1b}_Gi=31;OK\u{1b}\\\u{1b}[6;20;10t\u{1b}[?62;c";
        assert_eq!(understood(kitty, None), of(Protocol::Kitty, (10, 20)));
        let both = "\u{1b}_Gi=31;OK\u{1b}\\\u{1b}[?65;4;6;18;22c";
        assert_eq!(understood(both, Some((8, 16))), of(Protocol::Kitty, (8, 16)));
    }

    #[test]
    fn a_terminal_without_pixels_or_without_a_size_has_none() {
        // GNOME's, the Linux console, xterm, nobody, an error of kitty's, and a lie.
        for (answer, window) in [
            ("\u{1b}[6;17;8t\u{1b}[?65;1;9c", None),
            ("\u{1b}[?6c", Some((8, 16))),
            ("\u{1b}[?64;1;2;6;9;15;16;17;18;21;22;28c", Some((6, 13))),
            ("", Some((8, 16))),
            ("\u{1b}_Gi=31;ENOENT\u{1b}\\\u{1b}[?62c", Some((8, 16))),
            ("\u{1b}[?62;4c", None),
            ("\u{1b}[?62;4c", Some((1, 1))),
            ("\u{1b}[?4c", Some((8, 16))),
        ] {
            assert_eq!(understood(answer, window), None, "{answer:?}");
        }
    }

    #[test]
    fn the_wait_ends_with_the_answer_to_the_last_question_and_with_nothing_else() {
        for whole in ["\u{1b}[?6c", "\u{1b}_Gi=31;OK\u{1b}\\\u{1b}[?62;4;22c"] {
            assert!(is_whole(whole.as_bytes()), "{whole:?}");
        }
        for part in ["", "c", "\u{1b}[?62;4", "\u{1b}_Gi=31;EINVAL: no c", "\u{1b}[62c", "x?62c"] {
            assert!(!is_whole(part.as_bytes()), "{part:?}");
        }
    }

    #[test]
    fn who_would_print_the_question_is_not_asked() {
        for term in ["linux", "dumb", "", "screen-256color", "tmux-256color", "vt100", "ansi"] {
            assert!(!listens(term), "{term}");
        }
        for term in ["xterm", "xterm-256color", "foot", "xterm-kitty", "xterm-ghostty", "mlterm-256color"] {
            assert!(listens(term), "{term}");
        }
        assert!(!is_kitty("xterm-256color", "Apple_Terminal", false));
        assert!(is_kitty("xterm-256color", "WezTerm", false) && is_kitty("xterm-kitty", "", false));
    }
}
