//! Which keys of a descriptor open its backup (BIP-138, Descriptor key requirements).

use super::{DescriptorBackupError, Individual, tagged_hash, with_checksum};
use crate::envelope::secret;
use bitcoin::base58;
use bitcoin::bip32::Xpub;

/// The x coordinate of an extended key's own public key.
pub type XOnly = [u8; 32];

/// The point of BIP-341 that nobody has a key for, and everybody knows.
const NOBODY: XOnly = [
    0x50, 0x92, 0x9b, 0x74, 0xc1, 0xa0, 0x49, 0x54, 0xb7, 0x8b, 0x4b, 0x60, 0x35, 0xe9, 0x7a, 0x5e, 0x07,
    0x8a, 0x5a, 0x0f, 0x28, 0xec, 0x96, 0xd5, 0x47, 0xbf, 0xee, 0x9a, 0xce, 0x80, 0x3a, 0xc0,
];

/// Most keys: a count of one byte says how many.
const KEYS_MAX: usize = 255;

/// Bytes of an extended key, and of the public key at its end.
const EXTENDED_BYTES: usize = 78;

/// The keys of a descriptor that open its backup, and how many in it do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipients {
    /// Sorted, each once.
    keys: Vec<XOnly>,
    /// Literal keys and bare extended keys: the chain shows them, so they must not open it.
    excluded: usize,
}

impl Recipients {
    /// Finds the keys in a descriptor.
    ///
    /// # Errors
    /// A private key, no descriptor, a checksum that does not hold, or no key that may open the backup.
    pub fn of(descriptor: &str) -> Result<Self, DescriptorBackupError> {
        if secret(descriptor.as_bytes()).is_some() {
            return Err(DescriptorBackupError::PrivateKey);
        }
        let text = with_checksum(descriptor)?;
        let body = text.split('#').next().unwrap_or_default();
        let (mut keys, mut excluded) = (Vec::new(), 0);
        for expression in expressions(body) {
            match expression.key()? {
                Some(key) if expression.hides_its_root() && key != NOBODY => keys.push(key),
                Some(_) => excluded += 1,
                None => {}
            }
        }
        keys.sort_unstable();
        keys.dedup();
        match keys.len() {
            0 => Err(DescriptorBackupError::NoKey),
            1..=KEYS_MAX => Ok(Self { keys, excluded }),
            _ => Err(DescriptorBackupError::TooLong),
        }
    }

    /// How many keys open it.
    pub fn count(&self) -> usize {
        self.keys.len()
    }

    /// How many keys of the descriptor do not, which their holders must be told.
    pub fn excluded(&self) -> usize {
        self.excluded
    }

    /// The keys.
    pub fn keys(&self) -> &[XOnly] {
        &self.keys
    }

    pub(super) fn secret(&self) -> [u8; 32] {
        tagged_hash("BIP138_DECRYPTION_SECRET", &self.keys)
    }

    pub(super) fn individuals(&self) -> Vec<Individual> {
        let secret = self.secret();
        self.keys.iter().map(|key| combined(&secret, &individual_secret(key))).collect()
    }
}

/// Recipients out of keys alone, sorted, each once: for the vectors of the draft.
#[cfg(test)]
pub(super) fn of_keys(keys: Vec<XOnly>) -> Recipients {
    Recipients { keys, excluded: 0 }
}

/// Every extended public key in a text: alone, with its origin, in descriptors, one or several.
///
/// # Errors
/// [`DescriptorBackupError::NoKeyIn`] without one, [`DescriptorBackupError::PrivateKey`].
pub fn keys_in(text: &str) -> Result<Vec<XOnly>, DescriptorBackupError> {
    let mut keys = Vec::new();
    for expression in text.lines().flat_map(expressions) {
        keys.extend(expression.key()?.filter(|key| *key != NOBODY));
    }
    if keys.is_empty() { Err(DescriptorBackupError::NoKeyIn) } else { Ok(keys) }
}

/// What opens a backup: the x coordinate of an account key.
pub fn x_only(xpub: &Xpub) -> XOnly {
    xpub.public_key.x_only_public_key().0.serialize()
}

pub(super) fn individual_secret(key: &XOnly) -> [u8; 32] {
    tagged_hash("BIP138_INDIVIDUAL_SECRET", [key])
}

pub(super) fn combined(one: &[u8; 32], other: &[u8; 32]) -> [u8; 32] {
    let mut both = *one;
    both.iter_mut().zip(other).for_each(|(byte, other)| *byte ^= other);
    both
}

/// A word of a descriptor where a key may stand, with what surrounds it.
struct Expression<'a> {
    word: &'a str,
    /// What follows the word: `/<0;1>/*`.
    path: &'a str,
    /// Whether it stands among the keys of `musig(`: the chain shows the sum of them only.
    is_summed: bool,
}

impl Expression<'_> {
    /// The key, if the word is one; literal keys too.
    fn key(&self) -> Result<Option<XOnly>, DescriptorBackupError> {
        if let Ok(bytes) = base58::decode_check(self.word)
            && bytes.len() == EXTENDED_BYTES
        {
            // Prefixes differ by network and script (xpub, tpub, Zpub); the last 33 bytes are the key.
            let Some([kind, x @ ..]) = bytes.last_chunk::<33>() else { return Ok(None) };
            return match kind {
                2 | 3 => Ok(Some(*x)),
                _ => Err(DescriptorBackupError::PrivateKey),
            };
        }
        let is_hex = self.word.bytes().all(|letter| letter.is_ascii_hexdigit());
        Ok((is_hex && matches!(self.word.len(), 64 | 66 | 130)).then_some(NOBODY))
    }

    /// Whether the chain never shows the key itself: a step of derivation, or a sum, lies before.
    fn hides_its_root(&self) -> bool {
        let steps: Vec<_> = self.path.split('/').skip(1).collect();
        let last = steps.len().saturating_sub(1);
        let is_step = |(place, step): (usize, &&str)| {
            let number = |text: &str| !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit());
            let several = step.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
            number(step)
                || (*step == "*" && place == last)
                || several.is_some_and(|several| several.split(';').all(number))
        };
        let is_path = self.path.starts_with('/') && steps.iter().enumerate().all(is_step);
        is_path || (self.path.is_empty() && self.is_summed)
    }
}

/// Every word with a path behind it; origins in brackets are passed over.
fn expressions(body: &str) -> Vec<Expression<'_>> {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric();
    let (mut found, mut rest, mut open) = (Vec::new(), body, Vec::new());
    while let Some(first) = rest.chars().next() {
        if let Some((_, after)) = rest.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
            rest = after;
        } else if is_letter(first) {
            let (word, after) = rest.split_at(rest.find(|letter| !is_letter(letter)).unwrap_or(rest.len()));
            let end = after.find(['(', ')', ',', '{', '}']).unwrap_or(after.len());
            let (path, after) = if after.starts_with('/') { after.split_at(end) } else { ("", after) };
            if after.starts_with('(') {
                open.push(word);
                rest = after.strip_prefix('(').unwrap_or_default();
            } else {
                found.push(Expression { word, path, is_summed: open.last() == Some(&"musig") });
                rest = after;
            }
        } else {
            let (letter, after) = rest.split_at(first.len_utf8());
            if letter == ")" {
                open.pop();
            }
            rest = after;
        }
    }
    found
}
