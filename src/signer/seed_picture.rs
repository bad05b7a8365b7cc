//! A seed from a picture of a SeedQR or of a seed as UR. Inside the vault only.

use crate::codes;
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use coldframe_core::limits::PICTURE_FILE_BYTES_MAX;
use coldframe_keys::{Mnemonic, SeedQr, seed_ur};
use std::path::Path;

/// The words in the codes of a picture. Other codes beside them do not matter; two different seeds
/// do, because taking either would be a guess.
pub(crate) fn mnemonic(path: &Path) -> Result<Mnemonic, Error> {
    let codes = codes::of_picture(files::read(path, PICTURE_FILE_BYTES_MAX)?)?;
    let mut found: Option<Mnemonic> = None;
    let mut refused = None;
    for code in &codes {
        match read(code) {
            Ok(mnemonic) if found.as_ref().is_some_and(|found| !found.is_same(&mnemonic)) => {
                return Err(Error::plain(Exit::Malformed, "seed-picture/two-seeds"));
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
