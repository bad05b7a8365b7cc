//! Raw deflate in a window of 1 KiB, and a bounded inflate (BBQr encoding `Z`).

use crate::frames::error::FrameError;
use crate::limits::MESSAGE_BYTES_MAX;
use flate2::{Compress, Compression, FlushCompress, Status};
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

/// log2 of the window: the readers are small devices, and the format fixes it.
const WINDOW_BITS: u8 = 10;

/// Deflates without header; `None` if that does not make it shorter.
pub(crate) fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut stream = Compress::new_with_window_bits(Compression::best(), false, WINDOW_BITS);
    // More room than this would not be shorter than the original.
    let mut out = Vec::with_capacity(bytes.len());
    let status = stream.compress_vec(bytes, &mut out, FlushCompress::Finish).ok()?;
    (status == Status::StreamEnd && out.len() < bytes.len()).then_some(out)
}

/// Bytes that any stream may inflate to, and how many more each of its bytes may.
///
/// Scripts of one kind and amounts of their own deflate to a tenth at the very best; a thousandth is zeros.
const INFLATED_FLOOR_BYTES: usize = 64 * 1024;
const INFLATED_PER_BYTE: usize = 100;

/// Inflates to at most [`MESSAGE_BYTES_MAX`] bytes, and to no more than a hundred times what came:
/// one frame costs no megabyte.
///
/// # Errors
/// A stream that is malformed, or one that goes on beyond the limit (attack E04: a frame series of
/// 260 kB inflates to 256 MiB).
pub(crate) fn inflate(bytes: &[u8]) -> Result<Vec<u8>, FrameError> {
    let limit = bytes.len().saturating_mul(INFLATED_PER_BYTE).saturating_add(INFLATED_FLOOR_BYTES);
    let limit = limit.min(MESSAGE_BYTES_MAX);
    decompress_to_vec_with_limit(bytes, limit).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => FrameError::InflateLimit { limit },
        _ => FrameError::Inflate,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Decompress;

    #[test]
    fn what_was_deflated_inflates_in_a_window_of_one_kibibyte() {
        let mut bytes = b"psbt\xff".repeat(400);
        bytes.extend((0..3_000_u32).flat_map(|n| (n * n).to_be_bytes()));
        let small = deflate(&bytes).unwrap();
        assert_eq!(inflate(&small).unwrap(), bytes);
        // The small reader: its window is 1 KiB, and a farther match would be an error to it.
        let mut reader = Decompress::new_with_window_bits(false, WINDOW_BITS);
        let mut out = Vec::with_capacity(bytes.len() + 1);
        reader.decompress_vec(&small, &mut out, flate2::FlushDecompress::Finish).unwrap();
        assert_eq!(out, bytes);
    }

    #[test]
    fn what_does_not_shrink_is_left_alone() {
        let noise = crate::frames::ur::xoshiro::tests::message("noise", 500);
        assert_eq!(deflate(&noise), None);
        assert_eq!(deflate(b""), None);
    }

    #[test]
    fn atk_e04_a_bomb_of_256_mebibytes_stops_at_the_limit() {
        let mut stream = Compress::new_with_window_bits(Compression::best(), false, 15);
        let mut bomb = Vec::with_capacity(600_000);
        let zeros = vec![0; 1 << 20];
        for _ in 0..256 {
            stream.compress_vec(&zeros, &mut bomb, FlushCompress::None).unwrap();
        }
        stream.compress_vec(&[], &mut bomb, FlushCompress::Finish).unwrap();
        assert!(bomb.len() < 400_000);
        assert_eq!(inflate(&bomb), Err(FrameError::InflateLimit { limit: MESSAGE_BYTES_MAX }));
    }

    #[test]
    fn atk_e04_one_frame_of_zeros_costs_no_megabyte() {
        let small = deflate(&vec![0; 2_000_000]).unwrap();
        assert!(small.len() < 2_680, "{} bytes fit one frame", small.len());
        let limit = small.len() * INFLATED_PER_BYTE + INFLATED_FLOOR_BYTES;
        assert_eq!(inflate(&small), Err(FrameError::InflateLimit { limit }));
        assert!(limit < 1_000_000);
    }

    #[test]
    fn a_stream_cut_short_or_garbled_is_refused() {
        let small = deflate(&b"psbt\xff".repeat(100)).unwrap();
        assert_eq!(inflate(&small[..small.len() - 1]), Err(FrameError::Inflate));
        assert_eq!(inflate(&[0xff; 20]), Err(FrameError::Inflate));
    }
}
