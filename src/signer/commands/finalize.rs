//! `coldframe finalize`.

use crate::cli::finalize::{Finalize, Format};
use crate::drawing::{self, Drawing};
use crate::error::Error;
use crate::exit::Exit;
use crate::place::Input;
use crate::receive::{self, Wanted};
use crate::send::{self, Outgoing};
use crate::world::World;
use bitcoin::key::Secp256k1;
use coldframe_core::bitcoin::psbt::{Psbt, finalize};
use coldframe_core::bitcoin::verify;
use coldframe_core::frames::Wire;
use coldframe_core::safe::Safe;

/// Makes the transaction to broadcast.
pub(super) fn finalize(args: &Finalize, world: &mut World) -> Result<Exit, Error> {
    let inputs: Vec<&Input> = std::iter::once(&args.input).chain(&args.original).collect();
    send::may_send(&args.output, &inputs, args.force)?;
    drawing::may_draw(&args.draw, &args.output)?;
    let answer = psbt(&args.input, world)?;
    let psbt = match &args.original {
        None => answer,
        Some(original) => {
            let mut whole = psbt(original, world)?;
            let count = whole.complete_with(&answer).map_err(|why| Error::new(Exit::Malformed, &why))?;
            world.step("step/combined", &[("count", Safe::count(count))]);
            whole
        }
    };
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

fn psbt(input: &Input, world: &mut World) -> Result<Psbt, Error> {
    let came = world.stdin.read(input)?;
    let signable = receive::message(came, Wanted::Signable, world)?.into_signable()?;
    Ok(Psbt::parse(&signable.psbt)?)
}
