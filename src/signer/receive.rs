//! From bytes or pictures to one whole message, and how it came.

mod collecting;

use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::input::{self, Came};
use crate::place::Input;
use crate::worker::Source;
use crate::world::World;
use coldframe_console::optics::{PictureError, folder, picture};
use coldframe_core::envelope::{Content, Envelope, Signable};
use coldframe_core::frames::{self, Wire};
use coldframe_core::limits::{INPUT_BYTES_MAX, PICTURE_FILE_BYTES_MAX};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use collecting::Collecting;

/// What a command can make use of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A PSBT or a transaction: other codes in a picture are passed over.
    Signable,
    /// Any public text too.
    TextToo,
}

/// Makes one message of what came.
pub(crate) fn message(came: Came, wanted: Wanted, world: &mut World) -> Result<Envelope, Error> {
    let mut collecting = Collecting::new(wanted);
    match came {
        Came::Bytes(bytes) if picture::detect(&bytes).is_none() => return of_bytes(&bytes),
        Came::Bytes(bytes) => collecting.look(Source::Bytes(bytes), world)?,
        Came::Video(head, stream, raw) => collecting.watch(Source::Stream(head, stream), raw, world)?,
        Came::Camera(selector) => collecting.watch(Source::Camera(selector), None, world)?,
        Came::Folder(path) => {
            for path in folder::files(&path)? {
                match files::read(&path, PICTURE_FILE_BYTES_MAX) {
                    Ok(bytes) if picture::detect(&bytes).is_none() => {}
                    Ok(bytes) => collecting.look_at_one_of_many(bytes, world)?,
                    Err(error) => collecting.trouble = Some(error.into()),
                }
            }
        }
        Came::Pictures(paths) => {
            for path in paths {
                let bytes = files::read(&path, PICTURE_FILE_BYTES_MAX)?;
                if picture::detect(&bytes).is_none() {
                    return Err(PictureError::UnknownFormat.into());
                }
                collecting.look_at_one_of_many(bytes, world)?;
            }
        }
    }
    collecting.end(world)
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
        Wire::Ur1(_) => "ur1",
        Wire::Bbqr { .. } => "bbqr",
        _ => "text",
    }
}

/// The bytes of a message, whatever it is.
pub(crate) fn into_bytes(envelope: Envelope) -> Vec<u8> {
    match envelope.content {
        Content::Psbt(bytes)
        | Content::Transaction(bytes)
        | Content::SealedDescriptor(bytes)
        | Content::Registry(_, bytes) => bytes,
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
