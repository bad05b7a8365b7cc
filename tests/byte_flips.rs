//! Whatever one changed byte does to a PSBT, nothing is signed that was not shown.
//!
//! Every byte of valid PSBTs is changed in several ways. A mutant that is read, reviewed without a refusal and
//! consented to (every warning acknowledged, as the most careless person would) is signed with the test seed. Then
//! an independent reader, which shares no code with ours, looks at what was signed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

#[path = "byte_flips/cases.rs"]
mod cases;
#[path = "byte_flips/view.rs"]
mod view;

use cases::Case;
use coldframe_core::bitcoin::context::Context;
use coldframe_core::bitcoin::facts::Spend;
use coldframe_core::bitcoin::owner::Owner;
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::network::Network;
use coldframe_core::review::{Consent, Severity, Unsigned};
use coldframe_keys::{Keychain, Secret, Seed};
use std::ops::AddAssign;
use view::View;

const MUTANTS_MIN: usize = 20_000;
const WORDS: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

/// What became of the mutants.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    mutants: usize,
    unreadable: usize,
    refused: usize,
    not_signed: usize,
    signed: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.mutants += other.mutants;
        self.unreadable += other.unreadable;
        self.refused += other.refused;
        self.not_signed += other.not_signed;
        self.signed += other.signed;
    }
}

#[test]
fn no_mutant_is_signed_with_a_review_that_differs() {
    let cases = cases::all();
    let (one, other) = cases.split_at(cases.len() / 2);
    let mut tally = Tally::default();
    std::thread::scope(|scope| {
        let halves = [one, other].map(|half| scope.spawn(move || mutate_all(half)));
        for half in halves {
            tally += half.join().expect("no mutant made the signer panic or lie");
        }
    });
    assert!(tally.mutants >= MUTANTS_MIN, "{tally:?}");
    // The suite means something only if mutants reach every stage.
    let stages = [tally.unreadable, tally.refused, tally.signed];
    assert!(stages.iter().all(|count| *count > tally.mutants / 100), "{tally:?}");
}

/// Another device holds the same seed and signed first, with a nonce of its own.
#[test]
fn a_signature_our_key_made_elsewhere_is_kept_and_not_a_bug() {
    let case = cases::all().into_iter().find(|case| case.name.starts_with("p2wpkh, two")).unwrap();
    let secret =
        |text: &str| Secret::built(Vec::new(), |held: &mut Vec<u8>| held.extend_from_slice(text.as_bytes()));
    let keychain = Keychain::open(secret(WORDS), secret("")).unwrap();
    let owner = keychain.owner(case.network, &[case.account]).unwrap();
    let elsewhere = cases::signed_elsewhere(&case.bytes);
    let context = Context { network: case.network, ..Context::default() };
    let review = Unsigned::new(Psbt::parse(&elsewhere).unwrap()).review(&owner, &context);
    assert!(review.findings().iter().all(|finding| finding.severity == Severity::Note));
    let consent = Consent { seen: review.digest(), acknowledged: Vec::new() };
    let signed = keychain.sign(review.approve(&consent).unwrap()).unwrap();
    assert_eq!(signed.signature_count(), 1, "the other input had none yet");
    let (before, after) = (View::of(&elsewhere), View::of(&signed.payload().to_bytes()));
    after.assert_only_signatures_were_added(&before);
    assert_eq!(after.assert_new_signatures_hold(&before), 1);
}

fn mutate_all(cases: &[Case]) -> Tally {
    let secret =
        |text: &str| Secret::built(Vec::new(), |held: &mut Vec<u8>| held.extend_from_slice(text.as_bytes()));
    let ours = Keychain::open(secret(WORDS), secret("")).unwrap();
    let published = Keychain::of_seed(Seed::of_bytes(&cases::PUBLISHED_SEED).unwrap()).unwrap();
    let mut tally = Tally::default();
    for case in cases {
        let keychain = if case.network == Network::Main { &published } else { &ours };
        let owner = keychain.owner(case.network, &[case.account]).unwrap();
        let mut whole = Tally::default();
        judge(case, &case.bytes, &owner, keychain, &mut whole);
        assert_eq!(whole.signed, 1, "{} must be signed as it is: {whole:?}", case.name);
        for at in 0..case.bytes.len() {
            let byte = case.bytes[at];
            let mut values = vec![byte ^ 1, byte ^ 0x80];
            if case.network == Network::Regtest {
                values.extend([0, 0xff]);
            }
            values.sort_unstable();
            values.dedup();
            for value in values.into_iter().filter(|value| *value != byte) {
                let mut mutant = case.bytes.clone();
                mutant[at] = value;
                judge(case, &mutant, &owner, keychain, &mut tally);
            }
        }
    }
    tally
}

/// Takes one mutant as far as it goes.
fn judge(case: &Case, mutant: &[u8], owner: &Owner, keychain: &Keychain, tally: &mut Tally) {
    tally.mutants += 1;
    let Ok(psbt) = Psbt::parse(mutant) else {
        tally.unreadable += 1;
        return;
    };
    let context = Context { network: case.network, ..Context::default() };
    let review = Unsigned::new(psbt).review(owner, &context);
    let warnings = review.findings().iter().filter(|finding| finding.severity == Severity::Warn);
    let acknowledged = warnings.map(|finding| finding.code.as_str().to_owned()).collect();
    let shown = review.facts().clone();
    let consent = Consent { seen: review.digest(), acknowledged };
    let Ok(approved) = review.approve(&consent) else {
        tally.refused += 1;
        return;
    };
    let Ok(signed) = keychain.sign(approved) else {
        tally.not_signed += 1;
        return;
    };
    tally.signed += 1;
    let before = View::of(mutant);
    let after = View::of(&signed.payload().to_bytes());
    after.assert_only_signatures_were_added(&before);
    assert_eq!(after.assert_new_signatures_hold(&before), signed.signature_count(), "{}", case.name);
    assert_was_shown(case, &shown, &after);
}

/// The screen and the independent reader agree on every output, every amount and the fee.
fn assert_was_shown(case: &Case, shown: &Spend, signed: &View) {
    let outputs = &signed.transaction.output;
    assert_eq!(shown.outputs.len(), outputs.len(), "{}", case.name);
    for (shown, signed) in shown.outputs.iter().zip(outputs) {
        assert_eq!(shown.script, signed.script_pubkey, "{}: another script was shown", case.name);
        assert_eq!(shown.amount.unwrap().to_sat(), signed.value.to_sat(), "{}: another amount", case.name);
        // What was shown as coming back must be a script of the seed, derived without our code.
        let returns = shown.kind.returns();
        assert!(!returns || case.is_ours(&signed.script_pubkey), "{}: false change", case.name);
    }
    let spent: u64 = signed.spent.iter().map(|output| output.as_ref().unwrap().value.to_sat()).sum();
    let paid: u64 = outputs.iter().map(|output| output.value.to_sat()).sum();
    assert_eq!(shown.totals.fee.unwrap().to_sat(), spent - paid, "{}: another fee was shown", case.name);
    assert_eq!(shown.totals.inputs.unwrap().to_sat(), spent, "{}", case.name);
    assert_eq!(shown.totals.outputs.unwrap().to_sat(), paid, "{}", case.name);
}
