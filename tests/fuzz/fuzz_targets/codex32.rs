//! Whatever is typed is a codex32 string that is written again as it came, or is refused without an
//! echo; what the checksum proposes instead is one change away from a string that is read.
#![no_main]

use coldframe_keys::shares::{Change, Codex32, Share, corrections};
use coldframe_core::shares::Scheme;
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["codex32"]),
    |typed: &[u8]| match Codex32::read(typed) {
        Ok(share) => {
            let letters: Vec<u8> = typed.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
            share.with_text(|text| assert!(text.as_bytes().eq_ignore_ascii_case(&letters)));
            assert!(Share::read(typed, None).is_ok() && corrections(typed, Some(Scheme::Codex32)).is_empty());
        }
        Err(refusal) => {
            let said = refusal.to_string();
            assert!(said.len() < 400 && !said.is_empty());
            let changes = corrections(typed, Some(Scheme::Codex32));
            let mut mended: Vec<u8> = typed.to_ascii_lowercase();
            mended.retain(|byte| !byte.is_ascii_whitespace());
            for change in &changes {
                let place = change.position() - 1;
                change.expose(|letter| match change.change() {
                    Change::Letter { .. } => mended[place] = letter.as_bytes()[0],
                    Change::Missing { .. } => mended.insert(place, letter.as_bytes()[0]),
                    Change::Extra { .. } => drop(mended.remove(place)),
                });
            }
            assert!(changes.is_empty() || Codex32::read(&mended).is_ok());
        }
    }
);
