//! What a worker says, in bytes: one of kind, two of length, then that many.
//!
//! Whoever reads this does not trust who wrote it: a worker that was taken over can write anything.

use super::{Seen, numbers};
use coldframe_console::optics::PictureError;
use coldframe_console::optics::camera::{CameraError, CameraInfo};
use coldframe_console::optics::sight::{Look, Preview};
use coldframe_core::limits::{FRAME_CHARS_MAX, PREVIEW_PIXELS_MAX};
use std::time::Duration;
use zeroize::Zeroizing;

/// Kind and length.
pub(super) const HEAD_BYTES: usize = 3;
/// Kind of error and three numbers.
const TROUBLE_BYTES: usize = 1 + 3 * 8;

const PAYLOAD: u8 = 1;
const FRAME: u8 = 2;
const TROUBLE: u8 = 3;
const CAMERA: u8 = 4;
const CAMERA_TROUBLE: u8 = 5;
const LOOK: u8 = 6;
const PREVIEW: u8 = 7;
const TOOK: u8 = 8;
/// Microseconds.
const TOOK_BYTES: usize = 8;

/// A code was read.
pub(super) fn payload(bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    record(PAYLOAD, bytes)
}

/// A frame was looked at.
pub(super) fn frame() -> Zeroizing<Vec<u8>> {
    record(FRAME, &[])
}

/// What the next frame cost.
pub(super) fn took(time: Duration) -> Zeroizing<Vec<u8>> {
    record(TOOK, &u64::try_from(time.as_micros()).unwrap_or(u64::MAX).to_le_bytes())
}

/// Something could not be decoded.
pub(super) fn trouble(error: PictureError) -> Zeroizing<Vec<u8>> {
    let (kind, numbers) = to_numbers(error);
    let mut body = vec![kind];
    numbers.iter().for_each(|number| body.extend(number.to_le_bytes()));
    record(TROUBLE, &body)
}

/// A camera was set up.
pub(super) fn camera(info: &CameraInfo) -> Zeroizing<Vec<u8>> {
    record(CAMERA, &numbers::of_camera(info))
}

/// A camera does not film.
pub(super) fn camera_trouble(error: CameraError) -> Zeroizing<Vec<u8>> {
    record(CAMERA_TROUBLE, &numbers::of_camera_trouble(error))
}

/// The frame that is told next, in numbers.
pub(super) fn look(look: &Look) -> Zeroizing<Vec<u8>> {
    record(LOOK, &numbers::of_look(look))
}

/// The same made small.
pub(super) fn preview(preview: &Preview) -> Zeroizing<Vec<u8>> {
    record(PREVIEW, &numbers::of_preview(preview))
}

/// How many bytes follow a head; `None` if no worker says this.
pub(super) fn body_bytes(head: [u8; HEAD_BYTES]) -> Option<usize> {
    let [kind, low, high] = head;
    let bytes = usize::from(u16::from_le_bytes([low, high]));
    match kind {
        PAYLOAD if bytes <= FRAME_CHARS_MAX => Some(bytes),
        FRAME if bytes == 0 => Some(bytes),
        TROUBLE if bytes == TROUBLE_BYTES => Some(bytes),
        CAMERA
            if (numbers::CAMERA_BYTES..=numbers::CAMERA_BYTES + numbers::NAME_BYTES_MAX).contains(&bytes) =>
        {
            Some(bytes)
        }
        CAMERA_TROUBLE if bytes == numbers::CAMERA_TROUBLE_BYTES => Some(bytes),
        LOOK if bytes == numbers::LOOK_BYTES => Some(bytes),
        PREVIEW if bytes <= numbers::PREVIEW_HEAD_BYTES + PREVIEW_PIXELS_MAX => Some(bytes),
        TOOK if bytes == TOOK_BYTES => Some(bytes),
        _ => None,
    }
}

/// What a head and its body say; `None` if no worker says this.
pub(super) fn parse(head: [u8; HEAD_BYTES], body: Zeroizing<Vec<u8>>) -> Option<Seen> {
    match head {
        [PAYLOAD, ..] => Some(Seen::Payload(body)),
        [FRAME, ..] => Some(Seen::Frame),
        [TOOK, ..] => {
            let micros = <[u8; TOOK_BYTES]>::try_from(body.as_slice()).ok()?;
            Some(Seen::Took(Duration::from_micros(u64::from_le_bytes(micros))))
        }
        [TROUBLE, ..] => {
            let (kind, rest) = body.split_first()?;
            let mut numbers = rest.as_chunks().0.iter().map(|number| u64::from_le_bytes(*number));
            let numbers = [numbers.next()?, numbers.next()?, numbers.next()?];
            of_numbers(*kind, numbers).map(Seen::Trouble)
        }
        [CAMERA, ..] => numbers::camera(&body).map(Seen::Camera),
        [CAMERA_TROUBLE, ..] => numbers::camera_trouble(&body).map(Seen::CameraTrouble),
        [LOOK, ..] => numbers::look(&body).map(Seen::Look),
        [PREVIEW, ..] => numbers::preview(&body).map(Seen::Preview),
        _ => None,
    }
}

fn record(kind: u8, body: &[u8]) -> Zeroizing<Vec<u8>> {
    let length = u16::try_from(body.len()).unwrap_or(u16::MAX);
    let mut bytes = Zeroizing::new(Vec::with_capacity(HEAD_BYTES + body.len()));
    bytes.push(kind);
    bytes.extend(length.to_le_bytes());
    bytes.extend_from_slice(body);
    bytes
}

fn to_numbers(error: PictureError) -> (u8, [u64; 3]) {
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    match error {
        PictureError::UnknownFormat => (1, [0; 3]),
        PictureError::TooManyPixels { width, height, limit } => (2, [width, height, limit]),
        PictureError::NoPixels => (3, [0; 3]),
        PictureError::TooManyBytes { limit } => (4, [limit, 0, 0]),
        PictureError::TooManyFrames { limit } => (5, [number(limit), 0, 0]),
        PictureError::TooMuchWork { limit } => (6, [limit, 0, 0]),
        PictureError::Damaged { frame } => (7, [number(frame), 0, 0]),
        PictureError::DecoderFailed { frame } => (8, [number(frame), 0, 0]),
        PictureError::PixelFormat => (9, [0; 3]),
        PictureError::SizeMismatch { width, height, bytes } => {
            (10, [number(width), number(height), number(bytes)])
        }
        PictureError::StillFormat => (11, [0; 3]),
        // A worker has no folder and no file: what it cannot read is a pipe of ours.
        _ => (8, [0; 3]),
    }
}

fn of_numbers(kind: u8, [first, second, third]: [u64; 3]) -> Option<PictureError> {
    let count = |number: u64| usize::try_from(number).ok();
    Some(match kind {
        1 => PictureError::UnknownFormat,
        2 => PictureError::TooManyPixels { width: first, height: second, limit: third },
        3 => PictureError::NoPixels,
        4 => PictureError::TooManyBytes { limit: first },
        5 => PictureError::TooManyFrames { limit: count(first)? },
        6 => PictureError::TooMuchWork { limit: first },
        7 => PictureError::Damaged { frame: count(first)? },
        8 => PictureError::DecoderFailed { frame: count(first)? },
        9 => PictureError::PixelFormat,
        10 => {
            PictureError::SizeMismatch { width: count(first)?, height: count(second)?, bytes: count(third)? }
        }
        11 => PictureError::StillFormat,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<Seen> {
        let (head, body) = bytes.split_first_chunk().unwrap();
        assert_eq!(body_bytes(*head), Some(body.len()));
        parse(*head, Zeroizing::new(body.to_vec()))
    }

    fn head_of(kind: u8, length: usize) -> [u8; HEAD_BYTES] {
        let [low, high] = u16::try_from(length).unwrap().to_le_bytes();
        [kind, low, high]
    }

    #[test]
    fn every_error_of_a_picture_comes_through_as_it_was() {
        for kind in 1..=11 {
            let error = of_numbers(kind, [3, 5, 7]).unwrap();
            assert_eq!(read(&trouble(error)), Some(Seen::Trouble(error)));
        }
        let unreadable = PictureError::Unreadable { kind: std::io::ErrorKind::BrokenPipe };
        let failed = Seen::Trouble(PictureError::DecoderFailed { frame: 0 });
        assert_eq!(read(&trouble(unreadable)), Some(failed));
    }

    #[test]
    fn atk_e05_a_worker_that_was_taken_over_cannot_say_more_than_a_worker_says() {
        assert_eq!(read(&payload(b"ur:bytes")), Some(Seen::Payload(Zeroizing::new(b"ur:bytes".to_vec()))));
        assert_eq!(read(&frame()), Some(Seen::Frame));
        let time = Duration::from_micros(1_234);
        assert_eq!(read(&took(time)), Some(Seen::Took(time)));
        assert_eq!(parse([TOOK, 8, 0], Zeroizing::new(vec![1; 7])), None);
        let lengths = [PREVIEW_PIXELS_MAX + 3, usize::from(u16::MAX)];
        for length in lengths.map(|length| u16::try_from(length).unwrap().to_le_bytes()) {
            for kind in 0..=u8::MAX {
                assert_eq!(body_bytes([kind, length[0], length[1]]), None);
            }
        }
        assert_eq!(body_bytes(head_of(PAYLOAD, FRAME_CHARS_MAX + 1)), None);
        for kind in [0, 4, 5, 6, 8, 9, u8::MAX] {
            assert_eq!(body_bytes([kind, 0, 0]), None);
        }
        assert_eq!(parse([TROUBLE, 25, 0], Zeroizing::new(vec![12; 25])), None);
        assert_eq!(parse([TROUBLE, 25, 0], Zeroizing::new(vec![1; 3])), None);
    }
}
