//! Whatever a code carries is words out of a UR, or refused without an echo.
#![no_main]

use coldframe_keys::seed_ur;
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["seed-ur"]),
    |payload: &[u8]| match seed_ur::read(payload) {
        Ok(words) => assert!((12..=24).contains(&words.word_count())),
        Err(refusal) => {
            let said = refusal.to_string();
            assert!(said.len() < 400 && !said.is_empty());
        }
    }
);
