//! SSKR: shares as bytewords or UR (`formats/sskr.md`, BCR-2020-011).
//!
//! ```text
//! share = id:16 Gt:4 g:4 GI:4 t:4 0:4 I:4 value      ; five bytes and 16 to 32
//! cbor  = [ tag 40309 / 309 ] byte string of a share
//! words = bytewords of the cbor with its tag and a CRC-32
//! ur    = "ur:sskr/" / "ur:crypto-sskr/" minimal bytewords of the cbor
//! ```

mod bytewords;

use super::grouped::{self, Head, Held};
use super::shamir::Bytes;
use super::{Correction, Plan, Random, ShareError};
use crate::secret::same_bytes;
use coldframe_core::frames::ur::byteword;
use coldframe_core::limits::{SHARE_SECRET_BYTES_MIN, SSKR_SECRET_BYTES_MAX};
use coldframe_core::shares::{Scheme, SetId, ShareFacts};
use zeroize::Zeroizing;

/// Bytes before the value.
const HEAD_BYTES: usize = 5;

/// Bytes of the longest share with its tag, the head of its byte string and its checksum.
const BYTES_MAX: usize = 3 + 2 + HEAD_BYTES + SSKR_SECRET_BYTES_MAX + 4;

/// Tag 40309, and 309 before it was registered.
const TAGS: [[u8; 3]; 2] = [[0xd9, 0x9d, 0x75], [0xd9, 0x01, 0x35]];

/// Both generations of the type.
const UR_NAMES: [&str; 2] = ["ur:sskr/", "ur:crypto-sskr/"];

/// One share.
pub(super) struct Part {
    identifier: u16,
    head: Head,
    value: Bytes,
}

/// Whether this says of itself that it is a share of SSKR.
pub(super) fn is_share(content: &[u8]) -> bool {
    if TAGS.iter().any(|tag| content.starts_with(tag)) {
        return true;
    }
    let Ok(text) = std::str::from_utf8(content) else { return false };
    let text = text.trim();
    UR_NAMES.iter().any(|name| starts_with(text, name))
        || TAGS.iter().any(|tag| bytewords::begins_with(text, tag))
}

impl Part {
    pub(super) fn read(content: &[u8]) -> Result<Self, ShareError> {
        match std::str::from_utf8(content) {
            Ok(text) if !TAGS.iter().any(|tag| content.starts_with(tag)) => Self::of_text(text.trim()),
            _ => Self::of_cbor(content),
        }
    }

    fn of_text(text: &str) -> Result<Self, ShareError> {
        let body = UR_NAMES.iter().find(|name| starts_with(text, name)).map(|name| text.get(name.len()..));
        let body = body.flatten().unwrap_or(text);
        Self::of_cbor(&bytewords::decode(body)?)
    }

    fn of_cbor(cbor: &[u8]) -> Result<Self, ShareError> {
        let tagless = TAGS.iter().find_map(|tag| cbor.strip_prefix(tag)).unwrap_or(cbor);
        let share = byte_string(tagless).ok_or(ShareError::Fields)?;
        let length = ShareError::Length { bytes: share.len().saturating_sub(HEAD_BYTES) };
        let (head, value) = share.split_at_checked(HEAD_BYTES).ok_or(length)?;
        if !(SHARE_SECRET_BYTES_MIN..=SSKR_SECRET_BYTES_MAX).contains(&value.len())
            || !value.len().is_multiple_of(2)
        {
            return Err(length);
        }
        let [high, low, groups, member_of, member] = head.try_into().map_err(|_| length)?;
        if member >> 4 != 0 {
            return Err(ShareError::Fields);
        }
        let fields = [member_of >> 4, groups >> 4, groups & 15, member & 15, member_of & 15];
        Ok(Self {
            identifier: u16::from_be_bytes([high, low]),
            head: Head::of_fields(fields)?,
            value: Zeroizing::new(value.to_vec()),
        })
    }

    /// The byte string, without a tag.
    fn cbor(&self) -> Zeroizing<Vec<u8>> {
        let [group, need, count, member, member_need] = self.head.fields();
        let [high, low] = self.identifier.to_be_bytes();
        let length = HEAD_BYTES.saturating_add(self.value.len());
        let mut cbor = Zeroizing::new(Vec::with_capacity(2 + length));
        match u8::try_from(length).unwrap_or(0) {
            short @ 0..24 => cbor.push(0x40 | short),
            long => cbor.extend([0x58, long]),
        }
        cbor.extend([high, low, need << 4 | count, group << 4 | member_need, member]);
        cbor.extend_from_slice(&self.value);
        cbor
    }

    /// The tagged CBOR and its checksum: a word for each byte.
    fn bytes(&self) -> Zeroizing<Vec<u8>> {
        let [tag, _] = TAGS;
        let cbor = self.cbor();
        let mut bytes = Zeroizing::new(Vec::with_capacity(tag.len() + cbor.len() + 4));
        bytes.extend(tag);
        bytes.extend_from_slice(&cbor);
        bytewords::close(&mut bytes);
        bytes
    }

    pub(super) fn facts(&self) -> ShareFacts {
        ShareFacts {
            scheme: Scheme::Sskr,
            set_id: Some(SetId::of_number(self.identifier)),
            group: self.head.group(),
            member: self.head.member(),
            letter: None,
            secret_bytes: self.value.len(),
            word_count: Some(self.bytes().len()),
            extendable: None,
            iteration_exponent: None,
            set_words: None,
            holds: None,
        }
    }

    pub(super) fn with_words<R>(
        &self,
        look: impl FnOnce(&mut dyn Iterator<Item = (&'static str, usize)>) -> R,
    ) -> R {
        let bytes = self.bytes();
        look(&mut bytes.iter().map(|byte| (byteword(*byte), usize::from(*byte))))
    }

    /// In upper case, which a code holds in fewer bits.
    pub(super) fn push_ur(&self, text: &mut String) {
        let mut bytes = Zeroizing::new(Vec::with_capacity(self.value.len() + HEAD_BYTES + 6));
        bytes.extend_from_slice(&self.cbor());
        bytewords::close(&mut bytes);
        let [name, _] = UR_NAMES;
        text.push_str(name);
        bytes.iter().for_each(|byte| bytewords::push_minimal(*byte, text));
        text.make_ascii_uppercase();
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.identifier == other.identifier
            && self.head == other.head
            && same_bytes(&self.value, &other.value)
    }

    pub(super) fn point(&self) -> Held<'_> {
        Held { head: self.head, value: &self.value }
    }
}

/// Splits a secret, which has no passphrase here.
pub(super) fn split(plan: &Plan, secret: &[u8], random: &mut Random<'_>) -> Result<Vec<Part>, ShareError> {
    let mut identifier = [0_u8; 2];
    random(&mut identifier)?;
    let identifier = u16::from_be_bytes(identifier);
    let members = grouped::split(plan, secret, random)?;
    Ok(members.into_iter().map(|(head, value)| Part { identifier, head, value }).collect())
}

/// The one word whose change makes the CRC-32 hold and gives a share.
pub(super) fn correction(text: &str) -> Option<Correction> {
    bytewords::correction(text.trim(), BYTES_MAX, |bytes| Part::of_cbor(bytes).is_ok())
}

/// What a byte string of CBOR holds, up to the end.
fn byte_string(cbor: &[u8]) -> Option<&[u8]> {
    let (length, rest) = match cbor {
        [head @ 0x40..0x58, rest @ ..] => (usize::from(head & 31), rest),
        [0x58, length @ 24..=255, rest @ ..] => (usize::from(*length), rest),
        _ => return None,
    };
    (rest.len() == length).then_some(rest)
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start))
}
