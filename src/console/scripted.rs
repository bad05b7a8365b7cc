//! A person played by a test: answers from a list, records every screen, walks away on command.

use crate::optics::Glyphs;
use crate::player::{Look, Played, Reel, Room};
use crate::ui::{Ui, UiError};
use crate::viewfinder::Watched;
use coldframe_core::review::pages::{Line, Page};

/// One thing that happened on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A page.
    Page(String),
    /// A question.
    Question(String),
    /// A line on standard error.
    Told(String),
    /// A picture was played.
    Picture,
}

/// Called before an answer is given: where a test swaps the file under the reader's eyes.
type Meanwhile = Box<dyn FnMut(&Shown) + Send>;

/// The recording fake.
#[derive(Default)]
pub struct Scripted {
    /// Answers to questions, in order.
    pub answers: Vec<String>,
    /// Leave at this page or question, counted from 0 over both.
    pub leave_at: Option<usize>,
    /// Everything shown, in order.
    pub shown: Vec<Shown>,
    /// Runs at every page and question.
    pub meanwhile: Option<Meanwhile>,
    step: usize,
}

impl Scripted {
    /// A person who will give these answers.
    pub fn answering(answers: &[&str]) -> Self {
        let mut answers: Vec<String> = answers.iter().map(|&answer| answer.to_owned()).collect();
        answers.reverse();
        Self { answers, ..Self::default() }
    }

    fn step(&mut self, shown: Shown) -> Result<(), UiError> {
        if let Some(meanwhile) = &mut self.meanwhile {
            meanwhile(&shown);
        }
        self.shown.push(shown);
        let leaves = self.leave_at == Some(self.step);
        self.step = self.step.saturating_add(1);
        if leaves { Err(UiError::Left) } else { Ok(()) }
    }
}

impl std::fmt::Debug for Scripted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scripted").field("shown", &self.shown).finish_non_exhaustive()
    }
}

impl Ui for Scripted {
    fn ready(&mut self) -> Result<(), UiError> {
        Ok(())
    }

    fn columns(&mut self) -> usize {
        80
    }

    fn read(&mut self, pages: &[Page]) -> Result<(), UiError> {
        pages.iter().try_for_each(|page| self.step(Shown::Page(plain(&page.lines))))
    }

    fn ask(&mut self, above: &[Line], question: &str) -> Result<String, UiError> {
        self.step(Shown::Question(format!("{}{question}", plain(above))))?;
        self.answers.pop().ok_or(UiError::Left)
    }

    fn tell(&mut self, line: &str) {
        self.shown.push(Shown::Told(line.to_owned()));
    }

    fn progress(&mut self, _label: &str, _done: u64, _total: u64) {}

    fn watches(&mut self) -> bool {
        true
    }

    fn watch(&mut self, work: &mut Watched<'_>) -> Result<(), UiError> {
        work(&mut |_| std::ops::ControlFlow::Continue(()));
        Ok(())
    }

    fn play(&mut self, reel: &mut dyn Reel, _look: &Look) -> Result<Played, UiError> {
        reel.cut(&Room::cells(Glyphs::HalfBlocks, 23, 80));
        reel.shot(0).map_err(|_| UiError::Gone)?;
        self.step(Shown::Picture).map(|()| Played::Codes)
    }
}

fn plain(lines: &[Line]) -> String {
    let text = |line: &Line| -> String { line.spans.iter().map(|span| span.text.as_str()).collect() };
    lines.iter().map(|line| text(line) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scripted_person_leaves_where_told() {
        let mut person = Scripted { leave_at: Some(1), ..Scripted::answering(&["yes"]) };
        assert_eq!(person.read(&[Page::default(), Page::default(), Page::default()]), Err(UiError::Left));
        assert_eq!(person.shown.len(), 2);
    }
}
