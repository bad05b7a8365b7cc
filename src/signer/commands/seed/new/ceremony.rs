//! The making of a seed, screen after screen. Inside the vault only.

use super::plan::Plan;
use super::{audit, collecting, commitment, ending};
use crate::desk::{Desk, Kind};
use crate::error::Error;
use crate::files;
use crate::secret_input;
use crate::world::World;
use coldframe_core::entropy::Provenance;
use coldframe_core::limits::ENTROPY_FILE_BYTES_MAX;
use coldframe_core::messages::text;
use coldframe_keys::Secret;
use coldframe_keys::entropy::Draft;

/// The kernel's bytes, the commitment, the person's symbols, the words: in this order, because the
/// commitment is worth something only before the symbols are known (attack C04).
pub(super) fn run(plan: &mut Plan, world: &mut World) -> Result<Provenance, Error> {
    if plan.is_audit {
        return audit::run(plan, world);
    }
    let draft = Draft::begin(plan.recipe)?;
    if let Some(commitment) = draft.commitment() {
        commitment::show(commitment, None, plan, world)?;
    }
    // What is said before a screen is drawn over it is read after the seed is made: too late.
    let above: Vec<String> = plan.note.map(|note| text(note, &[])).into_iter().collect();
    let draft = filled(draft, &above, plan, world.desk.as_mut())?;
    let passphrase = passphrase(plan, world.desk.as_mut())?;
    let made = passphrase.expose(|passphrase| draft.finish(passphrase))?;
    let provenance = made.provenance();
    passphrase.expose(|passphrase| ending::give(made, &provenance, passphrase, plan, world))?;
    Ok(provenance)
}

/// Adds everything of the person's.
pub(super) fn filled(
    mut draft: Draft,
    above: &[String],
    plan: &mut Plan,
    desk: &mut dyn Desk,
) -> Result<Draft, Error> {
    for (source, fd) in &plan.sources {
        let (symbols, accepted) = match fd {
            Some(fd) => (collecting::read(*source, *fd)?, plan.acknowledged.clone()),
            None => collecting::typed(*source, above, plan, desk)?,
        };
        match plan.is_comparison {
            true => plan.overridden.extend(draft.compare(symbols, &accepted)?),
            false => draft.add(symbols, &accepted)?,
        }
    }
    for path in &plan.files {
        draft.mix(&files::read(path, ENTROPY_FILE_BYTES_MAX)?)?;
    }
    Ok(draft)
}

fn passphrase(plan: &Plan, desk: &mut dyn Desk) -> Result<Secret<Vec<u8>>, Error> {
    Ok(match (plan.passphrase_fd, plan.asks_passphrase) {
        (Some(fd), _) => secret_input::of_descriptor(fd, true)?,
        (None, true) => desk.ask(&[text("entropy/passphrase-above", &[])], Kind::NewPassphrase, true)?,
        (None, false) => Secret::built(Vec::new(), |_| ()),
    })
}
