//! `coldframe address`.

use super::account::backup;
use crate::cli::address::{Address, Check, List, Verb};
use crate::cli::common::OwnerSource;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::{self, World};
use crate::{recognise, unlock};
use coldframe_core::messages::text;
use coldframe_core::path::{AccountPath, Chain, ScriptKind};
use coldframe_core::safe::Safe;
use coldframe_core::wallet::account::Account;
use coldframe_core::wallet::address;

/// What can be done with addresses.
pub(super) fn address(args: &Address, world: &mut World) -> Result<Exit, Error> {
    match &args.verb {
        Verb::Check(args) => check(args, world),
        Verb::List(args) => list(args, world),
    }
}

/// Says where the address stands, or that it is not ours (exit 1).
fn check(args: &Check, world: &mut World) -> Result<Exit, Error> {
    let script = address::parse(&args.address, world.network)?;
    let accounts = accounts(&args.owner, None, world)?;
    match address::find(&accounts, &script, args.count.saturating_sub(1)) {
        Some(path) => {
            let facts = [("path", Safe::text(&path.to_string()))];
            world::result(format!("{}\n", text("address/ours", &facts)).as_bytes())
        }
        None => Err(Error::with(Exit::No, "address/not-ours", vec![("count", Safe::number(args.count))])),
    }
}

fn list(args: &List, world: &mut World) -> Result<Exit, Error> {
    let chain = if args.change { Chain::Change } else { Chain::Receive };
    let accounts = accounts(&args.owner, Some(args.accept_unverified_backup), world)?;
    let rows = accounts.iter().flat_map(|account| address::list(account, chain, args.start, args.count));
    let lines: String = rows.map(|found| format!("{}  {}\n", found.path, found.address)).collect();
    world::result(lines.as_bytes())
}

/// The accounts named, or account 0 of every kind of a seed. Where addresses are given out, so that
/// money may come, its backup must have been tested, or that was accepted (attack F09).
fn accounts(
    source: &OwnerSource,
    is_unverified_accepted: Option<bool>,
    world: &mut World,
) -> Result<Vec<Account>, Error> {
    if !source.accounts.is_empty() {
        return unlock::accounts(&source.accounts, world);
    }
    let keychain = unlock::keychain(&source.seed, world)?;
    recognise::asked(&keychain, &source.seed, world)?;
    if let Some(is_accepted) = is_unverified_accepted {
        backup::require(keychain.fingerprint(), is_accepted, world)?;
    }
    let coin_type = world.network.coin_type();
    let paths = ScriptKind::ALL.map(|kind| AccountPath { kind, coin_type, account: 0 });
    let owner =
        keychain.owner(world.network, &paths).map_err(|error| Error::new(Exit::WrongSecret, &error))?;
    Ok(owner.accounts)
}
