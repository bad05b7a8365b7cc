//! Whatever stands where a root key should is read as BIP-32 has it and written again as it came,
//! or refused; whatever number is asked for, a child is derived or a bound is named.
#![no_main]

use coldframe_keys::{Application, Bip85, ExtendedPrivateKey, Language};
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["bip85", "bip32"]),
    |input: &[u8]| {
        let (text, number) = match input.split_at_checked(111) {
            Some((text, rest)) => (text, rest.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte))),
            None => (input, 0),
        };
        let key = match ExtendedPrivateKey::parse(text) {
            Ok(key) => key,
            Err(refusal) => return assert!(refusal.to_string().len() < 400),
        };
        key.with_text(|again| {
            // SLIP-132 letters come back as xprv or tprv, everything else as it came.
            assert!(again.as_bytes() == text || !(text.starts_with(b"xprv") || text.starts_with(b"tprv")));
        });
        let Ok(root) = Bip85::of_key(key) else { return };
        for application in [
            Application::Words { language: Language::Korean, word_count: number % 30 },
            Application::Hex { bytes: number % 100 },
            Application::Base64 { length: number % 100 },
            Application::Base85 { length: number % 100 },
            Application::Dice { sides: number, rolls: number % 50 },
        ] {
            let derived = root.derive(application, number);
            assert_eq!(derived.is_ok(), application.path(number).is_ok());
        }
    }
);
