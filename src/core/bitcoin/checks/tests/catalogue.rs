//! One scene for each attack that a file alone can carry.

use crate::bitcoin::psbt::PartialSignature;
use crate::bitcoin::scene::{OURS, Scene, With, account, claim, path, stranger};
use crate::network::Network;
use crate::path::Chain;
use crate::path::ScriptKind::{P2pkh, P2shP2wpkh, P2tr, P2wpkh};
use bitcoin::{ScriptBuf, Sequence, Witness, absolute};

/// Attack, what is wrong, and the file with its owner.
pub(super) fn attacks() -> Vec<(&'static str, &'static str, Scene)> {
    let mut all = about_amounts();
    all.extend(about_sums());
    all.extend(about_signing());
    all.extend(about_owners());
    all.extend(about_outputs());
    all
}

fn about_amounts() -> Vec<(&'static str, &'static str, Scene)> {
    let two = |kind| {
        Scene::new(kind)
            .coin(0, 1_500_000_000, With::WitnessUtxo)
            .coin(1, 500_000_001, With::WitnessUtxo)
            .pay(stranger(P2wpkh, 0), 2_000_000_000 - 10_000)
    };
    vec![
        ("A01", "two claimed segwit v0 amounts", two(P2wpkh)),
        ("A01", "two claimed nested segwit amounts", two(P2shP2wpkh)),
        (
            "A02",
            "previous transaction of another id",
            Scene::honest(P2pkh).bent(|s| {
                s.inputs[0].non_witness_utxo.as_mut().unwrap().output[0].value =
                    bitcoin::Amount::from_sat(70_000_000);
            }),
        ),
        (
            "A02",
            "output number beyond the previous transaction",
            Scene::honest(P2wpkh).bent(|s| {
                s.transaction.input[0].previous_output.vout = 7;
            }),
        ),
        (
            "A02",
            "two descriptions of one coin",
            Scene::honest(P2wpkh).bent(|s| {
                s.inputs[0].witness_utxo.as_mut().unwrap().value = bitcoin::Amount::from_sat(70_000_000);
            }),
        ),
        (
            "A03",
            "legacy input with a claimed amount",
            Scene::new(P2pkh).coin(0, 100_000, With::WitnessUtxo).pay(stranger(P2wpkh, 0), 95_000),
        ),
    ]
}

fn about_sums() -> Vec<(&'static str, &'static str, Scene)> {
    vec![
        (
            "A06",
            "nearly everything is fee",
            Scene::new(P2wpkh)
                .coin(0, 100_000_000, With::PreviousTransaction)
                .pay(stranger(P2wpkh, 0), 1_000),
        ),
        (
            "A06",
            "outputs above inputs",
            Scene::new(P2wpkh).coin(0, 10, With::PreviousTransaction).pay(stranger(P2wpkh, 0), 1_000),
        ),
        (
            "A07",
            "a sum above all money there is",
            Scene::honest(P2wpkh).pay(stranger(P2wpkh, 1), crate::amount::MONEY_MAX_SAT),
        ),
        (
            "A07",
            "inputs whose sum is above all money there is",
            Scene::new(P2wpkh)
                .coin(0, crate::amount::MONEY_MAX_SAT, With::PreviousTransaction)
                .coin(1, crate::amount::MONEY_MAX_SAT, With::PreviousTransaction)
                .pay(stranger(P2wpkh, 1), crate::amount::MONEY_MAX_SAT),
        ),
        (
            "A08",
            "one coin twice",
            Scene::honest(P2wpkh).bent(|s| {
                s.transaction.input.push(s.transaction.input[0].clone());
                s.inputs.push(s.inputs[0].clone());
            }),
        ),
        (
            "A09",
            "locked until 2096",
            Scene::honest(P2wpkh).bent(|s| {
                s.transaction.lock_time = absolute::LockTime::from_consensus(4_000_000_000);
            }),
        ),
        (
            "A09",
            "a lock time without effect",
            Scene::honest(P2wpkh).bent(|s| {
                s.transaction.lock_time = absolute::LockTime::from_consensus(900_000);
                s.transaction.input[0].sequence = Sequence::MAX;
            }),
        ),
    ]
}

fn about_signing() -> Vec<(&'static str, &'static str, Scene)> {
    let sighash = |kind, value| Scene::honest(kind).bent(move |s| s.inputs[0].sighash_type = Some(value));
    let mut all = vec![
        ("A04", "DEFAULT on a segwit v0 input", sighash(P2wpkh, 0)),
        (
            "A05",
            "junk final witness",
            Scene::honest(P2wpkh).bent(|s| {
                s.inputs[0].final_script_witness = Some(Witness::from_slice(&[vec![0x30; 71], vec![2; 33]]));
            }),
        ),
        (
            "A05",
            "partial signature by a stranger",
            Scene::honest(P2wpkh).bent(|s| {
                let key = claim(&account([9; 32], Network::Main, P2wpkh, 0), Chain::Receive, 0).public_key;
                let signature = bitcoin::hex::FromHex::from_hex(
                    "3006020101020101\
                01",
                )
                .unwrap();
                s.inputs[0].partial_signatures.push(PartialSignature { public_key: key, signature });
            }),
        ),
    ];
    for value in [0x02, 0x03, 0x81, 0x82, 0x83, 0x84, 0x41, 0xffff_ffff] {
        all.push(("A04", "a sighash type that leaves something open", sighash(P2wpkh, value)));
    }
    all
}

fn about_owners() -> Vec<(&'static str, &'static str, Scene)> {
    let honest = || Scene::honest(P2wpkh);
    let lie = |index| claim(&honest().account, Chain::Change, index);
    let odd = |text: &str| {
        let mut claim = lie(0);
        claim.path = path(text);
        honest().pay(stranger(P2wpkh, 3), 1_000).mark(claim)
    };
    let second = account(OURS, Network::Main, P2wpkh, 1);
    let taproot = account(OURS, Network::Main, P2tr, 0);
    let hidden = |kind| {
        Scene::honest(kind).coin(33, 50_000_000, With::PreviousTransaction).bent(|s| {
            s.inputs[1].key_claims.clear();
            s.inputs[1].tap_key_claims.clear();
        })
    };
    vec![
        (
            "B01",
            "a stranger's script under our change path",
            honest().pay(stranger(P2wpkh, 5), 1_000).mark(lie(1)),
        ),
        ("B01", "our script under another number of ours", honest().change(1, 1_000).mark(lie(9))),
        ("B03", "change to another script type", honest().returning(&taproot, Chain::Change, 0, 1_000)),
        ("B04", "inputs of two accounts", honest().coin_of(&second, 0, 50_000, With::PreviousTransaction)),
        ("B08", "change at the last address number", honest().change((1 << 31) - 1, 1_000)),
        ("B08", "change on a third chain", odd("m/84h/0h/0h/2/0")),
        (
            "B09",
            "a file for another wallet",
            honest().bent(|s| {
                s.account = account([9; 32], Network::Main, P2wpkh, 0);
                s.owner = crate::bitcoin::owner::Owner::of_account(s.account.clone());
            }),
        ),
        ("B10", "an own input without its derivation", hidden(P2wpkh)),
        ("B10", "an own taproot input without its derivation", hidden(P2tr)),
        ("B11", "an output claimed on a test network's path", odd("m/84h/1h/0h/1/0")),
        (
            "B12",
            "a redeem script of another coin",
            Scene::honest(P2shP2wpkh).bent(|s| {
                s.inputs[0].redeem_script = Some(stranger(P2wpkh, 1));
            }),
        ),
    ]
}

fn about_outputs() -> Vec<(&'static str, &'static str, Scene)> {
    let paying = |hex: &str, sat| {
        let script = ScriptBuf::from_bytes(bitcoin::hex::FromHex::from_hex(hex).unwrap());
        Scene::honest(P2wpkh).pay(script, sat)
    };
    let (one, other) = super::outputs::ALIKE;
    let script = ScriptBuf::from_bytes(bitcoin::hex::FromHex::from_hex(other).unwrap());
    let mut many = Scene::new(P2wpkh).coin(0, 100_000_000, With::PreviousTransaction);
    for index in 0..120_u32 {
        many = many.pay(
            ScriptBuf::from_bytes(
                bitcoin::hex::FromHex::from_hex(&format!("0014{:040x}", index + 1)).unwrap(),
            ),
            830_000,
        );
    }
    vec![
        ("A11", "an output of witness version 2", paying(&format!("5220{}", "11".repeat(32)), 1_000)),
        ("B13", "two addresses with equal ends", paying(one, 1_000).pay(script, 1_000)),
        ("B14", "money on a data output", paying("6a0548656c6c6f", 100_000_000)),
        ("B14", "a script without an address", paying("5151", 1_000)),
        ("B14", "a taproot key that is no point", paying(&format!("5120{}", "ff".repeat(32)), 1_000)),
        ("B15", "a flood of outputs", many),
    ]
}
