//! Whatever parses can be reviewed, and the sums a person is shown add up.
#![no_main]

use bitcoin::bip32::{Fingerprint, Xpub};
use coldframe_core::bitcoin::context::Context;
use coldframe_core::bitcoin::owner::Owner;
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::network::Network;
use coldframe_core::path::{AccountPath, ScriptKind};
use coldframe_core::review::{Severity, Unsigned};
use coldframe_core::wallet::account::Account;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

/// m/84h/1h/0h of the words `abandon … about`.
const ACCOUNT: &str = "tpubDC8msFGeGuwnKG9Upg7DM2b4DaRqg3CUZa5g8v2SRQ6K4NSkxUgd7HsL2XVWbVm39yBA4LAxysQAm397zwQSQoQgewGiYZqrA9DsP4zbQ1M";

static OWNER: LazyLock<Owner> = LazyLock::new(|| {
    let master = Fingerprint::from([0x73, 0xc5, 0xda, 0x0a]);
    let path = AccountPath { kind: ScriptKind::P2wpkh, coin_type: 1, account: 0 };
    let xpub: Xpub = ACCOUNT.parse().expect("an extended key");
    let account = Account::new(Network::Regtest, master, path, xpub).expect("an account key");
    Owner { network: Network::Regtest, master: Some(master), accounts: vec![account] }
});

fuzz_target!(
    init: common::seeds::write(&["psbt", "psbt-attacks", "review"]),
    |bytes: &[u8]| {
        let Ok(psbt) = Psbt::parse(bytes) else { return };
        let context = Context { network: Network::Regtest, ..Context::default() };
        let review = Unsigned::new(psbt).review(&OWNER, &context);
        let refused = review.findings().iter().any(|finding| finding.severity == Severity::Refuse);
        let totals = review.facts().totals;
        if let (Some(inputs), Some(outputs), Some(fee)) = (totals.inputs, totals.outputs, totals.fee) {
            assert_eq!(inputs.to_sat(), outputs.to_sat() + fee.to_sat(), "the sums do not add up");
        } else {
            assert!(refused, "money of unknown amount was not refused");
        }
        for job in review.facts().signing_jobs() {
            assert!(review.facts().spent_outputs()[job.input_index] == job.spent, "a job for another coin");
        }
    }
);
