//! Sealed descriptors and the keys in descriptors: nothing panics, and what is sealed is opened again.
#![no_main]

use coldframe_core::wallet::descriptor_backup::{
    Backup, Content, DescriptorBackupError, Recipients, keys_in, seal,
};
use libfuzzer_sys::fuzz_target;

/// A key of the vectors: with it, the payload is reached too.
const KEY: [u8; 32] = [
    0xe6, 0x64, 0x2f, 0xd6, 0x9b, 0xd2, 0x11, 0xf9, 0x3f, 0x7f, 0x1f, 0x36, 0xca, 0x51, 0xa2, 0x6a, 0x52,
    0x90, 0xeb, 0x2d, 0xd1, 0xb0, 0xd8, 0x27, 0x9a, 0x87, 0xbb, 0x0d, 0x48, 0x0c, 0x84, 0x43,
];

fuzz_target!(
    init: common::seeds::write(&["descriptor-backup"]),
    |bytes: &[u8]| {
        if let Ok(backup) = Backup::parse(bytes) {
            let _ = backup.open(&[KEY]);
        }
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        let _ = keys_in(text);
        let Ok(recipients) = Recipients::of(text) else { return };
        let chance = || Ok::<_, DescriptorBackupError>([7; 32]);
        let Ok(sealed) = seal(&recipients, text, chance) else { return };
        let backup = Backup::parse(&sealed).expect("what was sealed is read");
        for key in recipients.keys() {
            let opened = backup.open(&[*key]).expect("every key opens it");
            let inside = opened.contents.first().and_then(Content::descriptor).unwrap_or_default();
            assert!(opened.agrees && inside.starts_with(text.trim()), "another descriptor inside");
        }
    }
);
