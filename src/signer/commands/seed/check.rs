//! `coldframe seed check`.

use crate::cli::seed::check::Check;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::{self, World};
use crate::{surroundings, unlock};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::Keychain;
use serde_json::json;

/// Says whose the words are, and never a word of them.
pub(super) fn check(args: &Check, world: &mut World) -> Result<Exit, Error> {
    let source = &unlock::found(&args.seed, world)?;
    surroundings::require(world)?;
    let (desk, network) = (world.desk.as_mut(), world.network);
    let (mut count, mut language, mut is_plain) = (0, None, true);
    let keychain = Keychain::make::<Error>(|| {
        let opened = unlock::opened(source, desk, network)?;
        (count, language) = (opened.mnemonic.word_count(), Some(opened.mnemonic.language()));
        is_plain = !opened.has_passphrase;
        Ok(opened.seed)
    });
    let keychain = unlock::recorded(keychain, world)?;
    if is_plain && !args.json {
        world.say("desk/no-passphrase", &[]);
    }
    // As schema 1 has always named them: `English`, not the `english` that --language takes.
    let language = language.map(|language| language.to_string()).unwrap_or_default();
    let said = if args.json {
        let fields = json!({
            "schema": "seed-check/1",
            "fingerprint": keychain.fingerprint().to_string(),
            "word_count": count,
            "language": language,
        });
        format!("{fields}\n")
    } else {
        said(&keychain, count, &language)
    };
    world::result(said.as_bytes())
}

/// Whose the words are, for a person.
pub(super) fn said(keychain: &Keychain, count: usize, language: &str) -> String {
    let facts = [
        ("fingerprint", Safe::text(&keychain.fingerprint().to_string())),
        ("count", Safe::count(count)),
        ("language", Safe::text(language)),
    ];
    format!("{}\n", text("screen/seed-checked", &facts))
}
