//! A person who copies what is shown.
#![cfg(test)]

use super::{Desk, Kind, Live, ScriptedDesk, SecretPage};
use crate::secret_input::SecretInputError;
use coldframe_console::viewfinder::Watched;
use coldframe_core::network::Network;
use coldframe_keys::{Language, Secret};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Answers from a list; `=` is the last line that the last secret page showed, `#` the words of its
/// first line without their numbers. Still there when the run is over.
#[derive(Clone, Default)]
pub(crate) struct Person(Arc<Mutex<Hands>>);

#[derive(Default)]
struct Hands {
    desk: ScriptedDesk,
    copied: Option<String>,
    words: Option<String>,
}

impl Person {
    /// Gives these answers.
    pub(crate) fn answering(answers: &[&str]) -> Self {
        let hands = Hands { desk: ScriptedDesk::answering(answers), copied: None, words: None };
        Self(Arc::new(Mutex::new(hands)))
    }

    /// The same, and walks away at that screen.
    pub(crate) fn leaving(answers: &[&str], screen: usize) -> Self {
        let person = Self::answering(answers);
        person.0.lock().unwrap().desk.leave_at = Some(screen);
        person
    }

    /// Every screen, in order.
    pub(crate) fn shown(&self) -> Vec<String> {
        self.0.lock().unwrap().desk.shown.clone()
    }

    /// Every line that was said beside the screens.
    pub(crate) fn told(&self) -> Vec<String> {
        self.0.lock().unwrap().desk.told.clone()
    }

    /// What the last secret page showed.
    pub(crate) fn copied(&self) -> Option<String> {
        self.0.lock().unwrap().copied.clone()
    }
}

impl Desk for Person {
    fn ready(&mut self) -> Result<(), SecretInputError> {
        self.0.lock().unwrap().desk.ready()
    }

    fn can_show(&mut self) -> Result<(), SecretInputError> {
        self.0.lock().unwrap().desk.can_show()
    }

    fn size(&mut self) -> Result<(usize, usize), SecretInputError> {
        self.0.lock().unwrap().desk.size()
    }

    fn ask(
        &mut self,
        above: &[String],
        kind: Kind,
        empty: bool,
    ) -> Result<Secret<Vec<u8>>, SecretInputError> {
        let mut hands = self.0.lock().unwrap();
        let copied = match hands.desk.answers.front().map(String::as_str) {
            Some("=") => hands.copied.clone(),
            Some("#") => hands.words.clone(),
            _ => None,
        };
        if let Some(copied) = copied {
            *hands.desk.answers.front_mut().unwrap() = copied;
        }
        hands.desk.ask(above, kind, empty)
    }

    fn first_words(
        &mut self,
        network: Network,
        language: Option<Language>,
    ) -> Result<(Secret<Vec<u8>>, Option<Language>), SecretInputError> {
        self.0.lock().unwrap().desk.first_words(network, language)
    }

    fn collect(
        &mut self,
        above: &[String],
        accepts: &dyn Fn(u8) -> bool,
        live: &mut dyn FnMut(&[u8]) -> Live,
    ) -> Result<Secret<Vec<u8>>, SecretInputError> {
        self.0.lock().unwrap().desk.collect(above, accepts, live)
    }

    fn show(&mut self, pages: &[SecretPage]) -> Result<(), SecretInputError> {
        let mut hands = self.0.lock().unwrap();
        let first = pages.last().and_then(|page| page.lines.first());
        let words = |line: &str| {
            line.split('\t').filter_map(|cell| cell.split_whitespace().last()).collect::<Vec<_>>().join(" ")
        };
        hands.words = first.map(|line| words(line));
        hands.copied = pages.last().and_then(|page| page.lines.last()).map(|line| line.to_string());
        hands.desk.show(pages)
    }

    fn hold(&mut self, page: &SecretPage, most: Duration) -> Result<(), SecretInputError> {
        self.0.lock().unwrap().desk.hold(page, most)
    }

    fn watch(&mut self, work: &mut Watched<'_>) -> Result<(), SecretInputError> {
        work(&mut |_| std::ops::ControlFlow::Continue(()));
        Ok(())
    }

    fn tell(&mut self, line: &str) {
        self.0.lock().unwrap().desk.tell(line);
    }

    fn question(&mut self, above: &[String], question: &str) -> Result<String, SecretInputError> {
        self.0.lock().unwrap().desk.question(above, question)
    }
}
