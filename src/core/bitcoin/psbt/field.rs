//! The fields we know: number, name, shape of the key, and the version they belong to
//! (BIP-174, 370, 371; 373 is kept, its shape checked, its meaning ignored).

use super::Version;
use super::error::MapKind;

/// What must follow the type in the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyForm {
    /// Nothing.
    Bare,
    /// A public key of 33 or 65 bytes, on the curve.
    PublicKey,
    /// An x-only public key.
    XOnly,
    /// A hash of that many bytes.
    Hash(usize),
    /// An x-only key and a leaf hash.
    XOnlyAndLeaf,
    /// A taproot control block.
    ControlBlock,
    /// A serialised extended public key, 78 bytes.
    ExtendedKey,
    /// A compressed key (MuSig2 aggregate).
    Compressed,
    /// Two compressed keys (participant, aggregate) and perhaps a leaf hash.
    MusigParticipant,
}

/// One field of the standards.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) key_type: u64,
    /// The name the standards use.
    pub(super) name: &'static str,
    pub(super) key: KeyForm,
    /// The only version it may stand in, `None` for both.
    pub(super) only: Option<Version>,
}

/// The field of that number in that kind of map, `None` for unknown and proprietary ones.
pub(super) fn find(map: MapKind, key_type: u64) -> Option<&'static Field> {
    let table = match map {
        MapKind::Global => GLOBAL,
        MapKind::Input(_) => INPUT,
        MapKind::Output(_) => OUTPUT,
    };
    table.iter().find(|field| field.key_type == key_type)
}

pub(super) mod global {
    pub(crate) const UNSIGNED_TX: u64 = 0x00;
    pub(crate) const XPUB: u64 = 0x01;
    pub(crate) const TX_VERSION: u64 = 0x02;
    pub(crate) const FALLBACK_LOCKTIME: u64 = 0x03;
    pub(crate) const INPUT_COUNT: u64 = 0x04;
    pub(crate) const OUTPUT_COUNT: u64 = 0x05;
    pub(crate) const TX_MODIFIABLE: u64 = 0x06;
    pub(crate) const VERSION: u64 = 0xfb;
}

pub(super) mod input {
    pub(crate) const NON_WITNESS_UTXO: u64 = 0x00;
    pub(crate) const WITNESS_UTXO: u64 = 0x01;
    pub(crate) const PARTIAL_SIG: u64 = 0x02;
    pub(crate) const SIGHASH_TYPE: u64 = 0x03;
    pub(crate) const REDEEM_SCRIPT: u64 = 0x04;
    pub(crate) const WITNESS_SCRIPT: u64 = 0x05;
    pub(crate) const BIP32_DERIVATION: u64 = 0x06;
    pub(crate) const FINAL_SCRIPTSIG: u64 = 0x07;
    pub(crate) const FINAL_SCRIPTWITNESS: u64 = 0x08;
    pub(crate) const POR_COMMITMENT: u64 = 0x09;
    pub(crate) const RIPEMD160: u64 = 0x0a;
    pub(crate) const SHA256: u64 = 0x0b;
    pub(crate) const HASH160: u64 = 0x0c;
    pub(crate) const HASH256: u64 = 0x0d;
    pub(crate) const PREVIOUS_TXID: u64 = 0x0e;
    pub(crate) const OUTPUT_INDEX: u64 = 0x0f;
    pub(crate) const SEQUENCE: u64 = 0x10;
    pub(crate) const REQUIRED_TIME_LOCKTIME: u64 = 0x11;
    pub(crate) const REQUIRED_HEIGHT_LOCKTIME: u64 = 0x12;
    pub(crate) const TAP_KEY_SIG: u64 = 0x13;
    pub(crate) const TAP_SCRIPT_SIG: u64 = 0x14;
    pub(crate) const TAP_LEAF_SCRIPT: u64 = 0x15;
    pub(crate) const TAP_BIP32_DERIVATION: u64 = 0x16;
    pub(crate) const TAP_INTERNAL_KEY: u64 = 0x17;
    pub(crate) const TAP_MERKLE_ROOT: u64 = 0x18;
    pub(crate) const MUSIG2_PARTICIPANT_PUBKEYS: u64 = 0x1a;
    pub(crate) const MUSIG2_PUB_NONCE: u64 = 0x1b;
    pub(crate) const MUSIG2_PARTIAL_SIG: u64 = 0x1c;
}

pub(super) mod output {
    pub(crate) const REDEEM_SCRIPT: u64 = 0x00;
    pub(crate) const WITNESS_SCRIPT: u64 = 0x01;
    pub(crate) const BIP32_DERIVATION: u64 = 0x02;
    pub(crate) const AMOUNT: u64 = 0x03;
    pub(crate) const SCRIPT: u64 = 0x04;
    pub(crate) const TAP_INTERNAL_KEY: u64 = 0x05;
    pub(crate) const TAP_TREE: u64 = 0x06;
    pub(crate) const TAP_BIP32_DERIVATION: u64 = 0x07;
    pub(crate) const MUSIG2_PARTICIPANT_PUBKEYS: u64 = 0x08;
}

const fn both(key_type: u64, name: &'static str, key: KeyForm) -> Field {
    Field { key_type, name, key, only: None }
}

const fn v0(key_type: u64, name: &'static str) -> Field {
    Field { key_type, name, key: KeyForm::Bare, only: Some(Version::V0) }
}

const fn v2(key_type: u64, name: &'static str) -> Field {
    Field { key_type, name, key: KeyForm::Bare, only: Some(Version::V2) }
}

const GLOBAL: &[Field] = &[
    v0(global::UNSIGNED_TX, "PSBT_GLOBAL_UNSIGNED_TX"),
    both(global::XPUB, "PSBT_GLOBAL_XPUB", KeyForm::ExtendedKey),
    v2(global::TX_VERSION, "PSBT_GLOBAL_TX_VERSION"),
    v2(global::FALLBACK_LOCKTIME, "PSBT_GLOBAL_FALLBACK_LOCKTIME"),
    v2(global::INPUT_COUNT, "PSBT_GLOBAL_INPUT_COUNT"),
    v2(global::OUTPUT_COUNT, "PSBT_GLOBAL_OUTPUT_COUNT"),
    v2(global::TX_MODIFIABLE, "PSBT_GLOBAL_TX_MODIFIABLE"),
    both(global::VERSION, "PSBT_GLOBAL_VERSION", KeyForm::Bare),
];

const INPUT: &[Field] = &[
    both(input::NON_WITNESS_UTXO, "PSBT_IN_NON_WITNESS_UTXO", KeyForm::Bare),
    both(input::WITNESS_UTXO, "PSBT_IN_WITNESS_UTXO", KeyForm::Bare),
    both(input::PARTIAL_SIG, "PSBT_IN_PARTIAL_SIG", KeyForm::PublicKey),
    both(input::SIGHASH_TYPE, "PSBT_IN_SIGHASH_TYPE", KeyForm::Bare),
    both(input::REDEEM_SCRIPT, "PSBT_IN_REDEEM_SCRIPT", KeyForm::Bare),
    both(input::WITNESS_SCRIPT, "PSBT_IN_WITNESS_SCRIPT", KeyForm::Bare),
    both(input::BIP32_DERIVATION, "PSBT_IN_BIP32_DERIVATION", KeyForm::PublicKey),
    both(input::FINAL_SCRIPTSIG, "PSBT_IN_FINAL_SCRIPTSIG", KeyForm::Bare),
    both(input::FINAL_SCRIPTWITNESS, "PSBT_IN_FINAL_SCRIPTWITNESS", KeyForm::Bare),
    both(input::POR_COMMITMENT, "PSBT_IN_POR_COMMITMENT", KeyForm::Bare),
    both(input::RIPEMD160, "PSBT_IN_RIPEMD160", KeyForm::Hash(20)),
    both(input::SHA256, "PSBT_IN_SHA256", KeyForm::Hash(32)),
    both(input::HASH160, "PSBT_IN_HASH160", KeyForm::Hash(20)),
    both(input::HASH256, "PSBT_IN_HASH256", KeyForm::Hash(32)),
    v2(input::PREVIOUS_TXID, "PSBT_IN_PREVIOUS_TXID"),
    v2(input::OUTPUT_INDEX, "PSBT_IN_OUTPUT_INDEX"),
    v2(input::SEQUENCE, "PSBT_IN_SEQUENCE"),
    v2(input::REQUIRED_TIME_LOCKTIME, "PSBT_IN_REQUIRED_TIME_LOCKTIME"),
    v2(input::REQUIRED_HEIGHT_LOCKTIME, "PSBT_IN_REQUIRED_HEIGHT_LOCKTIME"),
    both(input::TAP_KEY_SIG, "PSBT_IN_TAP_KEY_SIG", KeyForm::Bare),
    both(input::TAP_SCRIPT_SIG, "PSBT_IN_TAP_SCRIPT_SIG", KeyForm::XOnlyAndLeaf),
    both(input::TAP_LEAF_SCRIPT, "PSBT_IN_TAP_LEAF_SCRIPT", KeyForm::ControlBlock),
    both(input::TAP_BIP32_DERIVATION, "PSBT_IN_TAP_BIP32_DERIVATION", KeyForm::XOnly),
    both(input::TAP_INTERNAL_KEY, "PSBT_IN_TAP_INTERNAL_KEY", KeyForm::Bare),
    both(input::TAP_MERKLE_ROOT, "PSBT_IN_TAP_MERKLE_ROOT", KeyForm::Bare),
    both(input::MUSIG2_PARTICIPANT_PUBKEYS, "PSBT_IN_MUSIG2_PARTICIPANT_PUBKEYS", KeyForm::Compressed),
    both(input::MUSIG2_PUB_NONCE, "PSBT_IN_MUSIG2_PUB_NONCE", KeyForm::MusigParticipant),
    both(input::MUSIG2_PARTIAL_SIG, "PSBT_IN_MUSIG2_PARTIAL_SIG", KeyForm::MusigParticipant),
];

const OUTPUT: &[Field] = &[
    both(output::REDEEM_SCRIPT, "PSBT_OUT_REDEEM_SCRIPT", KeyForm::Bare),
    both(output::WITNESS_SCRIPT, "PSBT_OUT_WITNESS_SCRIPT", KeyForm::Bare),
    both(output::BIP32_DERIVATION, "PSBT_OUT_BIP32_DERIVATION", KeyForm::PublicKey),
    v2(output::AMOUNT, "PSBT_OUT_AMOUNT"),
    v2(output::SCRIPT, "PSBT_OUT_SCRIPT"),
    both(output::TAP_INTERNAL_KEY, "PSBT_OUT_TAP_INTERNAL_KEY", KeyForm::Bare),
    both(output::TAP_TREE, "PSBT_OUT_TAP_TREE", KeyForm::Bare),
    both(output::TAP_BIP32_DERIVATION, "PSBT_OUT_TAP_BIP32_DERIVATION", KeyForm::XOnly),
    both(output::MUSIG2_PARTICIPANT_PUBKEYS, "PSBT_OUT_MUSIG2_PARTICIPANT_PUBKEYS", KeyForm::Compressed),
];
