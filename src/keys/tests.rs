//! What the tests of this crate share.

use crate::passphrase::PassphraseError;
use crate::vault::{EntryError, NameError, OpenError, SealError};
use crate::{
    AccountKeyError, Bip85Error, DeriveError, ExtendedKeyError, Secret, SeedError, SeedQrError, SignError,
};
use coldframe_core::messages::{Explain, Part, sentence};
use coldframe_core::wallet::account::AccountError;
use coldframe_memory::VaultError;
use serde_json::Value;

pub(crate) fn rows(file: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(file).unwrap();
    let rows = file["rows"].as_array().unwrap().clone();
    assert!(!rows.is_empty());
    rows
}

pub(crate) fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().unwrap_or_else(|| panic!("{field} of {}", row["name"]))
}

pub(crate) fn hex(row: &Value, field: &str) -> Vec<u8> {
    bitcoin::hex::FromHex::from_hex(text(row, field)).unwrap()
}

pub(crate) fn number(row: &Value, field: &str) -> u64 {
    row[field].as_u64().unwrap()
}

pub(crate) fn secret(bytes: &[u8]) -> Secret<Vec<u8>> {
    Secret::built(Vec::with_capacity(bytes.len()), |place| place.extend_from_slice(bytes))
}

fn every_error() -> Vec<Box<dyn Explain>> {
    let mut all: Vec<Box<dyn Explain>> = vec![
        Box::new(SeedError::NotText),
        Box::new(SeedError::TooLong { limit: 1 }),
        Box::new(SeedError::WordCount { count: 1 }),
        Box::new(SeedError::FirstWordCount { count: 1 }),
        Box::new(SeedError::UnknownWord { position: 1 }),
        Box::new(SeedError::Checksum),
        Box::new(SeedError::Ambiguous),
        Box::new(SeedError::EntropyLength { bytes: 1 }),
        Box::new(SeedError::PassphraseNotText),
        Box::new(SeedError::PassphraseTooLong { limit: 1 }),
        Box::new(SeedError::Length { bytes: 1 }),
        Box::new(SeedError::Vault(VaultError::NoMemory)),
        Box::new(SeedError::Vault(VaultError::NoThread)),
        Box::new(SeedError::Vault(VaultError::Panicked)),
        Box::new(AccountKeyError::Number),
        Box::new(AccountKeyError::Account(AccountError::Network)),
        Box::new(AccountKeyError::Vault(VaultError::Panicked)),
        Box::new(SignError::NothingOurs),
        Box::new(SignError::OtherKey { input_index: 1 }),
        Box::new(SignError::SelfCheck { input_index: 1 }),
        Box::new(SignError::OtherTransaction { input_index: 1 }),
        Box::new(SignError::SighashType { input_index: 1 }),
        Box::new(SignError::NotTaken { input_index: 1 }),
        Box::new(SignError::Vault(VaultError::Panicked)),
    ];
    for why in [
        ExtendedKeyError::Character { position: 1 },
        ExtendedKeyError::Length,
        ExtendedKeyError::Checksum,
        ExtendedKeyError::Version,
        ExtendedKeyError::RootWithParent,
        ExtendedKeyError::Prefix,
        ExtendedKeyError::KeyRange,
    ] {
        all.push(Box::new(why));
    }
    for why in [
        SeedQrError::Length { bytes: 1 },
        SeedQrError::NotDigits { position: 1 },
        SeedQrError::Number { position: 1 },
        SeedQrError::NotEnglish,
        SeedQrError::Text,
        SeedQrError::Words(SeedError::Checksum),
    ] {
        all.push(Box::new(why));
    }
    let (least, most) = (1, 2);
    for why in [
        Bip85Error::Index { limit: 1 },
        Bip85Error::WordCount,
        Bip85Error::HexBytes { least, most },
        Bip85Error::PasswordLength { least, most },
        Bip85Error::DiceSides { least, most },
        Bip85Error::DiceRolls { least, most },
        Bip85Error::NotRoot,
        Bip85Error::InvalidKey,
        Bip85Error::Derivation(DeriveError::TooDeep),
    ] {
        all.push(Box::new(why));
    }
    all.extend(every_error_of_the_vault());
    for why in [DeriveError::InvalidMaster, DeriveError::InvalidChild, DeriveError::TooDeep] {
        all.push(Box::new(why));
        all.push(Box::new(SeedError::Derivation(why)));
        all.push(Box::new(AccountKeyError::Derivation(why)));
    }
    all
}

fn every_error_of_the_vault() -> Vec<Box<dyn Explain>> {
    vec![
        Box::new(SealError::Recipient),
        Box::new(SealError::TooManyRecipients),
        Box::new(SealError::PassphraseNotText),
        Box::new(SealError::TooLarge),
        Box::new(OpenError::TooLarge { limit: 1 }),
        Box::new(OpenError::NotAge),
        Box::new(OpenError::Header),
        Box::new(OpenError::KdfWork { log_n: 30 }),
        Box::new(OpenError::KdfWeak { log_n: 1 }),
        Box::new(OpenError::OtherRecipients),
        Box::new(OpenError::NeedsPassphrase),
        Box::new(OpenError::NeedsIdentity),
        Box::new(OpenError::WrongPassphrase),
        Box::new(OpenError::WrongIdentity),
        Box::new(OpenError::Identity { line: 1 }),
        Box::new(OpenError::Damaged),
        Box::new(EntryError::NotOurs),
        Box::new(EntryError::Version),
        Box::new(EntryError::TooLong { limit: 1 }),
        Box::new(EntryError::Line { line: 1 }),
        Box::new(EntryError::Text),
        Box::new(EntryError::Words(SeedError::Checksum)),
        Box::new(NameError),
        Box::new(PassphraseError::NoRandomness),
        Box::new(PassphraseError::Weak { bits: 1 }),
        Box::new(PassphraseError::NotText),
    ]
}

#[test]
fn every_error_has_all_its_sentences_and_fills_them() {
    for error in every_error() {
        let facts = error.facts();
        for part in [Part::Error, Part::Cause, Part::Hint, Part::Help] {
            let said =
                sentence(error.code(), part, &facts).unwrap_or_else(|| panic!("{}: {part:?}", error.code()));
            assert!(!said.contains('{'), "{}: {said}", error.code());
        }
    }
}

#[test]
fn a_room_says_only_what_its_errors_say() {
    let said: std::collections::BTreeSet<_> =
        every_error().iter().map(|error| error.code().as_str()).collect();
    let ours = |code: &&str| {
        ["seed/", "seed-qr/", "xkey/", "bip85/", "sign/", "vault/"].iter().any(|room| code.starts_with(room))
    };
    for code in coldframe_core::messages::codes().into_iter().filter(ours) {
        assert!(said.contains(code), "nobody says {code}");
    }
}
