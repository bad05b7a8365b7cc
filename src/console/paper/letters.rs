//! Text as the fonts of a page have it: the printable letters of Latin-1, nothing else.
//!
//! Everything foreign arrives as [`Safe`], which spells letters beyond ASCII as `\u{..}`. Those the
//! fonts have are letters again on paper, so that a holder's name looks like the name; all others
//! stay spelled out. No control character, no direction mark and no surrogate can come through.

use coldframe_core::safe::Safe;
use zeroize::Zeroizing;

/// A text of [`Safe`] with the letters of Latin-1 as letters.
pub(super) fn of(safe: &Safe) -> String {
    let mut out = String::with_capacity(safe.as_str().len());
    let mut rest = safe.as_str();
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        rest = match spelled(after) {
            Some((letter, tail)) => {
                out.push(letter);
                tail
            }
            None => {
                out.push('\\');
                after.strip_prefix('\\').unwrap_or(after)
            }
        };
    }
    out.push_str(rest);
    out
}

/// `u{fc}`, if it is a letter of the fonts, and what follows.
fn spelled(after: &str) -> Option<(char, &str)> {
    let (code, tail) = after.strip_prefix("u{")?.split_once('}')?;
    let letter = char::from(u8::from_str_radix(code, 16).ok()?);
    is_beyond_ascii(letter).then_some((letter, tail))
}

/// Printable letters of the upper half of Latin-1, without the soft hyphen, which is invisible.
fn is_beyond_ascii(letter: char) -> bool {
    ('\u{a1}'..='\u{ff}').contains(&letter) && letter != '\u{ad}'
}

/// Whether the fonts have every letter of it.
pub(super) fn are_all_known(text: &str) -> bool {
    text.chars().all(|letter| (' '..='~').contains(&letter) || is_beyond_ascii(letter))
}

/// A word of a list, which comes in NFKD, with its accents on their letters; upper case.
///
/// `None` if the fonts lack one of its letters.
pub(super) fn word(word: &str) -> Option<Zeroizing<String>> {
    let mut out = Zeroizing::new(String::with_capacity(2 * word.len()));
    for letter in word.chars() {
        let upper = letter.to_uppercase().next().unwrap_or(letter);
        match accented(out.chars().next_back(), letter) {
            Some(joined) => {
                out.pop();
                out.push(joined);
            }
            None => out.push(upper),
        }
    }
    are_all_known(&out).then_some(out)
}

/// A letter with the accent that follows it (U+0300 grave, 0301 acute, 0303 tilde, 0308 diaeresis).
fn accented(letter: Option<char>, accent: char) -> Option<char> {
    Some(match (letter?, accent) {
        ('A', '\u{300}') => '\u{c0}',
        ('A', '\u{301}') => '\u{c1}',
        ('E', '\u{300}') => '\u{c8}',
        ('E', '\u{301}') => '\u{c9}',
        ('I', '\u{301}') => '\u{cd}',
        ('N', '\u{303}') => '\u{d1}',
        ('O', '\u{301}') => '\u{d3}',
        ('U', '\u{301}') => '\u{da}',
        ('U', '\u{308}') => '\u{dc}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_name_again_and_what_the_fonts_lack_stays_spelled_out() {
        let shown = |text: &str| of(&Safe::text(text));
        assert_eq!(shown("J\u{fc}rgen \\ \u{e9}"), "J\u{fc}rgen \\ \u{e9}");
        assert_eq!(
            shown("\u{1b}[2J\u{202e}\u{4f60}\u{ad}\u{85}"),
            "\\u{1b}[2J\\u{202e}\\u{4f60}\\u{ad}\\u{85}"
        );
        // Spelled by the foreigner himself: it is not taken for ours.
        assert_eq!(shown("\\u{fc}"), "\\u{fc}");
    }

    #[test]
    fn atk_e06_nothing_but_letters_of_the_fonts_reaches_a_page() {
        for code in 0..0x2_100_u32 {
            let Some(letter) = char::from_u32(code) else { continue };
            let text = of(&Safe::text(&format!("a{letter}b")));
            assert!(are_all_known(&text), "{code:x}");
        }
    }

    #[test]
    fn words_of_the_latin_lists_keep_their_accents_and_others_are_refused() {
        assert_eq!(word("zoo").unwrap().as_str(), "ZOO");
        assert_eq!(word("e\u{301}ba\u{301}n\u{303}o").unwrap().as_str(), "\u{c9}B\u{c1}\u{d1}O");
        assert_eq!(word("\u{3042}\u{3044}"), None);
        assert_eq!(word("a\u{302}"), None);
    }
}
