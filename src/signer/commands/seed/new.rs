//! `coldframe seed new`.

mod audit;
mod ceremony;
mod collecting;
mod commitment;
mod ending;
mod live;
mod plan;

use crate::cli::seed::new::New;
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::surroundings;
use crate::world::{self, World};
use coldframe_core::entropy::{Certificate, Provenance};
use coldframe_core::safe::Safe;
use coldframe_keys::{SeedError, in_vault};
use plan::Plan;
use std::path::PathBuf;

/// Makes a seed that anyone can verify: all of it in the vault, and only its provenance comes out.
pub(super) fn new(args: &New, world: &mut World) -> Result<Exit, Error> {
    surroundings::require(world)?;
    let mut plan = Plan::of(args, world)?;
    // A journal that cannot be written is found out now, not when the words were seen.
    world.state()?;
    let program_sha256 = surroundings::sha256_of_this_program();
    let provenance = in_vault(|| ceremony::run(&mut plan, world)).map_err(SeedError::Vault)??;
    plan.way.finish(world)?;
    let certificate = Certificate {
        provenance: &provenance,
        program_version: env!("CARGO_PKG_VERSION"),
        program_sha256,
        made_at: world.now(),
    };
    publish(&certificate.json().to_string(), &args.certificate, args.output.force)?;
    publish_loser(&provenance, args, world)?;
    let fingerprint = Safe::text(&provenance.fingerprint.to_string());
    world.say("entropy/verify-next", &[("fingerprint", fingerprint)]);
    Ok(Exit::Done)
}

fn publish_loser(provenance: &Provenance, args: &New, world: &mut World) -> Result<(), Error> {
    if let Some(audit) = &provenance.audit {
        publish(audit.published.transcript(), &args.published, args.output.force)?;
        let gave_up = 1_usize.saturating_sub(audit.lives);
        let name = audit::NAMES.get(gave_up).copied().unwrap_or_default();
        let fingerprint = audit.fingerprints.get(gave_up).map(ToString::to_string).unwrap_or_default();
        let facts = [("name", Safe::text(name)), ("fingerprint", Safe::text(&fingerprint))];
        world.say("entropy/published-told", &facts);
    }
    Ok(())
}

/// One line, to the file named or to standard output. Public things only.
fn publish(line: &str, named: &Option<PathBuf>, force: bool) -> Result<(), Error> {
    let line = format!("{line}\n");
    match named {
        Some(path) => Ok(files::write(path, line.as_bytes(), force)?),
        None => world::result(line.as_bytes()).map(|_| ()),
    }
}

#[cfg(test)]
mod tests;
