//! `coldframe finalize`.

use crate::cli::finalize::{Finalize, Format};
use crate::drawing::Drawing;
use crate::error::Error;
use crate::exit::Exit;
use crate::receive::{self, Wanted};
use crate::send::{self, Outgoing};
use crate::world::World;
use bitcoin::key::Secp256k1;
use coldframe_core::bitcoin::psbt::{Psbt, finalize};
use coldframe_core::bitcoin::verify;
use coldframe_core::frames::Wire;

/// Makes the transaction to broadcast.
pub(super) fn finalize(args: &Finalize, world: &mut World) -> Result<Exit, Error> {
    send::may_send(&args.output, &[&args.input], args.force)?;
    let came = world.stdin.read(&args.input)?;
    let signable = receive::message(came, Wanted::Signable, world)?.into_signable()?;
    let psbt = Psbt::parse(&signable.psbt)?;
    let transaction = finalize::finalize(&psbt)?;
    // Whoever carries it to the network finds out here, not there, that a signature does not hold.
    verify::transaction(&Secp256k1::verification_only(), &transaction, &finalize::spent_outputs(&psbt)?)?;
    let bytes = bitcoin::consensus::serialize(&transaction);
    let wire = match args.format {
        Format::Hex => Wire::Hex,
        Format::Binary => Wire::Binary,
    };
    let drawing = Drawing::of(&args.draw, &args.output, world);
    send::send(&Outgoing { bytes, wire }, &args.output, &drawing, args.force, world)
}
