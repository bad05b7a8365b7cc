//! Accounts in the JSON of companions and signers.

use super::ImportError;
use crate::network::Network;
use crate::wallet::account::Account;
use serde_json::Value;

/// Objects of the generic export that hold one key; `bip48_1` and `bip48_2` are keys of cosigners.
const OF_ONE_KEY: [&str; 4] = ["bip44", "bip49", "bip84", "bip86"];

/// The accounts in a JSON object: Coldcard's generic export, Keystone's account file, or a wallet
/// with a descriptor.
///
/// # Errors
/// Nothing of that in it, or an account that is none.
pub(super) fn accounts(text: &str, network: Network) -> Result<Vec<Account>, ImportError> {
    let whole: Value = serde_json::from_str(text).map_err(|_| ImportError::NotUnderstood)?;
    let said = |object: &Value, name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned);
    let key = |master: &str, path: &str, xpub: &str| {
        let path = path.trim_start_matches(['m', 'M']).trim_start_matches('/');
        super::account(&format!("[{master}/{path}]{xpub}"), network, None)
    };
    if let Some(descriptor) = said(&whole, "desc").or_else(|| said(&whole, "descriptor")) {
        return super::account(&descriptor, network, None).map(|account| vec![account]);
    }
    if let (Some(xpub), Some(master), Some(path)) =
        (said(&whole, "ExtPubKey"), said(&whole, "MasterFingerprint"), said(&whole, "AccountKeyPath"))
    {
        return key(&master, &path, &xpub).map(|account| vec![account]);
    }
    let master = said(&whole, "xfp").ok_or(ImportError::NotUnderstood)?;
    let found = OF_ONE_KEY.iter().filter_map(|name| {
        let object = whole.get(name)?;
        Some((said(object, "deriv")?, said(object, "xpub")?))
    });
    let accounts: Vec<Account> =
        found.map(|(path, xpub)| key(&master, &path, &xpub)).collect::<Result<_, _>>()?;
    if accounts.is_empty() { Err(ImportError::NotUnderstood) } else { Ok(accounts) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wallet::{export, import};

    const KEY: &str = "[73c5da0a/84h/0h/0h]xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZXYVUhLv1VMrjPC7PW6V";

    #[test]
    fn every_shape_of_json_is_the_same_account() {
        let account = import::account(KEY, Network::Main, None).unwrap();
        let xpub = account.xpub().to_string();
        let generic = export::generic_json(&account);
        let zpub = generic["bip84"]["_pub"].as_str().unwrap();
        let of_file = |key: &str| {
            format!(
                r#"{{"ExtPubKey":"{key}","MasterFingerprint":"73C5DA0A","AccountKeyPath":"m/84'/0'/0'"}}"#
            )
        };
        let wallet = format!(r#"{{"name":"cold","desc":"{}"}}"#, export::descriptor(&account));
        for text in [generic.to_string(), of_file(&xpub), of_file(zpub), wallet] {
            assert_eq!(accounts(&text, Network::Main), Ok(vec![account.clone()]), "{text}");
        }
    }

    #[test]
    fn json_without_an_account_is_named_and_a_false_one_refused() {
        for text in ["{}", "[]", "{", r#"{"xfp":"73C5DA0A"}"#, r#"{"xfp":"73C5DA0A","bip84":{"deriv":"m"}}"#]
        {
            assert_eq!(accounts(text, Network::Main), Err(ImportError::NotUnderstood), "{text}");
        }
        let account = import::account(KEY, Network::Main, None).unwrap();
        let changed = export::generic_json(&account).to_string().replace("84'", "86'");
        assert!(accounts(&changed, Network::Regtest).is_err());
    }
}
