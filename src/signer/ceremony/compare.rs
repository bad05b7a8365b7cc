//! Whether what shares came to is the wallet that was meant (attacks F02, F05).

use super::known::known_set;
use super::ways::{Reading, Ways};
use crate::cli::share::common::Whose;
use crate::desk::Kind;
use crate::error::Error;
use crate::exit::Exit;
use crate::secret_input;
use crate::world::World;
use bitcoin::bip32::Fingerprint;
use coldframe_core::journal::MadeSet;
use coldframe_core::limits::CONSENT_TRIES_MAX;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_core::shares::{Holds, Scheme, SetId, SetProgress};
use coldframe_keys::shares::Recovered;
use coldframe_keys::{Language, Secret};

/// What the fingerprint was held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Against {
    /// `--expect-fingerprint`.
    Expected,
    /// The journal or the inventory of this machine.
    Journal,
    /// What the person at the desk has written down.
    Person,
    /// Nothing: the shares prove what was split, and nobody said which wallet it is.
    #[default]
    Nothing,
}

impl Against {
    /// Its name for scripts.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Journal => "record",
            Self::Person => "person",
            Self::Nothing => "nothing",
        }
    }
}

/// What was compared with what, as it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Compared {
    /// With what.
    pub(crate) against: Against,
    /// Nobody knows the language of the words, and the fingerprint is that of English ones.
    pub(crate) is_english_assumed: bool,
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
    /// What was compared.
    pub(crate) compared: Compared,
}

/// Finds out what a set holds, by what is said, by what the journal has, and by the fingerprint that is
/// expected; stops unless it is the wallet that was meant. Inside the vault only.
pub(crate) fn meant(
    recovered: &Recovered,
    progress: &SetProgress,
    whose: &Whose,
    world: &mut World,
) -> Result<Meant, Error> {
    let known = known_set(progress.scheme, progress.set_id, world)?;
    let passphrase = words_passphrase(whose, world)?;
    let ways = Ways::of(recovered, progress, whose, &known);
    let readings = ways.readings(recovered, &passphrase);
    let (reading, against) = recognised(&readings, &ways, whose, &known, recovered.scheme(), world)?;
    let Reading { holds, language, fingerprint, wallet } = reading;
    let is_open = matches!(against, Against::Person | Against::Nothing);
    let is_english_assumed = is_open && holds == Holds::Entropy && !ways.is_language_known;
    let compared = Compared { against, is_english_assumed };
    Ok(Meant { holds, language, fingerprint, wallet, passphrase, compared })
}

/// Which reading it is, and who said so.
fn recognised(
    readings: &[Reading],
    ways: &Ways,
    whose: &Whose,
    known: &[MadeSet],
    scheme: Scheme,
    world: &mut World,
) -> Result<(Reading, Against), Error> {
    let Some(first) = readings.first() else {
        return Err(Error::plain(Exit::WrongSecret, "share/no-wallet"));
    };
    if let Some(expected) = whose.expect_fingerprint {
        let found = readings.iter().find(|reading| reading.wallet == expected);
        return found.map(|found| (*found, Against::Expected)).ok_or_else(|| other(first, expected));
    }
    let Some(recorded) = known.first() else { return unknown(readings, ways, scheme, world) };
    let is_known = |fingerprint: Fingerprint| known.iter().any(|set| set.fingerprint == fingerprint);
    if let Some(found) = readings.iter().find(|reading| is_known(reading.wallet)) {
        return Ok((*found, Against::Journal));
    }
    let Some(found) = readings.iter().find(|reading| is_known(reading.fingerprint)) else {
        return Err(other_recorded(first, recorded));
    };
    // The record is of the words alone: a mistyped BIP-39 passphrase opens another wallet, and it says
    // nothing of that one (attack F05).
    let facts = [("fingerprint", named(found.fingerprint)), ("wallet", named(found.wallet))];
    yours(*found, vec![text("share-screen/words-only", &facts)], world)
}

/// Nothing knows the wallet. The digest inside a SLIP-39 set is of the encrypted secret, so it proves the
/// shares and not the passphrase, even where none was asked for (attack F05); codex32, SeedXOR and raw
/// shares prove nothing at all. SSKR proves its secret, and not whether it is entropy.
fn unknown(
    readings: &[Reading],
    ways: &Ways,
    scheme: Scheme,
    world: &mut World,
) -> Result<(Reading, Against), Error> {
    let Some(first) = readings.first() else {
        return Err(Error::plain(Exit::WrongSecret, "share/no-wallet"));
    };
    let is_proven = scheme == Scheme::Sskr;
    if is_proven && ways.is_certain() {
        return Ok((*first, Against::Nothing));
    }
    if is_proven && readings.len() > 1 && world.desk.ready().is_err() {
        return Err(Error::plain(Exit::Usage, "usage/share-holds-unknown"));
    }
    let language = (!ways.is_language_known && readings.iter().any(Reading::is_words))
        .then(|| text("share-screen/english-words", &[]));
    if let [one] = readings {
        let facts = [("fingerprint", named(one.wallet))];
        let mut above = vec![text("share-screen/comes-to", &facts)];
        above.extend(language);
        return yours(*one, above, world);
    }
    either(readings, language, world)
}

/// Nothing proves it, so the person does; a script names the fingerprint it expects.
fn yours(reading: Reading, above: Vec<String>, world: &mut World) -> Result<(Reading, Against), Error> {
    answered(above, "desk/is-it-yours", world, |answer| match answer {
        "y" | "Y" | "yes" => Some((reading, Against::Person)),
        _ => None,
    })
}

/// Asks a person who typed every share by hand, and once more where the answer is none: a slip of a finger
/// is no reason to begin again.
fn answered<R>(
    mut above: Vec<String>,
    question: &'static str,
    world: &mut World,
    meant: impl Fn(&str) -> Option<R>,
) -> Result<R, Error> {
    world.desk.ready().map_err(|_| Error::plain(Exit::Usage, "usage/share-expect"))?;
    for _ in 0..CONSENT_TRIES_MAX {
        let answer = world.desk.question(&above, &text(question, &[]))?;
        match (meant(answer.trim()), answer.trim()) {
            (Some(meant), _) => return Ok(meant),
            (None, "n" | "N" | "no") => break,
            (None, _) => {
                let again = text("share-screen/no-answer", &[]);
                if above.last() != Some(&again) {
                    above.push(again);
                }
            }
        }
    }
    Err(Error::plain(Exit::WrongSecret, "share/not-your-wallet"))
}

/// Each reading opens another wallet: the person says whose fingerprint stands on their paper.
fn either(
    readings: &[Reading],
    language: Option<String>,
    world: &mut World,
) -> Result<(Reading, Against), Error> {
    let mut above = vec![text("share-screen/either", &[])];
    for (reading, number) in readings.iter().zip(1_usize..) {
        let code = if reading.is_words() { "share-screen/as-words" } else { "share-screen/as-master-secret" };
        above.push(text(code, &[("number", Safe::count(number)), ("fingerprint", named(reading.wallet))]));
    }
    above.extend(language);
    answered(above, "share-screen/which-is-yours", world, |answer| {
        let mut numbered = readings.iter().zip(1_usize..);
        let chosen = numbered.find(|(_, number)| answer == number.to_string());
        chosen.map(|(reading, _)| (*reading, Against::Person))
    })
}

fn words_passphrase(whose: &Whose, world: &mut World) -> Result<Secret<Vec<u8>>, Error> {
    Ok(match (whose.passphrase_fd, whose.ask_passphrase) {
        (Some(fd), _) => secret_input::of_descriptor(fd, true)?,
        (None, true) => world.desk.ask(&[], Kind::Passphrase, true)?,
        (None, false) => Secret::built(Vec::new(), |_| ()),
    })
}

/// Says what was compared with what.
pub(crate) fn say_compared(compared: Compared, set: Option<SetId>, world: &mut World) {
    match compared.against {
        Against::Expected => world.say("share-screen/compared-expected", &[]),
        Against::Journal => {
            world.say("share-screen/compared-journal", &[("set", Safe::text(&super::set_name(set)))]);
        }
        Against::Person => world.say("share-screen/compared-person", &[]),
        Against::Nothing => world.say("share-screen/not-compared", &[]),
    }
    if compared.is_english_assumed {
        world.say("share-screen/english-words", &[]);
    }
}

fn named(fingerprint: Fingerprint) -> Safe {
    Safe::text(&fingerprint.to_string())
}

fn other(found: &Reading, expected: Fingerprint) -> Error {
    let facts = vec![("found", named(found.wallet)), ("expected", named(expected))];
    Error::with(Exit::WrongSecret, "share/other-wallet", facts)
}

fn other_recorded(found: &Reading, set: &MadeSet) -> Error {
    let facts = vec![
        ("found", named(found.fingerprint)),
        ("expected", named(set.fingerprint)),
        ("set", Safe::text(&super::set_name(set.set))),
    ];
    Error::with(Exit::WrongSecret, "share/other-wallet-recorded", facts)
}
