//! GIF with a palette of white and black, written frame by frame.

use super::DrawError;
use super::draw::Series;
use gif::{Encoder, EncodingError, Frame, Repeat};
use std::borrow::Cow;
use std::io::Write;

const WHITE_THEN_BLACK: [u8; 6] = [255, 255, 255, 0, 0, 0];
const BLACK_THEN_WHITE: [u8; 6] = [0, 0, 0, 255, 255, 255];

/// Pixels of a whole animation above which its modules are drawn smaller.
const PIXELS_ORDINARY_MAX: usize = 40_000_000;
/// Smallest module, in pixels, that every reader takes from a file.
const SCALE_MIN: usize = 3;

/// One frame after the other, for ever.
pub(super) fn animation(series: &Series, out: &mut dyn Write) -> Result<(), DrawError> {
    series.pixel_size(1, 1)?;
    let scale = scale_of(series);
    let side = series.side_with_quiet() * scale;
    let width = u16::try_from(side).map_err(|_| DrawError::EncoderFailed)?;
    let height = width;
    let palette = if series.is_inverted() { &BLACK_THEN_WHITE } else { &WHITE_THEN_BLACK };
    let mut encoder = Encoder::new(out, width, height, palette).map_err(failed)?;
    encoder.set_repeat(Repeat::Infinite).map_err(failed)?;
    for frame in 0..series.frame_count() {
        let symbol = series.modules(frame)?;
        let mut buffer = Vec::with_capacity(side * side);
        for y in 0..series.side_with_quiet() {
            let line: Vec<u8> = (0..series.side_with_quiet())
                .map(|x| u8::from(symbol.is_dark_within(series.quiet(), x, y)))
                .flat_map(|index| std::iter::repeat_n(index, scale))
                .collect();
            (0..scale).for_each(|_| buffer.extend_from_slice(&line));
        }
        let delay = delay_centiseconds(series.fps());
        encoder
            .write_frame(&Frame { width, height, delay, buffer: Cow::Owned(buffer), ..Frame::default() })
            .map_err(failed)?;
    }
    Ok(())
}

/// GIF packs pixel by pixel, at about 100 million a second, and rows that repeat cost it as much as
/// rows that do not: a long animation at full size takes seconds and megabytes for nothing.
fn scale_of(series: &Series) -> usize {
    let pixels_at = |scale: usize| (series.side_with_quiet() * scale).pow(2) * series.frame_count();
    let wanted = series.scale();
    (SCALE_MIN..=wanted)
        .rev()
        .find(|scale| pixels_at(*scale) <= PIXELS_ORDINARY_MAX)
        .unwrap_or(wanted.min(SCALE_MIN))
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
