//! What gathered shares come to, once it is the wallet that was meant. Inside the vault only.

use super::compare::{Meant, meant};
use super::gather::{Gathered, set_passphrase};
use crate::cli::share::common::{ShareSource, Whose};
use crate::desk::Kind;
use crate::error::Error;
use crate::world::World;
use coldframe_core::limits::PASSPHRASE_TRIES_MAX;
use coldframe_core::messages::{Explain, error_line, text};
use coldframe_core::shares::Scheme;
use coldframe_keys::Secret;
use coldframe_keys::shares::Recovered;

/// Reasons that another passphrase of the set may be the mend of.
const OTHER_WALLET: [&str; 3] =
    ["share/other-wallet", "share/other-wallet-recorded", "share/not-your-wallet"];

/// A set that was opened.
pub(crate) struct Opened {
    /// What the shares came to.
    pub(crate) recovered: Recovered,
    /// As what it is to be understood.
    pub(crate) meant: Meant,
    /// The passphrase of the set, which may be empty.
    pub(crate) passphrase: Secret<Vec<u8>>,
}

/// Opens a set with the passphrase that was named. Where it comes to another wallet, a person at the terminal
/// may type the passphrase again: nothing else says that a set has one, and who typed every share by hand
/// would have to begin anew for one letter (attack F05). A script gets the reason at once.
pub(crate) fn opened(
    gathered: &Gathered,
    source: &ShareSource,
    whose: &Whose,
    restore: impl Fn(&[u8]) -> Result<Recovered, Error>,
    world: &mut World,
) -> Result<Opened, Error> {
    let mut passphrase = set_passphrase(source, world)?;
    let mut tries = 1;
    loop {
        let recovered = passphrase.expose(|passphrase| restore(passphrase))?;
        let why = match meant(&recovered, &gathered.progress, whose, world) {
            Ok(meant) => return Ok(Opened { recovered, meant, passphrase }),
            Err(why) => why,
        };
        let may_be_mended =
            gathered.progress.scheme == Scheme::Slip39 && OTHER_WALLET.contains(&why.code().as_str());
        let is_of_a_script = source.share_passphrase_fd.is_some() || whose.passphrase_fd.is_some();
        let may_try = may_be_mended && !is_of_a_script && tries < PASSPHRASE_TRIES_MAX;
        if !may_try || world.desk.ready().is_err() {
            return Err(why);
        }
        tries = tries.saturating_add(1);
        let above = [
            error_line(&why),
            text("share-screen/set-passphrase", &[]),
            text("share-screen/set-passphrase-again", &[]),
        ];
        // Whoever leaves here leaves for the reason above.
        let Ok(again) = world.desk.ask(&above, Kind::Passphrase, true) else { return Err(why) };
        if again.expose(Vec::is_empty) && !whose.ask_passphrase {
            return Err(why);
        }
        passphrase = again;
    }
}
