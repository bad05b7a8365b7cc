//! Whatever a code carries is a SeedQR that is written again as it came, or refused without an echo.
#![no_main]

use coldframe_keys::SeedQr;
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["seed-qr"]),
    |payload: &[u8]| match SeedQr::read(payload) {
        Ok(words) => {
            let kind = if payload.len() > 32 { SeedQr::Standard } else { SeedQr::Compact };
            let again = kind.payload(&words).expect("English words");
            again.expose(|again| assert_eq!(again, payload));
        }
        Err(refusal) => {
            let said = refusal.to_string();
            assert!(said.len() < 400 && !said.is_empty());
        }
    }
);
