//! CRC-32 as in ISO 3309, reflected, polynomial 0xEDB88320: the checksum of UR and bytewords.
//!
//! It finds noise and nothing else. It is linear, so whoever draws the frames can draw a second
//! message with the same checksum (attack E03): compare [`crate::frames::message_digest`] instead.

/// The checksum of some bytes.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| step(crc ^ u32::from(*byte)))
}

/// Eight shifts at once, by table.
fn step(crc: u32) -> u32 {
    let [low, ..] = crc.to_le_bytes();
    TABLE.get(usize::from(low)).copied().unwrap_or_default() ^ (crc >> 8)
}

const TABLE: [u32; 256] = table();

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler, where a wrong index is a build error"
)]
const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut crc: u32 = 0;
    let mut slot = 0;
    while slot < 256 {
        let mut value = crc;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { (value >> 1) ^ 0xedb8_8320 } else { value >> 1 };
            bit += 1;
        }
        table[slot] = value;
        crc += 1;
        slot += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_checksums_come_out() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926); // the check value of the CRC catalogue
        assert_eq!(crc32(b"Hello, world!"), 0xebe6_c6e6); // BCR-2020-012
        assert_eq!(crc32(b"Wolf"), 0x598c_84dc);
        assert_eq!(crc32(b""), 0);
    }
}
