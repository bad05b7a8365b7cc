//! `coldframe account backup` and `open-backup`: a wallet's descriptor, sealed.

use crate::cli::account::{Backup, OpenBackup};
use crate::cli::common::{Density, OwnerSource};
use crate::drawing::{self, Drawing};
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::place::Output;
use crate::sealed_descriptor;
use crate::send::{self, Outgoing};
use crate::unlock;
use crate::world::{self, World};
use coldframe_core::frames::Wire;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_core::wallet::descriptor_backup::{self as sealed, Content, Opened, XOnly, x_only};
use serde_json::json;
use std::path::Path;

/// Longest file of account keys, in bytes.
const KEYS_BYTES_MAX: u64 = 64 * 1024;

/// Seals the descriptor in the input to the keys in it.
pub(super) fn backup(args: &Backup, world: &mut World) -> Result<Exit, Error> {
    send::may_send(&args.output, &[&args.descriptor], args.force)?;
    drawing::may_draw(&args.draw, &args.output)?;
    let sealed = sealed_descriptor::of_input(&args.descriptor, world)?;
    let outgoing = Outgoing { wire: wire_of(&args.output), bytes: sealed.bytes };
    let drawing = drawing_of(args, world);
    send::send(&outgoing, &args.output, &drawing, args.force, world)
}

/// Opens a sealed descriptor and says what stands inside.
pub(super) fn open(args: &OpenBackup, world: &mut World) -> Result<Exit, Error> {
    let backup = sealed::Backup::parse(&sealed_descriptor::content(&args.backup, world)?)?;
    let opened = backup.open(&keys(&args.owner, world)?)?;
    if args.json {
        return world::result(format!("{}\n", report(&opened)).as_bytes());
    }
    let lines: String = opened.contents.iter().map(|content| format!("{}\n", line(content))).collect();
    world.say("descriptor-backup/compare", &[]);
    if !opened.agrees {
        world.say("descriptor-backup/other-inside", &[]);
    }
    world::result(lines.as_bytes())
}

/// Bytes in a file for bytes, else text, which codes and mails carry.
fn wire_of(output: &Output) -> Wire {
    let is_binary = |path: &Path| path.extension().is_some_and(|extension| extension == "bip138");
    match output {
        Output::Path(path) if is_binary(path) => Wire::Binary,
        Output::Path(_) | Output::Stdout | Output::Screen | Output::FrameBuffer(_) => Wire::Base64,
    }
}

/// One code for a page, as long as one holds it; as many small ones as it takes on a screen.
fn drawing_of(args: &Backup, world: &mut World) -> Drawing {
    let mut draw = args.draw.clone();
    if let (Output::Path(_), None) = (&args.output, draw.density) {
        draw.density = Some(Density::Bytes(2_000));
    }
    Drawing::of(&draw, &args.output, world)
}

/// Keys that may open it: those that were named, else those of the seed at the usual paths.
fn keys(owner: &OwnerSource, world: &mut World) -> Result<Vec<XOnly>, Error> {
    let mut keys = Vec::new();
    for account in &owner.accounts {
        let path = Path::new(account);
        let named = match path.is_file() {
            true => String::from_utf8_lossy(&files::read(path, KEYS_BYTES_MAX)?).into_owned(),
            false => account.clone(),
        };
        keys.extend(sealed::keys_in(&named)?);
    }
    if owner.accounts.is_empty() {
        let keychain = unlock::keychain(&owner.seed, world)?;
        let usual = keychain.usual_keys(world.network);
        let usual = usual.map_err(|error| Error::new(Exit::WrongSecret, &error))?;
        keys.extend(usual.iter().map(x_only));
    }
    Ok(keys)
}

fn line(content: &Content) -> Safe {
    match content {
        Content::Descriptor(text)
        | Content::Descriptors(text)
        | Content::Policy(text)
        | Content::Labels(text)
        | Content::Text(text) => Safe::whole(text),
        Content::Other { kind, bip, bytes } => Safe::again(&text(
            "descriptor-backup/other",
            &[("kind", Safe::number(*kind)), ("bip", Safe::number(*bip)), ("bytes", Safe::count(*bytes))],
        )),
        _ => Safe::text(""),
    }
}

fn report(opened: &Opened) -> serde_json::Value {
    let contents = opened.contents.iter().map(|content| {
        let kind = match content {
            Content::Descriptor(_) => "descriptor",
            Content::Descriptors(_) => "descriptors",
            Content::Policy(_) => "policy",
            Content::Labels(_) => "labels",
            Content::Text(_) => "text",
            _ => "other",
        };
        json!({ "kind": kind, "content": line(content).as_str() })
    });
    let contents: Vec<_> = contents.collect();
    json!({ "schema": "descriptor-backup/1", "agrees": opened.agrees, "contents": contents })
}
