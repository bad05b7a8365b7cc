//! The vectors of this crate that travel inside the program.

use crate::derive::Node;
use crate::mnemonic::Mnemonic;
use crate::recheck::{self, taproot_output_key};
use crate::seed::Seed;
use bitcoin::bip32::{DerivationPath, Xpriv};
use bitcoin::consensus::deserialize;
use bitcoin::secp256k1::{self, Message, Secp256k1, XOnlyPublicKey};
use bitcoin::{Amount, NetworkKind, ScriptBuf, Transaction, TxOut};
use coldframe_core::self_test::{Group, Row};
use k256::schnorr;
use std::str::FromStr;

/// One line for each file.
pub(super) const GROUPS: &[Group] = &[
    Group {
        name: "BIP-39, English",
        file: include_str!("../../../vectors/mnemonic/english.json"),
        holds: mnemonic,
    },
    Group {
        name: "BIP-39, other languages",
        file: include_str!("../../../vectors/mnemonic/languages.json"),
        holds: mnemonic,
    },
    Group { name: "BIP-32", file: include_str!("../../../vectors/bip32/derivation.json"), holds: derivation },
    Group { name: "BIP-340", file: include_str!("../../../vectors/bip341/schnorr.json"), holds: signature },
    Group {
        name: "BIP-341 output keys",
        file: include_str!("../../../vectors/bip341/output_keys.json"),
        holds: output_key,
    },
    Group {
        name: "BIP-341 sighashes",
        file: include_str!("../../../vectors/bip341/key_path_spending.json"),
        holds: taproot_sighash,
    },
    Group {
        name: "BIP-143 sighashes",
        file: include_str!("../../../vectors/sighash/segwit_v0.json"),
        holds: segwit_sighash,
    },
    Group {
        name: "legacy sighashes",
        file: include_str!("../../../vectors/sighash/legacy.json"),
        holds: legacy_sighash,
    },
];

/// Words and passphrase to the seed and the master key.
fn mnemonic(row: &Row<'_>) -> Option<()> {
    let words = Mnemonic::parse(row.string("words")?.as_bytes()).ok()?;
    let seed = Seed::of_words(&words, row.string("passphrase")?.as_bytes()).ok()?;
    let expected = row.bytes("seed")?;
    seed.expose(|seed| seed == expected).then_some(())?;
    let published = Xpriv::from_str(row.string("master_xprv")?).ok()?;
    let master = Node::master(&Secp256k1::new(), &seed).ok()?;
    master.with_key(|key| *key == published.private_key.secret_bytes()).then_some(())
}

/// Seed and path to both halves of the key, by both libraries.
fn derivation(row: &Row<'_>) -> Option<()> {
    let (secp, seed) = (Secp256k1::new(), row.bytes("seed")?);
    let steps = Vec::from(DerivationPath::from_str(row.string("path")?).ok()?);
    let node = Node::master(&secp, &Seed::of_bytes(&seed).ok()?).ok()?.descend(&secp, &steps).ok()?;
    let published = Xpriv::from_str(row.string("xprv")?).ok()?.private_key.secret_bytes();
    let mut second = recheck::bip32_master(&seed)?;
    for step in steps {
        second = second.derive_child(bip32::ChildNumber::from(u32::from(step))).ok()?;
    }
    let same = node.xpub(NetworkKind::Main).to_string() == row.string("xpub")?
        && node.with_key(|key| *key == published)
        && second.to_bytes().as_slice() == published;
    same.then_some(())
}

/// Both libraries must give a signature its published verdict.
fn signature(row: &Row<'_>) -> Option<()> {
    let (key, message, bytes) = (row.bytes("public_key")?, row.bytes("message")?, row.bytes("signature")?);
    let second = schnorr::VerifyingKey::from_slice(&key).is_ok_and(|key| {
        schnorr::Signature::try_from(bytes.as_slice())
            .is_ok_and(|signature| key.verify_raw(&message, &signature).is_ok())
    });
    let message = Message::from_digest(message.try_into().ok()?);
    let signature = secp256k1::schnorr::Signature::from_slice(&bytes).ok()?;
    let first = XOnlyPublicKey::from_slice(&key)
        .is_ok_and(|key| Secp256k1::verification_only().verify_schnorr(&signature, &message, &key).is_ok());
    let valid = row.truth("valid")?;
    (first == valid && second == valid).then_some(())
}

fn output_key(row: &Row<'_>) -> Option<()> {
    let internal = [vec![2], row.bytes("internal_public_key")?].concat();
    // After the version and the length of the key.
    let expected = row.bytes("script_pubkey")?.split_off(2);
    (taproot_output_key(&internal)? == expected).then_some(())
}

fn taproot_sighash(row: &Row<'_>) -> Option<()> {
    let output = |(value, script)| TxOut {
        value: Amount::from_sat(value),
        script_pubkey: ScriptBuf::from_bytes(script),
    };
    let spent: Vec<TxOut> = row.pairs("spent")?.into_iter().map(output).collect();
    let kind = u8::try_from(row.number("sighash_type")?).ok()?;
    let (transaction, index) = (transaction(row)?, index(row)?);
    let sighash = recheck::Sighashes::new(&transaction, &spent).taproot(index, kind)?;
    is(&sighash, row)
}

fn segwit_sighash(row: &Row<'_>) -> Option<()> {
    let transaction = transaction(row)?;
    let value = Amount::from_sat(row.number("amount")?);
    let spent = vec![TxOut { value, script_pubkey: ScriptBuf::new() }; transaction.input.len()];
    let sighashes = recheck::Sighashes::new(&transaction, &spent);
    is(&sighashes.segwit_v0(index(row)?, &row.bytes("script_code")?)?, row)
}

fn legacy_sighash(row: &Row<'_>) -> Option<()> {
    let transaction = transaction(row)?;
    let kind = u32::try_from(row.number("sighash_type")?).ok()?;
    let sighashes = recheck::Sighashes::new(&transaction, &[]);
    let mut sighash = sighashes.legacy(index(row)?, &row.bytes("script_code")?, kind)?;
    // Bitcoin Core prints it backwards.
    sighash.reverse();
    is(&sighash, row)
}

fn transaction(row: &Row<'_>) -> Option<Transaction> {
    deserialize(&row.bytes("transaction")?).ok()
}

fn index(row: &Row<'_>) -> Option<usize> {
    usize::try_from(row.number("input")?).ok()
}

fn is(sighash: &[u8; 32], row: &Row<'_>) -> Option<()> {
    (row.bytes("sighash")? == sighash).then_some(())
}
