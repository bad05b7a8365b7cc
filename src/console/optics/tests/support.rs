//! Made-up payloads, pictures and files for the tests.

use crate::optics::symbol::Modules;
use crate::optics::{Gray, picture, scan};

/// A small generator: the same numbers in every run.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.roll()).unwrap() % bound
    }

    pub(super) fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }

    pub(super) fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.byte()).collect()
    }

    pub(super) fn upper_case(&mut self, length: usize) -> Vec<u8> {
        let letters = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
        (0..length).map(|_| letters[self.below(letters.len())]).collect()
    }

    pub(super) fn base32(&mut self, length: usize) -> Vec<u8> {
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        (0..length).map(|_| letters[self.below(letters.len())]).collect()
    }
}

/// Everything a patient reader finds in a file, frame by frame.
pub(super) fn read_file(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut reader = scan::Reader::still();
    let frames = picture::frames(bytes).unwrap();
    frames.flat_map(|frame| reader.read(&frame.unwrap())).collect()
}

pub(super) fn read_picture(picture: &Gray) -> Vec<Vec<u8>> {
    scan::Reader::still().read(picture)
}

/// A code as a picture, drawn by the test itself.
pub(super) fn drawn(modules: &Modules, quiet: usize, scale: usize) -> Gray {
    let side = (modules.side() + 2 * quiet) * scale;
    painted(side, side, |x, y| if modules.is_dark_within(quiet, x / scale, y / scale) { 0 } else { 255 })
}

pub(super) fn painted(width: usize, height: usize, mut shade: impl FnMut(usize, usize) -> u8) -> Gray {
    let mut pixels = Vec::with_capacity(width * height);
    for y in 0..height {
        pixels.extend((0..width).map(|x| shade(x, y)));
    }
    Gray::new(width, height, pixels).unwrap()
}

pub(super) fn rotated(picture: &Gray) -> Gray {
    painted(picture.height(), picture.width(), |x, y| picture.at(y, picture.height() - 1 - x))
}

pub(super) fn noisy(picture: &Gray, strength: i32, dice: &mut Dice) -> Gray {
    painted(picture.width(), picture.height(), |x, y| {
        // The sum of four dice is close enough to the noise of a sensor.
        let noise: i32 = (0..4).map(|_| i32::from(dice.byte()) - 127).sum::<i32>() * strength / 256;
        let shade = 40 + i32::from(picture.at(x, y)) * 160 / 255 + noise;
        u8::try_from(shade.clamp(0, 255)).unwrap()
    })
}

/// One chunk of a PNG file.
pub(super) fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut out = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
    out.extend_from_slice(name);
    out.extend_from_slice(data);
    out.extend_from_slice(&crc32(&out[4..]).to_be_bytes());
    out
}

pub(super) const PNG_MAGIC: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The header chunk of a PNG file.
pub(super) fn ihdr(width: u32, height: u32, depth: u8, color: u8, interlaced: bool) -> Vec<u8> {
    let mut data = [width.to_be_bytes(), height.to_be_bytes()].concat();
    data.extend_from_slice(&[depth, color, 0, 0, u8::from(interlaced)]);
    chunk(b"IHDR", &data)
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
        }
    }
    !crc
}

/// A JPEG of modules with a quiet zone around them.
pub(super) fn jpeg(modules: &Modules, quiet: usize) -> Vec<u8> {
    super::jpeg::jpeg(modules.side() + 2 * quiet, |x, y| modules.is_dark_within(quiet, x, y))
}
