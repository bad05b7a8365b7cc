//! Base43 out of Electrum: what is read as base43 is written as the same text.
#![no_main]

use coldframe_core::frames::{Progress, Receiver, SenderOptions, Wire, sender};
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["base43"]),
    |text: &[u8]| {
        let Ok(Progress::Complete(received)) = Receiver::of_text_too().push(text) else { return };
        if received.wire != Wire::Base43 {
            return;
        }
        let Ok(source) = sender(&received.bytes, Wire::Base43, SenderOptions::default()) else { return };
        if source.part_count() == 1 {
            // Line breaks and a byte order mark are no letters.
            let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
            let letters: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
            assert!(source.frame(0).0.as_bytes() == letters, "two spellings of one message");
        }
    }
);
