//! A frame of a test that is taken is the one that would be drawn, and no flood of them breaks the tally.
#![no_main]

use coldframe_core::frames::optics_test::{Tally, TestFrame};
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["optics-test"]),
    |payloads: &[u8]| {
    let mut tally = Tally::default();
    for payload in payloads.split(|byte| *byte == b'\n') {
        let Ok(frame) = TestFrame::read(payload) else { continue };
        assert_eq!(frame.text().map(String::into_bytes).as_deref(), Ok(payload));
        tally.see(&frame);
    }
    assert!(tally.rows().iter().all(|row| row.seen <= usize::from(row.step.count)));
    let _ = (tally.best(), tally.is_complete(), tally.progress());
});
