//! How an account is told to a companion: key with origin, descriptor, UR or generic JSON.

mod crypto_account;
mod generic_json;

pub use crypto_account::crypto_account;
pub use generic_json::generic_json;

use super::account::Account;
use super::descriptor;
use crate::path::Chain;

/// `[3442193e/84h/0h/0h]xpub…`, the text most companions take.
pub fn key_with_origin(account: &Account) -> String {
    let path = account.path();
    let (purpose, coin_type, number) = (path.kind.purpose(), path.coin_type, path.account);
    format!("[{}/{purpose}h/{coin_type}h/{number}h]{}", account.master(), account.xpub())
}

/// Both chains in one descriptor (BIP-389), with checksum: `wpkh([…]xpub…/<0;1>/*)#…`.
pub fn descriptor(account: &Account) -> String {
    of_suffix(account, "/<0;1>/*")
}

/// One chain's descriptor, with checksum, for companions that do not know BIP-389.
pub fn chain_descriptor(account: &Account, chain: Chain) -> String {
    of_suffix(account, &format!("/{}/*", chain.number()))
}

fn of_suffix(account: &Account, suffix: &str) -> String {
    let key = format!("{}{suffix}", key_with_origin(account));
    descriptor::with_checksum(&descriptor::of_kind(account.path().kind, &key))
}

#[cfg(test)]
mod tests {
    use super::super::import;
    use super::*;
    use crate::network::Network;

    const KEY: &str = "[73c5da0a/84h/0h/0h]xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZXYVUhLv1VMrjPC7PW6V";

    #[test]
    fn what_is_exported_reads_back_as_the_same_account() {
        let account = import::account(KEY, Network::Main, None).unwrap();
        assert_eq!(key_with_origin(&account), KEY);
        for text in [
            descriptor(&account),
            chain_descriptor(&account, Chain::Receive),
            chain_descriptor(&account, Chain::Change),
        ] {
            assert_eq!(import::account(&text, Network::Main, None), Ok(account.clone()), "{text}");
        }
    }
}
