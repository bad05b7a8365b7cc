//! Hashes, and what is built of them alone.

use bitcoin::hashes::{Hash, hash160, sha256, sha512};
use coldframe_core::self_test::{Known, KnownAnswer};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256, Sha512};
use sha3::Shake256;
use sha3::digest::{ExtendableOutput, Update, XofReader};

pub(super) const KNOWN: &[KnownAnswer] = &[
    // FIPS 180-4, the example of three letters, by both libraries that hash here.
    KnownAnswer {
        primitive: "SHA-256",
        answer: || Some(Sha256::digest(b"abc").to_vec()),
        known: Known::Hex(SHA256_ABC),
    },
    KnownAnswer {
        primitive: "SHA-256 (bitcoin)",
        answer: || Some(sha256::Hash::hash(b"abc").to_byte_array().to_vec()),
        known: Known::Hex(SHA256_ABC),
    },
    KnownAnswer {
        primitive: "SHA-512",
        answer: || Some(Sha512::digest(b"abc").to_vec()),
        known: Known::Hex(SHA512_ABC),
    },
    KnownAnswer {
        primitive: "SHA-512 (bitcoin)",
        answer: || Some(sha512::Hash::hash(b"abc").to_byte_array().to_vec()),
        known: Known::Hex(SHA512_ABC),
    },
    KnownAnswer { primitive: "HMAC-SHA512", answer: hmac_sha512, known: Known::Hex(HMAC_JEFE) },
    KnownAnswer { primitive: "PBKDF2-HMAC-SHA512", answer: pbkdf2, known: Known::Hex(PBKDF2_TWO_ROUNDS) },
    KnownAnswer { primitive: "HKDF-SHA512", answer: hkdf_sha512, known: Known::Hex(HKDF_SHA512) },
    KnownAnswer {
        primitive: "HASH160",
        // The compressed generator point, whose hash BIP-173 shows as an address.
        answer: || Some(hash160::Hash::hash(&super::curve::generator()?).to_byte_array().to_vec()),
        known: Known::Hex("751e76e8199196d454941c45d1b3a323f1433bd6"),
    },
    // NIST, SHA-3 examples: SHAKE256 of nothing, first 32 bytes.
    KnownAnswer {
        primitive: "SHAKE256",
        answer: shake256,
        known: Known::Hex("46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f"),
    },
];

const SHA256_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const SHA512_ABC: &str = "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
                          2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
/// RFC 4231, test case 2.
const HMAC_JEFE: &str = "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554\
                         9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737";
/// Inputs of RFC 6070, test case 2, over SHA-512; the answer is Python's hashlib.
const PBKDF2_TWO_ROUNDS: &str = "e1d9c16aa681708a45f5c7c4e215ceb66e011a2e9f0040713f18aefdb866d53c\
                                 f76cab2868a39b9f7840edce4fef5a82be67335c77a6068e04112754f27ccf4e";
/// Inputs of RFC 5869, test case 1, over SHA-512; the answer is Python's hmac.
const HKDF_SHA512: &str = "832390086cda71fb47625bb5ceb168e4c8e26a1a16ed34d9fc7fe92c14815793\
                           38da362cb8d9f925d7cb";

fn hmac_sha512() -> Option<Vec<u8>> {
    let mut engine = Hmac::<Sha512>::new_from_slice(b"Jefe").ok()?;
    Mac::update(&mut engine, b"what do ya want for nothing?");
    Some(engine.finalize().into_bytes().to_vec())
}

fn pbkdf2() -> Option<Vec<u8>> {
    let mut out = vec![0; 64];
    pbkdf2::pbkdf2::<Hmac<Sha512>>(b"password", b"salt", 2, &mut out).ok()?;
    Some(out)
}

fn hkdf_sha512() -> Option<Vec<u8>> {
    let salt: Vec<u8> = (0..13).collect();
    let info: Vec<u8> = (0xf0..0xfa).collect();
    let mut out = vec![0; 42];
    Hkdf::<Sha512>::new(Some(&salt), &[0x0b; 22]).expand(&info, &mut out).ok()?;
    Some(out)
}

fn shake256() -> Option<Vec<u8>> {
    let mut hasher = Shake256::default();
    hasher.update(b"");
    let mut out = vec![0; 32];
    hasher.finalize_xof().read(&mut out);
    Some(out)
}
