//! Private keys inside registry items whose kind is public: `crypto-hdkey` may hold either.

use minicbor::Decoder;
use minicbor::data::Type;

/// Whether an item of well-formed CBOR holds a private key: 33 bytes that begin with zero
/// (BCR-2020-007), or a key that says it is private (BCR-2020-008: `{ 2: true, 3: bytes }`).
pub(super) fn holds_private_key(cbor: &[u8]) -> bool {
    // What cannot be walked to its end is no key to anybody either.
    walk(&mut Decoder::new(cbor)).unwrap_or(false)
}

/// One item and all in it. How deep it nests was bounded when it was found to be well formed.
fn walk(decoder: &mut Decoder<'_>) -> Option<bool> {
    let mut found = false;
    match decoder.datatype().ok()? {
        Type::Tag => {
            decoder.tag().ok()?;
            found = walk(decoder)?;
        }
        Type::Array | Type::ArrayIndef => {
            let mut left = decoder.array().ok()?;
            while more(&mut left, decoder)? {
                found |= walk(decoder)?;
            }
        }
        Type::Map | Type::MapIndef => {
            let mut left = decoder.map().ok()?;
            let (mut says_private, mut has_data) = (false, false);
            while more(&mut left, decoder)? {
                let field = if decoder.datatype().ok()? == Type::U8 { decoder.u8().ok() } else { None };
                if field.is_none() {
                    found |= walk(decoder)?;
                }
                let value = decoder.datatype().ok()?;
                if field == Some(2) && value == Type::Bool {
                    says_private = decoder.bool().ok()?;
                    continue;
                }
                has_data |= field == Some(3) && value == Type::Bytes;
                found |= walk(decoder)?;
            }
            found |= says_private && has_data;
        }
        Type::Bytes => found = matches!(decoder.bytes().ok()?, [0, rest @ ..] if rest.len() == 32),
        _ => decoder.skip().ok()?,
    }
    Some(found)
}

/// Whether another item follows in a list of so many, or of as many as come before a break.
fn more(left: &mut Option<u64>, decoder: &mut Decoder<'_>) -> Option<bool> {
    match left {
        Some(0) => Some(false),
        Some(count) => {
            *count -= 1;
            Some(true)
        }
        None if decoder.datatype().ok()? == Type::Break => {
            decoder.skip().ok()?;
            Some(false)
        }
        None => Some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atk_e12_private_keys_are_found_wherever_they_stand_and_public_ones_are_none() {
        let bytes = |first: u8| [[0x58, 33, first].as_slice(), &[7; 32]].concat();
        let key = |first: u8| [vec![0xa1, 0x03], bytes(first)].concat();
        assert!(holds_private_key(&key(0)) && !holds_private_key(&key(2)) && !holds_private_key(&key(3)));
        for around in [vec![0xd9, 0x01, 0x2f], vec![0x81], vec![0x9f, 0x01], vec![0xbf, 0x61, b'a']] {
            let end = matches!(around[0], 0x9f | 0xbf).then_some(0xff);
            let nested: Vec<u8> = around.iter().copied().chain(key(0)).chain(end).collect();
            assert!(holds_private_key(&nested), "{around:x?}");
        }
        let eckey = [[0xa2, 0x02, 0xf5, 0x03, 0x58, 32].as_slice(), &[9; 32]].concat();
        assert!(holds_private_key(&eckey));
        assert!(!holds_private_key(&[0xa1, 0x01, 0x84, 0x02, 0xf5, 0x03, 0xf5]), "a path is no key");
    }
}
