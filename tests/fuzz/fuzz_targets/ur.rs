//! A part that is taken is the one we would write, whatever the case of its letters.
#![no_main]

use coldframe_core::frames::ur::{self, UrPart};
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["ur"]),
    |text: &[u8]| {
        let Ok(text) = std::str::from_utf8(text) else { return };
        common::session::push_lines(text.as_bytes());
        let Ok(part) = ur::read(text) else { return };
        let written = match &part {
            UrPart::Single { kind, message } => ur::write_single(*kind, message),
            UrPart::Multi { id, seq_num, fragment } => ur::write_part(id, *seq_num, fragment),
        };
        assert!(ur::read(&written).as_ref() == Ok(&part), "the writer changed what the reader took");
    }
);
