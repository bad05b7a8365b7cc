//! `coldframe share combine`.

use crate::ceremony::{self, Compared, Meant, Opened, Until, set_name};
use crate::cli::share::combine::Combine;
use crate::desk::{Desk, SecretPage, word_page};
use crate::error::Error;
use crate::exit::Exit;
use crate::surroundings;
use crate::unlock::inside;
use crate::vault_seed::{Keeping, SecretFile, Way};
use crate::world::{self, World};
use bitcoin::bip32::Fingerprint;
use coldframe_core::journal::Event;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_core::shares::{Holds, SetId};
use coldframe_keys::language_name;
use coldframe_keys::shares::Recovered;
use zeroize::Zeroizing;

/// What may be said of it.
#[derive(Default)]
struct Came {
    fingerprint: Fingerprint,
    compared: Compared,
    set: Option<SetId>,
    is_revoked: bool,
}

/// Puts shares together, proves that they are the wallet that was meant, and gives the seed out.
pub(super) fn combine(args: &Combine, world: &mut World) -> Result<Exit, Error> {
    let mut way = way(args, world)?;
    surroundings::require(world)?;
    match &way {
        Way::Screen => world.desk.can_show()?,
        Way::File(file) => file.needs(world.desk.as_mut())?,
        Way::Vault(keeping) => keeping.needs(world.desk.as_mut())?,
    }
    world.state()?;
    let mut came = Came::default();
    inside(world, |world| {
        let gathered = ceremony::gather(&args.shares, args.scheme, Until::Enough, world)?;
        world.desk.tell(&text("share-screen/combining", &[]));
        let restore = |passphrase: &[u8]| Ok(gathered.gathering.finish(passphrase)?);
        let Opened { recovered, meant, .. } =
            ceremony::opened(&gathered, &args.shares, &args.whose, restore, world)?;
        let progress = gathered.progress;
        world.record(&Event::SharesCombined { fingerprint: meant.wallet, set: progress.set_id })?;
        let known = ceremony::known_set(progress.scheme, progress.set_id, world)?;
        came = Came {
            fingerprint: meant.wallet,
            compared: meant.compared,
            set: progress.set_id,
            is_revoked: known.iter().any(|set| set.is_revoked && set.fingerprint == meant.fingerprint),
        };
        give(&recovered, &meant, &mut way, world.desk.as_mut())
    })?;
    way.finish(world)?;
    say(&came, world)
}

fn way(args: &Combine, world: &mut World) -> Result<Way, Error> {
    if let Some(name) = &args.vault {
        if args.whose.holds == Some(Holds::MasterSecret) {
            return Err(Error::plain(Exit::Usage, "usage/share-vault-words"));
        }
        return Ok(Way::Vault(Keeping::prepare(name, &args.output.lock, world)?));
    }
    Ok(SecretFile::named(&args.output)?.map_or(Way::Screen, Way::File))
}

/// The words, or the bytes of a master secret, on their only way out.
fn give(recovered: &Recovered, meant: &Meant, way: &mut Way, desk: &mut dyn Desk) -> Result<(), Error> {
    let fingerprint = ("fingerprint", Safe::text(&meant.wallet.to_string()));
    match meant.holds {
        Holds::Entropy => {
            let words = recovered.mnemonic(meant.language)?;
            let facts = [
                ("count", Safe::count(words.word_count())),
                ("language", Safe::text(language_name(meant.language))),
                fingerprint,
            ];
            match way {
                Way::Screen => {
                    Ok(desk.show(&[word_page(text("share-screen/combined-title", &facts), &words, false)])?)
                }
                Way::Vault(keeping) => {
                    meant.passphrase.expose(|passphrase| keeping.keep(words, passphrase, desk))
                }
                Way::File(file) => words.with_sentence(|sentence| file.write(&line(sentence), desk)),
            }
        }
        Holds::MasterSecret => {
            let digits = recovered.expose(hexadecimal);
            let facts = [("bytes", Safe::count(recovered.secret_bytes())), fingerprint];
            match way {
                Way::Screen => {
                    let title = text("share-screen/combined-master", &facts);
                    // A hundred digits in one row are copied wrongly.
                    Ok(desk.show(&[SecretPage { title, lines: vec![ceremony::in_groups(&digits)] }])?)
                }
                Way::Vault(_) => Err(Error::plain(Exit::Usage, "usage/share-vault-words")),
                Way::File(file) => file.write(&line(&digits), desk),
            }
        }
    }
}

fn line(text: &str) -> Zeroizing<Vec<u8>> {
    let mut line = Zeroizing::new(Vec::with_capacity(text.len().saturating_add(1)));
    line.extend_from_slice(text.as_bytes());
    line.push(b'\n');
    line
}

fn hexadecimal(bytes: &[u8]) -> Zeroizing<String> {
    let mut digits = Zeroizing::new(String::with_capacity(bytes.len().saturating_mul(2)));
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            digits.extend(char::from_digit(u32::from(half), 16));
        }
    }
    digits
}

fn say(came: &Came, world: &mut World) -> Result<Exit, Error> {
    if came.is_revoked {
        world.say("share-screen/was-revoked", &[("set", Safe::text(&set_name(came.set)))]);
    }
    ceremony::say_compared(came.compared, came.set, world);
    let facts = [("fingerprint", Safe::text(&came.fingerprint.to_string()))];
    world::result(format!("{}\n", text("share-screen/combined", &facts)).as_bytes())
}
