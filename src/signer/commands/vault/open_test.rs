//! `coldframe vault open-test`.

use crate::cli::common::SeedSource;
use crate::cli::vault::open_test::OpenTest;
use crate::error::Error;
use crate::exit::Exit;
use crate::place::SeedPlace;
use crate::unlock;
use crate::world::{self, World};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use serde_json::json;

/// Opens a seed the way `sign` does, and says whose it is.
pub(super) fn open_test(args: &OpenTest, world: &mut World) -> Result<Exit, Error> {
    let source = SeedSource {
        seed: Some(SeedPlace::Vault(args.name.clone())),
        key: args.key.clone(),
        passphrase_fd: args.passphrase_fd,
        ..SeedSource::default()
    };
    let fingerprint = unlock::keychain(&source, world)?.fingerprint().to_string();
    let said = if args.json {
        let fields =
            json!({"schema": "vault-open-test/1", "name": args.name.as_str(), "fingerprint": fingerprint});
        fields.to_string()
    } else {
        let facts = [("name", Safe::text(&args.name)), ("fingerprint", Safe::text(&fingerprint))];
        text("vault-screen/opened", &facts)
    };
    world::result(format!("{said}\n").as_bytes())
}
