//! A person at the desk played by a test.
#![cfg(test)]

use super::{Desk, Kind, Live, SecretPage};
use crate::secret_input::SecretInputError;
use coldframe_console::viewfinder::Watched;
use coldframe_core::network::Network;
use coldframe_keys::{Language, Secret};
use std::collections::VecDeque;
use std::time::Duration;

/// Answers from a list, records every screen, walks away on command.
#[derive(Default)]
pub(crate) struct ScriptedDesk {
    /// Answers in order: secrets, symbols and public lines alike.
    pub(crate) answers: VecDeque<String>,
    /// Walk away at this screen, counted from 0.
    pub(crate) leave_at: Option<usize>,
    /// The list chosen while words are typed.
    pub(crate) chosen: Option<Language>,
    /// Every screen, in order.
    pub(crate) shown: Vec<String>,
    /// Every line that was said beside them.
    pub(crate) told: Vec<String>,
}

impl ScriptedDesk {
    /// A person who will give these answers.
    pub(crate) fn answering(answers: &[&str]) -> Self {
        Self { answers: answers.iter().map(|answer| (*answer).to_owned()).collect(), ..Self::default() }
    }

    fn screen(&mut self, what: String) -> Result<(), SecretInputError> {
        let number = self.shown.len();
        self.shown.push(what);
        if self.leave_at == Some(number) { Err(SecretInputError::Left) } else { Ok(()) }
    }

    fn answer(&mut self) -> Result<String, SecretInputError> {
        self.answers.pop_front().ok_or(SecretInputError::Left)
    }
}

fn secret(text: &str) -> Secret<Vec<u8>> {
    Secret::built(Vec::with_capacity(text.len()), |bytes| bytes.extend_from_slice(text.as_bytes()))
}

impl Desk for ScriptedDesk {
    fn ready(&mut self) -> Result<(), SecretInputError> {
        Ok(())
    }

    fn can_show(&mut self) -> Result<(), SecretInputError> {
        Ok(())
    }

    fn size(&mut self) -> Result<(usize, usize), SecretInputError> {
        Ok((24, 80))
    }

    fn ask(
        &mut self,
        above: &[String],
        kind: Kind,
        allow_empty: bool,
    ) -> Result<Secret<Vec<u8>>, SecretInputError> {
        self.screen(format!("{}\n{kind:?}", above.join("\n")))?;
        let answer = self.answer()?;
        if answer.is_empty() && !allow_empty { Err(SecretInputError::Empty) } else { Ok(secret(&answer)) }
    }

    fn first_words(
        &mut self,
        network: Network,
        language: Option<Language>,
    ) -> Result<(Secret<Vec<u8>>, Option<Language>), SecretInputError> {
        Ok((self.ask(&[], Kind::Words(network), false)?, language.or(self.chosen)))
    }

    fn collect(
        &mut self,
        above: &[String],
        accepts: &dyn Fn(u8) -> bool,
        live: &mut dyn FnMut(&[u8]) -> Live,
    ) -> Result<Secret<Vec<u8>>, SecretInputError> {
        let mut typed = Vec::new();
        for byte in self.answer()?.bytes().filter(|byte| accepts(*byte)) {
            typed.push(byte);
            let lines = live(&typed).lines.join("\n");
            self.screen(format!("{}\n{lines}", above.join("\n")))?;
        }
        match live(&typed).enough {
            true => Ok(Secret::built(Vec::new(), |bytes| *bytes = typed)),
            false => Err(SecretInputError::Left),
        }
    }

    fn show(&mut self, pages: &[SecretPage]) -> Result<(), SecretInputError> {
        for page in pages {
            let lines: Vec<&str> = page.lines.iter().map(|line| line.as_str()).collect();
            self.screen(format!("{}\n{}", page.title, lines.join("\n")))?;
        }
        Ok(())
    }

    fn hold(&mut self, page: &SecretPage, _most: Duration) -> Result<(), SecretInputError> {
        self.show(std::slice::from_ref(page))
    }

    fn watch(&mut self, work: &mut Watched<'_>) -> Result<(), SecretInputError> {
        self.screen("the viewfinder".to_owned())?;
        work(&mut |_| std::ops::ControlFlow::Continue(()));
        Ok(())
    }

    fn tell(&mut self, line: &str) {
        self.told.push(line.to_owned());
    }

    fn question(&mut self, above: &[String], question: &str) -> Result<String, SecretInputError> {
        self.screen(format!("{}\n{question}", above.join("\n")))?;
        self.answer()
    }
}
