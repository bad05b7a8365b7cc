//! Keys on the curve, by both libraries.

use crate::derive::Node;
use crate::recheck::{bip32_master, taproot_output_key};
use crate::seed::Seed;
use bitcoin::bip32::ChildNumber;
use bitcoin::hashes::{Hash, sha256};
use bitcoin::key::Keypair;
use bitcoin::secp256k1::{Message, PublicKey, Secp256k1, SecretKey};
use coldframe_core::self_test::{Known, KnownAnswer};
use k256::ecdsa::signature::hazmat::PrehashVerifier;
use k256::{ecdsa, schnorr};

pub(super) const KNOWN: &[KnownAnswer] = &[
    KnownAnswer { primitive: "BIP-32", answer: derived, known: Known::Hex(CHILD) },
    KnownAnswer { primitive: "BIP-32 (bip32)", answer: derived_again, known: Known::Hex(CHILD) },
    KnownAnswer { primitive: "ECDSA (RFC 6979)", answer: signed, known: Known::Hex(ECDSA) },
    KnownAnswer { primitive: "Schnorr (BIP-340)", answer: signed_schnorr, known: Known::Hex(SCHNORR) },
    KnownAnswer { primitive: "BIP-341 output", answer: tweaked, known: Known::Hex(OUTPUT_KEY) },
];

/// BIP-32, section Test vector 1, chain m/0h: private key and chain code.
const CHILD: &str = "edb2e14f9ee77d26dd93b4ecede8d16ed408ce149b6cd80b0715a2d911a0afea\
                     47fdacbd0f1097043b78c63c20c34ef4ed9a111d980047ad16282c7ae6236141";
/// Key 1 and the hash of [`SIMPLE`], as listed with many wallets' tests of RFC 6979 on this curve.
const ECDSA: &str = "33a69cd2065432a30f3d1ce4eb0d59b8ab58c74f27c41a7fdb5696ad4e6108c9\
                     6f807982866f785d3f6418d24163ddae117b7db4d5fdf0071de069fa54342262";
const SIMPLE: &[u8] = b"Everything should be made as simple as possible, but not simpler.";
/// BIP-340, test vectors, index 0.
const SCHNORR: &str = "e907831f80848d1069a5371b402410364bdf1c5f8307b0084c55f1ce2dca8215\
                       25f66a4a85ea8b71e482a74f382d2ce5ebeee8fdb2172f477df4900d310536c0";
/// BIP-341, wallet test vectors, scriptPubKey, case 0.
const INTERNAL_KEY: &str = "02d6889cb081036e0faefa3a35157ad71086b123b2b144b649798b494c300a961d";
const OUTPUT_KEY: &str = "53a1f6e454df1aa2776a2814a721372d6258050de330b3c6d10ee8f4e0dda343";

/// The generator point, compressed: the public key of the private key 1.
pub(super) fn generator() -> Option<[u8; 33]> {
    Some(PublicKey::from_secret_key(&Secp256k1::signing_only(), &one()?).serialize())
}

fn one() -> Option<SecretKey> {
    let mut one = [0; 32];
    *one.last_mut()? = 1;
    SecretKey::from_slice(&one).ok()
}

fn seed() -> [u8; 16] {
    std::array::from_fn(|index| u8::try_from(index).unwrap_or_default())
}

fn derived() -> Option<Vec<u8>> {
    let secp = Secp256k1::new();
    let master = Node::master(&secp, &Seed::of_bytes(&seed()).ok()?).ok()?;
    let child = master.descend(&secp, &[ChildNumber::Hardened { index: 0 }]).ok()?;
    let chain_code = child.xpub(bitcoin::NetworkKind::Main).chain_code.to_bytes();
    Some(child.with_key(|key| [key.as_slice(), &chain_code].concat()))
}

fn derived_again() -> Option<Vec<u8>> {
    let child = bip32_master(&seed())?.derive_child(bip32::ChildNumber::new(0, true).ok()?).ok()?;
    Some([child.to_bytes().as_slice(), &child.attrs().chain_code].concat())
}

/// Made by libsecp256k1, verified by `k256`; with one bit of the message changed it must not verify.
fn signed() -> Option<Vec<u8>> {
    let mut hash = sha256::Hash::hash(SIMPLE).to_byte_array();
    let signature = Secp256k1::signing_only().sign_ecdsa_low_r(&Message::from_digest(hash), &one()?);
    let compact = signature.serialize_compact();
    let key = ecdsa::VerifyingKey::from_sec1_bytes(&generator()?).ok()?;
    let signature = ecdsa::Signature::from_slice(&compact).ok()?;
    key.verify_prehash(&hash, &signature).ok()?;
    *hash.first_mut()? ^= 1;
    key.verify_prehash(&hash, &signature).is_err().then(|| compact.to_vec())
}

/// The same for Schnorr: key 3, a message of zeroes, no auxiliary randomness.
fn signed_schnorr() -> Option<Vec<u8>> {
    let secp = Secp256k1::signing_only();
    let mut three = [0; 32];
    *three.last_mut()? = 3;
    let pair = Keypair::from_seckey_slice(&secp, &three).ok()?;
    let bytes = secp.sign_schnorr_no_aux_rand(&Message::from_digest([0; 32]), &pair).serialize();
    let key = schnorr::VerifyingKey::from_slice(&pair.x_only_public_key().0.serialize()).ok()?;
    let signature = schnorr::Signature::try_from(bytes.as_slice()).ok()?;
    key.verify_raw(&[0; 32], &signature).ok()?;
    key.verify_raw(&[1; 32], &signature).is_err().then(|| bytes.to_vec())
}

fn tweaked() -> Option<Vec<u8>> {
    let internal: Vec<u8> = bitcoin::hex::FromHex::from_hex(INTERNAL_KEY).ok()?;
    taproot_output_key(&internal)
}
