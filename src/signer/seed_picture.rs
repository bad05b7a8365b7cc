//! A seed from a SeedQR or a seed as UR, on a picture or before a camera. Inside the vault only.

use crate::codes;
use crate::desk::Desk;
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use coldframe_console::optics::camera::Selector;
use coldframe_core::limits::PICTURE_FILE_BYTES_MAX;
use coldframe_core::messages::Explain;
use coldframe_keys::{Mnemonic, SeedQr, seed_ur};
use std::ops::ControlFlow;
use std::path::Path;
use zeroize::Zeroizing;

/// Taking either would be a guess.
const TWO_SEEDS: &str = "seed-picture/two-seeds";

/// The words in the codes of a picture. Other codes beside them do not matter; two different seeds
/// do, because taking either would be a guess.
pub(crate) fn mnemonic(path: &Path) -> Result<Mnemonic, Error> {
    in_codes(&codes::of_picture(files::read(path, PICTURE_FILE_BYTES_MAX)?)?)
}

/// The words in the first code before a camera that holds some. Every other code is passed over: it
/// may be what lies about on the table.
pub(crate) fn filmed(camera: &Selector, desk: &mut dyn Desk) -> Result<Mnemonic, Error> {
    let mut found = Err(Error::plain(Exit::Malformed, "seed-picture/no-code"));
    codes::of_camera(camera, desk, &mut |codes| {
        let words = in_codes(codes);
        let is_over = match &words {
            Ok(_) => true,
            Err(error) => error.code().as_str() == TWO_SEEDS,
        };
        found = words;
        if is_over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    found
}

fn in_codes(codes: &[Zeroizing<Vec<u8>>]) -> Result<Mnemonic, Error> {
    let mut found: Option<Mnemonic> = None;
    let mut refused = None;
    for code in codes {
        match read(code) {
            Ok(mnemonic) if found.as_ref().is_some_and(|found| !found.is_same(&mnemonic)) => {
                return Err(Error::plain(Exit::Malformed, TWO_SEEDS));
            }
            Ok(mnemonic) => found = Some(mnemonic),
            Err(why) => refused = Some(why),
        }
    }
    match (found, refused) {
        (Some(mnemonic), _) => Ok(mnemonic),
        (None, Some(why)) => Err(why),
        (None, None) => Err(Error::plain(Exit::Malformed, "seed-picture/no-code")),
    }
}

/// What one code carries, in whichever form somebody drew a seed.
fn read(code: &[u8]) -> Result<Mnemonic, Error> {
    if seed_ur::is_ur(code) { Ok(seed_ur::read(code)?) } else { Ok(SeedQr::read(code)?) }
}

#[cfg(test)]
mod tests;
