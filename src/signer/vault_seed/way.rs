//! Where a seed that was just made or restored goes.

use super::{Keeping, SecretFile};
use crate::error::Error;
use crate::world::World;
use coldframe_core::safe::Safe;

/// Where a new secret goes.
pub(crate) enum Way {
    /// To the screen.
    Screen,
    /// Into a file.
    File(SecretFile),
    /// Into the vault, under a name.
    Vault(Keeping),
}

impl Way {
    /// Outside the vault again: what was kept is written, and where it is is said.
    pub(crate) fn finish(self, world: &mut World) -> Result<(), Error> {
        match self {
            Self::Screen => Ok(()),
            Self::File(file) => file.finish(world),
            Self::Vault(keeping) => {
                let name = Safe::text(keeping.name().as_str());
                keeping.finish(world)?;
                world.say("vault-screen/stored", &[("name", name)]);
                Ok(())
            }
        }
    }
}
