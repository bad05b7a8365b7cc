//! `coldframe man`.

use crate::cli::Cli;
use crate::error::Error;
use crate::exit::Exit;
use crate::world;
use clap::CommandFactory;

/// Writes the manual page, in roff.
pub(super) fn man() -> Result<Exit, Error> {
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(Cli::command()).render(&mut page);
    rendered.map_err(|_| Error::plain(Exit::Device, "io/stdout"))?;
    world::result(&page)
}
