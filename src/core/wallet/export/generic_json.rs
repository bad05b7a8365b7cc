//! An account as the "generic JSON" first written by Coldcard, which most companions import.

use super::descriptor;
use crate::network::Network;
use crate::path::{Chain, ScriptKind};
use crate::wallet::account::Account;
use crate::wallet::address;
use bitcoin::base58;
use serde_json::{Map, Value, json};

/// Bytes of the version before an extended key.
const VERSION_BYTES: usize = 4;

/// `{"chain","xfp","account","bip84":{"name","xfp","deriv","xpub","desc","_pub","first"}}`, one
/// object per account and so one here. The key of the master itself is left out: it would show
/// the addresses of every account.
pub fn generic_json(account: &Account) -> Value {
    let path = account.path();
    let first = address::list(account, Chain::Receive, 0, 1);
    let mut script = json!({
        "name": path.kind.name(),
        "xfp": upper(&account.xpub().fingerprint().to_string()),
        "deriv": format!("m/{}'/{}'/{}'", path.kind.purpose(), path.coin_type, path.account),
        "xpub": account.xpub().to_string(),
        "desc": descriptor(account),
    });
    if let Some(fields) = script.as_object_mut() {
        fields.extend(first.first().map(|found| ("first".to_owned(), json!(found.address.as_str()))));
        fields.extend(slip132(account).map(|key| ("_pub".to_owned(), json!(key))));
    }
    let mut whole = Map::new();
    whole.insert("chain".to_owned(), json!(chain(account.network())));
    whole.insert("xfp".to_owned(), json!(upper(&account.master().to_string())));
    whole.insert("account".to_owned(), json!(path.account));
    whole.insert(format!("bip{}", path.kind.purpose()), script);
    Value::Object(whole)
}

fn chain(network: Network) -> &'static str {
    match network {
        Network::Main => "BTC",
        Network::Testnet4 | Network::Signet => "XTN",
        Network::Regtest => "XRT",
    }
}

/// The key with the version of SLIP-132, which says its script: `zpub…`, `ypub…`. Only where that
/// paper has one.
fn slip132(account: &Account) -> Option<String> {
    let version: [u8; VERSION_BYTES] = match (account.path().kind, account.network() == Network::Main) {
        (ScriptKind::P2wpkh, true) => [0x04, 0xb2, 0x47, 0x46],
        (ScriptKind::P2wpkh, false) => [0x04, 0x5f, 0x1c, 0xf6],
        (ScriptKind::P2shP2wpkh, true) => [0x04, 0x9d, 0x7c, 0xb2],
        (ScriptKind::P2shP2wpkh, false) => [0x04, 0x4a, 0x52, 0x62],
        (ScriptKind::P2pkh | ScriptKind::P2tr, _) => return None,
    };
    let encoded = account.xpub().encode();
    let key = encoded.get(VERSION_BYTES..)?;
    Some(base58::encode_check(&[version.as_slice(), key].concat()))
}

fn upper(fingerprint: &str) -> String {
    fingerprint.to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wallet::import;

    /// Key, first address and `zpub` of BIP-84, section Test vectors.
    #[test]
    fn the_account_of_bip84_is_written_with_the_key_and_address_of_that_paper() {
        let key = "[73c5da0a/84h/0h/0h]xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZXYVUhLv1VMrjPC7PW6V";
        let account = import::account(key, Network::Main, None).unwrap();
        let written = generic_json(&account);
        assert_eq!(written["chain"], "BTC");
        assert_eq!(written["xfp"], "73C5DA0A");
        assert_eq!(written["bip84"]["deriv"], "m/84'/0'/0'");
        assert_eq!(written["bip84"]["first"], "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu");
        assert_eq!(
            written["bip84"]["_pub"],
            "zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31mGDtKsAYz2oz2AGutZYs"
        );
        assert!(written.get("xpub").is_none(), "the master's key is nobody's business");
        let read = import::account(written["bip84"]["desc"].as_str().unwrap(), Network::Main, None);
        assert_eq!(read, Ok(account));
    }
}
