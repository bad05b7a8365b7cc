//! What every reader of frames is wrapped in: limits on its sum of work, and a net under it.

use super::net::caught;
use super::{Gray, PictureError};
use coldframe_core::limits::{PICTURE_FRAMES_MAX, PICTURE_SERIES_PIXELS_MAX};

/// Something that decodes the next frame; `None` at the end.
pub(super) trait FrameReader {
    fn next_frame(&mut self) -> Result<Option<Gray>, PictureError>;

    /// Whether a short input can stand for many pixels.
    fn is_compressed(&self) -> bool {
        true
    }
}

/// Ends at the first error; a panic of a decoder is an error like any other (attack E05).
pub(super) struct Guarded<R> {
    reader: Option<R>,
    frames: usize,
    pixels: u64,
}

impl<R: FrameReader> Guarded<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader: Some(reader), frames: 0, pixels: 0 }
    }

    fn step(&mut self) -> Result<Option<Gray>, PictureError> {
        let frame = self.frames;
        let Some(reader) = self.reader.as_mut() else { return Ok(None) };
        let compressed = reader.is_compressed();
        let found = caught(|| reader.next_frame())
            .unwrap_or(Err(PictureError::DecoderFailed { frame }))
            .map_err(|error| match error {
                PictureError::Damaged { .. } => PictureError::Damaged { frame },
                other => other,
            })?;
        let Some(gray) = found else { return Ok(None) };
        if frame >= PICTURE_FRAMES_MAX {
            return Err(PictureError::TooManyFrames { limit: PICTURE_FRAMES_MAX });
        }
        self.frames += 1;
        self.pixels += u64::try_from(gray.pixels().len()).unwrap_or(u64::MAX);
        if compressed && self.pixels > PICTURE_SERIES_PIXELS_MAX {
            return Err(PictureError::TooMuchWork { limit: PICTURE_SERIES_PIXELS_MAX });
        }
        Ok(Some(gray))
    }
}

impl<R: FrameReader> Iterator for Guarded<R> {
    type Item = Result<Gray, PictureError>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.step().transpose();
        if !matches!(item, Some(Ok(_))) {
            // What is left of a decoder after an error is in no known state.
            self.reader = None;
        }
        item
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Panics;
    impl FrameReader for Panics {
        fn next_frame(&mut self) -> Result<Option<Gray>, PictureError> {
            panic!("a bug in a decoder")
        }
    }

    struct Endless(usize);
    impl FrameReader for Endless {
        fn next_frame(&mut self) -> Result<Option<Gray>, PictureError> {
            Gray::new(self.0, 1, vec![0; self.0]).map(Some)
        }
    }

    #[test]
    fn atk_e05_a_decoder_that_panics_is_an_error_and_is_not_asked_again() {
        let mut frames = Guarded::new(Panics);
        assert_eq!(frames.next(), Some(Err(PictureError::DecoderFailed { frame: 0 })));
        assert_eq!(frames.next(), None);
    }

    #[test]
    fn atk_e05_an_animation_without_end_stops_at_the_limit() {
        let frames: Vec<_> = Guarded::new(Endless(1)).collect();
        assert_eq!(frames.len(), PICTURE_FRAMES_MAX + 1);
        assert_eq!(frames.last(), Some(&Err(PictureError::TooManyFrames { limit: PICTURE_FRAMES_MAX })));
    }

    #[test]
    fn atk_e05_many_large_frames_stop_at_the_sum_of_pixels() {
        let mut frames = Guarded::new(Endless(50_000_000));
        let read = frames.by_ref().take_while(Result::is_ok).count();
        assert_eq!(read, 40);
    }
}
