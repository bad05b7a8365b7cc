//! From a [`Psbt`] back to bytes: every pair as it came, in the order it came (attack E09).

use super::{Map, Pair, Psbt, reader::MAGIC};

pub(super) fn write(psbt: &Psbt) -> Vec<u8> {
    let maps = || {
        let inputs = psbt.inputs.iter().map(|input| &input.map);
        let outputs = psbt.outputs.iter().map(|output| &output.map);
        std::iter::once(&psbt.global).chain(inputs).chain(outputs)
    };
    write_maps(maps)
}

/// Magic, then the maps in their order.
pub(super) fn write_maps<'a, I: Iterator<Item = &'a Map>>(maps: impl Fn() -> I) -> Vec<u8> {
    let size: usize = maps().flat_map(|map| &map.pairs).map(size_bound).sum();
    let mut out = Vec::with_capacity(size.saturating_add(maps().count()).saturating_add(MAGIC.len()));
    out.extend(MAGIC);
    for map in maps() {
        map.pairs.iter().for_each(|pair| write_pair(&mut out, pair));
        out.push(0);
    }
    out
}

/// The shortest spelling of a number.
pub(super) fn compact_size(number: u64) -> Vec<u8> {
    if let Ok(small) = u8::try_from(number)
        && small < 0xfd
    {
        return vec![small];
    }
    let mut out = Vec::with_capacity(9);
    if let Ok(number) = u16::try_from(number) {
        out.push(0xfd);
        out.extend(number.to_le_bytes());
    } else if let Ok(number) = u32::try_from(number) {
        out.push(0xfe);
        out.extend(number.to_le_bytes());
    } else {
        out.push(0xff);
        out.extend(number.to_le_bytes());
    }
    out
}

/// The whole key: type and the rest.
pub(super) fn key(key_type: u64, key_data: &[u8]) -> Vec<u8> {
    let mut key = compact_size(key_type);
    key.extend(key_data);
    key
}

fn write_pair(out: &mut Vec<u8>, pair: &Pair) {
    let key = key(pair.key_type, &pair.key_data);
    write_sized(out, &key);
    write_sized(out, &pair.value);
}

fn write_sized(out: &mut Vec<u8>, bytes: &[u8]) {
    // A slice never holds more than isize::MAX bytes, which a u64 does.
    out.extend(compact_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX)));
    out.extend(bytes);
}

/// Key and value with the longest lengths before them.
fn size_bound(pair: &Pair) -> usize {
    pair.key_data.len().saturating_add(pair.value.len()).saturating_add(27)
}
