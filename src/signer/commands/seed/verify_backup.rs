//! `coldframe seed verify-backup`.

use crate::cli::seed::verify_backup::VerifyBackup;
use crate::desk::{Desk, Kind};
use crate::error::Error;
use crate::exit::Exit;
use crate::world::{self, World};
use crate::{recognise, surroundings, unlock};
use coldframe_core::journal::Event;
use coldframe_core::messages::text;
use coldframe_core::network::Network;
use coldframe_core::safe::Safe;
use coldframe_keys::{Keychain, Mnemonic, Seed};

/// Has the words typed from the backup and says whether they are the right ones (attack F09).
pub(super) fn verify_backup(args: &VerifyBackup, world: &mut World) -> Result<Exit, Error> {
    surroundings::require(world)?;
    world.desk.ready()?;
    let source = &unlock::found(&args.seed, world)?;
    let (desk, network) = (world.desk.as_mut(), world.network);
    let keychain = Keychain::make::<Error>(|| {
        let named = source.seed.is_some() || source.seed_fd.is_some();
        let kept = if named { Some(unlock::mnemonic(source, desk, network)?) } else { None };
        let typed = words("desk/from-the-backup", desk, network)?;
        let other = match kept {
            Some(kept) => Some(kept),
            None if source.expect_fingerprint.is_some() => None,
            None => Some(words("desk/from-the-backup-again", desk, network)?),
        };
        // Where they differ is not said: whoever asks often enough would learn the words one by one.
        if other.is_some_and(|other| !other.is_same(&typed)) {
            return Err(Error::plain(Exit::No, "secret/backup-differs"));
        }
        let passphrase = unlock::passphrase(source, desk)?;
        Ok(passphrase.expose(|passphrase| Seed::of_words(&typed, passphrase))?)
    })?;
    recognise::expected(&keychain, source, world)?;
    let fingerprint = keychain.fingerprint();
    world.record(&Event::BackupVerified { fingerprint })?;
    let facts = [("fingerprint", Safe::text(&fingerprint.to_string()))];
    // Typed twice from the same paper, a word that was copied wrongly is the same both times.
    let is_compared =
        source.seed.is_some() || source.seed_fd.is_some() || source.expect_fingerprint.is_some();
    let said = if is_compared { "desk/backup-verified" } else { "desk/backup-typed-twice" };
    world::result(format!("{}\n", text(said, &facts)).as_bytes())
}

fn words(above: &'static str, desk: &mut dyn Desk, network: Network) -> Result<Mnemonic, Error> {
    let typed = desk.ask(&[text(above, &[])], Kind::Words(network), false)?;
    Ok(typed.expose(|typed| Mnemonic::parse(typed))?)
}
