//! `coldframe account`.

pub(super) mod backup;
mod sealed;

use crate::cli::account::{Account, Export, Format, Show, Verb};
use crate::drawing::{self, Drawing};
use crate::error::Error;
use crate::exit::Exit;
use crate::send::{self, Outgoing};
use crate::world::{self, World};
use crate::{recognise, unlock};
use coldframe_core::frames::{BbqrEncoding, BbqrType, UrType, Wire};
use coldframe_core::messages::text;
use coldframe_core::path::{AccountPath, Chain};
use coldframe_core::safe::Safe;
use coldframe_core::wallet::account::Account as AccountKey;
use coldframe_core::wallet::{address, export};
use serde_json::json;

/// What can be done with accounts.
pub(super) fn account(args: &Account, world: &mut World) -> Result<Exit, Error> {
    match &args.verb {
        Verb::Export(args) => export(args, world),
        Verb::Show(args) => show(args, world),
        Verb::Backup(args) => sealed::backup(args, world),
        Verb::OpenBackup(args) => sealed::open(args, world),
    }
}

fn export(args: &Export, world: &mut World) -> Result<Exit, Error> {
    send::may_send(&args.output, &[], args.force)?;
    drawing::may_draw(&args.draw, &args.output)?;
    let keychain = unlock::keychain(&args.seed, world)?;
    recognise::asked(&keychain, &args.seed, world)?;
    backup::require(keychain.fingerprint(), args.accept_unverified_backup, world)?;
    let path =
        AccountPath { kind: args.kind, coin_type: world.network.coin_type(), account: args.account_number };
    let account =
        keychain.account(world.network, path).map_err(|error| Error::new(Exit::WrongSecret, &error))?;
    let drawing = Drawing::of(&args.draw, &args.output, world);
    send::send(&outgoing(&account, args.format), &args.output, &drawing, args.force, world)
}

fn outgoing(account: &AccountKey, format: Format) -> Outgoing {
    let line = |text: String| Outgoing { bytes: format!("{text}\n").into_bytes(), wire: Wire::Text };
    match format {
        Format::Descriptor => line(export::descriptor(account)),
        Format::Xpub => line(export::key_with_origin(account)),
        Format::Json => line(export::generic_json(account).to_string()),
        Format::Ur => Outgoing { bytes: export::crypto_account(account), wire: Wire::Ur(UrType::Account) },
        Format::Bbqr => Outgoing {
            bytes: export::generic_json(account).to_string().into_bytes(),
            wire: Wire::Bbqr { encoding: BbqrEncoding::Deflate, file_type: BbqrType::Json },
        },
    }
}

fn show(args: &Show, world: &mut World) -> Result<Exit, Error> {
    let accounts = unlock::accounts(std::slice::from_ref(&args.account), world)?;
    let lines = accounts.iter().map(|account| match args.json {
        true => format!("{}\n", json(account)),
        false => format!("{}\n", described(account)),
    });
    world::result(lines.collect::<String>().as_bytes())
}

fn described(account: &AccountKey) -> String {
    let first = address::list(account, Chain::Receive, 0, 1);
    let facts = [
        ("network", Safe::text(account.network().name())),
        ("fingerprint", Safe::text(&account.master().to_string())),
        ("kind", Safe::text(account.path().kind.name())),
        ("path", Safe::text(&account.path().to_string())),
        ("address", Safe::text(&first.first().map(|found| found.address.grouped()).unwrap_or_default())),
    ];
    let rows = ["account/row-network", "account/row-master", "account/row-path", "account/row-first"];
    rows.map(|row| text(row, &facts)).join("\n")
}

fn json(account: &AccountKey) -> serde_json::Value {
    json!({
        "schema": "account-key/1",
        "network": account.network().name(),
        "fingerprint": account.master().to_string(),
        "kind": account.path().kind.name(),
        "path": account.path().to_string(),
        "xpub": account.xpub().to_string(),
        "descriptor": export::descriptor(account),
    })
}
