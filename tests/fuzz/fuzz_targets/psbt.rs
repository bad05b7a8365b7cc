//! What parses is written back byte for byte, survives a change of version, and has counts that agree.
#![no_main]

use coldframe_core::bitcoin::psbt::{Psbt, Version};
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["psbt"]),
    |bytes: &[u8]| {
    let Ok(psbt) = Psbt::parse(bytes) else { return };
    assert!(psbt.to_bytes() == bytes, "the writer changed what the reader took");
    assert_eq!(psbt.inputs().len(), psbt.transaction().input.len());
    assert_eq!(psbt.outputs().len(), psbt.transaction().output.len());
    for version in [Version::V0, Version::V2] {
        let Ok(converted) = psbt.convert(version) else { continue };
        assert_eq!(converted.transaction(), psbt.transaction(), "a conversion changed the transaction");
        let again = Psbt::parse(&converted.to_bytes()).expect("a converted PSBT is a PSBT");
        assert_eq!(again.transaction(), psbt.transaction());
    }
});
