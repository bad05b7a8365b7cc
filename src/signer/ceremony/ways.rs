//! In which ways a secret may be meant, and which wallet each opens (attack F05).

use crate::cli::share::common::Whose;
use bitcoin::bip32::Fingerprint;
use coldframe_core::journal::MadeSet;
use coldframe_core::shares::{Holds, Scheme, SetProgress};
use coldframe_keys::shares::Recovered;
use coldframe_keys::{Language, Secret, SeedError, language_named};

/// Bytes that BIP-39 has words for.
const WORD_BYTES: [usize; 5] = [16, 20, 24, 28, 32];

/// What may have been split, the likeliest first.
pub(super) struct Ways {
    ways: Vec<(Holds, Language)>,
    /// The shares, a record or the person says what was split, or its length does.
    is_holds_known: bool,
    /// A record or the person says whose words they are.
    pub(super) is_language_known: bool,
    has_passphrase: bool,
}

/// A secret as it may be meant. Public: nothing but fingerprints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// What was split.
    pub(super) holds: Holds,
    /// Whose words, where it is entropy.
    pub(super) language: Language,
    /// Of the master key the shares alone come to.
    pub(super) fingerprint: Fingerprint,
    /// The same with the BIP-39 passphrase.
    pub(super) wallet: Fingerprint,
}

impl Reading {
    /// Whether it is read as words.
    pub(super) fn is_words(&self) -> bool {
        self.holds == Holds::Entropy
    }
}

impl Ways {
    /// By what is said, what the shares say and what this machine's records say.
    pub(super) fn of(
        recovered: &Recovered,
        progress: &SetProgress,
        whose: &Whose,
        known: &[MadeSet],
    ) -> Self {
        let named = known.iter().find_map(|set| set.language.as_deref()).and_then(language_named);
        let said = whose.language.or(named);
        let languages = match said {
            Some(language) => vec![language],
            // Ten derivations are nothing beside typing twenty-four words in another language again.
            None if whose.expect_fingerprint.is_some() || !known.is_empty() => languages(),
            None => vec![Language::English],
        };
        let holds = holds(recovered, progress, whose, known);
        let is_holds_known = holds.len() == 1;
        let first = languages.first().copied().unwrap_or(Language::English);
        let mut ways = Vec::new();
        for holds in holds {
            match holds {
                Holds::Entropy => ways.extend(languages.iter().map(|language| (holds, *language))),
                Holds::MasterSecret => ways.push((holds, first)),
            }
        }
        let has_passphrase = whose.passphrase_fd.is_some() || whose.ask_passphrase;
        Self { ways, is_holds_known, is_language_known: said.is_some(), has_passphrase }
    }

    /// Whether a secret that is right can open one wallet only: a passphrase that was typed makes
    /// it another one.
    pub(super) fn is_certain(&self) -> bool {
        self.is_holds_known && !self.has_passphrase
    }

    /// Which wallet each opens; a way that the secret cannot be meant in is left out.
    pub(super) fn readings(&self, recovered: &Recovered, passphrase: &Secret<Vec<u8>>) -> Vec<Reading> {
        let read = |&(holds, language): &(Holds, Language)| {
            let (fingerprint, wallet) = fingerprints(recovered, holds, language, passphrase).ok()?;
            Some(Reading { holds, language, fingerprint, wallet })
        };
        self.ways.iter().filter_map(read).collect()
    }
}

fn holds(recovered: &Recovered, progress: &SetProgress, whose: &Whose, known: &[MadeSet]) -> Vec<Holds> {
    if let Some(said) = whose.holds.or(progress.holds) {
        return vec![said];
    }
    if !known.is_empty() {
        // Four characters are a label: two sets of one name may hold different things.
        let mut holds: Vec<Holds> = known.iter().map(|set| set.holds).collect();
        holds.dedup();
        return holds;
    }
    let may_be_words = WORD_BYTES.contains(&recovered.secret_bytes());
    match recovered.scheme() {
        _ if !may_be_words => vec![Holds::MasterSecret],
        // What BIP-93 shares is the seed of BIP-32.
        Scheme::Codex32 => vec![Holds::MasterSecret, Holds::Entropy],
        _ => vec![Holds::Entropy, Holds::MasterSecret],
    }
}

/// All ten, English first.
fn languages() -> Vec<Language> {
    let others = Language::ALL.iter().copied().filter(|language| *language != Language::English);
    std::iter::once(Language::English).chain(others).collect()
}

fn fingerprints(
    recovered: &Recovered,
    holds: Holds,
    language: Language,
    passphrase: &Secret<Vec<u8>>,
) -> Result<(Fingerprint, Fingerprint), SeedError> {
    let alone = recovered.fingerprint(holds, language, b"")?;
    if holds == Holds::MasterSecret || passphrase.expose(Vec::is_empty) {
        return Ok((alone, alone));
    }
    let wallet = passphrase.expose(|passphrase| recovered.fingerprint(holds, language, passphrase))?;
    Ok((alone, wallet))
}
