//! Whatever a file holds is an inventory that is written and read again unchanged, and whose findings can
//! be said, or is refused.
#![no_main]

use coldframe_core::inventory::{Day, Inventory};
use coldframe_core::messages::{Explain, Part, sentence};
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["inventory"]),
    |file: &[u8]| match Inventory::parse(file) {
        Ok(inventory) => {
            let written = inventory.to_bytes();
            assert_eq!(Inventory::parse(&written).expect("what was written is read"), inventory);
            for finding in inventory.findings(Day::parse("2026-11-29").expect("a day")) {
                let mut facts = finding.facts();
                let said = sentence(finding.code(), Part::Text, &facts).expect("a sentence");
                assert!(said.bytes().all(|byte| (0x20..0x7f).contains(&byte)));
                // A place or a person may have braces; beside them none is left, else a fact was not filled in.
                facts.sort_by_key(|(_, fact)| std::cmp::Reverse(fact.as_str().len()));
                let beside = facts.iter().fold(said, |said, (_, fact)| said.replace(fact.as_str(), " "));
                assert!(!beside.contains('{'), "{beside}");
            }
        }
        Err(refusal) => {
            let said = refusal.to_string();
            assert!(said.len() < 400 && !said.is_empty());
        }
    }
);
