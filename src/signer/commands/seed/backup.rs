//! `coldframe seed backup`.

mod cards;

use crate::cli::seed::backup::Backup;
use crate::desk::{Desk, HOLD_MAX};
use crate::error::Error;
use crate::exit::Exit;
use crate::recognise;
use crate::seed_drawing::SeedDrawing;
use crate::surroundings;
use crate::unlock::{self, inside};
use crate::vault_seed::SecretFile;
use crate::world::{self, World};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::Seed;
use std::path::Path;
use zeroize::Zeroizing;

/// Room for a picture of one code, so that it never has to be moved.
const PICTURE_BYTES: usize = 64 * 1024;

/// Draws the code block by block, then whole while a key is held; or writes it as a picture.
pub(super) fn backup(args: &Backup, world: &mut World) -> Result<Exit, Error> {
    if let Some(fill) = args.cards.cards {
        return cards::cards(fill, args, world);
    }
    if args.cards.descriptor.is_some() {
        return Err(Error::plain(Exit::Usage, "usage/descriptor-cards"));
    }
    if args.cards.printer.is_some() {
        return Err(Error::plain(Exit::Usage, "usage/printer-cards"));
    }
    if args.seed.names_a_passphrase() {
        return Err(Error::plain(Exit::Usage, "usage/backup-passphrase"));
    }
    let mut file = SecretFile::named(&args.output)?;
    let kind = file.as_ref().map(|file| kind_of(file.path())).transpose()?;
    let source = &unlock::found(&args.seed, world)?;
    surroundings::require(world)?;
    match &file {
        Some(file) => file.needs(world.desk.as_mut())?,
        None => world.desk.can_show()?,
    }
    let network = world.network;
    let mut side = 0;
    inside(world, |world| {
        let desk = world.desk.as_mut();
        let mnemonic = unlock::mnemonic(source, desk, network)?;
        // The code holds no passphrase, so the wallet of the words alone is the one it restores.
        recognise::is_expected(Seed::of_words(&mnemonic, b"")?.fingerprint()?, source)?;
        let drawing = SeedDrawing::of(&mnemonic, args.kind.into())?;
        side = drawing.side();
        match file.as_mut().zip(kind) {
            Some((file, kind)) => file.write(&picture(&drawing, kind)?, desk),
            None => draw(&drawing, desk),
        }
    })?;
    let facts = [("side", Safe::count(side))];
    let code = if file.is_some() { "screen/seed-qr-written" } else { "screen/seed-qr-drawn" };
    file.map_or(Ok(()), |file| file.finish(world))?;
    world::result(format!("{}\n", text(code, &facts)).as_bytes())
}

fn draw(drawing: &SeedDrawing, desk: &mut dyn Desk) -> Result<(), Error> {
    let pages: Vec<_> = std::iter::once(drawing.instructions()).chain(drawing.pages()).collect();
    desk.show(&pages)?;
    Ok(desk.hold(&drawing.whole(), HOLD_MAX)?)
}

fn picture(drawing: &SeedDrawing, kind: Kind) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut picture = Zeroizing::new(Vec::with_capacity(PICTURE_BYTES));
    match kind {
        Kind::Png => drawing.png(&mut picture)?,
        Kind::Svg => drawing.svg(&mut picture)?,
    }
    Ok(picture)
}

#[derive(Clone, Copy)]
enum Kind {
    Png,
    Svg,
}

/// By the name that is left when age has opened the file.
fn kind_of(file: &Path) -> Result<Kind, Error> {
    let is_age = file.extension().is_some_and(|extension| extension == "age");
    let opened = if is_age { file.with_extension("") } else { file.to_owned() };
    match opened.extension().and_then(|extension| extension.to_str()) {
        Some("png") => Ok(Kind::Png),
        Some("svg") => Ok(Kind::Svg),
        _ => Err(Error::plain(Exit::Usage, "usage/backup-picture")),
    }
}

#[cfg(test)]
mod tests;
