//! Opening and making the file of a named seed: which secret opens it, whether it is the seed that
//! was asked for, and what a new one is encrypted to.

mod keeping;
mod key;
mod lock;
mod secret_file;
mod way;

pub(crate) use keeping::Keeping;
pub(crate) use key::Keys;
pub(crate) use lock::Chosen;
pub(crate) use secret_file::SecretFile;
pub(crate) use way::Way;

use crate::cli::vault::KeySource;
use crate::desk::Desk;
use crate::error::Error;
use crate::exit::Exit;
use crate::surroundings;
use crate::vault_file::Store;
use crate::world::World;
use bitcoin::bip32::Fingerprint;
use coldframe_core::network::Network;
use coldframe_core::safe::Safe;
use coldframe_keys::vault::{Entry, Header, Name};

/// The encrypted file of a named seed, read before the vault is entered.
#[derive(Clone, Debug)]
pub(crate) struct Sealed {
    name: Name,
    file: Vec<u8>,
    is_fit_for_main: bool,
}

impl Sealed {
    /// Reads the file of that name.
    pub(crate) fn find(name: &str, world: &mut World) -> Result<Self, Error> {
        let name = Name::parse(name)?;
        let file = Store::open(world)?.read(&name)?;
        // Refused before a passphrase is asked for: what a file asks of scrypt is public.
        Header::of_file(&file)?;
        Ok(Self { name, file, is_fit_for_main: surroundings::is_fit_for_main(world) })
    }

    /// Opens it with what the options name, else with what the person types. Inside the vault only.
    pub(crate) fn open(&self, source: &KeySource, desk: &mut dyn Desk) -> Result<Entry, Error> {
        self.open_for(source, desk).map(|(entry, _)| entry)
    }

    /// The same, with what opened it.
    pub(crate) fn open_for(&self, source: &KeySource, desk: &mut dyn Desk) -> Result<(Entry, Keys), Error> {
        let name = Safe::text(self.name.as_str());
        let (content, keys) = Keys::opening(&self.file, &name, source, desk)?;
        let entry = content.expose(|content| Entry::parse(content))?;
        if entry.about.name != self.name {
            // Somebody who cannot read the files can still exchange them.
            let facts = vec![
                ("name", Safe::text(self.name.as_str())),
                ("inside", Safe::text(entry.about.name.as_str())),
            ];
            return Err(Error::with(Exit::Refused, "store/exchanged", facts));
        }
        may_be_opened(&entry, self.is_fit_for_main)?;
        Ok((entry, keys))
    }

    /// Its name.
    pub(crate) fn name(&self) -> &Name {
        &self.name
    }
}

/// Stops where a test network was named and the file holds a seed of the main one, beside which
/// this machine has no business. Nothing of it has been shown yet.
pub(crate) fn may_be_opened(entry: &Entry, is_fit_for_main: bool) -> Result<(), Error> {
    match entry.about.network == Network::Main && !is_fit_for_main {
        true => Err(Error::plain(Exit::Unsafe, "store/main-seed")),
        false => Ok(()),
    }
}

/// Stops unless the wallet that was opened is the one that was stored.
pub(crate) fn must_be(expected: Option<Fingerprint>, found: Fingerprint) -> Result<(), Error> {
    match expected {
        Some(expected) if expected != found => {
            let facts = vec![
                ("expected", Safe::text(&expected.to_string())),
                ("found", Safe::text(&found.to_string())),
            ];
            Err(Error::with(Exit::WrongSecret, "store/other-wallet", facts))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use coldframe_core::journal::UnixSeconds;
    use coldframe_core::messages::Explain;
    use coldframe_keys::Mnemonic;
    use coldframe_keys::vault::About;

    #[test]
    fn a_seed_of_the_main_network_stays_shut_where_only_a_test_network_is_fit() {
        let words = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong";
        let entry = |network| {
            let name = Name::parse("cold").unwrap();
            let about = About::new(name, Fingerprint::default(), network, UnixSeconds(0));
            Entry { mnemonic: Mnemonic::parse(words.as_bytes()).unwrap(), about }
        };
        let refused = may_be_opened(&entry(Network::Main), false).unwrap_err();
        assert_eq!((refused.exit(), refused.code().as_str()), (Exit::Unsafe, "store/main-seed"));
        assert_eq!(may_be_opened(&entry(Network::Main), true), Ok(()));
        assert_eq!(may_be_opened(&entry(Network::Regtest), false), Ok(()));
    }
}
