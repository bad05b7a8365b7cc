//! JPEGs that follow each other: what `rpicam-vid --codec mjpeg` and network cameras write.
//!
//! The stream is cut at the markers of ITU T.81, B.1: segments say how long they are, and what follows a
//! scan's header ends at the first marker that is no restart. A thumbnail inside a segment ends nothing.

use super::guard::FrameReader;
use super::jpeg_in::live_frame;
use super::{Gray, PictureError};
use coldframe_core::limits::LIVE_JPEG_BYTES_MAX;
use std::io::{BufRead, Read};

/// Bytes passed over between two pictures: the header lines of a stream over HTTP.
const BETWEEN_BYTES_MAX: usize = 4_096;
/// Damaged pictures in a row before the stream is given up: the first ones of a camera often are.
const DAMAGED_IN_A_ROW_MAX: usize = 60;

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
/// Application segment 2, where a file names pictures that follow the first (CIPA DC-007).
const APP2: u8 = 0xe2;
const COMPANIONS: &[u8] = b"MPF\0";
/// Headers of frames, where the size stands, and what is none among them: tables, and one kept free.
const FRAME: std::ops::RangeInclusive<u8> = 0xc0..=0xcf;
const NO_FRAME: [u8; 3] = [0xc4, 0xc8, 0xcc];

/// The frames of such a stream.
pub(super) struct MjpegFrames<R> {
    reader: R,
    is_live: bool,
}

/// One picture cut out of a stream.
pub struct Cut {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it says itself that pictures of another kind follow it, as photographs of phones do.
    pub has_companions: bool,
    /// Its height and width as its header says them, each as two bytes.
    pub sides: Option<[u8; 4]>,
}

impl Cut {
    /// Whether a header begins at once and says a size: bytes of chance behind a photograph do not.
    fn is_whole(&self) -> bool {
        self.bytes.starts_with(&[0xff, START, 0xff]) && self.sides.is_some()
    }
}

/// Whether a JPEG begins a film. Photographs of phones are followed by much: pictures of another kind, a
/// short film, notes of the maker, and now and then a preview. What is followed by one more whole picture
/// of the same size is a film, and so is what is followed by two of any size.
pub fn begins_film(reader: &mut impl BufRead) -> bool {
    let mut next = || cut(reader).ok().flatten().filter(Cut::is_whole);
    let Some(first) = next().filter(|first| !first.has_companions) else { return false };
    let Some(second) = next() else { return false };
    second.sides == first.sides || next().is_some()
}

/// The same of a whole file.
pub(super) fn is_film(bytes: &[u8]) -> bool {
    begins_film(&mut &*bytes)
}

impl<R: BufRead> MjpegFrames<R> {
    /// Of a stream: each picture costs its sender as much as us, and a live one has no end.
    pub(super) fn new(reader: R) -> Self {
        Self { reader, is_live: true }
    }

    /// Of a file.
    pub(super) fn of_file(reader: R) -> Self {
        Self { reader, is_live: false }
    }
}

impl<R: BufRead> FrameReader for MjpegFrames<R> {
    fn next_frame(&mut self) -> Result<Option<Gray>, PictureError> {
        for _ in 0..DAMAGED_IN_A_ROW_MAX {
            match cut(&mut self.reader)? {
                None => return Ok(None),
                Some(cut) => match live_frame(&cut.bytes) {
                    Err(PictureError::Damaged { .. }) => {}
                    decoded => return decoded.map(Some),
                },
            }
        }
        Err(PictureError::Damaged { frame: 0 })
    }

    fn is_compressed(&self) -> bool {
        !self.is_live
    }
}

/// The next whole JPEG of a stream; `None` at its end, also if that cuts a picture off.
///
/// # Errors
/// [`PictureError::Damaged`] if there is none, [`PictureError::TooManyBytes`] if it does not end.
pub fn cut(reader: &mut impl BufRead) -> Result<Option<Cut>, PictureError> {
    if !found_start(reader)? {
        return Ok(None);
    }
    let mut cut = Cut { bytes: vec![0xff, START], has_companions: false, sides: None };
    let mut pending = None;
    loop {
        let marker = match pending.take() {
            Some(marker) => marker,
            None => match marker(reader, &mut cut.bytes)? {
                Some(marker) => marker,
                None => return Ok(None),
            },
        };
        cut.bytes.extend([0xff, marker]);
        match marker {
            END => return Ok(Some(cut)),
            // No length follows these.
            0x01 | 0xd0..=START => continue,
            _ => {}
        }
        if !segment(reader, marker, &mut cut)? {
            return Ok(None);
        }
        if marker == SCAN {
            pending = scan(reader, &mut cut.bytes)?;
            if pending.is_none() {
                return Ok(None);
            }
        }
    }
}

/// Whether a picture begins, after what may stand between two.
fn found_start(reader: &mut impl BufRead) -> Result<bool, PictureError> {
    let mut last = 0;
    for _ in 0..BETWEEN_BYTES_MAX {
        match byte(reader)? {
            None => return Ok(false),
            Some(START) if last == 0xff => return Ok(true),
            Some(byte) => last = byte,
        }
    }
    Err(PictureError::Damaged { frame: 0 })
}

/// The marker that stands here; bytes before it do not belong there and are kept as they are.
fn marker(reader: &mut impl BufRead, bytes: &mut Vec<u8>) -> Result<Option<u8>, PictureError> {
    let mut last = 0;
    loop {
        match byte(reader)? {
            None => return Ok(None),
            Some(0xff) => last = 0xff,
            Some(marker) if last == 0xff && marker != 0 => return Ok(Some(marker)),
            Some(byte) => {
                last = byte;
                bytes.push(byte);
                within_bound(bytes)?;
            }
        }
    }
}

/// Takes over a segment: two bytes of length, which count themselves, and what they count.
fn segment(reader: &mut impl BufRead, marker: u8, cut: &mut Cut) -> Result<bool, PictureError> {
    let (Some(high), Some(low)) = (byte(reader)?, byte(reader)?) else { return Ok(false) };
    cut.bytes.extend([high, low]);
    let length = u64::from(u16::from_be_bytes([high, low])).saturating_sub(2);
    let start = cut.bytes.len();
    let taken = reader.take(length).read_to_end(&mut cut.bytes)?;
    within_bound(&cut.bytes)?;
    let body = cut.bytes.get(start..).unwrap_or_default();
    cut.has_companions |= marker == APP2 && body.starts_with(COMPANIONS);
    if FRAME.contains(&marker) && !NO_FRAME.contains(&marker) {
        // A byte of precision comes first.
        cut.sides = body.get(1..5).and_then(|sides| sides.try_into().ok());
    }
    Ok(u64::try_from(taken) == Ok(length))
}

/// Takes over the data of a scan; the marker that ends it.
fn scan(reader: &mut impl BufRead, bytes: &mut Vec<u8>) -> Result<Option<u8>, PictureError> {
    loop {
        let count = reader.read_until(0xff, bytes)?;
        within_bound(bytes)?;
        if count == 0 || bytes.last() != Some(&0xff) {
            return Ok(None);
        }
        let mut next = byte(reader)?;
        while next == Some(0xff) {
            next = byte(reader)?;
        }
        match next {
            // A byte of data that looks like a marker, or a restart within the scan.
            Some(data @ (0x00 | 0xd0..=0xd7)) => bytes.push(data),
            Some(marker) => {
                bytes.pop();
                return Ok(Some(marker));
            }
            None => return Ok(None),
        }
    }
}

fn within_bound(bytes: &[u8]) -> Result<(), PictureError> {
    if bytes.len() > LIVE_JPEG_BYTES_MAX {
        let limit = u64::try_from(LIVE_JPEG_BYTES_MAX).unwrap_or(u64::MAX);
        return Err(PictureError::TooManyBytes { limit });
    }
    Ok(())
}

fn byte(reader: &mut impl BufRead) -> Result<Option<u8>, PictureError> {
    let next = reader.fill_buf()?.first().copied();
    reader.consume(usize::from(next.is_some()));
    Ok(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// A picture without pixels, with a thumbnail, a stuffed byte and a restart in it.
    const PICTURE: &[u8] = &[
        0xff, 0xd8, 0xff, 0xe1, 0, 6, 0xff, 0xd8, 0xff, 0xd9, 0xff, 0xda, 0, 3, 7, 1, 2, 0xff, 0, 3, 0xff,
        0xd0, 4, 0xff, 0xd9,
    ];

    fn cuts(stream: &[u8]) -> Vec<Vec<u8>> {
        let mut reader = Cursor::new(stream.to_vec());
        let mut cuts = Vec::new();
        while let Ok(Some(one)) = cut(&mut reader) {
            cuts.push(one.bytes);
        }
        cuts
    }

    #[test]
    fn a_stream_is_cut_where_its_pictures_end() {
        let three = [PICTURE, b"\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\n", PICTURE, PICTURE].concat();
        assert_eq!(cuts(&three), [PICTURE, PICTURE, PICTURE]);
    }

    #[test]
    fn a_picture_that_is_cut_off_is_the_end() {
        for end in 0..PICTURE.len() {
            assert!(cuts(&PICTURE[..end]).is_empty(), "{end}");
        }
    }

    #[test]
    fn atk_e05_a_picture_without_an_end_is_not_kept() {
        let head = [&PICTURE[..15], &vec![1; LIVE_JPEG_BYTES_MAX + 10]].concat();
        assert!(matches!(cut(&mut Cursor::new(head)), Err(PictureError::TooManyBytes { .. })));
        let junk = vec![0; BETWEEN_BYTES_MAX + 1];
        assert!(matches!(cut(&mut Cursor::new(junk)), Err(PictureError::Damaged { .. })));
        let head = [0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff];
        let endless = [&head[..], &vec![0xff; LIVE_JPEG_BYTES_MAX]].concat();
        assert!(!matches!(cut(&mut Cursor::new(endless)), Ok(Some(_))));
    }

    #[test]
    fn a_photograph_says_that_pictures_of_another_kind_follow() {
        let head = [0xff, 0xd8, 0xff, 0xe2, 0, 6, b'M', b'P', b'F', 0];
        let photograph = [&head[..], &PICTURE[2..]].concat();
        assert!(cut(&mut Cursor::new(photograph)).unwrap().unwrap().has_companions);
        assert!(!cut(&mut Cursor::new(PICTURE.to_vec())).unwrap().unwrap().has_companions);
    }

    #[test]
    fn atk_e05_a_stream_of_damaged_pictures_ends() {
        let stream = PICTURE.repeat(DAMAGED_IN_A_ROW_MAX + 1);
        let mut frames = MjpegFrames::new(Cursor::new(stream));
        assert_eq!(frames.next_frame(), Err(PictureError::Damaged { frame: 0 }));
    }

    #[test]
    fn atk_e05_bytes_of_chance_between_markers_end_every_time() {
        const MARKERS: [u8; 8] = [START, END, SCAN, APP2, 0x00, 0xd0, 0xff, 0xc4];
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let mut chance = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        for _ in 0..3_000 {
            let mut stream = vec![0xff, START];
            for _ in 0..chance() % 60 {
                if chance() % 3 == 0 {
                    stream.extend([0xff, MARKERS[usize::try_from(chance() % 8).unwrap()]]);
                } else {
                    stream.push(u8::try_from(chance() % 7).unwrap());
                }
            }
            let mut frames = MjpegFrames::new(Cursor::new(stream));
            while let Ok(Some(_)) = frames.next_frame() {}
        }
    }
}
