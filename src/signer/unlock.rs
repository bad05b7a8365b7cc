//! Opening a seed, and finding out whose keys a payload is held against.

use crate::cli::common::{OwnerSource, SeedSource};
use crate::desk::{Desk, Kind};
use crate::error::Error;
use crate::exit::Exit;
use crate::place::{Input, SeedPlace};
use crate::receive::{self, Wanted};
use crate::recognise;
use crate::secret_input;
use crate::seed_picture;
use crate::surroundings;
use crate::vault_seed::{self, Sealed};
use crate::world::World;
use bitcoin::bip32::Fingerprint;
use coldframe_core::bitcoin::owner::Owner;
use coldframe_core::bitcoin::ownership;
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::envelope::{Content, DetectError, secret};
use coldframe_core::journal::Event;
use coldframe_core::limits::OWNER_ACCOUNTS_MAX;
use coldframe_core::messages::text;
use coldframe_core::network::Network;
use coldframe_core::path::{AccountPath, ScriptKind};
use coldframe_core::public_out::PublicOut;
use coldframe_core::safe::Safe;
use coldframe_core::wallet::account::Account;
use coldframe_core::wallet::import;
use coldframe_keys::vault::About;
use coldframe_keys::{Keychain, Mnemonic, Secret, Seed, SeedError, in_vault};
use std::ffi::OsString;
use std::path::Path;

/// Opens the seed the options name; without one the person is asked for the words. All of it
/// happens inside the vault.
pub(crate) fn keychain(source: &SeedSource, world: &mut World) -> Result<Keychain, Error> {
    // A name that is not there is said before a sentence is typed for nothing.
    let source = &found(source, world)?;
    surroundings::require(world)?;
    let (desk, network) = (world.desk.as_mut(), world.network);
    let keychain = Keychain::make(|| opened(source, desk, network).map(|opened| opened.seed));
    recorded(keychain, world)
}

/// Works inside the vault; a secret that did not fit is recorded, whichever it was.
pub(crate) fn inside<R>(
    world: &mut World,
    work: impl FnOnce(&mut World) -> Result<R, Error> + Send,
) -> Result<R, Error>
where
    R: PublicOut + Send,
{
    let done = in_vault(|| work(world)).map_err(|why| Error::from(SeedError::Vault(why)))?;
    recorded(done, world)
}

/// That a secret was wrong is worth a line of the journal; which one it was is not.
pub(crate) fn recorded<R>(done: Result<R, Error>, world: &mut World) -> Result<R, Error> {
    if done.as_ref().is_err_and(|error| error.exit() == Exit::WrongSecret) {
        let _ = world.record(&Event::WrongSecret);
    }
    done
}

/// A seed that was opened. Lives in the vault.
pub(crate) struct Opened {
    /// Its words.
    pub(crate) mnemonic: Mnemonic,
    /// What words and passphrase come to.
    pub(crate) seed: Seed,
    /// Its fingerprint.
    pub(crate) fingerprint: Fingerprint,
    /// Whether there is a BIP-39 passphrase.
    pub(crate) has_passphrase: bool,
}

/// Opens the seed the options name, which must have been [`found`], and stops unless it is the
/// wallet that its file and the options expect. Inside the vault only.
pub(crate) fn opened(source: &SeedSource, desk: &mut dyn Desk, network: Network) -> Result<Opened, Error> {
    let (mnemonic, about) = words(source, desk, network)?;
    let passphrase = match &about {
        // The file says that one belongs to it, so nobody has to remember to say so.
        Some(about) if about.has_passphrase && !source.names_a_passphrase() => {
            desk.ask(&[described(about)], Kind::Passphrase, false)?
        }
        _ => passphrase(source, desk)?,
    };
    let seed = passphrase.expose(|passphrase| Seed::of_words(&mnemonic, passphrase))?;
    let fingerprint = seed.fingerprint()?;
    vault_seed::must_be(about.map(|about| about.fingerprint), fingerprint)?;
    recognise::is_expected(fingerprint, source)?;
    let has_passphrase = passphrase.expose(|passphrase| !passphrase.is_empty());
    Ok(Opened { mnemonic, seed, fingerprint, has_passphrase })
}

/// The same source with the file of `vault:NAME` read: reading is no work for the vault.
pub(crate) fn found(source: &SeedSource, world: &mut World) -> Result<SeedSource, Error> {
    let mut source = source.clone();
    if let (Some(SeedPlace::Vault(name)), None) = (&source.seed, &source.sealed) {
        source.sealed = Some(Sealed::find(name, world)?);
    }
    Ok(source)
}

/// The words the options name, and whether their file says that a BIP-39 passphrase belongs to them: words
/// alone would be another wallet. Without one they must be those of the wallet that the file names. Inside the
/// vault only.
pub(crate) fn words_alone(
    source: &SeedSource,
    desk: &mut dyn Desk,
    network: Network,
) -> Result<(Mnemonic, bool), Error> {
    let (mnemonic, about) = words(source, desk, network)?;
    let has_passphrase = about.as_ref().is_some_and(|about| about.has_passphrase);
    if !has_passphrase {
        let fingerprint = Seed::of_words(&mnemonic, b"")?.fingerprint()?;
        vault_seed::must_be(about.map(|about| about.fingerprint), fingerprint)?;
    }
    Ok((mnemonic, has_passphrase))
}

/// The words the options name; a named seed must have been [`found`]. Inside the vault only.
pub(crate) fn mnemonic(
    source: &SeedSource,
    desk: &mut dyn Desk,
    network: Network,
) -> Result<Mnemonic, Error> {
    words(source, desk, network).map(|(mnemonic, _)| mnemonic)
}

/// The words, and what their file says of them if they come out of the vault.
fn words(
    source: &SeedSource,
    desk: &mut dyn Desk,
    network: Network,
) -> Result<(Mnemonic, Option<About>), Error> {
    let words = match (&source.seed, source.seed_fd) {
        (Some(SeedPlace::Vault(_)), _) => {
            let sealed = source.sealed.as_ref().ok_or(Error::plain(Exit::Bug, "store/not-found-first"))?;
            let entry = sealed.open(&source.key, desk)?;
            return Ok((entry.mnemonic, Some(entry.about)));
        }
        (Some(SeedPlace::Path(picture)), _) => return Ok((seed_picture::mnemonic(picture)?, None)),
        (Some(SeedPlace::Camera(camera)), _) => return Ok((seed_picture::filmed(camera, desk)?, None)),
        (None, Some(fd)) => secret_input::of_descriptor(fd, false)?,
        (None, None) => desk.ask(&[], Kind::Words(network), false)?,
    };
    Ok((words.expose(|words| Mnemonic::parse(words))?, None))
}

/// Which seed a BIP-39 passphrase is asked for.
fn described(about: &About) -> String {
    let facts =
        [("name", Safe::text(about.name.as_str())), ("label", Safe::text(about.label().unwrap_or_default()))];
    text("vault-screen/belongs-to", &facts).trim_end().to_owned()
}

/// The passphrase the options name; none is the empty one (BIP-39). Inside the vault only.
pub(crate) fn passphrase(source: &SeedSource, desk: &mut dyn Desk) -> Result<Secret<Vec<u8>>, Error> {
    Ok(match (source.passphrase_fd, source.ask_passphrase) {
        (Some(fd), _) => secret_input::of_descriptor(fd, true)?,
        (None, true) => desk.ask(&[], Kind::Passphrase, true)?,
        (None, false) => Secret::built(Vec::new(), |_| ()),
    })
}

/// The accounts named with `--account`: each a text, a file with one per line, or whatever else an
/// account comes in (`crypto-account` and its kin, JSON, BBQr), also as pictures.
pub(crate) fn accounts(named: &[String], world: &mut World) -> Result<Vec<Account>, Error> {
    let mut accounts = Vec::new();
    for name in named {
        let content = content(name, world)?;
        accounts.extend(import::accounts(&content, world.network)?);
        if accounts.len() > OWNER_ACCOUNTS_MAX {
            return Err(Error::plain(Exit::Usage, "usage/too-many-accounts"));
        }
    }
    Ok(accounts)
}

/// What a name stands for: a key or a descriptor as it is typed, else a file, a picture or a camera.
fn content(name: &str, world: &mut World) -> Result<Content, Error> {
    // What names no extended key is the name of a file, and a missing one is told as that.
    if !Path::new(name).exists() && name.contains("pub") {
        return match secret(name.as_bytes()) {
            Some(what) => Err(DetectError::Secret { what }.into()),
            None => Ok(Content::Text(name.to_owned())),
        };
    }
    let came = world.stdin.read(&Input::from(OsString::from(name)))?;
    Ok(receive::message(came, Wanted::TextToo, world)?.content)
}

/// The owner of named accounts.
pub(crate) fn owner_of(accounts: Vec<Account>, network: Network) -> Owner {
    Owner { network, master: accounts.first().map(Account::master), accounts }
}

/// The accounts a PSBT claims for this seed, and the first of each kind: a coin of ours whose claim
/// was stripped is then still found (attack B10). Claims only name what to derive; none is believed.
pub(crate) fn owner_of_seed(keychain: &Keychain, psbt: &Psbt, network: Network) -> Result<Owner, Error> {
    let first = |kind| AccountPath { kind, coin_type: network.coin_type(), account: 0 };
    let mut paths = ownership::claimed_accounts(psbt, keychain.fingerprint(), network);
    paths.extend(ScriptKind::ALL.map(first));
    keychain.owner(network, &paths).map_err(|error| Error::new(Exit::WrongSecret, &error))
}

/// A wallet about to sign: its public half for the review, its seed when consent is there.
#[derive(Debug)]
pub(crate) struct Wallet {
    owner: Owner,
    source: SeedSource,
    keychain: Option<Keychain>,
}

impl Wallet {
    /// With accounts named, no secret exists before consent. With a seed alone it is opened now
    /// and only its public keys are used until then.
    pub(crate) fn open(source: &OwnerSource, psbt: &Psbt, world: &mut World) -> Result<Self, Error> {
        let network = world.network;
        let accounts = accounts(&source.accounts, world)?;
        if !accounts.is_empty() {
            return Ok(Self {
                owner: owner_of(accounts, network),
                source: source.seed.clone(),
                keychain: None,
            });
        }
        let keychain = keychain(&source.seed, world)?;
        recognise::asked(&keychain, &source.seed, world)?;
        let owner = owner_of_seed(&keychain, psbt, network)?;
        Ok(Self { owner, source: source.seed.clone(), keychain: Some(keychain) })
    }

    /// Whose keys the review is made for.
    pub(crate) fn owner(&self) -> &Owner {
        &self.owner
    }

    /// The seed, asked for now if it was not needed before; it must be the owner's.
    pub(crate) fn keychain(&mut self, world: &mut World) -> Result<&Keychain, Error> {
        let keychain = match self.keychain.take() {
            Some(keychain) => keychain,
            None => keychain(&self.source, world)?,
        };
        for account in &self.owner.accounts {
            let derived = keychain.account(account.network(), account.path());
            if !derived.is_ok_and(|derived| is_same_key(&derived, account)) {
                world.record(&Event::WrongSecret)?;
                let facts = vec![("path", Safe::text(&account.path().to_string()))];
                return Err(Error::with(Exit::WrongSecret, "secret/other-wallet", facts));
            }
        }
        Ok(self.keychain.insert(keychain))
    }
}

/// Whether two accounts have one key. The fingerprint of its parent is left out: some wallets do not
/// draw it, and it is no part of any script.
fn is_same_key(one: &Account, other: &Account) -> bool {
    let key = |account: &Account| (account.xpub().public_key, account.xpub().chain_code);
    key(one) == key(other)
}

/// Whose keys a review is made for: accounts, a seed, or nobody's.
pub(crate) fn owner(source: &OwnerSource, psbt: &Psbt, world: &mut World) -> Result<Owner, Error> {
    let network = world.network;
    if !source.accounts.is_empty() {
        return Ok(owner_of(accounts(&source.accounts, world)?, network));
    }
    if source.seed.is_named() {
        let keychain = keychain(&source.seed, world)?;
        recognise::asked(&keychain, &source.seed, world)?;
        return owner_of_seed(&keychain, psbt, network);
    }
    Ok(Owner::nobody(network))
}
