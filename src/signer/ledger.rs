//! What a signing run leaves behind on this machine, written before anything leaves it.

use crate::error::Error;
use crate::world::World;
use bitcoin::OutPoint;
use bitcoin::hashes::{Hash, sha256};
use coldframe_core::bitcoin::context::Context;
use coldframe_core::bitcoin::owner::Owner;
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::journal::Event;
use coldframe_core::journal::outpoint_memory::Remembered;
use coldframe_core::messages::{Code, Explain};
use coldframe_core::review::{Approved, Consent, Declined, Digest, Payload, Review, WhyDeclined};
use coldframe_core::safe::Safe;
use coldframe_keys::Signed;
use std::collections::BTreeSet;

/// What this machine knows beside the payload: of its coins and no others.
pub(crate) fn context(replace: bool, psbt: &Psbt, world: &mut World) -> Result<Context, Error> {
    let now = world.now().0;
    let network = world.network;
    let memory = world.state()?.memory();
    let coins = psbt.transaction().input.iter().map(|input| input.previous_output);
    let known: Vec<(OutPoint, Remembered)> =
        coins.filter_map(|coin| memory?.get(&coin).map(|known| (coin, *known))).collect();
    let signed = known.iter().filter(|(_, known)| known.signed);
    Ok(Context {
        network,
        now_unix: (now > 0).then_some(now),
        outpoints: known.iter().map(|(coin, known)| (*coin, known.amount)).collect(),
        signed: signed.map(|(coin, known)| (*coin, known.transaction)).collect(),
        replace,
    })
}

/// Whose keys the review is made for, for whoever wants every step.
pub(crate) fn step_owner(owner: &Owner, world: &mut World) {
    let facts =
        [("accounts", Safe::count(owner.accounts.len())), ("network", Safe::text(owner.network.name()))];
    world.step("step/owner", &facts);
}

/// A payload was opened and looked at.
pub(crate) fn reviewed(review: &Review<Psbt>, bytes: &[u8], world: &mut World) -> Result<(), Error> {
    let findings: BTreeSet<Code> = review.findings().iter().map(|finding| finding.code).collect();
    let facts =
        [("label", Safe::text(&review.digest().label())), ("findings", Safe::count(review.findings().len()))];
    world.step("step/reviewed", &facts);
    world.record_all(&[
        Event::Opened { sha256: sha256_of(bytes), byte_count: bytes.len() },
        Event::Reviewed { review: review.digest(), findings: findings.into_iter().collect() },
    ])
}

/// The person did not consent; the reason goes on.
pub(crate) fn declined(review: &Review<Psbt>, why: Error, world: &mut World) -> Error {
    match world.record(&Event::Declined { review: review.digest() }) {
        Ok(()) => why,
        Err(error) => error,
    }
}

/// Consent was not enough; the reason goes on.
pub(crate) fn refused<P: Payload>(declined: &Declined<P>, world: &mut World) -> Error {
    let review = declined.review.digest();
    let event = match declined.why {
        WhyDeclined::Refused(code) | WhyDeclined::Held(code) => Event::Refused { review, code },
        _ => Event::Declined { review },
    };
    match world.record(&event) {
        Ok(()) => declined.why.clone().into(),
        Err(error) => error,
    }
}

/// The check that `--replace` really turned from a refusal into a question, if it did.
pub(crate) fn overridden(review: &Review<Psbt>, replace: bool) -> Option<Code> {
    let is_conflict = |code: &Code| *code == Code::new("psbt/conflicts-with-signed");
    review.findings().iter().map(|finding| finding.code).find(|code| replace && is_conflict(code))
}

/// The person, or a script in two steps, consented.
pub(crate) fn consented(
    approved: &Approved<Psbt>,
    consent: &Consent,
    overridden: Option<Code>,
    world: &mut World,
) -> Result<(), Error> {
    let consented = Event::Consented {
        review: approved.digest(),
        acknowledged: consent.acknowledged.iter().filter_map(|name| known_code(name)).collect(),
    };
    world.step("step/consented", &[("acknowledged", Safe::count(consent.acknowledged.len()))]);
    let overridden = overridden.map(|code| Event::Override { code });
    world.record_all(&overridden.into_iter().chain([consented]).collect::<Vec<_>>())
}

/// Only codes of the catalogue are written: an argument is foreign text.
fn known_code(name: &str) -> Option<Code> {
    coldframe_core::messages::codes().into_iter().find(|code| *code == name).map(Code::new)
}

/// Every coin of what is about to be signed, with the amount it was said to have.
pub(crate) fn coins(approved: &Approved<Psbt>) -> Vec<(OutPoint, Remembered)> {
    let transaction = approved.payload().transaction().compute_txid();
    let spend = approved.facts();
    let ours: BTreeSet<usize> = spend.signing_jobs().iter().map(|job| job.input_index).collect();
    let coins = spend.inputs.iter().enumerate().filter_map(|(index, input)| {
        let amount = input.amount?;
        Some((input.outpoint, Remembered { amount, transaction, signed: ours.contains(&index) }))
    });
    coins.collect()
}

/// Signatures exist: remember the coins, then say so in the journal.
pub(crate) fn signed(
    signed: &Signed<Psbt>,
    coins: &[(OutPoint, Remembered)],
    world: &mut World,
) -> Result<(), Error> {
    let review: Digest = signed.digest();
    let count = [("count", Safe::count(signed.signature_count()))];
    world.step("step/signed", &count);
    // The keychain gives nothing back before both implementations agree.
    world.step("step/rechecked", &count);
    if let Err(error) = world.state()?.remember(coins) {
        // Nothing leaves: that is a refusal, and a line of the journal.
        world.record(&Event::Refused { review, code: error.code() })?;
        return Err(error);
    }
    world.record(&Event::Signed { review, signature_count: signed.signature_count() })
}

/// The signed payload is about to leave.
pub(crate) fn sending(signed: &Signed<Psbt>, bytes: &[u8], world: &mut World) -> Result<(), Error> {
    world.record(&Event::Sent { review: signed.digest(), sha256: sha256_of(bytes) })
}

fn sha256_of(bytes: &[u8]) -> [u8; 32] {
    sha256::Hash::hash(bytes).to_byte_array()
}
