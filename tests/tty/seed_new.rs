//! A seed made at a terminal: the photograph, the dice, the coin, and what is published.

use crate::emulator::Emulator;
use crate::fixture::{Folder, ROLLS};
use crate::pty::{self, Session};
use crate::skips::skipped;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

const ACKNOWLEDGED: [&str; 2] = ["--acknowledge", "entropy/spread,entropy/bias"];

fn json(folder: &Folder, name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(folder.path(name)).unwrap()).unwrap()
}

#[test]
fn atk_c04_the_picture_and_the_question_stand_whole_in_a_small_window() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-commitment");
    let mut session = Session::start_in(&folder.0, &["seed", "new"], "xterm", (24, 80));
    let written = session.wait_for("Enter goes on:");
    let lines = Emulator::after(written.as_bytes(), 24, 80).lines();
    let at = |words: &str| lines.iter().position(|line| line.contains(words));
    assert!(at("PHOTOGRAPH THIS NOW").is_some() && at("Enter goes on:").is_some(), "{lines:#?}");
    let drawn = lines.iter().filter(|line| line.contains('\u{2580}') || line.contains('\u{2584}')).count();
    assert!(drawn >= 15, "{lines:#?}");
    session.press("\u{1b}");
    let ended = session.ended();
    assert_eq!((ended.code, ended.restored), (4, true));
}

#[test]
fn atk_c04_an_audit_at_the_terminal_is_recomputed_by_other_code() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-audit");
    let named = ["--audit", "--words", "12", "--certificate", "c.json", "--published", "p.json"];
    let arguments = [&["seed", "new"], &named[..], &ACKNOWLEDGED].concat();
    let mut session = Session::start(&folder.0, &arguments);
    for name in ["seed A of two", "seed B of two"] {
        session.wait_for(name);
        session.wait_for("Enter goes on:");
        session.press("\r");
    }
    let (first, second) = ROLLS.split_at(75);
    for (name, rolls) in [("Seed A of two", first), ("Seed B of two", second)] {
        session.wait_for(name);
        session.press(rolls);
        session.wait_for("75 of at least 50");
        session.press("\r");
    }
    session.wait_for("heads or tails:");
    session.press("tails\r");
    session.wait_for("DOWN ON PAPER");
    session.press("\r");
    session.wait_for("Enter leaves:");
    session.press("\r");
    let ended = session.ended();
    assert_eq!((ended.code, ended.restored), (0, true), "{}", ended.after);
    let published = json(&folder, "p.json");
    assert_eq!(json(&folder, "c.json")["audit"]["lives"], 1);
    assert_eq!(published["sources"][1]["symbols"], first, "the half that lost is published with its rolls");
    assert!(!published.to_string().contains(second), "the living half's rolls left");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/verify-seed.py");
    let verified = Command::new("python3")
        .arg("-B")
        .arg(script)
        .args(["p.json", "--certificate", "c.json"])
        .current_dir(&folder.0)
        .output();
    let Ok(verified) = verified else {
        return skipped("no python3 on this machine: nobody recomputed the audit");
    };
    assert_eq!(verified.status.code(), Some(0), "{verified:?}");
}

#[test]
fn atk_c05_a_held_key_is_told_while_it_is_held_and_makes_no_seed() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-held");
    let mut session = Session::start(&folder.0, &["seed", "new", "--words", "12", "--certificate", "c.json"]);
    session.wait_for("Enter goes on:");
    session.press("\r");
    session.wait_for("0 of at least 50");
    session.press(&"6".repeat(50));
    session.wait_for("REFUSED");
    session.wait_for("50 of at least 50");
    session.press("\r");
    let ended = session.ended();
    assert_eq!(ended.code, 3);
    assert!(ended.after.contains("[entropy/pattern-faces]"), "{}", ended.after);
    assert!(!folder.path("c.json").exists());
}
