//! `coldframe vault export`.

use super::inside;
use crate::cli::vault::export::Export;
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::surroundings;
use crate::vault_seed::{Chosen, Sealed};
use crate::world::World;
use coldframe_core::journal::Event;
use coldframe_core::messages::Code;
use coldframe_keys::vault::encrypt;

/// Writes a seed into a file for another secret, or plainly if that was asked for by name.
pub(super) fn export(args: &Export, world: &mut World) -> Result<Exit, Error> {
    let sealed = Sealed::find(&args.name, world)?;
    files::may_write(&args.output, args.force)?;
    surroundings::require(world)?;
    let mut is_weak = false;
    inside(world, |world| {
        let desk = world.desk.as_mut();
        let content = sealed.open(&args.key, desk)?.to_bytes();
        if args.write_plaintext_secret {
            return Ok(content.expose(|content| files::write(&args.output, content, args.force))?);
        }
        let chosen = Chosen::of(&args.lock, desk)?;
        is_weak = chosen.is_weak();
        let file = content.expose(|content| encrypt(content, chosen.lock()))?;
        Ok(files::write(&args.output, &file, args.force)?)
    })?;
    if is_weak {
        world.record(&Event::Override { code: Code::new("vault/passphrase-weak") })?;
    }
    let code = if args.write_plaintext_secret { "vault-screen/plain" } else { "vault-screen/exported" };
    world.say(code, &[("path", files::shown(&args.output))]);
    Ok(Exit::Done)
}
