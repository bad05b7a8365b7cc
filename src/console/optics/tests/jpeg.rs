//! A picture in a camera's format, of a code: for the tests of pictures and for films.

/// A baseline JPEG whose blocks of 8 x 8 pixels are all black or all white: one module each, so many in a
/// row. Only the DC coefficient is coded, with a Huffman table of four codes.
pub(crate) fn jpeg(side: usize, is_dark: impl Fn(usize, usize) -> bool) -> Vec<u8> {
    let pixels = u16::try_from(side * 8).unwrap().to_be_bytes();
    let mut out = vec![0xff, 0xd8];
    out.extend([0xff, 0xdb, 0, 67, 0]);
    out.extend([8; 64]);
    out.extend([0xff, 0xc0, 0, 11, 8, pixels[0], pixels[1], pixels[0], pixels[1], 1, 1, 0x11, 0]);
    // DC: categories 0 and 8 get one and two bits. AC: end of block gets one bit.
    out.extend([0xff, 0xc4, 0, 21, 0x00, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8]);
    out.extend([0xff, 0xc4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    out.extend([0xff, 0xda, 0, 8, 1, 1, 0x00, 0, 63, 0]);
    let (mut bits, mut before) = (Vec::new(), 0_i32);
    for (y, x) in (0..side).flat_map(|y| (0..side).map(move |x| (y, x))) {
        // The quiet zone comes first, so the first step goes from mid-gray to white.
        let dc = if is_dark(x, y) { -80 } else { 130 };
        push_dc(&mut bits, dc - before);
        bits.push(false);
        before = dc;
    }
    while bits.len() % 8 != 0 {
        bits.push(true);
    }
    for byte in bits.chunks_exact(8).map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit))) {
        out.push(byte);
        if byte == 0xff {
            out.push(0);
        }
    }
    out.extend([0xff, 0xd9]);
    out
}

/// Steps here are 0 or of category 8, which holds 128 to 255 of either sign.
fn push_dc(bits: &mut Vec<bool>, step: i32) {
    if step == 0 {
        bits.push(false);
        return;
    }
    bits.extend([true, false]);
    let coded = if step > 0 { step } else { step + 255 };
    bits.extend((0..8).rev().map(|bit| coded >> bit & 1 == 1));
}
