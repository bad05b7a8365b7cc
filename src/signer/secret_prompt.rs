//! The line editor for secrets: no echo, no history, nothing that is a `String`.

use crate::desk::Kind;
use crate::secret_input::SecretInputError;
use coldframe_console::tty::{Key, Tty, TtyError};
use coldframe_core::limits::SECRET_INPUT_BYTES_MAX;
use coldframe_core::messages::text;
use coldframe_core::network::Network;
use coldframe_core::safe::Safe;
use coldframe_keys::Secret;

/// Switches the terminal's own announcement of pasted text on and off.
const PASTE_ON: &str = "\u{1b}[?2004h";
const PASTE_OFF: &str = "\u{1b}[?2004l";

/// Asks on the controlling terminal, wherever the streams go.
pub(crate) fn ask(question: Kind) -> Result<Secret<Vec<u8>>, SecretInputError> {
    let tty = Tty::open()?;
    let _raw = tty.raw()?;
    tty.control(PASTE_ON)?;
    tty.write(&format!("{} ", asked(question)))?;
    let secret = edit(&mut || tty.key(), &mut |shown| tty.write(shown));
    tty.control(PASTE_OFF)?;
    tty.write("\n")?;
    secret
}

/// The question; whoever is made to think it is only a test must see that it is one (attack B11).
fn asked(question: Kind) -> String {
    match question {
        Kind::Words(Network::Main) => text("secret/question-words", &[]),
        Kind::Words(network) => {
            let banner = text("secret/test-network", &[("network", Safe::text(network.name()))]);
            format!("{banner}\n{}", text("secret/question-words", &[]))
        }
        Kind::Passphrase | Kind::FilePassphrase => text("secret/question-passphrase", &[]),
    }
}

/// One star per finished word: enough to see where one is, nothing of the words themselves.
fn edit(
    key: &mut dyn FnMut() -> Result<Key, TtyError>,
    show: &mut dyn FnMut(&str) -> Result<(), TtyError>,
) -> Result<Secret<Vec<u8>>, SecretInputError> {
    Secret::try_built(Vec::with_capacity(SECRET_INPUT_BYTES_MAX), |line| {
        loop {
            match key()? {
                Key::Enter => return Ok(()),
                Key::Interrupt => return Err(SecretInputError::Interrupted),
                Key::EndOfInput | Key::Escape => return Err(SecretInputError::Left),
                Key::Byte(_) if line.len() >= SECRET_INPUT_BYTES_MAX => {
                    return Err(SecretInputError::TooLong);
                }
                Key::Byte(byte) => {
                    let ends_word = byte == b' ' && line.last().is_some_and(|last| *last != b' ');
                    line.push(byte);
                    if ends_word {
                        show("*")?;
                    }
                }
                Key::Backspace => rub_out(line, show)?,
                Key::KillLine => {
                    while !line.is_empty() {
                        rub_out(line, show)?;
                    }
                }
                // Whoever pastes a seed had it in a clipboard, and on a networked machine's one (attack G03).
                Key::PasteStart => show(&format!("\n{}\n", text("secret/pasted", &[])))?,
                Key::Tab | Key::Forward | Key::Back | Key::Home | Key::PasteEnd | Key::Other => {}
            }
        }
    })
}

fn rub_out(line: &mut Vec<u8>, show: &mut dyn FnMut(&str) -> Result<(), TtyError>) -> Result<(), TtyError> {
    let removed = line.last().copied();
    // Overwritten before it is given up: popping alone leaves the byte in the spare room.
    if let Some(last) = line.last_mut() {
        *last = 0;
    }
    line.pop();
    if removed == Some(b' ') && line.last().is_some_and(|last| *last != b' ') {
        show("\u{8} \u{8}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[Key]) -> (Result<Vec<u8>, SecretInputError>, String) {
        let mut keys = keys.iter().copied();
        let mut shown = String::new();
        let secret = edit(&mut || keys.next().ok_or(TtyError::Gone), &mut |text| {
            shown.push_str(text);
            Ok(())
        });
        (secret.map(|secret| secret.expose(Clone::clone)), shown)
    }

    fn keys(text: &str) -> Vec<Key> {
        text.bytes().map(Key::Byte).chain([Key::Enter]).collect()
    }

    #[test]
    fn nobody_reads_the_words_over_the_shoulder() {
        let (secret, shown) = typed(&keys("zoo zoo wrong"));
        assert_eq!(secret.unwrap(), b"zoo zoo wrong");
        assert_eq!(shown, "**");
    }

    #[test]
    fn atk_b11_the_question_of_a_test_network_names_it_and_that_of_the_main_one_does_not() {
        assert_eq!(asked(Kind::Words(Network::Main)), text("secret/question-words", &[]));
        for network in Network::ALL.into_iter().filter(|network| *network != Network::Main) {
            let asked = asked(Kind::Words(network));
            assert!(asked.starts_with(&format!("test network {network}: ")), "{asked}");
            assert!(asked.contains("real money"), "{asked}");
        }
    }

    #[test]
    fn a_word_rubbed_out_takes_its_star_with_it() {
        let mut pressed = vec![Key::Byte(b'a'), Key::Byte(b' '), Key::Backspace, Key::Backspace];
        pressed.extend(keys("b"));
        let (secret, shown) = typed(&pressed);
        assert_eq!(secret.unwrap(), b"b");
        assert_eq!(shown, "*\u{8} \u{8}");
    }

    #[test]
    fn atk_g03_a_pasted_seed_is_warned_about() {
        let mut pressed = vec![Key::PasteStart];
        pressed.extend(keys("zoo"));
        let (_, shown) = typed(&pressed);
        assert!(shown.contains(&text("secret/pasted", &[])));
        assert!(!shown.contains("zoo"));
    }

    #[test]
    fn walking_away_or_typing_without_end_gives_no_secret() {
        assert_eq!(typed(&[Key::Byte(b'a'), Key::Interrupt]).0, Err(SecretInputError::Interrupted));
        assert_eq!(typed(&[Key::Escape]).0, Err(SecretInputError::Left));
        assert_eq!(typed(&vec![Key::Byte(b'a'); 2_000]).0, Err(SecretInputError::TooLong));
    }
}
