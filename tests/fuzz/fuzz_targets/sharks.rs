//! Whatever comes is a raw share that is written again as it was, or refused without an echo.
#![no_main]

use coldframe_core::shares::Scheme;
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["sharks"]),
    |content: &[u8]| common::shares::judge(content, Scheme::Sharks)
);
