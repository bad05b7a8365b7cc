//! `coldframe seed derive`.

use crate::cli::common::SeedSource;
use crate::cli::seed::derive::Derive;
use crate::desk::{Desk, SecretPage};
use crate::error::Error;
use crate::exit::Exit;
use crate::surroundings;
use crate::unlock::{self, inside};
use crate::vault_seed::SecretFile;
use crate::world::{self, World};
use bitcoin::bip32::Fingerprint;
use coldframe_core::messages::text;
use coldframe_core::network::Network;
use coldframe_core::safe::Safe;
use coldframe_keys::{Application, Bip85, Secret};
use serde_json::json;
use zeroize::Zeroizing;

/// Derives a child secret, shows it or writes it into a file, and says publicly how to derive it again.
pub(super) fn derive(args: &Derive, world: &mut World) -> Result<Exit, Error> {
    let application = args.application()?;
    // Numbers out of range are found before anybody types a word.
    let path = application.path(args.index)?;
    let mut file = SecretFile::named(&args.output)?;
    let source = &unlock::found(&args.seed, world)?;
    surroundings::require(world)?;
    match &file {
        Some(file) => file.needs(world.desk.as_mut())?,
        None => world.desk.can_show()?,
    }
    let network = world.network;
    let fingerprint = inside(world, |world| {
        work((args.index, application, &path), source, file.as_mut(), world.desk.as_mut(), network)
    })?;
    file.map_or(Ok(()), |file| file.finish(world))?;
    world::result(said(args, &path, &fingerprint.to_string()).as_bytes())
}

/// Everything secret of it, inside the vault: whose child was derived comes out.
fn work(
    (index, application, path): (u32, Application, &str),
    source: &SeedSource,
    file: Option<&mut SecretFile>,
    desk: &mut dyn Desk,
    network: Network,
) -> Result<Fingerprint, Error> {
    let opened = unlock::opened(source, desk, network)?;
    let secret = Bip85::of_seed(&opened.seed, network.kind())?.derive(application, index)?;
    match file {
        Some(file) => write(&secret, file, desk)?,
        None => desk.show(&[page(application, path, &secret)])?,
    }
    Ok(opened.fingerprint)
}

/// What restores the secret: public, and worth writing down.
fn said(args: &Derive, path: &str, fingerprint: &str) -> String {
    if args.json {
        let app = args.application().map(|application| application.to_string()).unwrap_or_default();
        let fields = json!({
            "schema": "seed-derive/1",
            "fingerprint": fingerprint,
            "path": path,
            "app": app,
            "index": args.index,
        });
        return format!("{fields}\n");
    }
    let facts = [("path", Safe::text(path)), ("fingerprint", Safe::text(fingerprint))];
    format!("{}\n", text("screen/seed-derived", &facts))
}

fn page(application: Application, path: &str, secret: &Secret<String>) -> SecretPage {
    let title = text(
        "screen/seed-derived-secret",
        &[("app", Safe::text(&application.to_string())), ("path", Safe::text(path))],
    );
    let line = secret.expose(|secret| {
        let mut line = Zeroizing::new(String::with_capacity(secret.len().saturating_mul(3)));
        match application {
            Application::Words { .. } => numbered(secret, &mut line),
            _ => line.push_str(secret),
        }
        line
    });
    SecretPage { title, lines: vec![line] }
}

/// Cells that the desk sets in columns.
fn numbered(words: &str, line: &mut String) {
    for (place, word) in (1..).zip(words.split(' ')) {
        if place > 1 {
            line.push('\t');
        }
        // A number of two digits is public.
        line.push_str(&format!("{place:>2} "));
        line.push_str(word);
    }
}

fn write(secret: &Secret<String>, file: &mut SecretFile, desk: &mut dyn Desk) -> Result<(), Error> {
    secret.expose(|secret| {
        let mut bytes = Zeroizing::new(Vec::with_capacity(secret.len().saturating_add(1)));
        bytes.extend_from_slice(secret.as_bytes());
        bytes.push(b'\n');
        file.write(&bytes, desk)
    })
}

#[cfg(test)]
mod tests;
