//! `coldframe rehearse`: the whole journey on one machine, with a key nobody will ever use again.
//!
//! Every step runs the code of the real thing: the pictures are real pixels read back by the real
//! reader, the review is the one a person would see, the signature is rechecked before it leaves.

mod payment;
mod pictures;
mod story;

use crate::cli::rehearse::Rehearse;
use crate::drawing;
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::place::Picture;
use crate::surroundings;
use crate::world::World;
use bitcoin::bip32::Fingerprint;
use bitcoin::key::Secp256k1;
use coldframe_core::bitcoin::context::Context;
use coldframe_core::bitcoin::facts::Spend;
use coldframe_core::bitcoin::psbt::{Psbt, finalize};
use coldframe_core::bitcoin::verify;
use coldframe_core::messages::Explain;
use coldframe_core::network::Network;
use coldframe_core::path::AccountPath;
use coldframe_core::review::{Approved, Consent, Review, Severity, Unsigned, pages};
use coldframe_core::safe::Safe;
use coldframe_core::wallet::account::Account;
use coldframe_keys::{Keychain, Seed, Signed, entropy};
use pictures::there_and_back;
use std::path::{Path, PathBuf};
use story::Story;

const COLUMNS: usize = 80;

/// Walks through it and tells the story; any step that ends otherwise than it must stops the run.
pub(super) fn rehearse(args: &Rehearse, world: &mut World) -> Result<Exit, Error> {
    if let Some(path) = &args.picture {
        drawing::may_be_named(path)?;
        files::may_write(path, false)?;
    }
    // The key is worthless; that a real one would be refused here is worth a line.
    surroundings::note(world);
    coldframe_keys::self_test::quick()?;
    let (outward, homeward) = kinds(args.picture.as_deref());
    let mut story = Story::begin(world)?;
    let keychain = story.step("rehearse/key", |_| throwaway())?;
    let account = story.step("rehearse/account", |_| account(args, &keychain))?;
    let unsigned = story.step("rehearse/unsigned", |_| unsigned(args, &account))?;
    let (came, picture) = there_and_back(&mut story, &unsigned, outward)?;
    let review = story.step("rehearse/review", |_| review(&came, &keychain, &account))?;
    story.show(&pages::pages(&review, COLUMNS))?;
    let approved = story.step("rehearse/consent", |_| consent(review))?;
    let spent = approved.facts().spent_outputs().to_vec();
    let signed = story.step("rehearse/sign", |_| sign(&keychain, approved))?;
    // Home goes what the companion lacks, and it has the rest: so here too.
    let answer = signed.payload().answer()?.to_bytes();
    let (back, _) = there_and_back(&mut story, &answer, homeward)?;
    let finished = story.step("rehearse/finalize", |_| finished(&unsigned, &back))?;
    story.step("rehearse/verify", |_| {
        verify::transaction(&Secp256k1::verification_only(), &finished, &spent).map_err(|why| bug(&why))?;
        Ok(((), vec![("inputs", Safe::count(spent.len()))]))
    })?;
    let path = args.picture.clone().unwrap_or_else(|| usual_picture(keychain.fingerprint()));
    files::write(&path, &picture, false)?;
    story.end(&path)
}

/// One journey uses both kinds of animation; the way out uses the kind of the picture that is kept.
fn kinds(kept: Option<&Path>) -> (Picture, Picture) {
    match kept.and_then(Picture::of) {
        Some(Picture::Gif) => (Picture::Gif, Picture::Apng),
        _ => (Picture::Apng, Picture::Gif),
    }
}

type Told<T> = Result<(T, Vec<(&'static str, Safe)>), Error>;

/// 32 fresh bytes from the kernel, as a BIP-32 seed; nothing writes them down.
fn throwaway() -> Told<Keychain> {
    let no_randomness = |_| Error::plain(Exit::Unsafe, "rehearse/no-randomness");
    let keychain = Keychain::make(|| {
        let bytes = entropy::os().map_err(no_randomness)?;
        bytes.expose(|bytes| Seed::of_bytes(bytes)).map_err(|why| bug(&why))
    })?;
    let facts = vec![("fingerprint", Safe::text(&keychain.fingerprint().to_string()))];
    Ok((keychain, facts))
}

fn account(args: &Rehearse, keychain: &Keychain) -> Told<Account> {
    let path = AccountPath { kind: args.kind, coin_type: Network::Regtest.coin_type(), account: 0 };
    let account = keychain.account(Network::Regtest, path).map_err(|why| bug(&why))?;
    let facts = vec![("path", Safe::text(&path.to_string())), ("kind", Safe::text(args.kind.name()))];
    Ok((account, facts))
}

fn unsigned(args: &Rehearse, account: &Account) -> Told<Vec<u8>> {
    let bytes = payment::unsigned(account, u32::from(args.inputs))
        .ok_or(Error::plain(Exit::Bug, "rehearse/differs"))?;
    let facts = vec![("inputs", Safe::number(args.inputs)), ("bytes", Safe::count(bytes.len()))];
    Ok((bytes, facts))
}

fn review(came: &[u8], keychain: &Keychain, account: &Account) -> Told<Review<Psbt>> {
    let unsigned = Unsigned::new(Psbt::parse(came)?);
    let owner = keychain.owner(Network::Regtest, &[account.path()]).map_err(|why| bug(&why))?;
    let context = Context { network: Network::Regtest, ..Context::default() };
    let review = unsigned.review(&owner, &context);
    let facts = vec![("label", Safe::text(&review.digest().label()))];
    Ok((review, facts))
}

/// What a careful person does at the question, done by name: every warning, this digest.
fn consent(review: Review<Psbt>) -> Told<Approved<Psbt>> {
    let warnings = review.findings().iter().filter(|finding| finding.severity == Severity::Warn);
    let acknowledged: Vec<String> = warnings.map(|finding| finding.code.to_string()).collect();
    let facts = vec![("warnings", Safe::count(acknowledged.len()))];
    let consent = Consent { seen: review.digest(), acknowledged };
    let approved = review.approve(&consent).map_err(|declined| Error::from(declined.why))?;
    Ok((approved, facts))
}

fn sign(keychain: &Keychain, approved: Approved<Psbt>) -> Told<Signed<Psbt>> {
    let wanted = Spend::signing_jobs(approved.facts()).len();
    let signed = keychain.sign(approved)?;
    if signed.signature_count() != wanted {
        return Err(Error::plain(Exit::Bug, "rehearse/differs"));
    }
    let facts = vec![("signatures", Safe::count(signed.signature_count()))];
    Ok((signed, facts))
}

fn finished(unsigned: &[u8], back: &[u8]) -> Told<bitcoin::Transaction> {
    let mut whole = Psbt::parse(unsigned)?;
    whole.complete_with(&Psbt::parse(back)?).map_err(|why| bug(&why))?;
    let transaction = finalize::finalize(&whole)?;
    let facts = vec![
        ("txid", Safe::text(&transaction.compute_txid().to_string())),
        ("vsize", Safe::count(transaction.vsize())),
    ];
    Ok((transaction, facts))
}

/// Whatever goes wrong here is ours: nobody else had a hand in it.
fn bug(why: &dyn Explain) -> Error {
    Error::new(Exit::Bug, why)
}

/// In the folder for temporary files, under a name no earlier run has used.
fn usual_picture(fingerprint: Fingerprint) -> PathBuf {
    std::env::temp_dir().join(format!("coldframe-rehearsal-{fingerprint}.png"))
}
