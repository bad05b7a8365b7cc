//! Whether what shares came to is the wallet that was meant (attacks F02, F05).

use super::known::known_set;
use crate::cli::share::common::Whose;
use crate::desk::Kind;
use crate::error::Error;
use crate::exit::Exit;
use crate::secret_input;
use crate::world::World;
use bitcoin::bip32::Fingerprint;
use coldframe_core::journal::MadeSet;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_core::shares::{Holds, SetProgress};
use coldframe_keys::shares::Recovered;
use coldframe_keys::{Language, Mnemonic, Secret, Seed, language_named};

/// What the fingerprint was held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compared {
    /// `--expect-fingerprint`.
    Expected,
    /// The journal of the machine that made the set.
    Journal,
    /// Nothing.
    Nothing,
}

/// What a set came to, as it is to be understood. Lives in the vault.
pub(crate) struct Meant {
    /// What was split.
    pub(crate) holds: Holds,
    /// Whose words, where it is entropy.
    pub(crate) language: Language,
    /// Of the master key the shares alone come to.
    pub(crate) fingerprint: Fingerprint,
    /// The same with the BIP-39 passphrase.
    pub(crate) wallet: Fingerprint,
    /// That passphrase.
    pub(crate) passphrase: Secret<Vec<u8>>,
    /// What the fingerprint was held against.
    pub(crate) compared: Compared,
}

/// Finds out what a set holds, by what is said, by what the journal has, and by the fingerprint that is
/// expected; stops unless it is the wallet that was meant. Inside the vault only.
pub(crate) fn meant(
    recovered: &Recovered,
    progress: &SetProgress,
    whose: &Whose,
    has_set_passphrase: bool,
    world: &mut World,
) -> Result<Meant, Error> {
    let known = known_set(progress.scheme, progress.set_id, world)?;
    let passphrase = words_passphrase(whose, world)?;
    let ways = ways(progress, whose, &known, recovered.secret_bytes());
    let mut first = None;
    for (holds, language) in ways {
        let Ok((fingerprint, wallet)) = fingerprints(recovered, holds, language, &passphrase) else {
            continue;
        };
        let compared = match (whose.expect_fingerprint, known.as_slice()) {
            (Some(expected), _) if expected == wallet => Some(Compared::Expected),
            (Some(_), _) => None,
            (None, []) => Some(Compared::Nothing),
            (None, known) => {
                known.iter().any(|set| set.fingerprint == fingerprint).then_some(Compared::Journal)
            }
        };
        if let Some(compared) = compared {
            let is_sure = recovered.is_proven() && !has_set_passphrase && passphrase.expose(Vec::is_empty);
            if compared == Compared::Nothing && !is_sure {
                yours(wallet, world)?;
            }
            return Ok(Meant { holds, language, fingerprint, wallet, passphrase, compared });
        }
        first.get_or_insert((fingerprint, wallet));
    }
    Err(other_wallet(first, whose, &known))
}

/// Nothing proves it, so the person does; a script names the fingerprint it expects.
fn yours(wallet: Fingerprint, world: &mut World) -> Result<(), Error> {
    if world.desk.ready().is_err() {
        return Err(Error::plain(Exit::Usage, "usage/share-expect"));
    }
    let above = [text("desk/opened", &[("fingerprint", Safe::text(&wallet.to_string()))])];
    match world.desk.question(&above, &text("desk/is-it-yours", &[]))?.trim() {
        "y" | "Y" | "yes" => Ok(()),
        _ => Err(Error::plain(Exit::WrongSecret, "secret/not-your-wallet")),
    }
}

/// In which ways it may be meant, the likeliest first.
fn ways(progress: &SetProgress, whose: &Whose, known: &[MadeSet], bytes: usize) -> Vec<(Holds, Language)> {
    let recorded = known.first();
    let named = recorded.and_then(|set| set.language.as_deref()).and_then(language_named);
    let language = whose.language.or(named).unwrap_or(Language::English);
    let said = whose.holds.or(progress.holds).or(recorded.map(|set| set.holds));
    let holds = match said {
        Some(holds) => vec![holds],
        None if matches!(bytes, 16 | 20 | 24 | 28 | 32) => vec![Holds::Entropy, Holds::MasterSecret],
        None => vec![Holds::MasterSecret],
    };
    holds.into_iter().map(|holds| (holds, language)).collect()
}

fn fingerprints(
    recovered: &Recovered,
    holds: Holds,
    language: Language,
    passphrase: &Secret<Vec<u8>>,
) -> Result<(Fingerprint, Fingerprint), Error> {
    match holds {
        Holds::MasterSecret => {
            let fingerprint = recovered.expose(Seed::of_bytes)?.fingerprint()?;
            Ok((fingerprint, fingerprint))
        }
        Holds::Entropy => {
            let words: Mnemonic = recovered.mnemonic(language)?;
            let plain = Seed::of_words(&words, b"")?.fingerprint()?;
            if passphrase.expose(Vec::is_empty) {
                return Ok((plain, plain));
            }
            let whole = passphrase.expose(|passphrase| Seed::of_words(&words, passphrase))?;
            Ok((plain, whole.fingerprint()?))
        }
    }
}

fn words_passphrase(whose: &Whose, world: &mut World) -> Result<Secret<Vec<u8>>, Error> {
    Ok(match (whose.passphrase_fd, whose.ask_passphrase) {
        (Some(fd), _) => secret_input::of_descriptor(fd, true)?,
        (None, true) => world.desk.ask(&[], Kind::Passphrase, true)?,
        (None, false) => Secret::built(Vec::new(), |_| ()),
    })
}

fn other_wallet(found: Option<(Fingerprint, Fingerprint)>, whose: &Whose, known: &[MadeSet]) -> Error {
    let Some((fingerprint, wallet)) = found else {
        return Error::plain(Exit::WrongSecret, "share/no-wallet");
    };
    let named = |fingerprint: Fingerprint| Safe::text(&fingerprint.to_string());
    match (whose.expect_fingerprint, known.first()) {
        (None, Some(set)) => {
            let facts = vec![
                ("found", named(fingerprint)),
                ("expected", named(set.fingerprint)),
                ("set", Safe::text(&super::set_name(set.set))),
            ];
            Error::with(Exit::WrongSecret, "share/other-wallet-recorded", facts)
        }
        (expected, _) => {
            let facts = vec![("found", named(wallet)), ("expected", named(expected.unwrap_or_default()))];
            Error::with(Exit::WrongSecret, "share/other-wallet", facts)
        }
    }
}
