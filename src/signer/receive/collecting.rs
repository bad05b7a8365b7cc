//! What the codes of one input carry, put together while a worker still decodes.

use super::Wanted;
use crate::error::Error;
use crate::exit::Exit;
use crate::worker::{self, Order, Seen, Source};
use crate::world::World;
use coldframe_console::optics::PictureError;
use coldframe_console::optics::picture::RawSize;
use coldframe_console::optics::sight::Shown;
use coldframe_console::ui::UiError;
use coldframe_console::viewfinder::Viewfinder;
use coldframe_core::envelope::{self, DetectError, Envelope};
use coldframe_core::frames::{FrameError, Missing, Progress, Received, Receiver};
use coldframe_core::limits::{CAMERA_FRAMES_MAX, PICTURE_FRAMES_MAX};
use coldframe_core::messages::{error_line, text};
use coldframe_core::safe::Safe;
use std::ops::ControlFlow;
use std::time::Instant;
use zeroize::Zeroizing;

/// One message in the making.
pub(super) struct Collecting {
    receiver: Receiver,
    whole: Option<Received>,
    /// The last thing that went wrong: said if nothing went right.
    pub(super) trouble: Option<Error>,
    foreign: u64,
    frames: usize,
    /// The frame in which it became whole was looked at to its end.
    is_whole_frame: bool,
    /// The last code that was read, to tell the next one from it.
    last: Option<Zeroizing<Vec<u8>>>,
    /// What the code that is in sight is, if it is a secret.
    secret: Option<String>,
}

impl Collecting {
    pub(super) fn new(wanted: Wanted) -> Self {
        let receiver = match wanted {
            Wanted::Signable => Receiver::new(),
            Wanted::TextToo => Receiver::of_text_too(),
        };
        Self {
            receiver,
            whole: None,
            trouble: None,
            foreign: 0,
            frames: 0,
            is_whole_frame: false,
            last: None,
            secret: None,
        }
    }

    /// One picture or animation: over with the first frame that completes a message.
    pub(super) fn look(&mut self, source: Source, world: &mut World) -> Result<(), Error> {
        self.decode(source, true, world)
    }

    /// One of several files. Each is looked at, because one of them may be of another message; a
    /// damaged one of a hundred costs that picture, not the run.
    pub(super) fn look_at_one_of_many(&mut self, bytes: Vec<u8>, world: &mut World) -> Result<(), Error> {
        if self.frames >= PICTURE_FRAMES_MAX {
            return Ok(());
        }
        self.decode(Source::Bytes(bytes), false, world)
    }

    /// A video or a camera, while a person watches: over with the first frame that completes a message.
    pub(super) fn watch(
        &mut self,
        source: Source,
        raw: Option<RawSize>,
        world: &mut World,
    ) -> Result<(), Error> {
        let shown = if world.ui.watches() { Shown::Plain } else { Shown::Nothing };
        let order = Order { raw, shown, ..Order::LIVE };
        let most = if matches!(source, Source::Camera(_)) { CAMERA_FRAMES_MAX } else { PICTURE_FRAMES_MAX };
        let (mut source, mut looked, mut differs) = (Some(source), Ok(()), None);
        let left = world.ui.watch(&mut |show| {
            let Some(source) = source.take() else { return };
            let mut finder = Viewfinder::default();
            looked = worker::look(source, order, &mut |seen| {
                self.note(seen, &mut finder).unwrap_or_else(|error| differs = Some(error));
                let is_over = self.frames >= most || self.is_whole_frame || differs.is_some();
                if is_over { ControlFlow::Break(()) } else { show(&finder) }
            });
        });
        match left {
            // A message that was whole by then is whole.
            Err(UiError::Left) if self.whole.is_none() => {
                return Err(Error::plain(Exit::Declined, "camera/left"));
            }
            Err(error) if self.whole.is_none() => return Err(error.into()),
            Err(_) | Ok(()) => {}
        }
        if let Err(error) = looked {
            self.trouble = Some(error.into());
        }
        self.note_limit(most);
        differs.map_or(Ok(()), Err)
    }

    /// Frames that were not looked at any more may have held the message: whoever is told that there was no
    /// code takes the same film again.
    fn note_limit(&mut self, most: usize) {
        if self.frames >= most && self.whole.is_none() {
            self.trouble = Some(PictureError::TooManyFrames { limit: most }.into());
        }
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
            _ if self.receiver.is_disputed() => Err(DetectError::Ambiguous.into()),
            (Progress::Partial { have, need, missing, .. }, _) if need > 0 => {
                Err(DetectError::Incomplete { have, need, missing }.into())
            }
            (_, trouble) => Err(trouble.unwrap_or(Error::plain(Exit::Malformed, "input/no-symbol"))),
        }
    }

    fn decode(&mut self, source: Source, is_alone: bool, world: &mut World) -> Result<(), Error> {
        let mut differs = None;
        let looked = worker::look(source, Order::STILL, &mut |seen| {
            let mut progress = |label: &str, have, need| world.ui.progress(label, have, need);
            match seen {
                Seen::Payload(payload) => {
                    self.secret = None;
                    match self.push(&payload, &mut progress) {
                        Ok(()) => ControlFlow::Continue(()),
                        Err(error) => {
                            differs = Some(error);
                            ControlFlow::Break(())
                        }
                    }
                }
                Seen::Frame => {
                    self.frames = self.frames.saturating_add(1);
                    let is_over = self.frames >= PICTURE_FRAMES_MAX || is_alone && self.whole.is_some();
                    if is_over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                }
                Seen::Trouble(error) => {
                    self.trouble = Some(error.into());
                    ControlFlow::Continue(())
                }
                _ => ControlFlow::Continue(()),
            }
        });
        if let Err(error) = looked {
            self.trouble = Some(error.into());
        }
        self.note_limit(PICTURE_FRAMES_MAX);
        differs.map_or(Ok(()), Err)
    }

    /// One word of a worker that is watched.
    fn note(&mut self, seen: Seen, finder: &mut Viewfinder) -> Result<(), Error> {
        match seen {
            Seen::Payload(payload) => {
                let is_another = self.last.replace(payload.clone()) != Some(payload.clone());
                finder.read(is_another);
                if is_another {
                    self.secret = None;
                }
                let count = |number| usize::try_from(number).unwrap_or(usize::MAX);
                self.push(&payload, &mut |label, have, need| {
                    finder.collected(count(have), count(need), label.to_owned());
                })?;
            }
            Seen::Frame => {
                self.frames = self.frames.saturating_add(1);
                self.is_whole_frame = self.whole.is_some();
            }
            Seen::Trouble(error) => self.trouble = Some(error.into()),
            Seen::CameraTrouble(error) => self.trouble = Some(error.into()),
            Seen::Camera(info) => finder.camera(info),
            Seen::Look(look) => finder.look(look, Instant::now()),
            Seen::Preview(preview) => finder.preview(preview),
            Seen::Took(_) | Seen::Waiting => {}
        }
        Ok(())
    }

    fn push(
        &mut self,
        payload: &Zeroizing<Vec<u8>>,
        progress: &mut dyn FnMut(&str, u64, u64),
    ) -> Result<(), Error> {
        let number = |count| u64::try_from(count).unwrap_or(u64::MAX);
        match self.receiver.push(payload) {
            Ok(Progress::Complete(received)) => {
                progress("", 1, 1);
                // What is begun after it is the same message once more, or somebody else's.
                self.foreign = self.foreign.max(self.receiver.foreign_frames());
                self.whole = Some(envelope::same(self.whole.take(), received)?);
            }
            Ok(Progress::Partial { have, need, sessions, missing }) => {
                let label = reading(sessions, self.receiver.foreign_frames());
                // The same code once more is no news to the receiver, and a secret all the same.
                let label = self.secret.clone().unwrap_or_else(|| with_missing(label, &missing));
                progress(&label, number(have), number(need));
            }
            Err(error) => {
                // Whoever holds a secret before a camera learns it now, not when they leave (attack E12).
                if let FrameError::Secret { .. } = error {
                    let said = error_line(&error);
                    if let Progress::Partial { have, need, .. } = self.receiver.progress() {
                        progress(&said, number(have), number(need));
                    }
                    self.secret = Some(said);
                }
                self.trouble = Some(Error::from(error));
            }
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

/// Of numbered frames, the last few that are missing: whoever shows them can show just those.
fn with_missing(label: String, missing: &Missing) -> String {
    match missing.told().filter(|_| missing.all_named().is_some()) {
        Some(told) => format!("{label}, {told}"),
        None => label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_does_not_let_us_read_is_no_malformed_picture() {
        let denied = PictureError::Unreadable { kind: std::io::ErrorKind::PermissionDenied };
        assert_eq!(Error::from(denied).exit(), Exit::Device);
        assert_eq!(Error::from(PictureError::NoPictures).exit(), Exit::Malformed);
    }

    #[test]
    fn atk_e02_other_messages_and_foreign_frames_are_said_while_reading() {
        assert_eq!(reading(1, 0), "reading");
        assert!(reading(1, 3).contains("3 foreign"));
        let several = reading(2, 5);
        assert!(several.contains("2 different messages") && several.contains("5 foreign"), "{several}");
    }
}
