//! Codes in pictures of secrets (SeedQR): what they carry goes straight into the vault.

use crate::desk::Desk;
use crate::error::Error;
use crate::exit::Exit;
use crate::secret_input::SecretInputError;
use crate::worker::{self, Order, Seen, Source};
use coldframe_console::optics::camera::Selector;
use coldframe_console::optics::sight::Shown;
use coldframe_console::viewfinder::Viewfinder;
use std::ops::ControlFlow;
use std::time::Instant;
use zeroize::Zeroizing;

/// What the codes of a picture file carry, each once, in the order they are found. Inside the
/// vault only: the bytes come from the worker's pipe into places that are wiped.
pub(crate) fn of_picture(bytes: Vec<u8>) -> Result<Vec<Zeroizing<Vec<u8>>>, Error> {
    let mut found: Vec<Zeroizing<Vec<u8>>> = Vec::new();
    let mut trouble = None;
    worker::look(Source::Bytes(bytes), Order::STILL, &mut |seen| {
        match seen {
            Seen::Payload(payload) if !found.contains(&payload) => found.push(payload),
            Seen::Trouble(error) => trouble = Some(error),
            _ => {}
        }
        ControlFlow::Continue(())
    })?;
    match trouble {
        Some(error) => Err(error.into()),
        None => Ok(found),
    }
}

/// Takes what the codes of one frame carry; to have no more, the answer says so.
pub(crate) type OfFrame<'a> = dyn FnMut(&[Zeroizing<Vec<u8>>]) -> ControlFlow<()> + 'a;

/// Gives what the codes before a camera carry to `each`, frame by frame, until that has enough. Inside
/// the vault only. What the person sees meanwhile is too coarse to read a code from (attack G12).
pub(crate) fn of_camera(camera: &Selector, desk: &mut dyn Desk, each: &mut OfFrame<'_>) -> Result<(), Error> {
    let order = Order { shown: Shown::Secret, ..Order::LIVE };
    let (mut trouble, mut looked, mut has_enough) = (None, Ok(()), false);
    let left = desk.watch(&mut |show| {
        let mut finder = Viewfinder::default();
        let mut codes = Vec::new();
        looked = worker::look(Source::Camera(camera.clone()), order, &mut |seen| {
            match seen {
                Seen::Payload(payload) => codes.push(payload),
                Seen::Frame => {
                    has_enough = !codes.is_empty() && each(&codes).is_break();
                    codes.clear();
                }
                Seen::Trouble(error) => trouble = Some(Error::from(error)),
                Seen::CameraTrouble(error) => trouble = Some(Error::from(error)),
                Seen::Camera(info) => finder.camera(info),
                Seen::Look(look) => finder.look(look, Instant::now()),
                Seen::Preview(preview) => finder.preview(preview),
                Seen::Took(_) | Seen::Waiting => {}
            }
            if has_enough { ControlFlow::Break(()) } else { show(&finder) }
        });
    });
    match left {
        _ if has_enough => return Ok(()),
        Err(SecretInputError::Left) => return Err(Error::plain(Exit::Declined, "camera/left")),
        Err(error) => return Err(error.into()),
        Ok(()) => {}
    }
    looked?;
    trouble.map_or(Ok(()), Err)
}
