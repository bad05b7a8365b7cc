//! What the codes of one input carry, put together while a worker still decodes.

use super::Wanted;
use crate::error::Error;
use crate::exit::Exit;
use crate::worker::{self, Seen, Source};
use crate::world::World;
use coldframe_console::optics::picture::RawSize;
use coldframe_console::optics::scan::Effort;
use coldframe_console::ui::Ui;
use coldframe_core::envelope::{self, DetectError, Envelope};
use coldframe_core::frames::{Progress, Received, Receiver};
use coldframe_core::limits::PICTURE_FRAMES_MAX;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use std::ops::ControlFlow;
use zeroize::Zeroizing;

/// One message in the making.
pub(super) struct Collecting {
    receiver: Receiver,
    whole: Option<Received>,
    /// The last thing that went wrong: said if nothing went right.
    pub(super) trouble: Option<Error>,
    foreign: u64,
    frames: usize,
}

impl Collecting {
    pub(super) fn new(wanted: Wanted) -> Self {
        let receiver = match wanted {
            Wanted::Signable => Receiver::new(),
            Wanted::TextToo => Receiver::of_text_too(),
        };
        Self { receiver, whole: None, trouble: None, foreign: 0, frames: 0 }
    }

    /// One picture, animation or video: over with the first frame that completes a message.
    pub(super) fn look(
        &mut self,
        source: Source,
        effort: Effort,
        raw: Option<RawSize>,
        world: &mut World,
    ) -> Result<(), Error> {
        self.decode(source, effort, raw, true, world)
    }

    /// One of several files. Each is looked at, because one of them may be of another message; a
    /// damaged one of a hundred costs that picture, not the run.
    pub(super) fn look_at_one_of_many(&mut self, bytes: Vec<u8>, world: &mut World) -> Result<(), Error> {
        if self.frames >= PICTURE_FRAMES_MAX {
            return Ok(());
        }
        self.decode(Source::Bytes(bytes), Effort::Still, None, false, world)
    }

    /// The message, or why there is none.
    pub(super) fn end(mut self, world: &mut World) -> Result<Envelope, Error> {
        self.foreign = self.foreign.max(self.receiver.foreign_frames());
        if self.foreign > 0 {
            world.ui.tell(&text("receive/foreign", &[("count", Safe::number(self.foreign))]));
        }
        if let Some(received) = self.whole {
            return Ok(Envelope::of(received)?);
        }
        match (self.receiver.progress(), self.trouble) {
            // A worker that was stopped says more than what is missing because of it.
            (_, Some(stopped)) if stopped.is_of_worker() => Err(stopped),
            (Progress::Partial { have, need, .. }, _) if need > 0 => {
                Err(DetectError::Incomplete { have, need }.into())
            }
            (_, trouble) => Err(trouble.unwrap_or(Error::plain(Exit::Malformed, "input/no-symbol"))),
        }
    }

    fn decode(
        &mut self,
        source: Source,
        effort: Effort,
        raw: Option<RawSize>,
        is_alone: bool,
        world: &mut World,
    ) -> Result<(), Error> {
        let mut differs = None;
        let looked = worker::look(source, effort, raw, &mut |seen| match seen {
            Seen::Payload(payload) => match self.push(&payload, world.ui.as_mut()) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    differs = Some(error);
                    ControlFlow::Break(())
                }
            },
            Seen::Frame => {
                self.frames = self.frames.saturating_add(1);
                let is_over = self.frames >= PICTURE_FRAMES_MAX || is_alone && self.whole.is_some();
                if is_over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            }
            Seen::Trouble(error) => {
                self.trouble = Some(error.into());
                ControlFlow::Continue(())
            }
            Seen::Took(_) => ControlFlow::Continue(()),
        });
        if let Err(error) = looked {
            self.trouble = Some(error.into());
        }
        differs.map_or(Ok(()), Err)
    }

    fn push(&mut self, payload: &Zeroizing<Vec<u8>>, ui: &mut dyn Ui) -> Result<(), Error> {
        match self.receiver.push(payload) {
            Ok(Progress::Complete(received)) => {
                ui.progress("", 1, 1);
                // What is begun after it is the same message once more, or somebody else's.
                self.foreign = self.foreign.max(self.receiver.foreign_frames());
                self.whole = Some(envelope::same(self.whole.take(), received)?);
            }
            Ok(Progress::Partial { have, need, sessions }) => {
                let number = |count| u64::try_from(count).unwrap_or(u64::MAX);
                let label = reading(sessions, self.receiver.foreign_frames());
                ui.progress(&label, number(have), number(need));
            }
            Err(error) => self.trouble = Some(Error::from(error)),
        }
        Ok(())
    }
}

/// What the person who holds the camera is told: two messages in one picture are worth a look (attack E02).
fn reading(messages: usize, foreign: u64) -> String {
    let facts = [("messages", Safe::count(messages)), ("foreign", Safe::number(foreign))];
    match (messages, foreign) {
        (0 | 1, 0) => text("progress/reading", &facts),
        (0 | 1, _) => text("progress/reading-foreign", &facts),
        _ => text("progress/reading-several", &facts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atk_e02_other_messages_and_foreign_frames_are_said_while_reading() {
        assert_eq!(reading(1, 0), "reading");
        assert!(reading(1, 3).contains("3 foreign"));
        let several = reading(2, 5);
        assert!(several.contains("2 different messages") && several.contains("5 foreign"), "{several}");
    }
}
