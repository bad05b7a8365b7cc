//! `coldframe optics`.

mod test;

use crate::cli::optics::{Optics, Verb};
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;

/// What can be done with a screen and a camera.
pub(super) fn optics(args: &Optics, world: &mut World) -> Result<Exit, Error> {
    match &args.verb {
        Verb::Test(args) => test::test(args, world),
    }
}
