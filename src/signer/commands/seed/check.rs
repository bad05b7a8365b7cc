//! `coldframe seed check`.

use crate::cli::seed::check::Check;
use crate::error::Error;
use crate::exit::Exit;
use crate::unlock;
use crate::world::{self, World};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::{Keychain, Seed};
use serde_json::json;

/// Says whose the words are, and never a word of them.
pub(super) fn check(args: &Check, world: &mut World) -> Result<Exit, Error> {
    crate::surroundings::require(world)?;
    let (desk, network) = (world.desk.as_mut(), world.network);
    let (mut word_count, mut language) = (0, String::new());
    let keychain = Keychain::make::<Error>(|| {
        let mnemonic = unlock::mnemonic(&args.seed, desk, network)?;
        (word_count, language) = (mnemonic.word_count(), mnemonic.language().to_string());
        let passphrase = unlock::passphrase(&args.seed, desk)?;
        Ok(passphrase.expose(|passphrase| Seed::of_words(&mnemonic, passphrase))?)
    })?;
    let fingerprint = keychain.fingerprint().to_string();
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
