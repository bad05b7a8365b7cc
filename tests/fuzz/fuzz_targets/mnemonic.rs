//! Whatever is typed as words is words with a good checksum, or refused without an echo.
#![no_main]

use coldframe_keys::Mnemonic;
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["mnemonic"]),
    |text: &[u8]| match Mnemonic::parse(text) {
        Ok(words) => assert!([12, 15, 18, 21, 24].contains(&words.word_count())),
        Err(refusal) => {
            // A word of the input in the message would end up in a log (attack G06).
            let said = refusal.to_string();
            assert!(said.len() < 400 && !said.is_empty());
        }
    }
);
