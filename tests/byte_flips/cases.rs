//! Valid PSBTs of the test seed, made with rust-bitcoin alone.

use bitcoin::absolute::LockTime;
use bitcoin::bip32::{ChildNumber, DerivationPath, Xpriv};
use bitcoin::hashes::Hash;
use bitcoin::key::TapTweak;
use bitcoin::opcodes::all::OP_RETURN;
use bitcoin::psbt::{Input, Output};
use bitcoin::secp256k1::{Message, PublicKey, Secp256k1};
use bitcoin::sighash::{EcdsaSighashType, SighashCache};
use bitcoin::transaction::Version as TransactionVersion;
use bitcoin::{
    Amount, CompressedPublicKey, NetworkKind, OutPoint, Psbt, ScriptBuf, Sequence, Transaction, TxIn, TxOut,
    Txid, Witness, ecdsa, script,
};
use coldframe_core::bitcoin::psbt::{Psbt as Ours, Version};
use coldframe_core::frames::base64;
use coldframe_core::network::Network;
use coldframe_core::path::{AccountPath, ScriptKind};

/// Honest payments from the published vectors, one account of each kind, under a seed of 32 equal bytes.
const PUBLISHED: &str = include_str!("../../vectors/review/honest.json");
pub(crate) const PUBLISHED_SEED: [u8; 32] = [7; 32];

/// BIP-39 seed of `abandon … about` without a passphrase.
const SEED_HEX: &str = "5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc19a5ac40b389cd370d086206dec8aa6c43daea6690f20ad3d8d48b2d2ce9e38e4";
const REGTEST_COIN: u32 = 1;
const COIN_SAT: u64 = 1_000_000;
const FEE_SAT: u64 = 2_000;

/// A PSBT that is signed as it is.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) account: AccountPath,
    pub(crate) network: Network,
    pub(crate) bytes: Vec<u8>,
    ours: Vec<ScriptBuf>,
}

impl Case {
    fn new(name: &'static str, account: AccountPath, network: Network, bytes: Vec<u8>) -> Self {
        Self { name, account, network, bytes, ours: scripts_of(&account, network) }
    }

    /// True if the script is one of the first addresses of the account, derived by rust-bitcoin.
    pub(crate) fn is_ours(&self, script: &ScriptBuf) -> bool {
        self.ours.contains(script)
    }
}

/// Everything single-key accounts can be asked to sign, in both versions, with and without previous transactions.
pub(crate) fn all() -> Vec<Case> {
    let v0 = |name, kind, inputs, with_previous| {
        let account = AccountPath { kind, coin_type: REGTEST_COIN, account: 0 };
        Case::new(name, account, Network::Regtest, psbt(kind, inputs, with_previous))
    };
    let mut cases = vec![
        v0("p2pkh, two inputs", ScriptKind::P2pkh, 2, true),
        v0("p2sh-p2wpkh", ScriptKind::P2shP2wpkh, 1, true),
        v0("p2wpkh, two inputs", ScriptKind::P2wpkh, 2, true),
        v0("p2wpkh, three inputs without previous transactions", ScriptKind::P2wpkh, 3, false),
        v0("p2tr, two inputs", ScriptKind::P2tr, 2, false),
    ];
    let second = |case: &Case| {
        let bytes = Ours::parse(&case.bytes).unwrap().convert(Version::V2).unwrap().to_bytes();
        Case::new(case.name, case.account, case.network, bytes)
    };
    let converted: Vec<_> = cases.iter().map(second).collect();
    cases.extend(converted);
    cases.extend(published());
    cases
}

fn published() -> Vec<Case> {
    let document: serde_json::Value = serde_json::from_str(PUBLISHED).unwrap();
    let row = |(row, kind): (&serde_json::Value, ScriptKind)| {
        let account = AccountPath { kind, coin_type: 0, account: 0 };
        let network = Network::named(row["network"].as_str().unwrap()).unwrap();
        let bytes = base64::decode(row["psbt"].as_str().unwrap().as_bytes()).unwrap();
        Case::new(kind.name(), account, network, bytes)
    };
    document["rows"].as_array().unwrap().iter().zip(ScriptKind::ALL).map(row).collect()
}

/// The first addresses of both chains. Once for a case: for every mutant they took most of the time.
fn scripts_of(account: &AccountPath, network: Network) -> Vec<ScriptBuf> {
    let master = master_of(network);
    let keys = (0..2).flat_map(|chain| (0..20).map(move |index| (chain, index)));
    let path = |(chain, index)| path(account.kind, account.coin_type, chain, index);
    keys.map(|key| script(account.kind, public(&master, &path(key)))).collect()
}

fn master_of(network: Network) -> Xpriv {
    match network {
        Network::Main => Xpriv::new_master(NetworkKind::Main, &PUBLISHED_SEED).unwrap(),
        _ => master(),
    }
}

fn master() -> Xpriv {
    let seed = <Vec<u8> as bitcoin::hex::FromHex>::from_hex(SEED_HEX).unwrap();
    Xpriv::new_master(NetworkKind::Test, &seed).unwrap()
}

fn key(kind: ScriptKind, chain: u32, index: u32) -> (PublicKey, DerivationPath) {
    let path = path(kind, REGTEST_COIN, chain, index);
    (public(&master(), &path), path)
}

fn path(kind: ScriptKind, coin_type: u32, chain: u32, index: u32) -> DerivationPath {
    let hardened = |number| ChildNumber::from_hardened_idx(number).unwrap();
    let steps = [hardened(kind.purpose()), hardened(coin_type), hardened(0), chain.into(), index.into()];
    DerivationPath::from(steps.to_vec())
}

fn public(master: &Xpriv, path: &DerivationPath) -> PublicKey {
    let secp = Secp256k1::new();
    PublicKey::from_secret_key(&secp, &master.derive_priv(&secp, path).unwrap().private_key)
}

fn script(kind: ScriptKind, key: PublicKey) -> ScriptBuf {
    let compressed = CompressedPublicKey(key);
    match kind {
        ScriptKind::P2pkh => ScriptBuf::new_p2pkh(&compressed.pubkey_hash()),
        ScriptKind::P2shP2wpkh => {
            ScriptBuf::new_p2sh(&ScriptBuf::new_p2wpkh(&compressed.wpubkey_hash()).script_hash())
        }
        ScriptKind::P2wpkh => ScriptBuf::new_p2wpkh(&compressed.wpubkey_hash()),
        ScriptKind::P2tr => {
            let (tweaked, _) = key.x_only_public_key().0.tap_tweak(&Secp256k1::verification_only(), None);
            ScriptBuf::new_p2tr_tweaked(tweaked)
        }
    }
}

/// Inputs of one coin each, a payment, change, and a memo.
fn psbt(kind: ScriptKind, input_count: u32, with_previous: bool) -> Vec<u8> {
    let coins: Vec<_> = (0..input_count).map(|index| coin(kind, index)).collect();
    let payment = ScriptBuf::new_p2wpkh(&CompressedPublicKey(key(ScriptKind::P2tr, 0, 900).0).wpubkey_hash());
    let memo = script::Builder::new().push_opcode(OP_RETURN).push_slice(b"invoice 7").into_script();
    let change = COIN_SAT * u64::from(input_count) - 300_000 - FEE_SAT;
    let output = |sat, script_pubkey| TxOut { value: Amount::from_sat(sat), script_pubkey };
    let transaction = Transaction {
        version: TransactionVersion::TWO,
        lock_time: LockTime::from_consensus(120),
        input: coins.iter().map(|coin| spend(coin.compute_txid())).collect(),
        output: vec![
            output(300_000, payment),
            output(change, script(kind, key(kind, 1, 3).0)),
            output(0, memo),
        ],
    };
    let mut psbt = Psbt::from_unsigned_tx(transaction).unwrap();
    for (index, coin) in coins.iter().enumerate() {
        psbt.inputs[index] = input(kind, u32::try_from(index).unwrap(), coin, with_previous);
    }
    psbt.outputs[1] = claim_output(kind);
    psbt.serialize()
}

fn spend(txid: Txid) -> TxIn {
    TxIn {
        previous_output: OutPoint::new(txid, 0),
        script_sig: ScriptBuf::new(),
        sequence: Sequence::ENABLE_RBF_NO_LOCKTIME,
        witness: Witness::new(),
    }
}

/// A transaction that paid us.
fn coin(kind: ScriptKind, index: u32) -> Transaction {
    let from = Txid::from_byte_array([u8::try_from(index).unwrap() + 7; 32]);
    let ours =
        TxOut { value: Amount::from_sat(COIN_SAT), script_pubkey: script(kind, key(kind, 0, index).0) };
    Transaction {
        version: TransactionVersion::TWO,
        lock_time: LockTime::ZERO,
        input: vec![spend(from)],
        output: vec![ours],
    }
}

fn input(kind: ScriptKind, index: u32, coin: &Transaction, with_previous: bool) -> Input {
    let (key, path) = key(kind, 0, index);
    let segwit = kind != ScriptKind::P2pkh;
    let mut input = Input {
        non_witness_utxo: with_previous.then(|| coin.clone()),
        witness_utxo: segwit.then(|| coin.output[0].clone()),
        ..Input::default()
    };
    let source = (master().fingerprint(&Secp256k1::new()), path);
    match kind {
        ScriptKind::P2tr => {
            let internal = key.x_only_public_key().0;
            input.tap_internal_key = Some(internal);
            input.tap_key_origins.insert(internal, (Vec::new(), source));
        }
        ScriptKind::P2shP2wpkh => {
            input.redeem_script = Some(ScriptBuf::new_p2wpkh(&CompressedPublicKey(key).wpubkey_hash()));
            input.bip32_derivation.insert(key, source);
        }
        ScriptKind::P2pkh | ScriptKind::P2wpkh => {
            input.bip32_derivation.insert(key, source);
        }
    }
    input
}

fn claim_output(kind: ScriptKind) -> Output {
    let (key, path) = key(kind, 1, 3);
    let source = (master().fingerprint(&Secp256k1::new()), path);
    let mut output = Output::default();
    if kind == ScriptKind::P2tr {
        let internal = key.x_only_public_key().0;
        output.tap_internal_key = Some(internal);
        output.tap_key_origins.insert(internal, (Vec::new(), source));
    } else {
        output.bip32_derivation.insert(key, source);
    }
    output
}

/// The first input signed by its key, with a nonce that RFC 6979 alone would not give.
#[expect(clippy::disallowed_methods, reason = "it plays another device, with a file of our own making")]
pub(crate) fn signed_elsewhere(bytes: &[u8]) -> Vec<u8> {
    let mut psbt = Psbt::deserialize(bytes).unwrap();
    let (secp, kind) = (Secp256k1::new(), ScriptKind::P2wpkh);
    let path = path(kind, REGTEST_COIN, 0, 0);
    let private = master().derive_priv(&secp, &path).unwrap().private_key;
    let coin = psbt.inputs[0].witness_utxo.clone().unwrap();
    let all = EcdsaSighashType::All;
    let sighash = SighashCache::new(&psbt.unsigned_tx)
        .p2wpkh_signature_hash(0, &coin.script_pubkey, coin.value, all)
        .unwrap();
    let message = Message::from_digest(sighash.to_byte_array());
    let signature = secp.sign_ecdsa_with_noncedata(&message, &private, &[9; 32]);
    let key = bitcoin::PublicKey::new(PublicKey::from_secret_key(&secp, &private));
    psbt.inputs[0].partial_sigs.insert(key, ecdsa::Signature { signature, sighash_type: all });
    psbt.serialize()
}
