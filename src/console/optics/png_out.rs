//! PNG and APNG of one bit per pixel, written row by row: no whole picture is held in memory.

use super::DrawError;
use super::draw::Series;
use super::symbol::Modules;
use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};
use std::io::Write;
use zeroize::Zeroizing;

/// Every frame side by side; one frame is simply that frame.
pub(super) fn sheet(series: &Series, out: &mut dyn Write) -> Result<(), DrawError> {
    let (columns, rows) = series.sheet_shape();
    let (width, height) = series.pixel_size(columns, rows)?;
    let mut writer = encoder(out, width, height).write_header().map_err(failed)?;
    let mut stream = writer.stream_writer().map_err(failed)?;
    for row in 0..rows {
        let first = row * columns;
        let last = (first + columns).min(series.frame_count());
        let symbols = (first..last).map(|frame| series.modules(frame)).collect::<Result<Vec<_>, _>>()?;
        for y in 0..series.side_with_quiet() {
            let line = packed_line(&symbols, series, columns, y);
            for _ in 0..series.scale() {
                stream.write_all(&line)?;
            }
        }
    }
    stream.finish().map_err(failed)?;
    writer.finish().map_err(failed)
}

/// One symbol from its modules alone.
pub(super) fn one(
    symbol: &Modules,
    quiet: usize,
    scale: usize,
    out: &mut dyn Write,
) -> Result<(), DrawError> {
    one_painted(symbol, quiet, scale, false, out)
}

/// The same, light on dark if asked.
pub(super) fn one_painted(
    symbol: &Modules,
    quiet: usize,
    scale: usize,
    is_inverted: bool,
    out: &mut dyn Write,
) -> Result<(), DrawError> {
    let side = symbol.side() + 2 * quiet;
    let pixels = u32::try_from(side * scale).map_err(|_| DrawError::EncoderFailed)?;
    let mut writer = encoder(out, pixels, pixels).write_header().map_err(failed)?;
    let mut stream = writer.stream_writer().map_err(failed)?;
    let mut line = Zeroizing::new(vec![u8::MAX; (side * scale).div_ceil(8)]);
    for y in 0..side {
        line.fill(u8::MAX);
        (0..side)
            .filter(|x| symbol.is_dark_within(quiet, *x, y) != is_inverted)
            .for_each(|x| flip(&mut line, x * scale, scale));
        for _ in 0..scale {
            stream.write_all(&line)?;
        }
    }
    stream.finish().map_err(failed)?;
    writer.finish().map_err(failed)
}

/// One frame after the other, for ever.
pub(super) fn animation(series: &Series, out: &mut dyn Write) -> Result<(), DrawError> {
    let (width, height) = series.pixel_size(1, 1)?;
    let frames = u32::try_from(series.frame_count()).map_err(|_| DrawError::EncoderFailed)?;
    let mut encoder = encoder(out, width, height);
    encoder.set_animated(frames, 0).map_err(failed)?;
    encoder.set_frame_delay(1, series.fps()).map_err(failed)?;
    let mut writer = encoder.write_header().map_err(failed)?;
    for frame in 0..series.frame_count() {
        let symbols = [series.modules(frame)?];
        let mut picture = Vec::new();
        for y in 0..series.side_with_quiet() {
            let line = packed_line(&symbols, series, 1, y);
            (0..series.scale()).for_each(|_| picture.extend_from_slice(&line));
        }
        writer.write_image_data(&picture).map_err(failed)?;
    }
    writer.finish().map_err(failed)
}

fn encoder(out: &mut dyn Write, width: u32, height: u32) -> Encoder<'static, &mut dyn Write> {
    let mut encoder = Encoder::new(out, width, height);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    encoder.set_compression(Compression::Balanced);
    // The rows of one module are alike: against the row above they are all zero.
    encoder.set_filter(Filter::Up);
    encoder
}

/// One line of pixels, eight to the byte, white is 1; missing symbols of a sheet stay as the border is.
fn packed_line(symbols: &[Modules], series: &Series, columns: usize, y: usize) -> Vec<u8> {
    let mut line = vec![u8::MAX; (series.side_pixels() * columns).div_ceil(8)];
    if series.is_inverted() {
        line.fill(0);
    }
    for (column, symbol) in symbols.iter().enumerate() {
        for x in 0..series.side_with_quiet() {
            if !symbol.is_dark_within(series.quiet(), x, y) {
                continue;
            }
            flip(&mut line, column * series.side_pixels() + x * series.scale(), series.scale());
        }
    }
    line
}

/// Gives pixels the other colour.
fn flip(line: &mut [u8], first: usize, count: usize) {
    for pixel in first..first + count {
        if let Some(byte) = line.get_mut(pixel / 8) {
            *byte ^= 0x80 >> (pixel % 8);
        }
    }
}

fn failed(error: EncodingError) -> DrawError {
    match error {
        EncodingError::IoError(error) => error.into(),
        _ => DrawError::EncoderFailed,
    }
}
