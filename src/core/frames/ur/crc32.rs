//! CRC-32 as in ISO 3309, reflected, polynomial 0xEDB88320: the checksum of UR and bytewords.
//!
//! It finds noise and nothing else. It is linear, so whoever draws the frames can draw a second
//! message with the same checksum (attack E03): compare [`crate::frames::message_digest`] instead.

/// The checksum of some bytes.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    crc32_of([bytes])
}

/// The checksum of some texts, one after the other.
pub(crate) fn crc32_of<'a>(texts: impl IntoIterator<Item = &'a [u8]>) -> u32 {
    !texts.into_iter().fold(u32::MAX, absorb)
}

/// Eight bytes at once, by a table for each place: whoever draws the frames can have megabytes
/// checked in vain (attack E01).
fn absorb(crc: u32, bytes: &[u8]) -> u32 {
    let (eights, rest) = bytes.as_chunks::<8>();
    let crc = eights.iter().fold(crc, |crc, eight| {
        let [a, b, c, d, e, f, g, h] = (u64::from_le_bytes(*eight) ^ u64::from(crc)).to_le_bytes();
        let low = look(&TABLES[7], a) ^ look(&TABLES[6], b) ^ look(&TABLES[5], c) ^ look(&TABLES[4], d);
        low ^ look(&TABLES[3], e) ^ look(&TABLES[2], f) ^ look(&TABLES[1], g) ^ look(&TABLES[0], h)
    });
    rest.iter().fold(crc, |crc, byte| {
        let [low, ..] = crc.to_le_bytes();
        look(&TABLES[0], low ^ byte) ^ (crc >> 8)
    })
}

fn look(table: &[u32; 256], byte: u8) -> u32 {
    table.get(usize::from(byte)).copied().unwrap_or_default()
}

/// Table n: what a byte adds that n more bytes follow.
static TABLES: [[u32; 256]; 8] = tables();

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler, where a wrong index is a build error"
)]
const fn tables() -> [[u32; 256]; 8] {
    let mut tables = [[0; 256]; 8];
    let mut crc: u32 = 0;
    let mut slot = 0;
    while slot < 256 {
        let mut value = crc;
        let mut place = 0;
        while place < 8 {
            let mut bit = 0;
            while bit < 8 {
                value = if value & 1 == 1 { (value >> 1) ^ 0xedb8_8320 } else { value >> 1 };
                bit += 1;
            }
            tables[place][slot] = value;
            place += 1;
        }
        crc += 1;
        slot += 1;
    }
    tables
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

    #[test]
    fn a_text_in_pieces_of_any_length_has_the_checksum_of_the_whole() {
        let text: Vec<u8> = (0..=99).collect();
        let bytewise = |bytes: &[u8]| {
            !bytes.iter().fold(u32::MAX, |crc, byte| {
                (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ ((crc & 1) * 0xedb8_8320))
            })
        };
        for cut in 0..text.len() {
            let (head, tail) = text.split_at(cut);
            assert_eq!(crc32(head), bytewise(head), "{cut}");
            assert_eq!(crc32_of([head, tail]), bytewise(&text), "{cut}");
        }
    }
}
