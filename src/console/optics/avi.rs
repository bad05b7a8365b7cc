//! JPEGs in an AVI file, as webcams and their programs record them ("MJPG").
//!
//! ```text
//! chunk = four letters, length (32 bits, little endian), that many bytes, one more if they are odd
//! list  = "RIFF" or "LIST", length, four letters, chunks
//! ```
//! Of all that a file can hold, the pictures are chunks of one kind in lists of two: the lists are walked
//! into without believing their lengths, which a recording that was broken off has wrong, and everything
//! else is passed over. An index is not read: it says where chunks are, and they follow each other.

use super::guard::FrameReader;
use super::jpeg_in::live_frame;
use super::{Gray, PictureError};
use coldframe_core::limits::{LIVE_JPEG_BYTES_MAX, PICTURE_FILE_BYTES_MAX};
use std::io::{BufRead, Read};

/// Lists that are walked into: files, their second and later parts, the film, and groups in it.
const ENTERED: [&[u8; 4]; 4] = [b"AVI ", b"AVIX", b"movi", b"rec "];
/// How a JPEG begins.
const JPEG: &[u8] = &[0xff, 0xd8];
/// Chunks passed over between two pictures: sound, headers, fillers.
const CHUNKS_BETWEEN_MAX: usize = 10_000;
/// Damaged pictures in a row before the film is given up.
const DAMAGED_IN_A_ROW_MAX: usize = 60;

/// Whether a file begins as one of these.
pub(super) fn is_avi(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"AVI ")
}

/// The frames of such a file.
pub(super) struct AviFrames<R> {
    reader: R,
    is_live: bool,
}

impl<R: BufRead> AviFrames<R> {
    /// Of a stream, of which each picture costs its sender as much as us, or of a file.
    pub(super) fn new(reader: R, is_live: bool) -> Self {
        Self { reader, is_live }
    }

    /// The bytes of the next picture; `None` at the end, also if that cuts one off.
    fn next_picture(&mut self) -> Result<Option<Vec<u8>>, PictureError> {
        for _ in 0..CHUNKS_BETWEEN_MAX {
            let Some((name, length)) = self.head()? else { return Ok(None) };
            if matches!(&name, b"RIFF" | b"LIST") {
                let Some(kind) = taken::<4>(&mut self.reader)? else { return Ok(None) };
                if !ENTERED.contains(&&kind) {
                    self.pass(length.saturating_sub(4))?;
                }
                continue;
            }
            if !is_picture(name) || length == 0 {
                self.pass(length)?;
                continue;
            }
            let limit = u64::try_from(LIVE_JPEG_BYTES_MAX).unwrap_or(u64::MAX);
            if length > limit {
                return Err(PictureError::TooManyBytes { limit });
            }
            let mut bytes = Vec::new();
            let count = (&mut self.reader).take(length).read_to_end(&mut bytes)?;
            if u64::try_from(count) != Ok(length) {
                return Ok(None);
            }
            self.skip(length % 2)?;
            return if bytes.starts_with(JPEG) { Ok(Some(bytes)) } else { Err(PictureError::PixelFormat) };
        }
        Err(PictureError::Damaged { frame: 0 })
    }

    /// Name and length of the chunk that follows.
    fn head(&mut self) -> Result<Option<([u8; 4], u64)>, PictureError> {
        let Some([a, b, c, d, w, x, y, z]) = taken::<8>(&mut self.reader)? else { return Ok(None) };
        let name = [a, b, c, d];
        if !name.iter().all(|letter| (b' '..=b'~').contains(letter)) {
            return Err(PictureError::Damaged { frame: 0 });
        }
        Ok(Some((name, u64::from(u32::from_le_bytes([w, x, y, z])))))
    }

    /// Passes over what a chunk holds, and what makes it even.
    fn pass(&mut self, length: u64) -> Result<(), PictureError> {
        if length > PICTURE_FILE_BYTES_MAX {
            return Err(PictureError::TooManyBytes { limit: PICTURE_FILE_BYTES_MAX });
        }
        self.skip(length + length % 2)
    }

    /// Passes over bytes; the end may come before.
    fn skip(&mut self, count: u64) -> Result<(), PictureError> {
        std::io::copy(&mut (&mut self.reader).take(count), &mut std::io::sink())?;
        Ok(())
    }
}

impl<R: BufRead> FrameReader for AviFrames<R> {
    fn next_frame(&mut self) -> Result<Option<Gray>, PictureError> {
        for _ in 0..DAMAGED_IN_A_ROW_MAX {
            let Some(bytes) = self.next_picture()? else { return Ok(None) };
            match live_frame(&bytes) {
                Err(PictureError::Damaged { .. }) => {}
                decoded => return decoded.map(Some),
            }
        }
        Err(PictureError::Damaged { frame: 0 })
    }

    fn is_compressed(&self) -> bool {
        !self.is_live
    }
}

/// The number of a stream in two digits, then "dc" (or "db", which some write for it).
fn is_picture([tens, ones, kind @ ..]: [u8; 4]) -> bool {
    tens.is_ascii_digit() && ones.is_ascii_digit() && matches!(&kind, b"dc" | b"db")
}

/// The next so many bytes; `None` if they are not there.
fn taken<const COUNT: usize>(reader: &mut impl BufRead) -> Result<Option<[u8; COUNT]>, PictureError> {
    let mut bytes = Vec::with_capacity(COUNT);
    reader.take(u64::try_from(COUNT).unwrap_or(0)).read_to_end(&mut bytes)?;
    Ok(bytes.try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// Enough of a JPEG to be cut out, not to be decoded.
    const PICTURE: &[u8] = &[0xff, 0xd8, 1, 2, 3];

    fn chunk(name: &[u8; 4], bytes: &[u8]) -> Vec<u8> {
        let length = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        [&name[..], &length, bytes, if bytes.len() % 2 == 1 { &[0] } else { &[] }].concat()
    }

    fn list(name: &[u8; 4], kind: &[u8; 4], chunks: &[Vec<u8>]) -> Vec<u8> {
        chunk(name, &[&kind[..], &chunks.concat()].concat())
    }

    fn film(chunks: &[Vec<u8>]) -> Vec<u8> {
        let head = list(b"LIST", b"hdrl", &[chunk(b"avih", &[0; 56]), chunk(b"strh", b"vidsMJPG")]);
        let movie = list(b"LIST", b"movi", chunks);
        list(b"RIFF", b"AVI ", &[head, chunk(b"JUNK", &[7; 99]), movie, chunk(b"idx1", &[0; 32])])
    }

    fn pictures(bytes: &[u8]) -> (usize, Result<(), PictureError>) {
        let mut frames = AviFrames::new(Cursor::new(bytes.to_vec()), false);
        let mut count = 0;
        loop {
            match frames.next_picture() {
                Ok(Some(picture)) => {
                    assert!(picture.starts_with(JPEG));
                    count += 1;
                }
                Ok(None) => return (count, Ok(())),
                Err(error) => return (count, Err(error)),
            }
        }
    }

    #[test]
    fn pictures_are_found_among_sound_fillers_groups_and_frames_that_were_dropped() {
        let picture = || chunk(b"00dc", PICTURE);
        let group = list(b"LIST", b"rec ", &[picture(), chunk(b"01wb", &[1; 333]), chunk(b"00db", PICTURE)]);
        let film = film(&[picture(), chunk(b"00dc", b""), chunk(b"ix00", &[9; 24]), group, picture()]);
        assert!(is_avi(&film));
        assert_eq!(pictures(&film), (4, Ok(())));
        // A second part, as films beyond a gigabyte have.
        let second = list(b"RIFF", b"AVIX", &[list(b"LIST", b"movi", &[picture(), picture()])]);
        assert_eq!(pictures(&[film, second].concat()), (6, Ok(())));
    }

    #[test]
    fn a_recording_that_was_broken_off_is_read_as_far_as_it_goes() {
        let whole = film(&[chunk(b"00dc", PICTURE), chunk(b"00dc", PICTURE)]);
        for end in 0..whole.len() {
            let (count, ended) = pictures(&whole[..end]);
            assert!(count <= 2 && ended.is_ok(), "{end}: {ended:?}");
        }
        // Lengths that were to be written at the end and never were.
        let mut open = whole.clone();
        open[4..8].fill(0);
        let movie = open.windows(4).position(|window| window == b"movi").unwrap();
        open[movie - 4..movie].fill(0xff);
        assert_eq!(pictures(&open), (2, Ok(())));
    }

    #[test]
    fn another_kind_of_film_is_said_to_be_one() {
        let film = film(&[chunk(b"00dc", b"\0\0\0\x01\x67 H.264")]);
        assert_eq!(pictures(&film), (0, Err(PictureError::PixelFormat)));
    }

    #[test]
    fn atk_e05_lengths_that_lie_take_no_memory_and_end() {
        let claims = |name: &[u8; 4], length: u32| {
            [b"RIFF\0\0\0\0AVI LIST\0\0\0\0movi", &name[..], &length.to_le_bytes(), PICTURE].concat()
        };
        let limit = u64::try_from(LIVE_JPEG_BYTES_MAX).unwrap();
        assert_eq!(pictures(&claims(b"00dc", u32::MAX)), (0, Err(PictureError::TooManyBytes { limit })));
        assert_eq!(pictures(&claims(b"00dc", 8_000_000)), (0, Ok(())));
        let limit = PICTURE_FILE_BYTES_MAX;
        assert_eq!(pictures(&claims(b"JUNK", u32::MAX)), (0, Err(PictureError::TooManyBytes { limit })));
        assert_eq!(pictures(&claims(b"JUNK", 60_000_000)), (0, Ok(())));
        assert_eq!(pictures(&claims(b"\0\xff\xd8\x01", 4)), (0, Err(PictureError::Damaged { frame: 0 })));
        // Lists in lists without an end, and chunks of nothing: a walk with a limit.
        for one in [&b"LIST\0\0\0\0rec "[..], b"JUNK\0\0\0\0", b"00dc\0\0\0\0", b"LIST\x01\0\0\0INFO"] {
            let endless = [b"RIFF\0\0\0\0AVI ", one.repeat(CHUNKS_BETWEEN_MAX + 9).as_slice()].concat();
            assert_eq!(pictures(&endless), (0, Err(PictureError::Damaged { frame: 0 })));
        }
        let mut damaged = AviFrames::new(Cursor::new(film(&vec![chunk(b"00dc", PICTURE); 200])), true);
        assert_eq!(damaged.next_frame(), Err(PictureError::Damaged { frame: 0 }));
    }

    #[test]
    fn atk_e05_bytes_of_chance_end_every_time() {
        const WORDS: [&[u8]; 9] =
            [b"RIFF", b"LIST", b"AVI ", b"movi", b"rec ", b"00dc", b"JUNK", &[3, 0, 0, 0], PICTURE];
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let mut chance = |most: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % 1_000_003).unwrap() % most
        };
        for _ in 0..3_000 {
            let mut bytes = b"RIFF\0\0\0\0AVI ".to_vec();
            for _ in 0..chance(40) {
                bytes.extend_from_slice(WORDS[chance(WORDS.len())]);
            }
            let mut frames = AviFrames::new(Cursor::new(bytes), false);
            while let Ok(Some(_)) = frames.next_frame() {}
        }
    }
}
