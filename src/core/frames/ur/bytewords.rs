//! Bytewords, minimal style: a byte is two letters, and a CRC-32 closes the text (BCR-2020-012).
//!
//! ```text
//! minimal = *( first letter , last letter )   ; of the byte's four-letter word
//! payload = bytes ++ crc32(bytes), big endian
//! ```

use super::crc32::crc32;
use std::sync::OnceLock;

/// Characters one byte takes.
pub(crate) const CHARS_PER_BYTE: usize = 2;
/// Bytes of the checksum that closes every text.
pub(crate) const CHECKSUM_BYTES: usize = 4;

/// Why a text is no bytewords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BytewordsError {
    /// Two letters, counted in pairs from 0, that are no word; or half a pair at the end.
    Pair {
        /// Which pair.
        pair: usize,
    },
    /// The CRC-32 at the end is not that of the bytes before it.
    Checksum,
}

/// Writes bytes with their checksum, upper case: a QR symbol holds upper case in 5.5 bits a letter
/// and lower case in 8.
pub(crate) fn encode_upper(bytes: &[u8]) -> String {
    let checksum = crc32(bytes).to_be_bytes();
    let mut out = String::with_capacity((bytes.len() + CHECKSUM_BYTES) * CHARS_PER_BYTE);
    for byte in bytes.iter().chain(&checksum) {
        let mut letters = word(*byte).chars();
        out.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        out.extend(letters.last().map(|last| last.to_ascii_uppercase()));
    }
    out
}

/// Reads bytes in either case and takes their checksum off.
///
/// # Errors
/// A pair of letters that is no word, or a checksum that does not fit.
pub(crate) fn decode(text: &str) -> Result<Vec<u8>, BytewordsError> {
    let mut bytes = Vec::with_capacity(text.len() / CHARS_PER_BYTE);
    for (pair, letters) in text.as_bytes().chunks(CHARS_PER_BYTE).enumerate() {
        bytes.push(byte_of(letters).ok_or(BytewordsError::Pair { pair })?);
    }
    let split = bytes.len().checked_sub(CHECKSUM_BYTES).ok_or(BytewordsError::Checksum)?;
    let checksum = bytes.split_off(split);
    if checksum == crc32(&bytes).to_be_bytes() { Ok(bytes) } else { Err(BytewordsError::Checksum) }
}

/// The four-letter word of a byte, lower case.
pub fn word(byte: u8) -> &'static str {
    let start = usize::from(byte) * LETTERS;
    WORDS.get(start..start + LETTERS).unwrap_or_default()
}

const LETTERS: usize = 4;

/// The 256 words of BCR-2020-012, in order, four letters each.
const WORDS: &str = "\
    ableacidalsoapexaquaarchatomauntawayaxisbackbaldbarnbeltbetabias\
    bluebodybragbrewbulbbuzzcalmcashcatschefcityclawcodecolacookcost\
    cruxcurlcuspcyandarkdatadaysdelidicedietdoordowndrawdropdrumdull\
    dutyeacheasyechoedgeepicevenexamexiteyesfactfairfernfigsfilmfish\
    fizzflapflewfluxfoxyfreefrogfuelfundgalagamegeargemsgiftgirlglow\
    goodgraygrimgurugushgyrohalfhanghardhawkheathelphighhillholyhope\
    hornhutsicedideaidleinchinkyintoirisironitemjadejazzjoinjoltjowl\
    judojugsjumpjunkjurykeepkenokeptkeyskickkilnkingkitekiwiknoblamb\
    lavalazyleaflegsliarlimplionlistlogoloudloveluaulucklungmainmany\
    mathmazememomenumeowmildmintmissmonknailnavyneednewsnextnoonnote\
    numbobeyoboeomitonyxopenovalowlspaidpartpeckplaypluspoempoolpose\
    puffpumapurrquadquizraceramprealredorichroadrockroofrubyruinruns\
    rustsafesagascarsetssilkskewslotsoapsolosongstubsurfswantacotask\
    taxitenttiedtimetinytoiltombtoystriptunatwinuglyundouniturgeuser\
    vastveryvetovialvibeviewvisavoidvowswallwandwarmwaspwavewaxywebs\
    whatwhenwhizwolfworkyankyawnyellyogayurtzapszerozestzinczonezoom\
    ";

/// The byte of two letters.
pub(crate) fn byte_of(letters: &[u8]) -> Option<u8> {
    let slot = slot(letters)?;
    reverse().get(slot).copied().flatten()
}

/// First letter times 26 plus last letter: unique for every word.
fn slot(letters: &[u8]) -> Option<usize> {
    let [first, last] = letters else { return None };
    let rank = |letter: &u8| {
        let lower = letter.to_ascii_lowercase();
        lower.is_ascii_lowercase().then(|| usize::from(lower - b'a'))
    };
    Some(rank(first)? * 26 + rank(last)?)
}

fn reverse() -> &'static [Option<u8>] {
    static REVERSE: OnceLock<Vec<Option<u8>>> = OnceLock::new();
    REVERSE.get_or_init(|| {
        let mut table = vec![None; 26 * 26];
        for byte in 0..=u8::MAX {
            let [first, _, _, last] = word(byte).as_bytes() else { continue };
            if let Some(entry) = slot(&[*first, *last]).and_then(|slot| table.get_mut(slot)) {
                *entry = Some(byte);
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_a_pair_of_its_own() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(decode(&encode_upper(&all)).unwrap(), all);
        assert_eq!(reverse().iter().flatten().count(), 256);
    }

    #[test]
    fn both_cases_read_and_we_write_the_upper() {
        assert_eq!(encode_upper(&[0, 1, 2, 128, 255]), "AEADAOLAZMJENDEOTI");
        assert_eq!(decode("aeadaolazmjendeoti").unwrap(), [0, 1, 2, 128, 255]);
        assert_eq!(decode("AEADAOLAZMJENDEOTI").unwrap(), [0, 1, 2, 128, 255]);
    }

    #[test]
    fn a_changed_pair_a_half_pair_and_a_foreign_letter_are_told_apart() {
        assert_eq!(decode("aeadaolazojendeowf"), Err(BytewordsError::Checksum));
        assert_eq!(decode("aea"), Err(BytewordsError::Pair { pair: 1 }));
        assert_eq!(decode("abmuammdwe"), Err(BytewordsError::Pair { pair: 0 }));
        assert_eq!(decode("\u{20bf}"), Err(BytewordsError::Pair { pair: 0 }));
        assert_eq!(decode(""), Err(BytewordsError::Checksum));
    }
}
