//! `coldframe convert`.

use crate::cli::convert::Convert;
use crate::drawing::{self, Drawing};
use crate::error::Error;
use crate::exit::Exit;
use crate::receive::{self, Wanted};
use crate::send::{self, Outgoing};
use crate::world::World;
use coldframe_core::bitcoin::psbt::{Psbt, Version};

/// Writes a payload in another format or PSBT version.
pub(super) fn convert(args: &Convert, world: &mut World) -> Result<Exit, Error> {
    send::may_send(&args.output, &[&args.input], args.force)?;
    drawing::may_draw(&args.draw, &args.output)?;
    let came = world.stdin.read(&args.input)?;
    let signable = receive::message(came, Wanted::Signable, world)?.into_signable()?;
    let bytes = match args.psbt_version.as_deref() {
        None => signable.psbt,
        Some("0") => Psbt::parse(&signable.psbt)?.convert(Version::V0)?.to_bytes(),
        Some(_) => Psbt::parse(&signable.psbt)?.convert(Version::V2)?.to_bytes(),
    };
    let wire = args.format.map_or(signable.wire, |format| send::wire_of(format, &bytes));
    let drawing = Drawing::of(&args.draw, &args.output, world);
    send::send(&Outgoing { bytes, wire }, &args.output, &drawing, args.force, world)
}
