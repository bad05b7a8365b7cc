//! Shares on their way in from files, pictures and descriptors. Inside the vault only.

use crate::cli::share::common::ShareSource;
use crate::cli::vault::KeySource;
use crate::codes;
use crate::desk::Desk;
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::place::Input;
use crate::secret_input::{self, SecretInputError};
use crate::vault_seed::Keys;
use coldframe_console::optics::camera::Selector;
use coldframe_console::optics::picture;
use coldframe_core::envelope;
use coldframe_core::limits::{PICTURE_FILE_BYTES_MAX, SHARES_INPUT_BYTES_MAX};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::Secret;
use coldframe_keys::shares::{ShareError, shares_in};
use coldframe_keys::vault::{Identities, Key, decrypt};
use std::ops::ControlFlow;
use std::path::Path;
use zeroize::Zeroizing;

/// How files of pages begin, which are for printers and read by nobody.
const PAGES: [&[u8]; 3] = [b"%PDF-", b"<svg", b"<?xml"];

/// A share as it came, before anybody knows what it is.
pub(crate) struct Found {
    /// The share.
    pub(crate) content: Zeroizing<Vec<u8>>,
    /// Where it was.
    pub(crate) from: Safe,
}

/// Every share of the files and descriptors that were named, in their order.
pub(crate) fn found(source: &ShareSource, desk: &mut dyn Desk) -> Result<Vec<Found>, Error> {
    let identities = identities(source.identity_fd)?;
    let mut all = Vec::new();
    for input in &source.shares {
        all.extend(of_input(input, identities.as_ref(), desk)?);
    }
    for fd in &source.share_fds {
        all.extend(of_descriptor(*fd)?);
    }
    Ok(all)
}

fn identities(fd: Option<u32>) -> Result<Option<Identities>, Error> {
    let Some(fd) = fd else { return Ok(None) };
    let file = secret_input::of_descriptor(fd, false)?;
    Ok(Some(file.expose(|file| Identities::parse(file))?))
}

fn of_descriptor(fd: u32) -> Result<Vec<Found>, Error> {
    let from = Safe::text(&text("share-screen/descriptor", &[("fd", Safe::number(fd))]));
    let came = secret_input::of_descriptor_at_most(fd, SHARES_INPUT_BYTES_MAX).map_err(|why| match why {
        SecretInputError::TooLong { most: limit } => Error::from(ShareError::FileTooLong { limit }),
        other => other.into(),
    })?;
    came.expose(|came| of_text(came, &from))
}

fn of_input(
    input: &Input,
    identities: Option<&Identities>,
    desk: &mut dyn Desk,
) -> Result<Vec<Found>, Error> {
    match input {
        Input::Stdin => of_descriptor(0),
        Input::Camera(camera) => of_camera(camera, desk),
        Input::Path(path) => of_file(path, identities, desk),
    }
}

/// The codes of the first frame that shows any.
fn of_camera(camera: &Selector, desk: &mut dyn Desk) -> Result<Vec<Found>, Error> {
    let from = Safe::text(&text("share-screen/camera", &[]));
    let mut found = Vec::new();
    codes::of_camera(camera, desk, &mut |codes| {
        let found_now = codes.iter().map(|content| Found { content: content.clone(), from: from.clone() });
        found.extend(found_now);
        if found.is_empty() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    some(found, &from)
}

/// A text, a picture, or one of them sealed.
fn of_file(path: &Path, identities: Option<&Identities>, desk: &mut dyn Desk) -> Result<Vec<Found>, Error> {
    let from = files::shown(path);
    let file = Zeroizing::new(files::read(path, PICTURE_FILE_BYTES_MAX)?);
    // One that is damaged, or asks for too much work, is told as that and never read as lines of shares.
    if !envelope::is_encrypted(&file) {
        return of_content(&file, &from);
    }
    let opened = opened(&file, &from, identities, desk)?;
    opened.expose(|content| of_content(content, &from))
}

/// With the identities that were given, else with what the person types.
fn opened(
    file: &[u8],
    from: &Safe,
    identities: Option<&Identities>,
    desk: &mut dyn Desk,
) -> Result<Secret<Vec<u8>>, Error> {
    match identities {
        Some(identities) => Ok(decrypt(file, Key::Identities(identities))?),
        None => Ok(Keys::opening(file, from, &KeySource::default(), desk)?.0),
    }
}

fn of_content(content: &[u8], from: &Safe) -> Result<Vec<Found>, Error> {
    if PAGES.iter().any(|start| content.starts_with(start)) {
        return Err(Error::with(Exit::Malformed, "share/is-card", vec![("from", from.clone())]));
    }
    if picture::detect(content).is_none() {
        return of_text(content, from);
    }
    let codes = codes::of_picture(content.to_vec())?;
    let found = codes.into_iter().map(|content| Found { content, from: from.clone() });
    some(found.collect(), from)
}

/// A text with one share on each line, or one raw share (`formats/share-file.md`).
fn of_text(content: &[u8], from: &Safe) -> Result<Vec<Found>, Error> {
    let shares = shares_in(content)?.into_iter();
    let found = shares.map(|share| Found { content: Zeroizing::new(share.to_vec()), from: from.clone() });
    some(found.collect(), from)
}

fn some(found: Vec<Found>, from: &Safe) -> Result<Vec<Found>, Error> {
    match found.is_empty() {
        true => Err(Error::with(Exit::Malformed, "share/no-share", vec![("from", from.clone())])),
        false => Ok(found),
    }
}
