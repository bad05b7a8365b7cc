//! GIF with a palette of white and black, written frame by frame.

use super::DrawError;
use super::draw::Series;
use gif::{Encoder, EncodingError, Frame, Repeat};
use std::borrow::Cow;
use std::io::Write;

const WHITE_THEN_BLACK: [u8; 6] = [255, 255, 255, 0, 0, 0];

/// One frame after the other, for ever.
pub(super) fn animation(series: &Series, out: &mut dyn Write) -> Result<(), DrawError> {
    let (width, height) = series.pixel_size(1, 1)?;
    let width = u16::try_from(width).map_err(|_| DrawError::EncoderFailed)?;
    let height = u16::try_from(height).map_err(|_| DrawError::EncoderFailed)?;
    let mut encoder = Encoder::new(out, width, height, &WHITE_THEN_BLACK).map_err(failed)?;
    encoder.set_repeat(Repeat::Infinite).map_err(failed)?;
    for frame in 0..series.frame_count() {
        let symbol = series.modules(frame)?;
        let mut buffer = Vec::with_capacity(series.side_pixels() * series.side_pixels());
        for y in 0..series.side_with_quiet() {
            let line: Vec<u8> = (0..series.side_with_quiet())
                .map(|x| u8::from(symbol.is_dark_within(series.quiet(), x, y)))
                .flat_map(|index| std::iter::repeat_n(index, series.scale()))
                .collect();
            (0..series.scale()).for_each(|_| buffer.extend_from_slice(&line));
        }
        let delay = delay_centiseconds(series.fps());
        encoder
            .write_frame(&Frame { width, height, delay, buffer: Cow::Owned(buffer), ..Frame::default() })
            .map_err(failed)?;
    }
    Ok(())
}

/// GIF counts hundredths of a second, and viewers slow down anything under two of them.
fn delay_centiseconds(fps: u16) -> u16 {
    (100 / fps.max(1)).max(2)
}

fn failed(error: EncodingError) -> DrawError {
    match error {
        EncodingError::Io(error) => error.into(),
        _ => DrawError::EncoderFailed,
    }
}
