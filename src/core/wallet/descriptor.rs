//! Output descriptors of single-key accounts, with their checksum (BIP-380, 386, 389).

use crate::path::ScriptKind;

/// Characters a descriptor may hold, in the order of the checksum (BIP-380).
const INPUT_CHARSET: &str =
    "0123456789()[],'/*abcdefgh@:$%{}IJKLMNOPQRSTUVWXYZ&+-.;<=>?!^_|~ijklmnopqrstuvwxyzABCDEFGH`#\"\\ ";
/// Characters of the checksum itself, those of bech32.
const CHECKSUM_CHARSET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR: [u64; 5] = [0xf5_dee5_1989, 0xa9_fdca_3312, 0x1b_ab10_e32d, 0x37_06b1_677a, 0x64_4d62_6ffd];
/// Characters of a checksum.
const CHECKSUM_CHARS: usize = 8;

/// The eight characters after `#`; `None` if the text holds a character no descriptor has.
pub fn checksum(descriptor: &str) -> Option<String> {
    let mut state: u64 = 1;
    let (mut class, mut class_count) = (0_u64, 0_u32);
    for character in descriptor.chars() {
        let position = u64::try_from(INPUT_CHARSET.find(character)?).ok()?;
        state = step(state, position & 31);
        class = class * 3 + (position >> 5);
        class_count += 1;
        if class_count == 3 {
            state = step(state, class);
            (class, class_count) = (0, 0);
        }
    }
    if class_count > 0 {
        state = step(state, class);
    }
    let state = (0..CHECKSUM_CHARS).fold(state, |state, _| step(state, 0)) ^ 1;
    let symbol = |place: usize| {
        let shift = 5 * (CHECKSUM_CHARS - 1 - place);
        let value = usize::try_from((state >> shift) & 31).ok()?;
        CHECKSUM_CHARSET.get(value).copied().map(char::from)
    };
    (0..CHECKSUM_CHARS).map(symbol).collect()
}

/// The descriptor with its checksum appended.
pub fn with_checksum(descriptor: &str) -> String {
    let sum = checksum(descriptor).unwrap_or_default();
    format!("{descriptor}#{sum}")
}

/// The descriptor of one key expression.
pub fn of_kind(kind: ScriptKind, key_expression: &str) -> String {
    match kind {
        ScriptKind::P2pkh => format!("pkh({key_expression})"),
        ScriptKind::P2shP2wpkh => format!("sh(wpkh({key_expression}))"),
        ScriptKind::P2wpkh => format!("wpkh({key_expression})"),
        ScriptKind::P2tr => format!("tr({key_expression})"),
    }
}

/// The kind and the key expression of a single-key descriptor; `None` for any other descriptor.
pub fn split(descriptor: &str) -> Option<(ScriptKind, &str)> {
    let inside =
        |head: &str, tail: &str| descriptor.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail));
    let forms = [
        (ScriptKind::P2shP2wpkh, "sh(wpkh(", "))"),
        (ScriptKind::P2wpkh, "wpkh(", ")"),
        (ScriptKind::P2pkh, "pkh(", ")"),
        (ScriptKind::P2tr, "tr(", ")"),
    ];
    let (kind, key) = forms.into_iter().find_map(|(kind, head, tail)| Some((kind, inside(head, tail)?)))?;
    // A comma or brace would be a script tree or a second key: not this kind of account.
    (!key.contains(['(', ')', ',', '{'])).then_some((kind, key))
}

fn step(state: u64, value: u64) -> u64 {
    let top = state >> 35;
    let shifted = ((state & 0x7_ffff_ffff) << 5) ^ value;
    let mix = |state: u64, (bit, generator): (usize, u64)| {
        if (top >> bit) & 1 == 1 { state ^ generator } else { state }
    };
    GENERATOR.into_iter().enumerate().fold(shifted, mix)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// BIP-380, section Test Vectors.
    #[test]
    fn the_checksum_of_bip_380_agrees() {
        assert_eq!(checksum("raw(deadbeef)").as_deref(), Some("89f8spxm"));
        assert_eq!(checksum("raw(deedbeef)").as_deref().map(|sum| sum == "89f8spxm"), Some(false));
        assert_eq!(checksum("raw(Ü)"), None);
    }

    #[test]
    fn a_script_tree_is_not_a_single_key_account() {
        assert_eq!(split("tr(xpub/<0;1>/*,pk(other))"), None);
        assert_eq!(split("wsh(multi(1,a,b))"), None);
        assert_eq!(split("sh(wpkh(xpub/0/*))"), Some((ScriptKind::P2shP2wpkh, "xpub/0/*")));
    }
}
