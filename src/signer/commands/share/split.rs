//! `coldframe share split`.

use crate::cards;
use crate::ceremony::{self, Handing, Made, Payload};
use crate::cli::share::split::Split;
use crate::error::Error;
use crate::exit::Exit;
use crate::unlock::{self, inside};
use crate::world::{self, World};
use crate::{recognise, secret_input, surroundings};
use coldframe_core::journal::Event;
use coldframe_core::messages::Code;
use coldframe_core::shares::{Holds, Scheme};
use coldframe_keys::{Secret, Seed};
use zeroize::Zeroizing;

/// The code that a script acknowledges: the shares will not hold the BIP-39 passphrase.
const WORDS_ALONE: &str = "share/bip39-passphrase";

/// Splits a seed; each share goes to its holder, and nothing of it comes out here.
pub(super) fn split(args: &Split, world: &mut World) -> Result<Exit, Error> {
    let holds = holds(args);
    if holds == Holds::Entropy && args.seed.names_a_passphrase() {
        return Err(Error::plain(Exit::Usage, "usage/share-bip39-passphrase"));
    }
    let plan = ceremony::plan(&args.set, holds)?;
    let handing = Handing::prepare(&args.handing, &args.cards, &plan)?;
    let handing = handing.with_descriptor(cards::descriptor_code(&args.cards, world)?);
    let mut args = args.clone();
    args.seed = unlock::found(&args.seed, world)?;
    let args = &args;
    surroundings::require(world)?;
    handing.needs(world.desk.as_mut())?;
    // A journal that cannot be written is found out now, not when shares were seen.
    world.state()?;
    ceremony::must_be_known(&args.revokes, None, world)?;
    let mut made = Made::default();
    inside(world, |world| {
        let payload = payload(args, holds, world)?;
        recognise::is_expected(payload.fingerprint, &args.seed)?;
        ceremony::must_be_known(&args.revokes, Some(payload.fingerprint), world)?;
        made = ceremony::make(&payload, &plan, &args.set, &handing, &args.revokes, world)?;
        Ok(())
    })?;
    let said = ceremony::say_made(made, &plan, world);
    world::result(said.as_bytes())
}

/// What is split: of words their entropy, but for codex32, whose shares are of the seed that wallets use.
fn holds(args: &Split) -> Holds {
    let usual = match args.set.scheme {
        _ if args.master_secret_fd.is_some() => Holds::MasterSecret,
        Scheme::Codex32 => Holds::MasterSecret,
        _ => Holds::Entropy,
    };
    args.holds.unwrap_or(usual)
}

fn payload(args: &Split, holds: Holds, world: &mut World) -> Result<Payload, Error> {
    if let Some(fd) = args.master_secret_fd {
        let typed = secret_input::of_descriptor(fd, false)?;
        return Payload::of_master_secret(typed.expose(|typed| bytes_of(typed))?);
    }
    let (desk, network) = (world.desk.as_mut(), world.network);
    if holds == Holds::Entropy {
        // Shares hold no passphrase, so the wallet of the words alone is the one they restore.
        let (words, has_passphrase) = unlock::words_alone(&args.seed, desk, network)?;
        let mut payload = Payload::of_words(&words)?;
        payload.wants_bip39_passphrase = has_passphrase;
        if has_passphrase {
            if !args.set.acknowledge.iter().any(|code| code == WORDS_ALONE) {
                return Err(Error::plain(Exit::Refused, WORDS_ALONE));
            }
            world.record(&Event::Override { code: Code::new(WORDS_ALONE) })?;
        }
        return Ok(payload);
    }
    Payload::of_seed(&unlock::opened(&args.seed, desk, network)?.seed)
}

/// 16 to 64 bytes in hexadecimal.
fn bytes_of(digits: &[u8]) -> Result<Secret<Vec<u8>>, Error> {
    let refused = || Error::plain(Exit::Malformed, "usage/share-master-secret");
    let digits = digits.trim_ascii();
    if !digits.len().is_multiple_of(2) || !(32..=128).contains(&digits.len()) {
        return Err(refused());
    }
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let secret = Secret::try_built(Vec::with_capacity(digits.len() / 2), |bytes: &mut Vec<u8>| {
        for pair in digits.chunks(2) {
            let pair: Zeroizing<Vec<u8>> = Zeroizing::new(pair.iter().filter_map(digit).collect());
            let [high, low] = pair.as_slice() else { return Err(refused()) };
            bytes.push(high << 4 | low);
        }
        Ok(())
    })?;
    secret.expose(|bytes| Seed::of_bytes(bytes))?;
    Ok(secret)
}
