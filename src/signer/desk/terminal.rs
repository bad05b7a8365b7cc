//! The desk at the controlling terminal.

use super::{Desk, Kind, Live, SecretPage};
use crate::secret_input::SecretInputError;
use crate::secret_prompt;
use coldframe_console::tty::{Key, Tty};
use coldframe_core::limits::SECRET_INPUT_BYTES_MAX;
use coldframe_keys::Secret;
use std::time::Duration;

/// Opens the terminal anew for every question: a run that asks nothing needs none.
#[derive(Debug, Default)]
pub(crate) struct TerminalDesk;

impl Desk for TerminalDesk {
    fn ready(&mut self) -> Result<(), SecretInputError> {
        Ok(Tty::open().map(|_| ())?)
    }

    fn size(&mut self) -> Result<(usize, usize), SecretInputError> {
        Ok(Tty::open()?.size())
    }

    fn ask(
        &mut self,
        _above: &[String],
        kind: Kind,
        allow_empty: bool,
    ) -> Result<Secret<Vec<u8>>, SecretInputError> {
        let secret = secret_prompt::ask(kind)?;
        match !allow_empty && secret.expose(|bytes| bytes.is_empty()) {
            true => Err(SecretInputError::Empty),
            false => Ok(secret),
        }
    }

    fn collect(
        &mut self,
        above: &[String],
        accepts: &dyn Fn(u8) -> bool,
        live: &mut dyn FnMut(&[u8]) -> Live,
    ) -> Result<Secret<Vec<u8>>, SecretInputError> {
        let tty = Tty::open()?;
        let _raw = tty.raw()?;
        let _screen = tty.screen()?;
        Secret::try_built(Vec::with_capacity(SECRET_INPUT_BYTES_MAX), |typed: &mut Vec<u8>| {
            loop {
                let now = live(typed);
                let drawn = [above, now.lines.as_slice()].concat().join("\n");
                tty.control("\u{1b}[2J\u{1b}[H")?;
                tty.write(&drawn)?;
                match tty.key()? {
                    Key::Enter if now.enough => return Ok(()),
                    Key::Interrupt => return Err(SecretInputError::Interrupted),
                    Key::EndOfInput | Key::Escape => return Err(SecretInputError::Left),
                    Key::Byte(byte) if accepts(byte) && typed.len() < SECRET_INPUT_BYTES_MAX => {
                        typed.push(byte)
                    }
                    _ => {}
                }
            }
        })
    }

    fn show(&mut self, pages: &[SecretPage]) -> Result<(), SecretInputError> {
        let tty = Tty::open()?;
        let _raw = tty.raw()?;
        let _screen = tty.screen()?;
        for page in pages {
            tty.control("\u{1b}[2J\u{1b}[H")?;
            tty.write(&page.title)?;
            for line in &page.lines {
                tty.write("\n")?;
                tty.write(line)?;
            }
            loop {
                match tty.key()? {
                    Key::Enter => break,
                    Key::Interrupt => return Err(SecretInputError::Interrupted),
                    Key::EndOfInput | Key::Escape => return Err(SecretInputError::Left),
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn hold(&mut self, page: &SecretPage, _most: Duration) -> Result<(), SecretInputError> {
        self.show(std::slice::from_ref(page))
    }

    fn question(&mut self, above: &[String], question: &str) -> Result<String, SecretInputError> {
        let typed = self.collect(above, &|byte| (0x20..0x7f).contains(&byte), &mut |typed| Live {
            lines: vec![format!("{question} {}", String::from_utf8_lossy(typed))],
            enough: true,
        })?;
        Ok(typed.expose(|typed| String::from_utf8_lossy(typed).into_owned()))
    }
}
