//! Over the gap and back: bytes become animated QR pixels, the pixels become bytes.

use super::story::Story;
use crate::error::Error;
use crate::exit::Exit;
use crate::input::Came;
use crate::place::Picture;
use crate::receive::{self, Wanted};
use crate::send::{self, Drawing, Outgoing};
use coldframe_core::frames::{UrType, Wire};
use coldframe_core::safe::Safe;

/// Which kind of animation carries it; one journey uses both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Animated PNG.
    Apng,
    /// GIF.
    Gif,
}

/// Draws a PSBT, reads the pixels back, and compares; gives the bytes that came over and the picture.
pub(super) fn there_and_back(
    story: &mut Story<'_>,
    psbt: &[u8],
    form: Form,
) -> Result<(Vec<u8>, Vec<u8>), Error> {
    let outgoing = Outgoing { bytes: psbt.to_vec(), wire: Wire::Ur(UrType::Psbt) };
    let picture = story.step("rehearse/draw", |_| {
        let kind = match form {
            Form::Apng => Picture::Apng,
            Form::Gif => Picture::Gif,
        };
        let (picture, frames) = send::drawn(&outgoing, Drawing::USUAL, kind)?;
        let facts = vec![("frames", Safe::count(frames)), ("bytes", Safe::count(picture.len()))];
        Ok((picture, facts))
    })?;
    let came = story.step("rehearse/read", |world| {
        let envelope = receive::message(Came::Bytes(picture.clone()), Wanted::Signable, world)?;
        let came = envelope.into_signable()?.psbt;
        if came != psbt {
            return Err(Error::plain(Exit::Bug, "rehearse/differs"));
        }
        let facts = vec![("bytes", Safe::count(came.len()))];
        Ok((came, facts))
    })?;
    Ok((came, picture))
}
