//! Whether what was opened is the wallet that was meant.
//!
//! A mistyped passphrase opens another wallet without a word (attacks B09, F05). The fingerprint of
//! the master key tells them apart: one that was written down is compared, else the person is asked.

use crate::cli::common::SeedSource;
use crate::error::Error;
use crate::exit::Exit;
use crate::unlock;
use crate::world::World;
use bitcoin::bip32::Fingerprint;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::Keychain;

/// Compares with `--expect-fingerprint`; both fingerprints are named when they differ.
pub(crate) fn is_expected(opened: Fingerprint, source: &SeedSource) -> Result<(), Error> {
    match source.expect_fingerprint {
        Some(expected) if expected != opened => {
            let named = |fingerprint: Fingerprint| Safe::text(&fingerprint.to_string());
            let facts = vec![("opened", named(opened)), ("expected", named(expected))];
            Err(Error::with(Exit::WrongSecret, "secret/other-fingerprint", facts))
        }
        _ => Ok(()),
    }
}

/// Asks whoever typed a passphrase whether this is the wallet, where nothing else can tell.
pub(crate) fn asked(keychain: &Keychain, source: &SeedSource, world: &mut World) -> Result<(), Error> {
    if !source.ask_passphrase || source.expect_fingerprint.is_some() {
        return Ok(());
    }
    let above = [text("desk/opened", &[("fingerprint", Safe::text(&keychain.fingerprint().to_string()))])];
    let question = text("desk/is-it-yours", &[]);
    unlock::inside(world, |world| match world.desk.question(&above, &question)?.trim() {
        "y" | "Y" | "yes" => Ok(()),
        _ => Err(Error::plain(Exit::WrongSecret, "secret/not-your-wallet")),
    })
}
