//! Where cards go: a file, an encrypted file, a printer, or the terminal.

mod printer;

pub(crate) use printer::Printer;

use crate::cli::cards::{CardOptions, Cards};
use crate::cli::secret_output::SecretOutput;
use crate::desk::Desk;
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::sealed_descriptor;
use crate::vault_seed::SecretFile;
use crate::world::World;
use coldframe_console::optics::draw;
use coldframe_console::optics::symbol::Modules;
use coldframe_console::paper::Format;
use coldframe_core::wallet::descriptor_backup::{self, XOnly};
use std::path::{Path, PathBuf};

/// Where cards go, and how they are written there.
#[derive(Debug)]
pub(crate) enum CardPlace {
    /// A file anybody may read: blank cards only.
    Public {
        /// Where.
        path: PathBuf,
        /// Whether it may replace a file.
        force: bool,
    },
    /// A file by the rules of secrets: encrypted, or in the clear where that was asked for by name.
    File(SecretFile),
    /// A printer.
    Printer(Printer),
    /// The terminal.
    Screen,
}

impl CardPlace {
    /// What the options name, checked as far as it can be before anybody types a word.
    pub(crate) fn named(fill: Cards, options: &CardOptions, output: &SecretOutput) -> Result<Self, Error> {
        if let Some(device) = &options.printer {
            return Ok(Self::Printer(Printer::named(device)?));
        }
        let path = output.output.as_ref().or(output.write_plaintext_secret.as_ref());
        path.map(|path| format_of(path)).transpose()?;
        match (fill, &output.output) {
            // Nothing on a blank card is secret, so it is encrypted only where the name says so.
            (Cards::Blank, Some(path)) if !is_age(path) => {
                if output.lock.says_anything() {
                    return Err(Error::plain(Exit::Usage, "usage/nothing-encrypted"));
                }
                files::may_write(path, output.force)?;
                Ok(Self::Public { path: path.clone(), force: output.force })
            }
            (Cards::Blank, None) => Err(Error::plain(Exit::Usage, "usage/blank-cards")),
            _ => Ok(SecretFile::named(output)?.map_or(Self::Screen, Self::File)),
        }
    }

    /// How pages are written there.
    pub(crate) fn format(&self) -> Result<Format, Error> {
        match self {
            Self::Public { path, .. } => format_of(path),
            Self::File(file) => format_of(file.path()),
            Self::Printer(_) | Self::Screen => Ok(Format::Pdf),
        }
    }

    /// Stops where something is to be typed or shown and there is nobody.
    pub(crate) fn needs(&self, desk: &mut dyn Desk) -> Result<(), Error> {
        match self {
            Self::Public { .. } | Self::Printer(_) => Ok(()),
            Self::File(file) => file.needs(desk),
            Self::Screen => Ok(desk.can_show()?),
        }
    }

    /// Writes pages. Filled ones inside the vault only; the terminal shows none.
    pub(crate) fn write(&mut self, pages: &[u8], desk: &mut dyn Desk) -> Result<(), Error> {
        match self {
            Self::Public { path, force } => Ok(files::write(path, pages, *force)?),
            Self::File(file) => file.write(pages, desk),
            Self::Printer(printer) => printer.print(pages),
            Self::Screen => Ok(()),
        }
    }

    /// Outside again: says where they are and what a printer does with them.
    pub(crate) fn finish(self, fill: Cards, world: &mut World) -> Result<(), Error> {
        let is_printed = matches!(self, Self::Printer(_));
        match self {
            Self::Public { path, .. } => world.say("cards/written", &[("path", files::shown(&path))]),
            Self::File(file) => file.finish(world)?,
            Self::Printer(printer) => world.say("cards/printed", &[("path", printer.shown())]),
            Self::Screen => return Ok(()),
        }
        match (fill, is_printed) {
            (Cards::Filled, true) => world.say("cards/printer-remembers", &[]),
            (Cards::Filled, false) => world.say("cards/before-printing", &[]),
            (Cards::Blank, _) => world.say("cards/blank-next", &[]),
        }
        Ok(())
    }
}

/// The wallet's descriptor for every card.
pub(crate) struct CardDescriptor {
    /// Its code, sealed.
    pub(crate) code: Modules,
    /// The keys in it. Public.
    pub(crate) keys: Vec<XOnly>,
}

/// The wallet's descriptor for every card, sealed; none where none was named.
pub(crate) fn descriptor_code(
    options: &CardOptions,
    world: &mut World,
) -> Result<Option<CardDescriptor>, Error> {
    let Some(input) = &options.descriptor else { return Ok(None) };
    if options.cards.is_none() {
        return Err(Error::plain(Exit::Usage, "usage/descriptor-cards"));
    }
    let sealed = sealed_descriptor::of_input(input, world)?;
    let code = draw::series(&[descriptor_backup::text(&sealed.bytes)], draw::Options::default())?;
    Ok(Some(CardDescriptor { code: code.modules(0)?, keys: sealed.keys }))
}

/// By the name that is left when age has opened the file.
pub(crate) fn format_of(path: &Path) -> Result<Format, Error> {
    let opened = if is_age(path) { path.with_extension("") } else { path.to_owned() };
    match opened.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => Ok(Format::Svg),
        Some("pdf") => Ok(Format::Pdf),
        _ => Err(Error::plain(Exit::Usage, "usage/card-file")),
    }
}

fn is_age(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "age")
}

#[cfg(test)]
mod tests;
