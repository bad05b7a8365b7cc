//! Which part of its series a frame is, as the frame itself says: what a person counts by, and
//! what another machine asks for again.

use crate::frames::{bbqr, specter, ur};

/// A number out of a count, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartNumber {
    /// The number; above the count for the mixed parts of a fountain.
    pub number: u32,
    /// Parts of the message.
    pub count: u32,
}

impl PartNumber {
    /// What the text of a frame says; `None` for a text that stands alone.
    pub fn of(text: &str) -> Option<Self> {
        if ur::is_ur(text) {
            of_ur(text)
        } else if bbqr::is_bbqr(text) {
            of_bbqr(text)
        } else if specter::is_specter(text) {
            let part = specter::read(text).ok()?;
            Some(Self { number: u32::from(part.index).checked_add(1)?, count: part.count.into() })
        } else {
            None
        }
    }

    /// Whether the part is several mixed, which nobody can ask for by its number.
    pub fn is_mixed(self) -> bool {
        self.number > self.count
    }
}

/// `UR:TYPE/3-12/…`; in the first version `UR:TYPE/3OF12/…`.
fn of_ur(text: &str) -> Option<PartNumber> {
    let part = text.split('/').nth(1)?.to_ascii_lowercase();
    let (number, count) = part.split_once('-').or_else(|| part.split_once("of"))?;
    Some(PartNumber { number: number.parse().ok()?, count: count.parse().ok()? })
}

/// `B$`, encoding, type, then count and index in two digits of base 36 each.
fn of_bbqr(text: &str) -> Option<PartNumber> {
    let digits = |range| u32::from_str_radix(text.get(range)?, 36).ok();
    Some(PartNumber { number: digits(6..8)?.checked_add(1)?, count: digits(4..6)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frames::{BbqrEncoding, BbqrType, FrameSize, SenderOptions, UrType, Wire, sender};

    #[test]
    fn every_series_counts_from_one_to_its_end() {
        let bytes = [b"psbt\xff".as_slice(), &[7; 900]].concat();
        let bbqr = Wire::Bbqr { encoding: BbqrEncoding::Base32, file_type: BbqrType::Psbt };
        for wire in [Wire::Ur(UrType::Psbt), Wire::Ur1(UrType::Bytes), bbqr, Wire::Base64] {
            let options = SenderOptions::of(FrameSize::PartBytes(80));
            let frames = sender(&bytes, wire, options).unwrap();
            let count = u32::try_from(frames.part_count()).unwrap();
            assert!(count > 5, "{wire:?}");
            for number in 1..=count {
                let text = frames.frame(u64::from(number - 1)).0;
                assert_eq!(PartNumber::of(&text), Some(PartNumber { number, count }), "{wire:?}");
            }
        }
    }

    #[test]
    fn the_part_after_the_last_of_a_fountain_is_mixed() {
        let frames = sender(&[7; 300], Wire::Ur(UrType::Bytes), SenderOptions::of(FrameSize::PartBytes(30)));
        let frames = frames.unwrap();
        let parts = u64::try_from(frames.part_count()).unwrap();
        assert!(PartNumber::of(&frames.frame(parts).0).unwrap().is_mixed());
        assert!(!PartNumber::of(&frames.frame(parts - 1).0).unwrap().is_mixed());
    }

    #[test]
    fn a_text_that_stands_alone_has_no_number() {
        for text in ["UR:PSBT/HELLO", "cHNidP8B", "B$", "B$2P", "UR:PSBT/1-/A", "", "B$2Pü0000"] {
            assert_eq!(PartNumber::of(text), None, "{text}");
        }
    }
}
