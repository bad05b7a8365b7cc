//! One symbol as a picture file or as terminal lines, from its modules alone.
//!
//! For symbols that are secrets: nothing here sees or keeps the text, and the series of
//! [`super::draw`], which does, is not used.

use super::symbol::Modules;
use super::terminal_out::{Glyphs, terminal_lines};
use super::{DrawError, png_out, svg_out};
use std::io::Write;
use zeroize::Zeroizing;

/// Pixels of one module in pictures.
const SCALE: usize = 12;

/// White border of pictures in modules, as the standard has it.
const QUIET: usize = 4;

/// White border on a terminal: the narrowest that readers accept, so that 29 modules fit 24 rows.
const QUIET_ON_TERMINAL: usize = 2;

impl Modules {
    /// Writes a PNG.
    ///
    /// # Errors
    /// [`DrawError`] if it cannot be written.
    pub fn write_png(&self, out: &mut dyn Write) -> Result<(), DrawError> {
        png_out::one(self, QUIET, SCALE, out)
    }

    /// Writes an SVG.
    ///
    /// # Errors
    /// [`DrawError`] if it cannot be written.
    pub fn write_svg(&self, out: &mut dyn Write) -> Result<(), DrawError> {
        svg_out::one(self, QUIET, SCALE, out)
    }

    /// The lines of the whole symbol for a terminal.
    pub fn lines(&self, glyphs: Glyphs) -> Vec<Zeroizing<String>> {
        let drawn = Zeroizing::new(terminal_lines(self, QUIET_ON_TERMINAL, glyphs));
        drawn.lines().map(|line| Zeroizing::new(line.to_owned())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optics::picture;
    use crate::optics::scan::Reader;

    fn read(picture: Vec<u8>) -> Vec<Vec<u8>> {
        let mut reader = Reader::still();
        picture::frames(picture).unwrap().flat_map(|frame| reader.read(&frame.unwrap())).collect()
    }

    #[test]
    fn a_picture_made_of_modules_reads_back() {
        for (payload, version) in
            [(&b"012345678901234567890123456789012345678901234567"[..], 2), (&[0; 16], 1)]
        {
            let modules = if version == 1 {
                Modules::encode_bytes(payload, version).unwrap()
            } else {
                Modules::encode(payload, version).unwrap()
            };
            let mut png = Vec::new();
            modules.write_png(&mut png).unwrap();
            assert_eq!(read(png), [payload]);
        }
    }

    #[test]
    fn bytes_are_one_segment_even_when_they_look_like_digits_or_letters() {
        // Mode 0100, then the count: 0x41 0x00 for sixteen bytes, as readers of raw bytes expect.
        let bytes = Modules::encode_bytes(b"0123456789012345", 1).unwrap();
        let digits = Modules::encode(b"0123456789012345", 1).unwrap();
        assert_ne!(bytes, digits);
        let mut png = Vec::new();
        bytes.write_png(&mut png).unwrap();
        assert_eq!(read(png), [b"0123456789012345"]);
    }

    #[test]
    fn svg_and_terminal_hold_the_whole_symbol_in_the_rows_of_a_small_terminal() {
        let modules = Modules::encode(&[b'7'; 96], 3).unwrap();
        let mut svg = Vec::new();
        modules.write_svg(&mut svg).unwrap();
        let svg = String::from_utf8(svg).unwrap();
        assert!(
            svg.starts_with("<svg ") && svg.contains("viewBox=\"0 0 37 37\"") && svg.ends_with("</svg>\n")
        );
        assert_eq!(modules.lines(Glyphs::HalfBlocks).len(), 17);
        assert_eq!(modules.lines(Glyphs::Plain).len(), 33);
    }
}
