//! A second reader of PSBTs that shares no code with the program: maps, transaction, coins, signatures.

use bitcoin::absolute::LockTime;
use bitcoin::consensus::{Decodable, deserialize, deserialize_partial};
use bitcoin::hashes::Hash;
use bitcoin::secp256k1::{Message, Secp256k1, XOnlyPublicKey, schnorr};
use bitcoin::sighash::{EcdsaSighashType, Prevouts, SighashCache, TapSighashType};
use bitcoin::transaction::Version;
use bitcoin::{
    Amount, OutPoint, PublicKey, ScriptBuf, Sequence, Transaction, TxIn, TxOut, Txid, VarInt, Witness, ecdsa,
};
use std::collections::BTreeMap;

/// Key (type and data) to value.
type Map = BTreeMap<Vec<u8>, Vec<u8>>;

const PARTIAL_SIGNATURE: u8 = 0x02;
const TAP_KEY_SIGNATURE: u8 = 0x13;
const MODIFIABLE: u8 = 0x06;

pub(crate) struct View {
    global: Map,
    inputs: Vec<Map>,
    outputs: Vec<Map>,
    pub(crate) transaction: Transaction,
    /// The coin of each input, from the previous transaction where there is one.
    pub(crate) spent: Vec<Option<TxOut>>,
}

impl View {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut rest = bytes.strip_prefix(b"psbt\xff").unwrap();
        let global = map(&mut rest);
        let whole: Option<Transaction> = global.get(&[0][..]).map(|raw| deserialize(raw).unwrap());
        let (input_count, output_count) = match &whole {
            Some(transaction) => (transaction.input.len(), transaction.output.len()),
            None => (count(&global[&[4][..]]), count(&global[&[5][..]])),
        };
        let inputs: Vec<_> = (0..input_count).map(|_| map(&mut rest)).collect();
        let outputs: Vec<_> = (0..output_count).map(|_| map(&mut rest)).collect();
        assert!(rest.is_empty(), "trailing bytes were signed over");
        let transaction = whole.unwrap_or_else(|| assemble(&global, &inputs, &outputs));
        let spent = inputs.iter().zip(&transaction.input).map(|(map, input)| coin(map, input)).collect();
        Self { global, inputs, outputs, transaction, spent }
    }

    /// What left is what came plus signatures (attack E09); only the flags that allow changes may be cleared (BIP-370).
    pub(crate) fn assert_only_signatures_were_added(&self, before: &Self) {
        assert_eq!(self.outputs, before.outputs);
        let mut global = self.global.clone();
        if let Some(flags) = before.global.get(&[MODIFIABLE][..]) {
            global.insert(vec![MODIFIABLE], flags.clone());
        }
        assert_eq!(global, before.global);
        for (after, before) in self.inputs.iter().zip(&before.inputs) {
            for (key, value) in before {
                assert_eq!(after.get(key), Some(value), "a pair was changed or lost");
            }
            for key in after.keys().filter(|key| !before.contains_key(*key)) {
                assert!([PARTIAL_SIGNATURE, TAP_KEY_SIGNATURE].contains(&key[0]), "{key:?} was added");
            }
        }
    }

    /// Every signature that was added holds for exactly this transaction and these coins. How many there are.
    pub(crate) fn assert_new_signatures_hold(&self, before: &Self) -> usize {
        let mut count = 0;
        for (index, (after, before)) in self.inputs.iter().zip(&before.inputs).enumerate() {
            for (key, value) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
                match key[0] {
                    PARTIAL_SIGNATURE => self.assert_ecdsa(index, &key[1..], value),
                    _ => self.assert_schnorr(index, value),
                }
                count += 1;
            }
        }
        count
    }

    fn assert_ecdsa(&self, index: usize, key: &[u8], signature: &[u8]) {
        let key = PublicKey::from_slice(key).unwrap();
        let signature = ecdsa::Signature::from_slice(signature).unwrap();
        assert_eq!(signature.sighash_type, EcdsaSighashType::All);
        let spent = self.spent[index].as_ref().unwrap();
        let mut cache = SighashCache::new(&self.transaction);
        let witness_script = ScriptBuf::new_p2wpkh(&key.wpubkey_hash().unwrap());
        let digest = if spent.script_pubkey == ScriptBuf::new_p2pkh(&key.pubkey_hash()) {
            cache.legacy_signature_hash(index, &spent.script_pubkey, 1).unwrap().to_byte_array()
        } else {
            let nested = ScriptBuf::new_p2sh(&witness_script.script_hash());
            assert!([&witness_script, &nested].contains(&&spent.script_pubkey), "signed for another script");
            let hash =
                cache.p2wpkh_signature_hash(index, &witness_script, spent.value, EcdsaSighashType::All);
            hash.unwrap().to_byte_array()
        };
        let secp = Secp256k1::verification_only();
        secp.verify_ecdsa(&Message::from_digest(digest), &signature.signature, &key.inner).unwrap();
    }

    fn assert_schnorr(&self, index: usize, signature: &[u8]) {
        let kind = match signature.len() {
            64 => TapSighashType::Default,
            _ => TapSighashType::from_consensus_u8(signature[64]).unwrap(),
        };
        assert!([TapSighashType::Default, TapSighashType::All].contains(&kind));
        let spent: Vec<_> = self.spent.iter().map(|output| output.clone().unwrap()).collect();
        let mut cache = SighashCache::new(&self.transaction);
        let hash = cache.taproot_key_spend_signature_hash(index, &Prevouts::All(&spent), kind).unwrap();
        let script = spent[index].script_pubkey.as_bytes();
        assert_eq!(script[..2], [0x51, 0x20], "signed for another script");
        let key = XOnlyPublicKey::from_slice(&script[2..]).unwrap();
        let signature = schnorr::Signature::from_slice(&signature[..64]).unwrap();
        let message = Message::from_digest(hash.to_byte_array());
        Secp256k1::verification_only().verify_schnorr(&signature, &message, &key).unwrap();
    }
}

fn map(rest: &mut &[u8]) -> Map {
    let mut map = Map::new();
    loop {
        let key = chunk(rest);
        if key.is_empty() {
            return map;
        }
        let value = chunk(rest);
        assert!(map.insert(key, value).is_none(), "a key stands twice");
    }
}

fn chunk<'a>(rest: &mut &'a [u8]) -> Vec<u8> {
    let (length, used) = deserialize_partial::<VarInt>(rest).unwrap();
    let (chunk, after): (&'a [u8], _) = rest[used..].split_at(usize::try_from(length.0).unwrap());
    *rest = after;
    chunk.to_vec()
}

fn count(value: &[u8]) -> usize {
    usize::try_from(deserialize::<VarInt>(value).unwrap().0).unwrap()
}

fn field<T: Decodable>(map: &Map, kind: u8) -> Option<T> {
    map.get(&[kind][..]).map(|value| deserialize(value).unwrap())
}

/// The transaction the maps of a version 2 PSBT describe (BIP-370).
fn assemble(global: &Map, inputs: &[Map], outputs: &[Map]) -> Transaction {
    let input = |map: &Map| TxIn {
        previous_output: OutPoint::new(field::<Txid>(map, 0x0e).unwrap(), field(map, 0x0f).unwrap()),
        script_sig: ScriptBuf::new(),
        sequence: field::<u32>(map, 0x10).map_or(Sequence::MAX, Sequence),
        witness: Witness::new(),
    };
    let output = |map: &Map| TxOut {
        value: field::<Amount>(map, 0x03).unwrap(),
        script_pubkey: ScriptBuf::from_bytes(map[&[0x04][..]].clone()),
    };
    Transaction {
        version: Version(field(global, 0x02).unwrap()),
        lock_time: lock_time(global, inputs),
        input: inputs.iter().map(input).collect(),
        output: outputs.iter().map(output).collect(),
    }
}

/// The highest lock every input that asks for one can live with, heights first (BIP-370, Determining Lock Time).
fn lock_time(global: &Map, inputs: &[Map]) -> LockTime {
    let (times, heights) = (0x11, 0x12);
    let asking: Vec<_> = inputs
        .iter()
        .filter(|map| [times, heights].iter().any(|kind| map.contains_key(&[*kind][..])))
        .collect();
    let highest = |kind| {
        asking.iter().map(|map| field::<u32>(map, kind)).collect::<Option<Vec<_>>>()?.into_iter().max()
    };
    let fallback = field(global, 0x03).unwrap_or(0);
    let raw = if asking.is_empty() { fallback } else { highest(heights).or_else(|| highest(times)).unwrap() };
    LockTime::from_consensus(raw)
}

/// The coin from the previous transaction, which must be the one being spent; else from the output alone.
fn coin(map: &Map, input: &TxIn) -> Option<TxOut> {
    let alone: Option<TxOut> = field(map, 0x01);
    let Some(previous) = field::<Transaction>(map, 0x00) else { return alone };
    assert_eq!(previous.compute_txid(), input.previous_output.txid, "another previous transaction");
    let output = previous.output[usize::try_from(input.previous_output.vout).unwrap()].clone();
    assert!(alone.is_none_or(|alone| alone == output), "two tellings of one coin");
    Some(output)
}
