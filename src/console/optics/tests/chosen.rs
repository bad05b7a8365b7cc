//! Payloads chosen by someone who wants the drawing to fail.

use super::support::{drawn, read_picture};
use crate::optics::draw::{self, Options};
use crate::optics::symbol::Modules;
use qrcode::Version;
use qrcode::canvas::is_functional;

const VERSION: u8 = 40;
const SIDE: i16 = 177;

/// The bits the checkerboard mask would turn into one even area, in the order a version 40 symbol
/// takes them: up and down in columns of two from the bottom right (ISO/IEC 18004, 7.7.3).
fn checkerboard_bits() -> Vec<bool> {
    let mut bits = Vec::new();
    let (mut right, mut upwards) = (SIDE - 1, true);
    while right > 0 {
        if right == 6 {
            right -= 1;
        }
        for step in 0..SIDE {
            let y = if upwards { SIDE - 1 - step } else { step };
            let free = |x: &i16| !is_functional(Version::Normal(i16::from(VERSION)), SIDE, *x, y);
            bits.extend([right, right - 1].iter().filter(|x| free(x)).map(|x| (x + y) % 2 == 0));
        }
        upwards = !upwards;
        right -= 2;
    }
    bits
}

/// The byte payload whose codewords those bits are: 19 blocks of 118 and 6 of 119, interleaved.
fn even_payload() -> Vec<u8> {
    let bits = checkerboard_bits();
    let byte = |eight: &[bool]| eight.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
    let mut codewords = bits.chunks_exact(8).map(byte);
    let mut blocks = vec![Vec::new(); 25];
    for place in 0..119 {
        for (number, block) in blocks.iter_mut().enumerate() {
            if place < 118 || number >= 19 {
                block.push(codewords.next().unwrap());
            }
        }
    }
    // Four bits of mode and sixteen of length stand before the first byte.
    let data = blocks.concat();
    (0..2_953).map(|place| data[place + 2] << 4 | data[place + 3] >> 4).collect()
}

#[test]
fn atk_e05_bytes_chosen_to_upset_the_choice_of_the_mask_are_drawn_all_the_same() {
    // `QrCode::with_version` of qrcode 0.14.1 panics on this payload where overflows are checked.
    let payload = even_payload();
    let modules = Modules::encode(&payload, VERSION).unwrap();
    assert_eq!(read_picture(&drawn(&modules, 4, 3)), [payload]);
}

#[test]
fn even_payloads_are_drawn_in_every_version() {
    for fill in [0x00, 0xff, 0x55, b'0', b'A', b':'] {
        for version in [1, 7, 14, 21, 27, 34, 40] {
            let payload = vec![fill; 3 + usize::from(version) * usize::from(version)];
            let options = Options { version: Some(version), scale: 2, ..Options::default() };
            let series = draw::series(&[&payload], options).unwrap();
            assert_eq!(super::support::read_file(&series.png().unwrap()), [payload], "{fill} v{version}");
        }
    }
}
