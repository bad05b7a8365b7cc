//! An account as `crypto-account` (BCR-2020-015), which companions read from a UR.
//!
//! ```text
//! account = { 1: master-fingerprint, 2: [script] }
//! script  = #6.403(key) / #6.400(#6.404(key)) / #6.404(key) / #6.409(key)  ; pkh, sh(wpkh), wpkh, tr
//! key     = #6.303({ 3: key-data, 4: chain-code, ? 5: use-info, 6: origin, 8: parent-fingerprint })
//! origin  = #6.304({ 1: [purpose, true, coin-type, true, account, true], 2: master-fingerprint, 3: 3 })
//! ```

use crate::frames::ur::cbor::{push_bytes, push_head};
use crate::network::Network;
use crate::path::ScriptKind;
use crate::wallet::account::Account;
use bitcoin::bip32::Fingerprint;

const UNSIGNED: u8 = 0;
const ARRAY: u8 = 4;
const MAP: u8 = 5;
const TAG: u8 = 6;
const TRUE: u8 = 0xf5;

const TAG_HD_KEY: u64 = 303;
const TAG_KEYPATH: u64 = 304;
const TAG_COIN_INFO: u64 = 305;

/// The CBOR, for [`UrType::Account`](crate::frames::UrType::Account).
pub fn crypto_account(account: &Account) -> Vec<u8> {
    let mut out = Vec::with_capacity(160);
    push_head(&mut out, MAP, 2);
    push_number(&mut out, 1);
    push_fingerprint(&mut out, account.master());
    push_number(&mut out, 2);
    push_head(&mut out, ARRAY, 1);
    for tag in script_tags(account.path().kind) {
        push_head(&mut out, TAG, *tag);
    }
    push_key(&mut out, account);
    out
}

/// Script expressions, from the outside in (BCR-2020-010).
const fn script_tags(kind: ScriptKind) -> &'static [u64] {
    match kind {
        ScriptKind::P2pkh => &[403],
        ScriptKind::P2shP2wpkh => &[400, 404],
        ScriptKind::P2wpkh => &[404],
        ScriptKind::P2tr => &[409],
    }
}

fn push_key(out: &mut Vec<u8>, account: &Account) {
    let (xpub, path) = (account.xpub(), account.path());
    let is_main = account.network() == Network::Main;
    push_head(out, TAG, TAG_HD_KEY);
    push_head(out, MAP, if is_main { 4 } else { 5 });
    push_number(out, 3);
    push_bytes(out, &xpub.public_key.serialize());
    push_number(out, 4);
    push_bytes(out, xpub.chain_code.as_bytes());
    if !is_main {
        // Left out it means Bitcoin's main network; there is one number for all the others.
        push_number(out, 5);
        push_head(out, TAG, TAG_COIN_INFO);
        push_head(out, MAP, 1);
        push_number(out, 2);
        push_number(out, 1);
    }
    push_number(out, 6);
    push_head(out, TAG, TAG_KEYPATH);
    push_head(out, MAP, 3);
    push_number(out, 1);
    let steps = [path.kind.purpose(), path.coin_type, path.account];
    push_head(out, ARRAY, 6);
    for step in steps {
        push_number(out, step);
        out.push(TRUE);
    }
    push_number(out, 2);
    push_fingerprint(out, account.master());
    push_number(out, 3);
    push_number(out, 3);
    push_number(out, 8);
    push_fingerprint(out, xpub.parent_fingerprint);
}

fn push_number(out: &mut Vec<u8>, number: u32) {
    push_head(out, UNSIGNED, u64::from(number));
}

fn push_fingerprint(out: &mut Vec<u8>, fingerprint: Fingerprint) {
    push_number(out, u32::from_be_bytes(fingerprint.to_bytes()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wallet::import;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The second key of BCR-2020-015's example, as that document writes it, but for the origin's
    /// optional fingerprint and depth.
    #[test]
    fn the_example_of_the_paper_is_written_as_the_paper_has_it() {
        let account = import::account(
            "[37b5eed4/84h/0h/0h]xpub6BkU445MSEBXbPjD3g2c2ch6mn8yy1SXXQUM7EwjgYiq6Wt1NDwDZ45npqWcV8uQC5oi2gHuVukoCoZZyT4HKq8EpotPMqGqxdZRuapCQ23",
            Network::Main,
            None,
        )
        .unwrap();
        let written = hex(&crypto_account(&account));
        assert!(written.starts_with("a2011a37b5eed40281d90194d9012fa4035821"), "{written}");
        assert!(
            written.contains("06d90130a3018618 54f500f500f5021a37b5eed40303081a".replace(' ', "").as_str())
        );
    }

    #[test]
    fn a_test_network_is_named_and_nested_scripts_are_nested() {
        // The account key of BIP-49, section Test vectors.
        let key = "[73c5da0a/49h/1h/0h]tpubDD7tXK8KeQ3YY83yWq755fHY2JW8Ha8Q765tknUM5rSvjPcGWfUppDFMpQ1ScziKfW3ZNtZvAD7M3u7bSs7HofjTD3KP3YxPK7X6hwV8Rk2";
        let account = import::account(key, Network::Signet, None).unwrap();
        let written = hex(&crypto_account(&account));
        assert!(written.contains("d90190d90194d9012fa5"), "{written}");
        assert!(written.contains("05d90131a10201"), "{written}");
    }
}
