//! Static text and bytes: whatever is taken for a payload is one, and hex is read as it is written.
#![no_main]

use coldframe_core::frames::plain;
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["plain"]),
    |content: &[u8]| {
        if let Some(bytes) = plain::unhex(content) {
            assert!(plain::hex(&bytes).as_bytes().eq_ignore_ascii_case(content.trim_ascii()));
        }
        if let Some(read) = plain::read(content) {
            assert!(read.bytes.len() <= content.len(), "nothing grows by being read");
        }
        common::session::push_lines(content);
    }
);
