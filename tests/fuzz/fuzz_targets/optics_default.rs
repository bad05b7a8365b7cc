//! What is remembered of a screen and a camera has one spelling.
#![no_main]

use coldframe_core::optics_default::OpticsDefault;
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["optics-default"]),
    |file: &[u8]| {
    let Ok(read) = OpticsDefault::parse(file) else { return };
    assert!(read.to_bytes() == file, "the writer changed what the reader took");
});
