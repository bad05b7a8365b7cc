//! The payment that is rehearsed: what an online wallet would hand over.
//!
//! Written with rust-bitcoin's PSBT encoder on purpose: what our own reader then reads was made by
//! other code.

use bitcoin::bip32::DerivationPath;
use bitcoin::hashes::Hash;
use bitcoin::key::{Secp256k1, XOnlyPublicKey};
use bitcoin::psbt::{Input, Output};
use bitcoin::secp256k1::{All, PublicKey};
use bitcoin::{
    Amount, OutPoint, Psbt, PubkeyHash, ScriptBuf, Sequence, Transaction, TxIn, TxOut, Txid, WPubkeyHash,
    absolute, transaction,
};
use coldframe_core::path::{Chain, ScriptKind};
use coldframe_core::wallet::account::{Account, redeem_script};
use std::str::FromStr;

const COIN_SAT: u64 = 40_000_000;
const FEE_SAT_PER_INPUT: u64 = 700;
const CHANGE_INDEX: u32 = 3;

/// An unsigned PSBT (BIP-174) that spends `inputs` coins of the account to two strangers and back;
/// `None` only if the account cannot be derived from.
pub(super) fn unsigned(account: &Account, inputs: u32) -> Option<Vec<u8>> {
    let secp = Secp256k1::new();
    let coins: Vec<Coin> = (0..inputs).map(|index| coin(&secp, account, index)).collect::<Option<_>>()?;
    let total = COIN_SAT.checked_mul(u64::from(inputs))?;
    let fee = FEE_SAT_PER_INPUT.checked_mul(u64::from(inputs))?;
    let first = total / 2;
    let second = total / 8;
    let change = total.checked_sub(first)?.checked_sub(second)?.checked_sub(fee)?;
    let change_key = account.public_key(&secp, Chain::Change, CHANGE_INDEX)?;
    let outputs = vec![
        paid(first, ScriptBuf::new_p2wpkh(&WPubkeyHash::hash(b"a stranger"))),
        paid(second, ScriptBuf::new_p2pkh(&PubkeyHash::hash(b"another stranger"))),
        paid(change, account.script_pubkey(&secp, Chain::Change, CHANGE_INDEX)?),
    ];
    let transaction = Transaction {
        version: transaction::Version::TWO,
        lock_time: absolute::LockTime::ZERO,
        input: coins.iter().map(Coin::spend).collect(),
        output: outputs,
    };
    let mut psbt = Psbt::from_unsigned_tx(transaction).ok()?;
    for (input, coin) in psbt.inputs.iter_mut().zip(&coins) {
        *input = coin.describe(account)?;
    }
    if let Some(last) = psbt.outputs.last_mut() {
        claim_output(last, account, change_key)?;
    }
    Some(psbt.serialize())
}

/// A coin of the account and the transaction that paid it.
struct Coin {
    paid_by: Transaction,
    key: PublicKey,
    index: u32,
}

fn coin(secp: &Secp256k1<All>, account: &Account, index: u32) -> Option<Coin> {
    let script = account.script_pubkey(secp, Chain::Receive, index)?;
    let origin = OutPoint { txid: Txid::hash(&index.to_le_bytes()), vout: index };
    let input = TxIn { previous_output: origin, sequence: Sequence::MAX, ..TxIn::default() };
    let paid_by = Transaction {
        version: transaction::Version::TWO,
        lock_time: absolute::LockTime::ZERO,
        input: vec![input],
        output: vec![paid(COIN_SAT, script)],
    };
    Some(Coin { paid_by, key: account.public_key(secp, Chain::Receive, index)?, index })
}

impl Coin {
    fn spend(&self) -> TxIn {
        TxIn {
            previous_output: OutPoint { txid: self.paid_by.compute_txid(), vout: 0 },
            sequence: Sequence::ENABLE_RBF_NO_LOCKTIME,
            ..TxIn::default()
        }
    }

    fn describe(&self, account: &Account) -> Option<Input> {
        let source = (account.master(), path(account, Chain::Receive, self.index)?);
        let spent = self.paid_by.output.first()?.clone();
        let mut input = Input { non_witness_utxo: Some(self.paid_by.clone()), ..Input::default() };
        match account.path().kind {
            ScriptKind::P2pkh => {}
            ScriptKind::P2shP2wpkh => {
                input.redeem_script = Some(redeem_script(self.key));
                input.witness_utxo = Some(spent);
            }
            ScriptKind::P2wpkh => input.witness_utxo = Some(spent),
            ScriptKind::P2tr => {
                let internal = XOnlyPublicKey::from(self.key);
                input =
                    Input { witness_utxo: Some(spent), tap_internal_key: Some(internal), ..Input::default() };
                input.tap_key_origins.insert(internal, (Vec::new(), source));
                return Some(input);
            }
        }
        input.bip32_derivation.insert(self.key, source);
        Some(input)
    }
}

fn claim_output(output: &mut Output, account: &Account, key: PublicKey) -> Option<()> {
    let source = (account.master(), path(account, Chain::Change, CHANGE_INDEX)?);
    match account.path().kind {
        ScriptKind::P2tr => {
            let internal = XOnlyPublicKey::from(key);
            output.tap_internal_key = Some(internal);
            output.tap_key_origins.insert(internal, (Vec::new(), source));
        }
        ScriptKind::P2shP2wpkh => {
            output.redeem_script = Some(redeem_script(key));
            output.bip32_derivation.insert(key, source);
        }
        ScriptKind::P2pkh | ScriptKind::P2wpkh => {
            output.bip32_derivation.insert(key, source);
        }
    }
    Some(())
}

fn path(account: &Account, chain: Chain, index: u32) -> Option<DerivationPath> {
    DerivationPath::from_str(&account.address_path(chain, index).to_string()).ok()
}

fn paid(sat: u64, script_pubkey: ScriptBuf) -> TxOut {
    TxOut { value: Amount::from_sat(sat), script_pubkey }
}
