//! A wallet's descriptor, encrypted so that any key of the wallet opens it: BIP-138 (draft 0.1.1).
//!
//! Whoever lost a multisig's descriptor lost the multisig, and whoever finds one sees every coin. So
//! a copy goes with every share, and the account key of any cosigner, which no chain shows, opens it.
//!
//! ```text
//! let sealed = seal(&Recipients::of(descriptor)?, descriptor, chance)?;      // bytes for a file or a code
//! let opened = Backup::parse(&sealed)?.open(&[x_only(xpub)])?;               // what stands inside
//! ```
//! Opening proves nothing about who made it: anybody who knows one of the keys can write such a file.

mod error;
mod keys;
mod payload;
mod reader;

pub use error::DescriptorBackupError;
pub use keys::{Recipients, XOnly, keys_in, x_only};
pub use payload::Content;

use crate::frames::base64;
use crate::limits::{DESCRIPTOR_BACKUP_BYTES_MAX, DESCRIPTOR_CHARS_MAX};
use crate::wallet::descriptor;
use bitcoin::hashes::{Hash, HashEngine, sha256};
use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use reader::Reader;

/// The first bytes of every backup.
pub const MAGIC: &[u8; 6] = b"BIP138";

/// The only version there is.
const VERSION: u8 = 1;

/// The only cipher there is: ChaCha20-Poly1305 (RFC 8439) without additional data.
const CHACHA20_POLY1305: u8 = 1;

/// Bytes of a nonce.
const NONCE_BYTES: usize = 12;

/// Keys of a wallet are hidden among so many entries, or twice as many, and so on.
const BUCKET: usize = 5;

/// What a key has to be combined with to give the secret, or a decoy of the same look.
type Individual = [u8; 32];

/// A backup that was read and not opened.
#[derive(Clone, PartialEq, Eq)]
pub struct Backup {
    /// Paths of keys that open it, where the writer tells them; each at least one step.
    pub paths: Vec<Vec<u32>>,
    individuals: Vec<Individual>,
    nonce: [u8; NONCE_BYTES],
    sealed: Vec<u8>,
}

/// What was in a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// In the order in which they stand.
    pub contents: Vec<Content>,
    /// Whether the keys of the first descriptor come to the secret it was sealed with. A writer may
    /// leave keys out; else somebody put another descriptor in.
    pub agrees: bool,
}

/// Seals a descriptor to the keys in it. `chance` gives 32 fresh bytes each time.
///
/// # Errors
/// Those of the descriptor, and of `chance`.
pub fn seal<E: From<DescriptorBackupError>>(
    recipients: &Recipients,
    descriptor: &str,
    mut chance: impl FnMut() -> Result<[u8; 32], E>,
) -> Result<Vec<u8>, E> {
    let text = with_checksum(descriptor)?;
    let mut individuals = recipients.individuals();
    // How many keys a wallet has is nobody's business: decoys look the same.
    while individuals.len() < bucket(individuals.len()) {
        individuals.push(chance()?);
    }
    individuals.sort_unstable();
    let mut nonce = [0; NONCE_BYTES];
    while nonce == [0; NONCE_BYTES] {
        for (byte, fresh) in nonce.iter_mut().zip(chance()?) {
            *byte = fresh;
        }
    }
    let backup = put_together(&recipients.secret(), &individuals, nonce, &payload::of_descriptor(&text));
    backup.ok_or_else(|| DescriptorBackupError::TooLong.into())
}

/// The text of a code or of a `.txt` file.
pub fn text(sealed: &[u8]) -> String {
    base64::encode(sealed)
}

/// Whether an input is a backup: its bytes, or their text.
pub fn is_backup(input: &[u8]) -> bool {
    input.starts_with(MAGIC) || input.trim_ascii_start().starts_with(b"QklQMTM4")
}

impl Backup {
    /// Reads a backup, in bytes or in base64.
    ///
    /// # Errors
    /// [`DescriptorBackupError`], by the field that is wrong.
    pub fn parse(input: &[u8]) -> Result<Self, DescriptorBackupError> {
        if input.len() > DESCRIPTOR_BACKUP_BYTES_MAX {
            return Err(DescriptorBackupError::TooLong);
        }
        if !input.starts_with(MAGIC) && is_backup(input) {
            let letters: Vec<u8> =
                input.iter().copied().filter(|letter| !letter.is_ascii_whitespace()).collect();
            return Self::of_bytes(&base64::decode(&letters).ok_or(DescriptorBackupError::Base64)?);
        }
        Self::of_bytes(input)
    }

    fn of_bytes(bytes: &[u8]) -> Result<Self, DescriptorBackupError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(DescriptorBackupError::NotABackup)?;
        let mut reader = Reader::new(rest);
        match reader.byte()? {
            VERSION => {}
            version => return Err(DescriptorBackupError::Version { version }),
        }
        let paths = reader.paths()?;
        let mut individuals: Vec<Individual> = Vec::new();
        for _ in 0..reader.byte()? {
            individuals.push(reader.array()?);
        }
        individuals.sort_unstable();
        individuals.dedup();
        if individuals.is_empty() {
            return Err(DescriptorBackupError::NoSecret);
        }
        match reader.byte()? {
            CHACHA20_POLY1305 => {}
            cipher => return Err(DescriptorBackupError::Cipher { cipher }),
        }
        let nonce: [u8; NONCE_BYTES] = reader.array()?;
        if nonce == [0; NONCE_BYTES] {
            return Err(DescriptorBackupError::ZeroNonce);
        }
        // What follows the ciphertext is reserved and not read.
        let length = reader.compact_size()?;
        let sealed = reader.bytes(length)?.to_vec();
        Ok(Self { paths, individuals, nonce, sealed })
    }

    /// Opens it with the first of these keys that does: those of [`x_only`].
    ///
    /// # Errors
    /// [`DescriptorBackupError::OtherKeys`] if none does, and what is wrong inside.
    pub fn open(&self, keys: &[XOnly]) -> Result<Opened, DescriptorBackupError> {
        let secrets = keys.iter().flat_map(|key| {
            let own = keys::individual_secret(key);
            self.individuals.iter().map(move |individual| keys::combined(individual, &own))
        });
        for secret in secrets {
            let cipher = ChaCha20Poly1305::new(&secret.into());
            let Ok(payload) = cipher.decrypt(&self.nonce.into(), self.sealed.as_slice()) else { continue };
            let contents = payload::read(&payload)?;
            let inside = contents.iter().find_map(Content::descriptor);
            let recomputed = inside.and_then(|text| Recipients::of(text).ok()).map(|keys| keys.secret());
            return Ok(Opened { contents, agrees: recomputed == Some(secret) });
        }
        Err(DescriptorBackupError::OtherKeys)
    }

    /// How many keys may open it, decoys included.
    pub fn entry_count(&self) -> usize {
        self.individuals.len()
    }
}

impl std::fmt::Debug for Backup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Backup").field("entries", &self.individuals.len()).finish_non_exhaustive()
    }
}

/// The bytes of a backup without paths: common ones are found by trying, others tell of the wallet.
fn put_together(
    secret: &[u8; 32],
    individuals: &[Individual],
    nonce: [u8; NONCE_BYTES],
    payload: &[u8],
) -> Option<Vec<u8>> {
    let sealed = ChaCha20Poly1305::new(secret.into()).encrypt(&nonce.into(), payload).ok()?;
    let mut bytes = MAGIC.to_vec();
    bytes.extend([VERSION, 0, u8::try_from(individuals.len()).ok()?]);
    bytes.extend(individuals.iter().flatten());
    bytes.push(CHACHA20_POLY1305);
    bytes.extend(nonce);
    payload::push_compact_size(sealed.len(), &mut bytes);
    bytes.extend(sealed);
    (bytes.len() <= DESCRIPTOR_BACKUP_BYTES_MAX).then_some(bytes)
}

/// The descriptor with a checksum that holds.
fn with_checksum(text: &str) -> Result<String, DescriptorBackupError> {
    let text = text.trim();
    if text.len() > DESCRIPTOR_CHARS_MAX {
        return Err(DescriptorBackupError::TooLong);
    }
    let (body, sum) = text.split_once('#').map_or((text, None), |(body, sum)| (body, Some(sum)));
    match (descriptor::checksum(body).filter(|_| is_function(body)), sum) {
        (None, _) => Err(DescriptorBackupError::NotADescriptor),
        (Some(right), Some(sum)) if right != sum => Err(DescriptorBackupError::Checksum),
        (Some(right), _) => Ok(format!("{body}#{right}")),
    }
}

/// Whether a text has the form of every descriptor (BIP-380): `wsh(…)`. Keys alone are none, and what
/// begins with a brace would be taken for JSON by whoever opens it.
fn is_function(text: &str) -> bool {
    text.strip_suffix(')')
        .and_then(|open| open.split_once('('))
        .is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|letter| letter.is_ascii_lowercase()))
}

/// 5, 10, 20 … up to the 255 that a count can say.
fn bucket(count: usize) -> usize {
    let mut bucket = BUCKET;
    while bucket < count {
        bucket = bucket.saturating_mul(2);
    }
    bucket.min(usize::from(u8::MAX))
}

/// SHA-256 with a tag before the message (BIP-340, section Design).
fn tagged_hash<'a>(tag: &str, message: impl IntoIterator<Item = &'a XOnly>) -> [u8; 32] {
    let tag = sha256::Hash::hash(tag.as_bytes());
    let mut engine = sha256::Hash::engine();
    engine.input(tag.as_byte_array());
    engine.input(tag.as_byte_array());
    message.into_iter().for_each(|key| engine.input(key));
    sha256::Hash::from_engine(engine).to_byte_array()
}

#[cfg(test)]
mod tests;
