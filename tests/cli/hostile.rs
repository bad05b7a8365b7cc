//! Files made to crash a reader, and secrets where public things belong, given to the program itself.

use crate::fixture::{Folder, RECIPIENT, WORDS};
use crate::{digest, run};
use coldframe_console::optics::{draw, picture, scan};
use std::process::Output;

/// Deep enough to take the stack of every reader that calls itself for each level.
const DEPTH: usize = 10_000;

/// Short enough for every bound on length, deeper than anything honest.
const DEPTH_OF_SHORT: usize = 150;

fn nests() -> [(&'static str, String); 7] {
    let key = crate::fixture::account();
    let descriptor = |depth| format!("{}wpkh({key}){}", "wsh(".repeat(depth), ")".repeat(depth));
    [
        ("lists", "[".repeat(DEPTH)),
        ("closed-lists", "[".repeat(DEPTH) + &"]".repeat(DEPTH)),
        ("objects", "{\"a\":".repeat(DEPTH)),
        ("descriptor", descriptor(DEPTH)),
        ("short-lists", "[".repeat(DEPTH_OF_SHORT)),
        ("short-descriptor", descriptor(DEPTH_OF_SHORT)),
        ("brackets", "(".repeat(DEPTH_OF_SHORT) + RECIPIENT),
    ]
}

/// Refused by that code with that number: no signal, no bug, and not more words than a person reads.
fn assert_refused(what: &str, done: &Output, number: i32, codes: &[&str]) {
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(number), "{what}: {said}");
    assert!(codes.iter().any(|code| said.contains(&format!("[{code}]"))), "{what}: {said}");
    assert!(done.stdout.is_empty() && said.len() < 2_000, "{what}: {said}");
}

#[test]
fn atk_e10_nesting_in_any_text_the_program_reads_is_refused_and_crashes_nothing() {
    let folder = Folder::new("cli-nests");
    for (name, text) in nests() {
        std::fs::write(folder.path(name), text + "\n").unwrap();
        let as_account = ["review spend.psbt --account", "account show", "address list --account"];
        for line in as_account {
            let done = run(&folder.0, &format!("coldframe {line} {name}"));
            assert_refused(
                &format!("{line} {name}"),
                &done,
                6,
                &["wallet/not-an-account", "wallet/kind-missing"],
            );
        }
        let line = format!("coldframe review spend.psbt --account account.txt --expect {name}");
        assert_refused(&line, &run(&folder.0, &line), 6, &["expect/address", "expect/amount"]);
        for line in ["review", "finalize"] {
            let done = run(&folder.0, &format!("coldframe {line} {name}"));
            assert_refused(&format!("{line} {name}"), &done, 6, &["envelope/not-signable"]);
        }
        // Text is a public payload like any other: carried as it is, or refused.
        for line in ["scan", "convert --as hex"] {
            let done = run(&folder.0, &format!("coldframe {line} {name}"));
            assert!(matches!(done.status.code(), Some(0 | 6)), "{line} {name}: {done:?}");
        }
    }
}

#[test]
fn atk_e10_a_nested_line_in_the_state_of_this_machine_stops_every_signature() {
    let folder = Folder::new("cli-nested-state");
    let consent = digest(&folder);
    let sign =
        format!("coldframe sign spend.psbt -o signed.psbt --consent {consent} --seed-fd 3 3< words.txt");
    assert_eq!(run(&folder.0, &sign).status.code(), Some(0));
    std::fs::remove_file(folder.path("signed.psbt")).unwrap();
    let kept = std::fs::read_dir(folder.path("coldframe")).unwrap();
    let kept: Vec<_> = kept.map(|entry| entry.unwrap().path()).collect();
    let kept: Vec<_> = kept.iter().filter(|path| !path.to_string_lossy().contains("lock")).collect();
    assert!(kept.len() >= 2, "{kept:?}");
    for path in kept {
        let honest = std::fs::read(path).unwrap();
        for (name, text) in nests() {
            std::fs::write(path, [&honest[..], text.as_bytes(), b"\n"].concat()).unwrap();
            let what = format!("{name} in {}", path.display());
            assert_refused(&what, &run(&folder.0, &sign), 1, &["journal/line", "memory/line"]);
            assert!(!folder.path("signed.psbt").exists());
        }
        std::fs::write(path, honest).unwrap();
    }
    assert_eq!(run(&folder.0, &sign).status.code(), Some(0), "the state was not put back");
}

#[test]
fn atk_e12_a_seed_drawn_as_a_picture_is_named_and_never_read_out() {
    let folder = Folder::new("cli-seed-pictures");
    // SeedQR of the words, and of BIP-39's second vector the 16 bytes a CompactSeedQR holds.
    let digits = "000000000000000000000000000000000000000000000003";
    let pictures: [(&str, &[u8], &str); 3] = [
        ("seed-qr.png", digits.as_bytes(), "SeedQR"),
        ("compact.png", &[0x7f; 16], "CompactSeedQR"),
        ("words.png", WORDS.as_bytes(), "recovery words"),
    ];
    let account = "--account account.txt";
    for (name, payload, called) in pictures {
        let drawn = draw::series(&[payload], draw::Options::default()).unwrap().png().unwrap();
        let frame = picture::frames(drawn.clone()).unwrap().next().unwrap().unwrap();
        assert_eq!(scan::Reader::still().read(&frame), [payload], "{name} is not what it should be");
        std::fs::write(folder.path(name), drawn).unwrap();
        for line in [
            format!("review {name} {account}"),
            format!("sign {name} -o signed.psbt --consent {} {account}", "00".repeat(32)),
            format!("scan {name} -o scanned"),
            format!("scan {name} -v"),
            format!("show {name} -o shown.gif"),
            format!("convert {name} --as hex"),
            format!("finalize {name}"),
            format!("review spend.psbt {account} --expect {name}"),
        ] {
            let done = run(&folder.0, &format!("coldframe {line}"));
            assert_refused(&line, &done, 6, &["frames/secret", "input/secret"]);
            let said = String::from_utf8_lossy(&done.stderr);
            assert!(said.contains(called), "{line} does not name it: {said}");
            for needle in ["0000000000", "7f7f", "127, 127", "\u{7f}", "abandon", "f39/f39/"] {
                assert!(!said.contains(needle), "{line} says {needle}");
            }
        }
        for made in ["signed.psbt", "scanned", "shown.gif"] {
            assert!(!folder.path(made).exists(), "{name} was written to {made}");
        }
    }
}
