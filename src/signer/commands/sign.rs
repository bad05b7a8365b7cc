//! `coldframe sign`: the one flow everything else serves.

use crate::answer;
use crate::cli::sign::Sign;
use crate::consent;
use crate::drawing::{self, Drawing};
use crate::error::Error;
use crate::exit::Exit;
use crate::ledger;
use crate::player;
use crate::receive;
use crate::send;
use crate::surroundings;
use crate::unlock::Wallet;
use crate::world::World;
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::review::Unsigned;
use coldframe_core::safe::Safe;

/// Reads a PSBT, reviews it, asks, signs, and sends the answer. Every line is a module, every `?`
/// a documented way to stop, and nothing leaves before the line that sends.
pub(super) fn sign(args: &Sign, world: &mut World) -> Result<Exit, Error> {
    send::may_send(&args.output, &[&args.input], args.force)?;
    drawing::may_draw(&args.draw, &args.output)?;
    consent::may_ask(args, world)?;
    let signable = receive::signable(&args.input, world)?;
    send::may_be_written(signable.wire, &args.output)?;
    let mut psbt = Psbt::parse(&signable.psbt)?;
    if args.strip_unknown {
        psbt.strip_unknown();
    }
    let unsigned = Unsigned::new(psbt);
    // Before anybody reads a page: whoever may not sign here should not find out after the last one.
    surroundings::require(world)?;
    let mut wallet = Wallet::open(&args.owner, unsigned.payload(), world)?;
    ledger::step_owner(wallet.owner(), world);
    let context = ledger::context(args.replace, unsigned.payload(), world)?;
    let review = unsigned.review(wallet.owner(), &context);
    ledger::reviewed(&review, &signable.psbt, world)?;
    let overridden = ledger::overridden(&review, args.replace);
    let consent =
        consent::obtain(&review, args, world).map_err(|why| ledger::declined(&review, why, world))?;
    let approved = review.approve(&consent).map_err(|declined| ledger::refused(&declined, world))?;
    ledger::consented(&approved, &consent, overridden, world)?;
    let coins = ledger::coins(&approved);
    world.step("step/signing", &[]);
    let signed = wallet.keychain(world)?.sign(approved)?;
    // On the disk before anything leaves: a crash in between forgets no signature (attacks A01, A10).
    ledger::signed(&signed, &coins, world)?;
    let outgoing = answer::answer(signed.payload(), signable.wire, &args.output, args.full, world)?;
    ledger::sending(&signed, &outgoing.bytes, world)?;
    let drawing = Drawing::of(&args.draw, &args.output, world);
    let drawing = answer::drawing(&outgoing, drawing, &args.output, world);
    let sent = send::send(&outgoing, &args.output, &drawing, args.force, world);
    let exit = sent.map_err(|why| match why == player::nothing_shown() {
        true => Error::plain(Exit::Device, "player/answer-not-shown"),
        false => not_sent(why, world),
    })?;
    world.say("signing/done", &[("count", Safe::count(signed.signature_count()))]);
    Ok(exit)
}

/// A person who reads only of a full disk believes that nothing was signed.
fn not_sent(why: Error, world: &mut World) -> Error {
    // Whoever leaves the codes with Ctrl-C has seen them.
    if why.exit() != Exit::Interrupted {
        world.say("signing/not-sent", &[]);
    }
    why
}

#[cfg(test)]
mod tests;
