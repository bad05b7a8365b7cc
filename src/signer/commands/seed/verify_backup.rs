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
    let source = &unlock::found(&args.seed, world)?;
    surroundings::require(world)?;
    world.desk.ready()?;
    let (desk, network) = (world.desk.as_mut(), world.network);
    let keychain = Keychain::make::<Error>(|| {
        if source.seed.is_some() || source.seed_fd.is_some() {
            let kept = unlock::opened(source, desk, network)?;
            must_be_same(&kept.mnemonic, &words("desk/from-the-backup", desk, network)?)?;
            return Ok(kept.seed);
        }
        let typed = words("desk/from-the-backup", desk, network)?;
        if source.expect_fingerprint.is_none() {
            must_be_same(&typed, &words("desk/from-the-backup-again", desk, network)?)?;
        }
        let passphrase = unlock::passphrase(source, desk)?;
        let seed = passphrase.expose(|passphrase| Seed::of_words(&typed, passphrase))?;
        recognise::is_expected(seed.fingerprint()?, source)?;
        Ok(seed)
    });
    let keychain = unlock::recorded(keychain, world)?;
    let fingerprint = keychain.fingerprint();
    world.record(&Event::BackupVerified { fingerprint })?;
    let facts = [("fingerprint", Safe::text(&fingerprint.to_string()))];
    // Typed twice from the same paper, a word that was copied wrongly is the same both times.
    let is_compared =
        source.seed.is_some() || source.seed_fd.is_some() || source.expect_fingerprint.is_some();
    let said = if is_compared { "desk/backup-verified" } else { "desk/backup-typed-twice" };
    world::result(format!("{}\n", text(said, &facts)).as_bytes())
}

/// Where they differ is not said: whoever asks often enough would learn the words one by one.
fn must_be_same(kept: &Mnemonic, typed: &Mnemonic) -> Result<(), Error> {
    match kept.is_same(typed) {
        true => Ok(()),
        false => Err(Error::plain(Exit::No, "secret/backup-differs")),
    }
}

fn words(above: &'static str, desk: &mut dyn Desk, network: Network) -> Result<Mnemonic, Error> {
    let typed = desk.ask(&[text(above, &[])], Kind::Words(network), false)?;
    Ok(typed.expose(|typed| Mnemonic::parse(typed))?)
}
