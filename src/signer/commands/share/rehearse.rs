//! `coldframe share rehearse`.

use crate::ceremony::{self, Compared, Until, set_name};
use crate::cli::share::rehearse::Rehearse;
use crate::error::Error;
use crate::exit::Exit;
use crate::surroundings;
use crate::unlock::inside;
use crate::world::{self, World};
use bitcoin::bip32::Fingerprint;
use coldframe_core::journal::Event;
use coldframe_core::limits::SHARE_QUORUMS_MAX;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_core::shares::{Scheme, SetId};
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
    tried: u64,
    of: u128,
}

/// Restores the secret from every quorum, holds them against each other, and says whose it is.
pub(super) fn rehearse(args: &Rehearse, world: &mut World) -> Result<Exit, Error> {
    surroundings::require(world)?;
    world.state()?;
    let mut proved = Proved::default();
    inside(world, |world| {
        let gathered = ceremony::gather(&args.shares, args.scheme, Until::All, world)?;
        let passphrase = ceremony::set_passphrase(&args.shares, world)?;
        let facts = gathered.gathering.facts();
        let quorums = Quorums::of(&facts, args.shares.parts)?;
        let most = args.sample.map_or(SHARE_QUORUMS_MAX, |sample| {
            usize::try_from(sample).unwrap_or(usize::MAX).clamp(1, SHARE_QUORUMS_MAX)
        });
        if args.sample.is_none() && quorums.count() > u128::try_from(most).unwrap_or(u128::MAX) {
            let facts = vec![("count", Safe::number(quorums.count())), ("most", Safe::count(most))];
            return Err(Error::with(Exit::Usage, "share/many-quorums", facts));
        }
        let chosen = quorums.sample(most, &mut entropy::fill)?;
        world.desk.tell(&text("share-screen/rehearsing", &[("count", Safe::count(chosen.len()))]));
        let mut first: Option<Recovered> = None;
        for (quorum, number) in chosen.iter().zip(1_usize..) {
            let recovered =
                passphrase.expose(|passphrase| gathered.restored(quorum, args.shares.parts, passphrase))?;
            match &first {
                Some(first) if !first.is_same(&recovered) => {
                    let facts = vec![("number", Safe::count(number))];
                    return Err(Error::with(Exit::WrongSecret, "share/quorum-differs", facts));
                }
                Some(_) => {}
                None => first = Some(recovered),
            }
        }
        let Some(first) = first else { return Err(Error::plain(Exit::Bug, "share/lost")) };
        let meant = ceremony::meant(&first, &gathered.progress, &args.whose, world)?;
        proved = Proved {
            fingerprint: meant.wallet,
            set: gathered.progress.set_id,
            scheme: Some(gathered.progress.scheme),
            alone: meant.fingerprint,
            compared: meant.compared,
            shares: gathered.progress.share_count,
            tried: u64::try_from(chosen.len()).unwrap_or(u64::MAX),
            of: quorums.count(),
        };
        Ok(())
    })?;
    let Proved { fingerprint, set, tried, of, .. } = proved;
    let counted = u64::try_from(of).unwrap_or(u64::MAX);
    world.record(&Event::SharesRehearsed { fingerprint, set, tried, of: counted })?;
    if let Some(scheme) = proved.scheme {
        ceremony::was_rehearsed(scheme, set, proved.alone, tried, counted, world);
    }
    ceremony::say_compared(proved.compared, set, world);
    let said = if args.json { format!("{}\n", fields(&proved)) } else { lines(&proved) };
    world::result(said.as_bytes())
}

fn lines(proved: &Proved) -> String {
    let facts = [
        ("tried", Safe::number(proved.tried)),
        ("of", Safe::number(proved.of)),
        ("fingerprint", Safe::text(&proved.fingerprint.to_string())),
        ("set", Safe::text(&set_name(proved.set))),
        ("count", Safe::count(proved.shares)),
    ];
    let is_all = u128::from(proved.tried) == proved.of;
    let said = if is_all { "share-screen/rehearsed" } else { "share-screen/rehearsed-sample" };
    format!("{}\n{}\n", text(said, &facts), text("share-screen/rehearsed-shares", &facts))
}

fn fields(proved: &Proved) -> serde_json::Value {
    json!({
        "schema": "share-rehearse/1",
        "scheme": proved.scheme.map(Scheme::name),
        "set": proved.set.map(|set| set.to_string()),
        "fingerprint": proved.fingerprint.to_string(),
        "shares": proved.shares,
        "quorums_tried": proved.tried,
        "quorums": proved.of.to_string(),
    })
}
