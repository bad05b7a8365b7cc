//! `coldframe seed last-word`.

use super::check::said;
use crate::cli::seed::last_word::LastWord;
use crate::desk::{Desk, Live, SecretPage, in_cells};
use crate::error::Error;
use crate::exit::Exit;
use crate::world::{self, World};
use crate::{secret_input, surroundings};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::{Keychain, LastWords, Mnemonic, Seed};

/// Shows every last word that fits; the person chooses, by number or by coin flips.
pub(super) fn last_word(args: &LastWord, world: &mut World) -> Result<Exit, Error> {
    surroundings::require(world)?;
    world.desk.can_show()?;
    let (desk, network) = (world.desk.as_mut(), world.network);
    let (mut count, mut language) = (0, None);
    let keychain = Keychain::make::<Error>(|| {
        let (first, list) = match args.seed_fd {
            Some(fd) => (secret_input::of_descriptor(fd, false)?, args.language),
            None => desk.first_words(network, args.language)?,
        };
        let last = first.expose(|first| LastWords::of(first, list))?;
        let place = chosen(&last, desk)?;
        let whole = last.with_words(place, Mnemonic::parse);
        let mnemonic = whole.ok_or(Error::plain(Exit::Bug, "vault/panicked"))??;
        (count, language) = (mnemonic.word_count(), Some(mnemonic.language()));
        desk.show(&[the_word(&last, place, count)])?;
        Ok(Seed::of_words(&mnemonic, b"")?)
    })?;
    let language = language.map(|language| language.to_string()).unwrap_or_default();
    world::result(said(&keychain, count, &language).as_bytes())
}

/// The choice is the last entropy of the seed, so it is never made here.
fn chosen(last: &LastWords, desk: &mut dyn Desk) -> Result<usize, Error> {
    let facts = [("count", Safe::count(last.count())), ("flips", Safe::count(last.flip_count()))];
    let words = (0..last.count()).filter_map(|place| last.word(place));
    desk.show(&[SecretPage { title: text("desk/last-words", &facts), lines: vec![in_cells(words, None)] }])?;
    let above = [text("desk/choose-last", &facts), String::new()];
    let accepts = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'h' | b'H' | b't' | b'T');
    let typed = desk.collect(&above, &accepts, &mut |typed| {
        let code = if chooses_none(typed, last) { "desk/choosing-none" } else { "desk/choosing" };
        let facts = [&[("typed", Safe::count(typed.len()))], &facts[..]].concat();
        Live { lines: vec![text(code, &facts)], enough: place_of(typed, last).is_some() }
    })?;
    let place = typed.expose(|typed| place_of(typed, last));
    place.ok_or(Error::plain(Exit::Declined, "secret/left"))
}

/// A number from 1, or as many flips as it takes: heads is 1, the first flip counts most.
fn place_of(typed: &[u8], last: &LastWords) -> Option<usize> {
    let place = if typed.iter().all(u8::is_ascii_digit) {
        std::str::from_utf8(typed).ok()?.parse::<usize>().ok()?.checked_sub(1)?
    } else if typed.len() == last.flip_count() && !typed.iter().any(u8::is_ascii_digit) {
        typed.iter().fold(0, |place, flip| place << 1 | usize::from(matches!(flip, b'h' | b'H')))
    } else {
        return None;
    };
    Some(place).filter(|place| *place < last.count())
}

/// Whether nothing typed after it makes a choice of it: Enter does nothing, and that is to be said.
fn chooses_none(typed: &[u8], last: &LastWords) -> bool {
    let digits = typed.iter().filter(|byte| byte.is_ascii_digit()).count();
    match digits {
        0 => typed.len() > last.flip_count(),
        _ => digits < typed.len() || place_of(typed, last).is_none(),
    }
}

fn the_word(last: &LastWords, place: usize, count: usize) -> SecretPage {
    let title = text("desk/last-word", &[("place", Safe::count(count))]);
    SecretPage { title, lines: vec![in_cells(last.word(place).into_iter(), Some(place.saturating_add(1)))] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::ScriptedDesk;

    #[test]
    fn a_number_or_the_right_number_of_flips_chooses_and_nothing_else_does() {
        let last = LastWords::of("zoo ".repeat(11).as_bytes(), None).unwrap();
        let chosen = |typed: &str| place_of(typed.as_bytes(), &last);
        assert_eq!(chosen("1"), Some(0));
        assert_eq!(chosen("128"), Some(127));
        assert_eq!(chosen("TTTTTTT"), Some(0));
        assert_eq!(chosen("HHHHHHH"), Some(127));
        assert_eq!(chosen("httttth"), Some(65));
        for typed in ["", "0", "129", "HHHHHH", "HHHHHHHH", "H1", "99999999999999999999999"] {
            assert_eq!(chosen(typed), None, "{typed}");
            assert_eq!(chooses_none(typed.as_bytes(), &last), !matches!(typed, "" | "HHHHHH"), "{typed}");
        }
    }

    #[test]
    fn the_words_that_fit_are_shown_before_one_is_chosen_and_walking_away_chooses_none() {
        let last = LastWords::of("zoo ".repeat(11).as_bytes(), None).unwrap();
        let mut desk = ScriptedDesk::answering(&["128"]);
        assert_eq!(chosen(&last, &mut desk).unwrap(), 127);
        let mut beyond = ScriptedDesk::answering(&["129"]);
        assert!(chosen(&last, &mut beyond).is_err());
        assert!(
            beyond.shown.last().is_some_and(|screen| screen.contains("from 1 to 128")),
            "{:?}",
            beyond.shown
        );
        assert!(desk.shown.first().is_some_and(|screen| screen.contains("128 wrong")), "{:?}", desk.shown);
        assert!(desk.shown.iter().skip(1).all(|screen| !screen.contains("wrong")));
        for screen in 0..desk.shown.len() {
            let mut desk = ScriptedDesk { leave_at: Some(screen), ..ScriptedDesk::answering(&["128"]) };
            assert_eq!(chosen(&last, &mut desk).unwrap_err().exit(), Exit::Declined, "{screen}");
        }
    }
}
