//! `coldframe share rehearse`.

use crate::ceremony::{self, Compared, Gathered, Opened, Rehearsed, Until, Whole};
use crate::cli::share::rehearse::Rehearse;
use crate::error::Error;
use crate::exit::Exit;
use crate::surroundings;
use crate::unlock::inside;
use crate::world::{self, World};
use bitcoin::bip32::Fingerprint;
use coldframe_core::journal::Event;
use coldframe_core::limits::{SHARE_QUORUMS_MAX, SHARE_REHEARSAL_ROUNDS_MAX};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_core::shares::{Scheme, SetId, ShareFacts};
use coldframe_keys::entropy;
use coldframe_keys::shares::{Quorums, Recovered};
use serde_json::json;

/// What a rehearsal proved.
#[derive(Default)]
struct Proved {
    fingerprint: Fingerprint,
    set: Option<SetId>,
    scheme: Option<Scheme>,
    alone: Fingerprint,
    compared: Compared,
    shares: usize,
    /// Those that were in a quorum.
    took_part: Vec<ShareFacts>,
    tried: u64,
    of: u128,
    /// The set as it is written down, where it is.
    whole: Option<Whole>,
}

/// Restores the secret from every quorum, holds them against each other, and says whose it is.
pub(super) fn rehearse(args: &Rehearse, world: &mut World) -> Result<Exit, Error> {
    surroundings::require(world)?;
    world.state()?;
    let mut proved = Proved::default();
    inside(world, |world| {
        let gathered = ceremony::gather(&args.shares, args.scheme, Until::All, world)?;
        let facts = gathered.gathering.facts();
        let quorums = Quorums::of(&facts, args.shares.parts)?;
        let chosen = chosen(&quorums, args.sample, gathered.progress.rounds)?;
        world.desk.tell(&text("share-screen/rehearsing", &[("count", Safe::count(chosen.len()))]));
        // The first says whether the passphrase is right, before all of them are opened with it.
        let restore = |passphrase: &[u8]| first_of(&gathered, &chosen, args.shares.parts, passphrase);
        let Opened { recovered, meant, passphrase } =
            ceremony::opened(&gathered, &args.shares, &args.whose, restore, world)?;
        passphrase.expose(|passphrase| {
            all_restore(&recovered, &gathered, &chosen, args.shares.parts, passphrase)
        })?;
        let in_a_quorum = |place: &usize| chosen.iter().any(|quorum| quorum.contains(place));
        let took_part = facts.iter().enumerate().filter(|(place, _)| in_a_quorum(place));
        proved = Proved {
            fingerprint: meant.wallet,
            set: gathered.progress.set_id,
            scheme: Some(gathered.progress.scheme),
            alone: meant.fingerprint,
            compared: meant.compared,
            shares: gathered.progress.share_count,
            took_part: took_part.map(|(_, share)| share.clone()).collect(),
            tried: u64::try_from(chosen.len()).unwrap_or(u64::MAX),
            of: quorums.count(),
            whole: None,
        };
        Ok(())
    })?;
    let Proved { fingerprint, set, tried, of, .. } = proved;
    let counted = u64::try_from(of).unwrap_or(u64::MAX);
    world.record(&Event::SharesRehearsed { fingerprint, set, tried, of: counted })?;
    if let Some(scheme) = proved.scheme {
        let shares = &proved.took_part;
        let done = Rehearsed { scheme, set, fingerprint: proved.alone, proven: tried, shares };
        proved.whole = ceremony::was_rehearsed(&done, world);
    }
    ceremony::say_compared(proved.compared, set, world);
    let said = if args.json { format!("{}\n", fields(&proved)) } else { lines(&proved) };
    world::result(said.as_bytes())
}

/// The quorums that are tried: all, or so many drawn by chance. Nothing is begun that takes too long.
fn chosen(quorums: &Quorums, sample: Option<u32>, rounds: u64) -> Result<Vec<Vec<usize>>, Error> {
    let most = sample.map_or(SHARE_QUORUMS_MAX, |sample| {
        usize::try_from(sample).unwrap_or(usize::MAX).clamp(1, SHARE_QUORUMS_MAX)
    });
    if sample.is_none() && quorums.count() > u128::try_from(most).unwrap_or(u128::MAX) {
        let facts = vec![("count", Safe::number(quorums.count())), ("most", Safe::count(most))];
        return Err(Error::with(Exit::Usage, "share/many-quorums", facts));
    }
    let chosen = quorums.sample(most, &mut entropy::fill)?;
    let affordable = SHARE_REHEARSAL_ROUNDS_MAX.checked_div(rounds).unwrap_or(u64::MAX);
    if u64::try_from(chosen.len()).unwrap_or(u64::MAX) > affordable {
        let facts = vec![
            ("count", Safe::count(chosen.len())),
            ("rounds", Safe::number(rounds)),
            ("most", Safe::number(affordable)),
            ("limit", Safe::number(SHARE_REHEARSAL_ROUNDS_MAX)),
        ];
        return Err(Error::with(Exit::Usage, "share/long-rehearsal", facts));
    }
    Ok(chosen)
}

/// What the first quorum restores.
fn first_of(
    gathered: &Gathered,
    chosen: &[Vec<usize>],
    parts: Option<u8>,
    passphrase: &[u8],
) -> Result<Recovered, Error> {
    let first = chosen.first().ok_or_else(|| Error::plain(Exit::Bug, "share/lost"))?;
    gathered.restored(first, parts, passphrase)
}

/// Stops at a quorum that restores something else than the first.
fn all_restore(
    first: &Recovered,
    gathered: &Gathered,
    chosen: &[Vec<usize>],
    parts: Option<u8>,
    passphrase: &[u8],
) -> Result<(), Error> {
    for (quorum, number) in chosen.iter().zip(1_usize..).skip(1) {
        if !first.is_same(&gathered.restored(quorum, parts, passphrase)?) {
            let facts = vec![("number", Safe::count(number))];
            return Err(Error::with(Exit::WrongSecret, "share/quorum-differs", facts));
        }
    }
    Ok(())
}

fn lines(proved: &Proved) -> String {
    let facts = [
        ("tried", Safe::number(proved.tried)),
        ("of", Safe::number(proved.of)),
        ("fingerprint", Safe::text(&proved.fingerprint.to_string())),
        ("count", Safe::count(proved.shares)),
    ];
    let is_all = u128::from(proved.tried) == proved.of;
    let said = if is_all { "share-screen/rehearsed" } else { "share-screen/rehearsed-sample" };
    let mut lines = vec![text(said, &facts)];
    // Of SeedXOR all parts were here, or nothing was restored.
    let is_whole_by_nature = proved.scheme == Some(Scheme::SeedXor);
    match proved.whole {
        Some(whole) if whole.quorums > proved.tried => {
            let facts = [("quorums", Safe::number(whole.quorums)), ("shares", Safe::count(whole.shares))];
            lines.push(text("share-screen/rehearsed-part", &facts));
        }
        Some(_) => lines.push(text("share-screen/rehearsed-whole", &[])),
        None if is_whole_by_nature => {}
        None => lines.push(text("share-screen/rehearsed-unknown", &[])),
    }
    lines.join("\n") + "\n"
}

/// For scripts (`formats/share-rehearse.schema.json`).
fn fields(proved: &Proved) -> serde_json::Value {
    json!({
        "schema": "share-rehearse/1",
        "scheme": proved.scheme.map(Scheme::name),
        "set": proved.set.map(|set| set.to_string()),
        "fingerprint": proved.fingerprint.to_string(),
        "compared": proved.compared.against.name(),
        "shares": proved.shares,
        "quorums_tried": proved.tried,
        "quorums": proved.of.to_string(),
        "set_shares": proved.whole.map(|whole| whole.shares),
        "set_quorums": proved.whole.map(|whole| whole.quorums.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use coldframe_core::messages::Explain;
    use coldframe_core::shares::Position;

    /// So many shares of a set that needs two.
    fn two_of(count: u8) -> Quorums {
        let share = |index| ShareFacts {
            scheme: Scheme::Slip39,
            set_id: None,
            group: Position { index: Some(1), need: Some(1), of: Some(1) },
            member: Position { index: Some(index), need: Some(2), of: None },
            letter: None,
            secret_bytes: 16,
            word_count: None,
            extendable: None,
            iteration_exponent: None,
            set_words: None,
            holds: None,
        };
        Quorums::of(&(1..=count).map(share).collect::<Vec<_>>(), None).unwrap()
    }

    #[test]
    fn atk_f07_quorums_times_rounds_are_bounded_before_the_first_is_tried() {
        let code = |quorums: &Quorums, sample, exponent: u32| {
            chosen(quorums, sample, 10_000 << exponent).map_err(|why| why.code().as_str())
        };
        let long = Err("share/long-rehearsal");
        assert_eq!(code(&two_of(3), None, 15).map(|chosen| chosen.len()), Ok(3));
        assert_eq!(code(&two_of(4), None, 15).map(|_| ()), long);
        assert_eq!(code(&two_of(4), Some(4), 15).map(|chosen| chosen.len()), Ok(4));
        // A sample that leaves no share out may be more than was asked for.
        assert_eq!(code(&two_of(16), Some(1), 15).map(|_| ()), long);
        assert_eq!(code(&two_of(16), None, 10).map(|chosen| chosen.len()), Ok(120));
        assert_eq!(code(&two_of(16), None, 14).map(|_| ()), long);
        let why = chosen(&two_of(16), None, 10_000 << 14).unwrap_err();
        assert!(why.facts().contains(&("most", Safe::number(8_u8))), "{why:?}");
        assert_eq!(chosen(&two_of(16), None, 0).unwrap().len(), 120, "schemes without rounds");
    }
}
