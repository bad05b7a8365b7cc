//! The sending half of the fountain: a message cut into fragments, and any part of it by number.

use super::FountainId;
use super::UrType;
use super::cbor;
use super::crc32::crc32;
use super::sampler::Sampler;
use crate::frames::error::FrameError;
use crate::limits::{MESSAGE_BYTES_MAX, UR_PARTS_MAX};

/// Shortest fragment worth a frame; below it the header outweighs the content.
pub const FRAGMENT_BYTES_MIN: usize = 10;

/// A message of which any part can be asked for.
#[derive(Clone, Debug)]
pub struct Fountain {
    id: FountainId,
    fragments: Vec<Vec<u8>>,
    sampler: Sampler,
}

impl Fountain {
    /// Cuts a CBOR message into equal fragments of at most `fragment_max` bytes, the last one
    /// padded with zeros.
    ///
    /// # Errors
    /// An empty message, one beyond [`MESSAGE_BYTES_MAX`], or more parts than a receiver takes.
    pub fn new(kind: UrType, message: &[u8], fragment_max: usize) -> Result<Self, FrameError> {
        if message.is_empty() || fragment_max == 0 {
            return Err(FrameError::Empty);
        }
        if message.len() > MESSAGE_BYTES_MAX {
            return Err(FrameError::MessageLimit { bytes: message.len(), limit: MESSAGE_BYTES_MAX });
        }
        let fragment_len = fragment_len(message.len(), fragment_max);
        let parts = message.len().div_ceil(fragment_len);
        let part_count = u32::try_from(parts).ok().filter(|count| *count <= UR_PARTS_MAX);
        let too_many = FrameError::TooManyParts { parts, limit: usize::try_from(UR_PARTS_MAX).unwrap_or(0) };
        let part_count = part_count.ok_or(too_many)?;
        let mut fragments: Vec<Vec<u8>> = message.chunks(fragment_len).map(<[u8]>::to_vec).collect();
        if let Some(last) = fragments.last_mut() {
            last.resize(fragment_len, 0);
        }
        let message_len = message.len();
        let id = FountainId { kind, part_count, message_len, fragment_len, checksum: crc32(message) };
        Ok(Self { id, fragments, sampler: Sampler::new(part_count) })
    }

    /// What all parts have in common.
    pub fn id(&self) -> &FountainId {
        &self.id
    }

    /// Part `seq_num`, from 1, as bytes.
    pub fn fragment(&self, seq_num: u32) -> Vec<u8> {
        let mut mixed = vec![0; self.id.fragment_len];
        for fragment in self.fragments_of(seq_num) {
            let fragment = usize::try_from(fragment).ok().and_then(|at| self.fragments.get(at));
            xor_into(&mut mixed, fragment.map_or(&[], Vec::as_slice));
        }
        mixed
    }

    /// Part `seq_num`, from 1, as upper-case text.
    pub fn part(&self, seq_num: u32) -> String {
        super::write_part(&self.id, seq_num, &self.fragment(seq_num))
    }

    /// Which fragments, from 0, part `seq_num` mixes.
    pub fn fragments_of(&self, seq_num: u32) -> Vec<u32> {
        self.sampler.fragments(seq_num, self.id.checksum)
    }

    /// How many fragments part `seq_num` mixes.
    pub fn degree(&self, seq_num: u32) -> u32 {
        self.sampler.degree_of(seq_num, self.id.checksum)
    }
}

/// Exclusive-or of two byte strings, into the first.
pub(crate) fn xor_into(into: &mut [u8], with: &[u8]) {
    for (byte, with) in into.iter_mut().zip(with) {
        *byte ^= with;
    }
}

/// The nominal length of the reference: as many parts as needed, all the same length.
fn fragment_len(message_len: usize, fragment_max: usize) -> usize {
    message_len
        .div_ceil(message_len.div_ceil(fragment_max))
        .max(FRAGMENT_BYTES_MIN.min(message_len).min(fragment_max))
}

/// The CBOR message of some bytes.
pub fn message_of(bytes: &[u8]) -> Vec<u8> {
    cbor::write_bytes(bytes)
}

#[cfg(test)]
mod tests;
