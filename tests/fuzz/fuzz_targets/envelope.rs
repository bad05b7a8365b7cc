//! What is this? Anything may be asked; a secret is refused by name and never taken for something public.
#![no_main]

use coldframe_core::envelope::{Content, DetectError, Envelope, secret};
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["envelope", "psbt"]),
    |input: &[u8]| {
        match Envelope::detect(input) {
            Ok(Envelope { content: Content::Psbt(psbt), .. }) => assert!(psbt.starts_with(b"psbt\xff")),
            Ok(Envelope { content: Content::Text(text), .. }) => {
                assert!(secret(text.as_bytes()).is_none(), "a secret was taken for public text (attack E12)");
            }
            Ok(_) | Err(DetectError::Secret { .. } | _) => {}
        }
    }
);
