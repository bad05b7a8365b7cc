//! Encrypted files and what is inside: no header asks for work out of bounds, contents have one spelling.
#![no_main]

use coldframe_core::limits::{VAULT_LOG_N_MAX, VAULT_LOG_N_MIN};
use coldframe_keys::vault::{Entry, Header, Identities, Key, Kind, decrypt};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

/// The key of the vectors: with it, the payload is reached too. Passphrases would only measure scrypt.
static KEY: LazyLock<Identities> = LazyLock::new(|| {
    let key = b"AGE-SECRET-KEY-1FJ2TKVP4RDW2NT58KX2W7GRTSLXL9JQLZJC0WXDAPQCFJ7EYZCUSE9XJQF";
    Identities::parse(key).expect("a key")
});

fuzz_target!(
    init: common::seeds::write(&["vault"]),
    |bytes: &[u8]| {
        match Header::of_file(bytes).map(|header| header.kind) {
            Ok(Kind::Passphrase { log_n }) => assert!((VAULT_LOG_N_MIN..=VAULT_LOG_N_MAX).contains(&log_n)),
            Ok(_) => drop(decrypt(bytes, Key::Identities(&KEY))),
            Err(_) => {}
        }
        if let Ok(entry) = Entry::parse(bytes) {
            assert!(entry.to_bytes().expose(|written| written == bytes), "two spellings of one seed");
        }
        let _ = Identities::parse(bytes);
    }
);
