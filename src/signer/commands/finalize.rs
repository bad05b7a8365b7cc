//! `coldframe finalize`.

use crate::cli::finalize::{Finalize, Format};
use crate::error::Error;
use crate::exit::Exit;
use crate::receive::{self, Wanted};
use crate::send::{self, Drawing, Outgoing};
use crate::world::World;
use coldframe_core::bitcoin::psbt::{Psbt, finalize};
use coldframe_core::frames::Wire;

/// Makes the transaction to broadcast.
pub(super) fn finalize(args: &Finalize, world: &mut World) -> Result<Exit, Error> {
    send::may_send(&args.output, &[&args.input], args.force)?;
    let came = world.stdin.read(&args.input)?;
    let signable = receive::message(came, Wanted::Signable, world)?.into_signable()?;
    let transaction = finalize::finalize(&Psbt::parse(&signable.psbt)?)?;
    let bytes = bitcoin::consensus::serialize(&transaction);
    let wire = match args.format {
        Format::Hex => Wire::Hex,
        Format::Binary => Wire::Binary,
    };
    send::send(&Outgoing { bytes, wire }, &args.output, Drawing::USUAL, args.force, world)
}
