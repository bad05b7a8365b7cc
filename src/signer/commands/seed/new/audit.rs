//! Two seeds, one coin: a crooked machine is caught every other time (attack C04).

use super::plan::Plan;
use super::{ceremony, commitment, ending};
use crate::desk::Desk;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;
use coldframe_core::entropy::Provenance;
use coldframe_core::limits::CONSENT_TRIES_MAX;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::entropy::{Coin, Draft, Halves};

/// What the two are called on screens.
pub(super) const NAMES: [&str; 2] = ["A", "B"];

/// Both commitments, both sets of symbols, both fingerprints, and only then the coin: whatever the
/// machine could still change after it would show in the photographs.
pub(super) fn run(plan: &mut Plan, world: &mut World) -> Result<Provenance, Error> {
    let [first, second] = NAMES;
    let drafts = (Draft::begin(plan.recipe)?, Draft::begin(plan.recipe)?);
    for (draft, name) in [(&drafts.0, first), (&drafts.1, second)] {
        if let Some(commitment) = draft.commitment() {
            commitment::show(commitment, Some(name), plan, world)?;
        }
    }
    let mut made = |draft, name| -> Result<_, Error> {
        // A machine that is asked for rolls and uses its own is found out by the sheet alone.
        let above =
            [text("entropy/ask-which", &[("name", Safe::text(name))]), text("entropy/audit-notes", &[])];
        Ok(ceremony::filled(draft, &above, plan, world.desk.as_mut())?.finish(b"")?)
    };
    let halves = Halves::of(made(drafts.0, first)?, made(drafts.1, second)?)?;
    let coin = coin(&halves, world.desk.as_mut())?;
    let (survivor, provenance) = halves.decide(coin);
    ending::give(survivor, &provenance, b"", plan, world)?;
    Ok(provenance)
}

/// Asks how the coin fell, with both fingerprints in sight.
fn coin(halves: &Halves, desk: &mut dyn Desk) -> Result<Coin, Error> {
    let mut above = vec![text("entropy/fingerprints-title", &[])];
    above.extend(halves.both().iter().zip(NAMES).map(|(half, name)| {
        let fingerprint = Safe::text(&half.fingerprint().to_string());
        text("entropy/fingerprints-line", &[("name", Safe::text(name)), ("fingerprint", fingerprint)])
    }));
    for _ in 0..CONSENT_TRIES_MAX {
        let answer = desk.question(&above, &text("entropy/fingerprints-go-on", &[]))?;
        match answer.trim() {
            said if said == text("entropy/coin-heads", &[]) => return Ok(Coin::Heads),
            said if said == text("entropy/coin-tails", &[]) => return Ok(Coin::Tails),
            _ => {}
        }
    }
    Err(Error::plain(Exit::Declined, "secret/left"))
}
