//! A line of public text typed on the terminal: groups of an address, names of warnings.
//!
//! Secrets have their own editor in the signer, where what is typed never becomes a `String`.

use crate::tty::{Key, Tty, TtyError};

/// Longest answer taken, in bytes.
const ANSWER_BYTES_MAX: usize = 400;

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The line, ended with Enter.
    Line(String),
    /// Ctrl-C.
    Interrupted,
    /// Escape or Ctrl-D: the person walks away.
    Left,
}

/// Asks on the terminal, which must be in raw mode; the answer is echoed by us.
pub fn line(tty: &Tty, question: &str) -> Result<Typed, TtyError> {
    tty.write(question)?;
    let typed = edit(&mut || tty.key(), &mut |echo| tty.write(echo))?;
    tty.write("\n")?;
    Ok(typed)
}

fn edit(
    key: &mut dyn FnMut() -> Result<Key, TtyError>,
    echo: &mut dyn FnMut(&str) -> Result<(), TtyError>,
) -> Result<Typed, TtyError> {
    let mut line = String::new();
    loop {
        match key()? {
            Key::Enter => return Ok(Typed::Line(line)),
            Key::Interrupt => return Ok(Typed::Interrupted),
            Key::EndOfInput | Key::Escape => return Ok(Typed::Left),
            Key::Backspace if !line.is_empty() => {
                line.pop();
                echo("\u{8} \u{8}")?;
            }
            Key::KillLine => {
                echo(&"\u{8} \u{8}".repeat(line.len()))?;
                line.clear();
            }
            Key::Byte(byte) if byte.is_ascii() && line.len() < ANSWER_BYTES_MAX => {
                let character = char::from(byte);
                line.push(character);
                echo(character.encode_utf8(&mut [0; 4]))?;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[Key]) -> (Typed, String) {
        let mut keys = keys.iter().copied();
        let mut echoed = String::new();
        let typed = edit(&mut || keys.next().ok_or(TtyError::Gone), &mut |echo| {
            echoed.push_str(echo);
            Ok(())
        });
        (typed.unwrap(), echoed)
    }

    #[test]
    fn a_line_is_edited_and_echoed() {
        let keys = [Key::Byte(b'a'), Key::Byte(b'x'), Key::Backspace, Key::Byte(b'b'), Key::Enter];
        assert_eq!(typed(&keys), (Typed::Line("ab".to_owned()), "ax\u{8} \u{8}b".to_owned()));
    }

    #[test]
    fn walking_away_is_not_an_answer() {
        assert_eq!(typed(&[Key::Byte(b'y'), Key::Interrupt]).0, Typed::Interrupted);
        assert_eq!(typed(&[Key::Byte(b'y'), Key::Escape]).0, Typed::Left);
    }

    #[test]
    fn an_endless_answer_is_cut_off() {
        let mut keys = vec![Key::Byte(b'z'); 10_000];
        keys.push(Key::Enter);
        let Typed::Line(line) = typed(&keys).0 else { panic!("no line") };
        assert_eq!(line.len(), ANSWER_BYTES_MAX);
    }
}
