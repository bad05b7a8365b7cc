//! Over the gap and back: bytes become animated QR pixels, the pixels become bytes.

use super::story::Story;
use crate::drawing::Drawing;
use crate::error::Error;
use crate::exit::Exit;
use crate::input::Came;
use crate::place::Picture;
use crate::receive::{self, Wanted};
use crate::send::{self, Outgoing};
use coldframe_core::frames::{UrType, Wire};
use coldframe_core::safe::Safe;

/// Draws a PSBT, reads the pixels back, and compares; gives the bytes that came over and the picture.
pub(super) fn there_and_back(
    story: &mut Story<'_>,
    psbt: &[u8],
    kind: Picture,
) -> Result<(Vec<u8>, Vec<u8>), Error> {
    let outgoing = Outgoing { bytes: psbt.to_vec(), wire: Wire::Ur(UrType::Psbt) };
    let picture = story.step("rehearse/draw", |world| {
        let (picture, frames) = send::drawn(&outgoing, &Drawing::usual(), kind, world)?;
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
