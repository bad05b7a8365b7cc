//! `coldframe seed show`.

use crate::cli::seed::show::Show;
use crate::desk::{HOLD_MAX, word_page};
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;
use crate::{recognise, surroundings, unlock};
use bitcoin::bip32::Fingerprint;
use coldframe_core::journal::Event;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::{Keychain, Mnemonic, Seed, SeedError, in_vault};

/// Shows the words on the terminal, nowhere else.
pub(super) fn show(args: &Show, world: &mut World) -> Result<Exit, Error> {
    surroundings::require(world)?;
    world.desk.can_show()?;
    let source = &unlock::found(&args.seed, world)?;
    let (desk, network) = (world.desk.as_mut(), world.network);
    let shown: Result<Fingerprint, Error> = in_vault(|| {
        let mnemonic = unlock::mnemonic(source, desk, network)?;
        let passphrase = unlock::passphrase(source, desk)?;
        let seed = passphrase.expose(|passphrase| Seed::of_words(&mnemonic, passphrase))?;
        let fingerprint = Keychain::of_seed(seed)?.fingerprint();
        // Before they are on the screen: words of another wallet help nobody.
        recognise::is_expected(fingerprint, source)?;
        let page = word_page(title(&mnemonic, fingerprint), &mnemonic, args.numbers);
        if args.hold {
            desk.hold(&page, HOLD_MAX)?
        } else {
            desk.show(&[page])?
        }
        Ok(fingerprint)
    })
    .map_err(SeedError::Vault)?;
    if shown.as_ref().is_err_and(|error| error.exit() == Exit::WrongSecret) {
        let _ = world.record(&Event::WrongSecret);
    }
    world.say("desk/shown", &[("fingerprint", Safe::text(&shown?.to_string()))]);
    Ok(Exit::Done)
}

fn title(mnemonic: &Mnemonic, fingerprint: Fingerprint) -> String {
    let facts = [
        ("count", Safe::count(mnemonic.word_count())),
        ("language", Safe::text(&mnemonic.language().to_string())),
        ("fingerprint", Safe::text(&fingerprint.to_string())),
    ];
    text("desk/show-title", &facts)
}
