//! `coldframe seed`.

use crate::cli::seed::{Check, Seed, Verb};
use crate::error::Error;
use crate::exit::Exit;
use crate::unlock;
use crate::world::{self, World};
use coldframe_core::messages::text;
use coldframe_core::network::Network;
use coldframe_core::safe::Safe;
use coldframe_keys::{Keychain, Mnemonic};
use serde_json::json;

/// What can be done with a seed.
pub(super) fn seed(args: &Seed, world: &mut World) -> Result<Exit, Error> {
    match &args.verb {
        Verb::Check(args) => check(args, world.network),
    }
}

/// Says whose the words are, and never a word of them.
fn check(args: &Check, network: Network) -> Result<Exit, Error> {
    let wrong = |error: coldframe_keys::SeedError| Error::new(Exit::WrongSecret, &error);
    let words = unlock::words(&args.seed, network)?;
    let passphrase = unlock::passphrase(&args.seed)?;
    let (word_count, language) = words
        .expose(|words| Mnemonic::parse(words).map(|read| (read.word_count(), read.language().to_string())))
        .map_err(wrong)?;
    let fingerprint = Keychain::open(words, passphrase).map_err(wrong)?.fingerprint().to_string();
    let said = if args.json {
        let fields = json!({
            "schema": "seed-check/1",
            "fingerprint": fingerprint,
            "word_count": word_count,
            "language": language,
        });
        format!("{fields}\n")
    } else {
        let facts = [
            ("fingerprint", Safe::text(&fingerprint)),
            ("count", Safe::count(word_count)),
            ("language", Safe::text(&language)),
        ];
        format!("{}\n", text("screen/seed-checked", &facts))
    };
    world::result(said.as_bytes())
}
