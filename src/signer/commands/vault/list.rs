//! `coldframe vault list`.

use crate::cli::vault::list::List;
use crate::error::Error;
use crate::exit::Exit;
use crate::vault_file::{Listing, Row, Store};
use crate::world::{self, World};
use coldframe_core::messages::{Explain, text};
use coldframe_core::safe::Safe;
use coldframe_keys::vault::{Kind, OpenError};
use serde_json::{Value, json};

/// Says which seeds there are; opens nothing.
pub(super) fn list(args: &List, world: &mut World) -> Result<Exit, Error> {
    let listing = Store::open(world)?.list()?;
    let said = if args.json { format!("{}\n", fields(&listing)) } else { lines(&listing) };
    world::result(said.as_bytes())
}

fn lines(listing: &Listing) -> String {
    let seeds = listing.seeds.iter().map(line);
    let named = |code, files: &[Safe]| {
        files.iter().map(|file| text(code, &[("path", file.clone())])).collect::<Vec<_>>()
    };
    let unfinished = named("vault-screen/unfinished", &listing.unfinished);
    let strange = named("vault-screen/strange", &listing.strange);
    let lines: Vec<_> = seeds.chain(unfinished).chain(strange).collect();
    match lines.is_empty() {
        true => text("vault-screen/none", &[]) + "\n",
        false => lines.join("\n") + "\n",
    }
}

fn line(row: &Row) -> String {
    let facts = [
        ("name", Safe::text(row.name.as_str())),
        ("bytes", Safe::count(row.byte_count)),
        ("date", Safe::text(&row.changed.to_string())),
        ("kind", Safe::text(&kind(row))),
    ];
    text("vault-screen/row", &facts)
}

fn kind(row: &Row) -> String {
    match row.header.map(|header| header.kind) {
        Ok(Kind::Passphrase { log_n }) => {
            text("vault-screen/by-passphrase", &[("log_n", Safe::number(log_n))])
        }
        Ok(Kind::Recipients { count }) => text("vault-screen/by-keys", &[("count", Safe::count(count))]),
        Ok(_) => String::new(),
        Err(why) => text("vault-screen/by-nothing", &[("code", code(why))]),
    }
}

fn code(why: OpenError) -> Safe {
    Safe::text(why.code().as_str())
}

fn fields(listing: &Listing) -> Value {
    let names = |files: &[Safe]| files.iter().map(|file| Value::from(file.as_str())).collect::<Vec<_>>();
    let seeds: Vec<Value> = listing.seeds.iter().map(row_fields).collect();
    json!({
        "schema": "vault-list/1",
        "seeds": seeds,
        "unfinished": names(&listing.unfinished),
        "strange": names(&listing.strange),
    })
}

fn row_fields(row: &Row) -> Value {
    let mut fields = json!({
        "name": row.name.as_str(),
        "byte_count": row.byte_count,
        "changed": row.changed.to_string(),
    });
    let (key, value) = match row.header.map(|header| header.kind) {
        Ok(Kind::Passphrase { log_n }) => ("passphrase", json!({"log_n": log_n})),
        Ok(Kind::Recipients { count }) => ("x25519", json!({"count": count})),
        Ok(_) => return fields,
        Err(why) => ("refused", Value::from(why.code().as_str())),
    };
    if let Some(fields) = fields.as_object_mut() {
        fields.insert(key.to_owned(), value);
    }
    fields
}
