//! A memory that is taken is the one that would be written: no two spellings of one memory.
#![no_main]

use coldframe_core::journal::outpoint_memory::OutpointMemory;
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["outpoint-memory"]),
    |file: &[u8]| {
    let Ok(memory) = OutpointMemory::parse(file) else { return };
    assert!(memory.to_bytes() == file, "the writer changed what the reader took");
});
