//! `coldframe seed derive`.

use crate::cli::seed::derive::Derive;
use crate::desk::{Desk, SecretPage};
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::surroundings;
use crate::unlock;
use crate::world::{self, World};
use bitcoin::bip32::Fingerprint;
use coldframe_core::messages::text;
use coldframe_core::network::Network;
use coldframe_core::safe::Safe;
use coldframe_keys::{Application, Bip85, Secret, Seed, SeedError, in_vault};
use serde_json::json;
use std::path::Path;
use zeroize::Zeroizing;

/// Derives a child secret, shows it on the terminal, and says publicly how to derive it again.
pub(super) fn derive(args: &Derive, world: &mut World) -> Result<Exit, Error> {
    let application = args.application()?;
    // Numbers out of range are found before anybody types a word.
    let path = application.path(args.index)?;
    let file = args.write_plaintext_secret.as_deref();
    file.map_or(Ok(()), |file| files::may_write(file, false))?;
    surroundings::require(world)?;
    let (desk, network) = (world.desk.as_mut(), world.network);
    let fingerprint =
        in_vault(|| work(args, (application, &path), desk, network)).map_err(SeedError::Vault)??;
    world::result(said(args, &path, &fingerprint.to_string()).as_bytes())
}

/// Everything secret of it, inside the vault: whose child was derived comes out.
fn work(
    args: &Derive,
    (application, path): (Application, &str),
    desk: &mut dyn Desk,
    network: Network,
) -> Result<Fingerprint, Error> {
    let file = args.write_plaintext_secret.as_deref();
    if file.is_none() {
        desk.ready()?;
    }
    let mnemonic = unlock::mnemonic(&args.seed, desk, network)?;
    let passphrase = unlock::passphrase(&args.seed, desk)?;
    let seed = passphrase.expose(|passphrase| Seed::of_words(&mnemonic, passphrase))?;
    let root = Bip85::of_seed(&seed, network.kind())?;
    let secret = root.derive(application, args.index)?;
    match file {
        Some(file) => write(&secret, file)?,
        None => desk.show(&[page(application, path, &secret)])?,
    }
    Ok(root.fingerprint())
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

fn write(secret: &Secret<String>, file: &Path) -> Result<(), Error> {
    secret.expose(|secret| {
        let mut bytes = Zeroizing::new(Vec::with_capacity(secret.len().saturating_add(1)));
        bytes.extend_from_slice(secret.as_bytes());
        bytes.push(b'\n');
        Ok(files::write(file, &bytes, false)?)
    })
}

#[cfg(test)]
mod tests;
