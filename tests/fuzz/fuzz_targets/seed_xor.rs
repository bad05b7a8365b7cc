//! Whatever a line holds is a part of Seed XOR that is written again as it was, or refused without an echo.
#![no_main]

use coldframe_core::shares::Scheme;
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["seed-xor"]),
    |content: &[u8]| common::shares::judge(content, Scheme::SeedXor)
);
