//! No journal file, however torn or forged, does more than be refused; a good one can be continued.
#![no_main]

use coldframe_core::journal::chain::Chain;
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["journal"]),
    |file: &[u8]| {
    let Ok(chain) = Chain::verify(file) else { return };
    let lines = file.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(chain.line_count(), lines, "a line was not counted");
});
