//! What the desk must know of a scheme to have its shares typed.

use crate::desk::{Judged, ShareWordsOf};
use coldframe_core::messages::error_line;
use coldframe_core::shares::Scheme;
use coldframe_keys::shares::{Share, correction, mended, word_list};
use zeroize::Zeroizing;

/// Fewest words of a SLIP-39 share: a secret of 16 bytes.
const SLIP39_WORDS_MIN: usize = 20;
/// Most of them: a secret of 64 bytes.
const SLIP39_WORDS_MAX: usize = 59;
/// Fewest bytewords of an SSKR share: a secret of 16 bytes.
const SSKR_WORDS_MIN: usize = 29;
/// Most of them: a secret of 32 bytes.
const SSKR_WORDS_MAX: usize = 46;

/// The words of a scheme whose shares are words of a list of its own.
pub(crate) fn share_words(scheme: Scheme) -> Option<ShareWordsOf> {
    let list = word_list(scheme)?;
    let (least, most, judge): (_, _, fn(&str) -> Judged) = match scheme {
        Scheme::Slip39 => (SLIP39_WORDS_MIN, SLIP39_WORDS_MAX, |text| judge(text, Scheme::Slip39)),
        Scheme::Sskr => (SSKR_WORDS_MIN, SSKR_WORDS_MAX, |text| judge(text, Scheme::Sskr)),
        Scheme::Codex32 | Scheme::SeedXor | Scheme::Sharks => return None,
    };
    Some(ShareWordsOf { list, least, most, judge })
}

/// What a share that is one line comes to.
pub(crate) fn share_text_judge(scheme: Scheme) -> fn(&str) -> Judged {
    match scheme {
        Scheme::Sharks => |text| judge(text, Scheme::Sharks),
        _ => |text| judge(text, Scheme::Codex32),
    }
}

fn judge(text: &str, scheme: Scheme) -> Judged {
    let why = match Share::read(text.as_bytes(), Some(scheme)) {
        Ok(_) => return Judged::Good,
        Err(why) => why,
    };
    if scheme == Scheme::Codex32 {
        // Several letters may be wrong, one may be missing: the whole line is what was meant.
        return match mended(text.as_bytes()) {
            Some((changes, share)) if !changes.is_empty() => {
                let places = changes.iter().map(|change| change.position()).collect();
                let meant = share.expose_text(|line| {
                    let mut meant = Zeroizing::new(String::with_capacity(line.len()));
                    meant.push_str(line);
                    meant
                });
                Judged::Repairable { places, meant }
            }
            _ => Judged::Bad(error_line(&why)),
        };
    }
    match correction(text.as_bytes(), Some(scheme)) {
        Some(correction) => {
            let place = correction.position();
            let meant = correction.expose(|word| replaced(text, place, word));
            Judged::Repairable { places: vec![place], meant }
        }
        None => Judged::Bad(error_line(&why)),
    }
}

/// The same words with another one in that place, counted from 1.
fn replaced(text: &str, place: usize, by: &str) -> Zeroizing<String> {
    let mut meant = Zeroizing::new(String::with_capacity(text.len().saturating_add(by.len())));
    for (word, at) in text.split(' ').zip(1_usize..) {
        if at > 1 {
            meant.push(' ');
        }
        meant.push_str(if at == place { by } else { word });
    }
    meant
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_codex32_is_put_right_whole_whatever_was_misread() {
        let right = "ms13cashd0wsedstcdcts64cd7wvy4m90lm28w4ffupqs7rm";
        let judged = share_text_judge(Scheme::Codex32);
        assert!(matches!(judged(right), Judged::Good));
        for (typed, wrong) in [
            ("ms13cashd0wsexstcdcts64cd7wvy4m90lm28w4ffupqs7rm", vec![14]),
            ("ms13cashd0wsexstcdcts64cd7wvy?m90lm28w4ffupqs7rm", vec![14, 30]),
            ("ms13cashd0wsedstcdcts64cd7wvym90lm28w4ffupqs7rm", vec![30]),
        ] {
            let Judged::Repairable { places, meant } = judged(typed) else { panic!("{typed}") };
            assert_eq!((places, meant.to_lowercase().as_str()), (wrong, right));
        }
        assert!(matches!(judged("ms13cashd"), Judged::Bad(_)));
    }
}
