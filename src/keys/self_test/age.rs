//! Encrypted files, as they are read: X25519, scrypt, HKDF-SHA256, HMAC-SHA256, ChaCha20-Poly1305.

use age::secrecy::SecretString;
use age::{Decryptor, Identity, scrypt, x25519};
use bitcoin::hex::FromHex;
use coldframe_core::self_test::{Known, KnownAnswer};
use std::io::Read;
use std::str::FromStr;

pub(super) const KNOWN: &[KnownAnswer] = &[
    KnownAnswer { primitive: "age/X25519", answer: x25519, known: Known::Text("known answer") },
    KnownAnswer { primitive: "age/scrypt", answer: scrypt, known: Known::Text("known answer") },
];

/// A key that guards nothing but the file below. Debian's `age` made both.
const X25519_KEY: &str = "AGE-SECRET-KEY-16K03GA7MHE5M3CWAQSLXZ7YVHMSQ7D6LY64RMG63GSHAPEH5MAWS060H2A";
const X25519_HEADER: &str = "age-encryption.org/v1
-> X25519 yt4hjN7gNIiPUoUjamN+NFL2KGdd4piIX9W4f8AkpTA
jmn7Dm9O2kpWbowKLgW2Il1ALLInjolMSPApfP0LyCA
--- N/V858deN35C1hx3VkCq5CO8HUL4yfgg1X9Dj8kg8zs
";
const X25519_PAYLOAD: &str =
    "296812bfde78e539d5f1a6a57cad96f45ca51f1f3a09cdb5090b4f276413a09aa35aa4f5e0a9e2fd14d62bed";
/// Two rounds of scrypt (log_n 1), so that it costs nothing; Python's hashlib and an
/// implementation of RFC 8439 made it.
const SCRYPT_HEADER: &str = "age-encryption.org/v1
-> scrypt AAECAwQFBgcICQoLDA0ODw 1
ojwBtODsywb+Qovhb/xd0Xo0qE88Z9GIJINO92Lfhnk
--- oIzM72HeKAlvpZwJ0juIy1v38wLfjBdSx5IzXAsBQrA
";
const SCRYPT_PAYLOAD: &str =
    "202122232425262728292a2b2c2d2e2fb79dab90f84b41f57957b743851d4844bfca1ec4a49ac8ce31f0b712";
/// Nobody needs more than the two rounds of the file.
const LOG_N_MAX: u8 = 1;

fn x25519() -> Option<Vec<u8>> {
    let key = x25519::Identity::from_str(X25519_KEY).ok()?;
    opened(X25519_HEADER, X25519_PAYLOAD, &key)
}

fn scrypt() -> Option<Vec<u8>> {
    let mut key = scrypt::Identity::new(SecretString::from("known answer".to_owned()));
    key.set_max_work_factor(LOG_N_MAX);
    opened(SCRYPT_HEADER, SCRYPT_PAYLOAD, &key)
}

/// What the file holds; with its last bit changed it must not open.
fn opened(header: &str, payload: &str, key: &dyn Identity) -> Option<Vec<u8>> {
    let mut file = header.as_bytes().to_vec();
    file.extend(Vec::<u8>::from_hex(payload).ok()?);
    let inside = read(&file, key)?;
    *file.last_mut()? ^= 1;
    read(&file, key).is_none().then_some(inside)
}

fn read(file: &[u8], key: &dyn Identity) -> Option<Vec<u8>> {
    let mut inside = Vec::new();
    let file = Decryptor::new_buffered(file).ok()?;
    file.decrypt(std::iter::once(key)).ok()?.read_to_end(&mut inside).ok()?;
    Some(inside)
}
