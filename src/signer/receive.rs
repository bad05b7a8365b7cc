//! From bytes or pictures to one whole message, and how it came.

use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::input::{self, Came};
use crate::place::Input;
use crate::world::World;
use coldframe_console::optics::picture::{self, Frames};
use coldframe_console::optics::{folder, scan};
use coldframe_core::envelope::{self, Content, DetectError, Envelope, Signable};
use coldframe_core::frames::{self, Progress, Receiver, Wire};
use coldframe_core::limits::{INPUT_BYTES_MAX, PICTURE_FILE_BYTES_MAX};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;

/// What a command can make use of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A PSBT or a transaction: other codes in a picture are passed over.
    Signable,
    /// Any public text too.
    TextToo,
}

/// How the pictures of one input belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looking {
    /// One picture or animation: over with the first whole message.
    Still,
    /// Video: over with the first whole message.
    Live,
    /// Several files: each is looked at, because one of them may be of another message.
    AtAll,
}

/// Makes one message of what came.
pub(crate) fn message(came: Came, wanted: Wanted, world: &mut World) -> Result<Envelope, Error> {
    match came {
        Came::Bytes(bytes) => match picture::detect(&bytes) {
            Some(_) => of_pictures(picture::frames(bytes)?, Looking::Still, wanted, world),
            None => of_bytes(&bytes),
        },
        Came::Folder(path) => of_pictures(folder::frames(&path)?, Looking::AtAll, wanted, world),
        Came::Video(stream, raw) => of_pictures(picture::stream(stream, raw)?, Looking::Live, wanted, world),
        Came::Pictures(paths) => {
            let of_file = |path| Ok(picture::frames(files::read(path, PICTURE_FILE_BYTES_MAX)?)?);
            let frames = paths.iter().map(|path| of_file(path)).collect::<Result<Vec<Frames>, Error>>()?;
            of_pictures(Box::new(frames.into_iter().flatten()), Looking::AtAll, wanted, world)
        }
    }
}

/// The PSBT in an input, for the commands that review or sign one.
pub(crate) fn signable(input: &Input, world: &mut World) -> Result<Signable, Error> {
    let came = world.stdin.read(input)?;
    let signable = message(came, Wanted::Signable, world)?.into_signable()?;
    world.step("step/read", &[("bytes", Safe::count(signable.psbt.len()))]);
    world.step("step/recognised", &[("format", Safe::text(format_of(signable.wire)))]);
    Ok(signable)
}

/// The word of `--as` for how something came.
const fn format_of(wire: Wire) -> &'static str {
    match wire {
        Wire::Binary => "binary",
        Wire::Base64 => "base64",
        Wire::Hex => "hex",
        Wire::Base43 => "base43",
        Wire::Ur(_) => "ur",
        Wire::Bbqr { .. } => "bbqr",
        _ => "text",
    }
}

/// The bytes of a message, whatever it is.
pub(crate) fn into_bytes(envelope: Envelope) -> Vec<u8> {
    match envelope.content {
        Content::Psbt(bytes) | Content::Transaction(bytes) | Content::Registry(_, bytes) => bytes,
        Content::Text(text) => text.into_bytes(),
        _ => Vec::new(),
    }
}

/// Words two people compare: the checksums of the transports can be forged (attack E03).
pub(crate) fn tell_digest(bytes: &[u8], world: &mut World) {
    let words = frames::digest_words(&frames::message_digest(bytes));
    world.ui.tell(&text("receive/digest", &[("words", Safe::text(&words))]));
}

fn of_bytes(bytes: &[u8]) -> Result<Envelope, Error> {
    if !input::is_within_text_bound(bytes) {
        let facts = vec![("path", Safe::text("-")), ("most", Safe::number(INPUT_BYTES_MAX))];
        return Err(Error::with(Exit::Device, "io/too-large", facts));
    }
    Ok(Envelope::detect(bytes)?)
}

fn of_pictures(
    frames: Frames,
    looking: Looking,
    wanted: Wanted,
    world: &mut World,
) -> Result<Envelope, Error> {
    let mut receiver = match wanted {
        Wanted::Signable => Receiver::new(),
        Wanted::TextToo => Receiver::of_text_too(),
    };
    let mut reader = if looking == Looking::Live { scan::Reader::live() } else { scan::Reader::still() };
    let mut whole = None;
    let (mut trouble, mut foreign) = (None, 0);
    for frame in frames {
        // One damaged picture of a hundred costs that picture, not the run.
        let payloads = match frame {
            Ok(frame) => reader.read(&frame),
            Err(error) => {
                trouble = Some(Error::from(error));
                continue;
            }
        };
        for payload in payloads {
            match receiver.push(&payload) {
                Ok(Progress::Complete(received)) => {
                    world.ui.progress("", 1, 1);
                    // What is begun after it is the same message once more, or somebody else's.
                    foreign = foreign.max(receiver.foreign_frames());
                    whole = Some(envelope::same(whole, received)?);
                }
                Ok(Progress::Partial { have, need, sessions }) => {
                    let number = |count| u64::try_from(count).unwrap_or(u64::MAX);
                    let label = reading(sessions, receiver.foreign_frames());
                    world.ui.progress(&label, number(have), number(need));
                }
                Err(error) => trouble = Some(Error::from(error)),
            }
        }
        if whole.is_some() && looking != Looking::AtAll {
            break;
        }
    }
    foreign = foreign.max(receiver.foreign_frames());
    if foreign > 0 {
        world.ui.tell(&text("receive/foreign", &[("count", Safe::number(foreign))]));
    }
    if let Some(received) = whole {
        return Ok(Envelope::of(received)?);
    }
    match receiver.progress() {
        Progress::Partial { have, need, .. } if need > 0 => {
            Err(DetectError::Incomplete { have, need }.into())
        }
        _ => Err(trouble.unwrap_or(Error::plain(Exit::Malformed, "input/no-symbol"))),
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
