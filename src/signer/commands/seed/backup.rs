//! `coldframe seed backup`.

use crate::cli::seed::backup::Backup;
use crate::desk::Desk;
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::seed_drawing::{HOLD, SeedDrawing};
use crate::surroundings;
use crate::unlock;
use crate::world::{self, World};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::{SeedError, in_vault};
use std::path::Path;
use zeroize::Zeroizing;

/// Room for a picture of one code, so that it never has to be moved.
const PICTURE_BYTES: usize = 64 * 1024;

/// Draws the code block by block, then whole while a key is held.
pub(super) fn backup(args: &Backup, world: &mut World) -> Result<Exit, Error> {
    if args.seed.passphrase_fd.is_some() || args.seed.ask_passphrase {
        return Err(Error::plain(Exit::Usage, "usage/backup-passphrase"));
    }
    let file = args.write_plaintext_secret.as_deref();
    if let Some(file) = file {
        kind_of(file)?;
        files::may_write(file, false)?;
    }
    surroundings::require(world)?;
    let (desk, network) = (world.desk.as_mut(), world.network);
    let mut side = 0;
    in_vault(|| {
        if file.is_none() {
            desk.ready()?;
        }
        let mnemonic = unlock::mnemonic(&args.seed, desk, network)?;
        let drawing = SeedDrawing::of(&mnemonic, args.kind.into())?;
        side = drawing.side();
        match file {
            Some(file) => write(&drawing, file),
            None => draw(&drawing, desk),
        }
    })
    .map_err(SeedError::Vault)??;
    let facts = [("side", Safe::count(side)), ("path", file.map_or_else(|| Safe::text(""), files::shown))];
    let code = if file.is_some() { "screen/seed-qr-written" } else { "screen/seed-qr-drawn" };
    world::result(format!("{}\n", text(code, &facts)).as_bytes())
}

fn draw(drawing: &SeedDrawing, desk: &mut dyn Desk) -> Result<(), Error> {
    let pages: Vec<_> = std::iter::once(drawing.instructions()).chain(drawing.pages()).collect();
    desk.show(&pages)?;
    Ok(desk.hold(&drawing.whole(), HOLD)?)
}

fn write(drawing: &SeedDrawing, file: &Path) -> Result<(), Error> {
    let mut picture = Zeroizing::new(Vec::with_capacity(PICTURE_BYTES));
    match kind_of(file)? {
        Kind::Png => drawing.png(&mut picture)?,
        Kind::Svg => drawing.svg(&mut picture)?,
    }
    Ok(files::write(file, &picture, false)?)
}

enum Kind {
    Png,
    Svg,
}

fn kind_of(file: &Path) -> Result<Kind, Error> {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("png") => Ok(Kind::Png),
        Some("svg") => Ok(Kind::Svg),
        _ => Err(Error::plain(Exit::Usage, "usage/backup-picture")),
    }
}

#[cfg(test)]
mod tests;
