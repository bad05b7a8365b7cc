//! What must not compile. Each file of `compile_fail/` is one mistake; its first line says with which errors the
//! compiler refuses it (`// must fail: E0451`), one code for each error, so that no mistake hides behind another.
//!
//! Codes are compared, never whole messages: those change with every compiler. One `cargo check` over a scratch crate
//! looks at all of them, with the artefacts of this build, and a control that must compile holds the others honest.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_types,
    reason = "a test may stop at the first surprise, and it runs cargo"
)]

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// What the compiler said of a case: the code of each error, sorted; `None` if it never came to it.
type Verdicts = BTreeMap<String, Option<Vec<String>>>;

#[test]
fn a_wrong_order_of_review_consent_and_signing_does_not_compile() {
    assert_refused(|name| !name.starts_with("a_secret_"), 15);
}

#[test]
fn atk_g06_a_secret_cannot_be_copied_printed_compared_or_written_out() {
    assert_refused(|name| name.starts_with("a_secret_"), 7);
}

fn assert_refused(of: fn(&str) -> bool, count_min: usize) {
    static VERDICTS: OnceLock<Verdicts> = OnceLock::new();
    let verdicts = VERDICTS.get_or_init(check);
    let cases: Vec<_> = cases().into_iter().filter(|(name, _)| of(name)).collect();
    assert!(cases.len() >= count_min, "{} cases were found", cases.len());
    for (name, path) in cases {
        let text = fs::read_to_string(path).unwrap();
        let header = text.lines().next().unwrap();
        let expected =
            header.strip_prefix("// must fail: ").map(|codes| codes.split(' ').collect::<Vec<_>>());
        assert!(expected.is_some() || header == "// must compile", "{name}: {header}");
        let said = verdicts[&name].as_ref().unwrap_or_else(|| panic!("{name} was not checked"));
        assert_eq!(*said, expected.unwrap_or_default(), "{name}");
    }
    assert_eq!(verdicts["control_the_right_order"], Some(Vec::new()), "the control must compile");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}

/// Every case by its name.
fn cases() -> BTreeMap<String, PathBuf> {
    let folder = root().join("tests/compile_fail");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), path)).collect()
}

/// The crate of the cases: our crates by path, the profile and the lock of the house, so that nothing is built twice.
fn scratch_crate() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("compile-fail");
    fs::create_dir_all(&folder).unwrap();
    let (root, house) = (root(), fs::read_to_string(root().join("Cargo.toml")).unwrap());
    let profile = house.find("[profile.dev]").zip(house.find("[profile.release]")).unwrap();
    let mut manifest = String::from("[package]\nname = \"compile-fail\"\nedition = \"2024\"\n[workspace]\n");
    manifest += "[dependencies]\nserde = \"1\"\nserde_json = \"1\"\n";
    for name in ["core", "keys"] {
        manifest += &format!("coldframe-{name} = {{ path = {:?} }}\n", root.join("src").join(name));
    }
    for (name, path) in cases() {
        manifest += &format!("[[bin]]\nname = {name:?}\npath = {path:?}\n");
    }
    manifest += &house[profile.0..profile.1];
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

fn check() -> Verdicts {
    let folder = scratch_crate();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--bins", "--keep-going", "--message-format=json", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(folder.parent().unwrap())
        .current_dir(root())
        .output()
        .unwrap();
    let mut verdicts: Verdicts = cases().into_keys().map(|name| (name, None)).collect();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        let name = message["target"]["name"].as_str().unwrap_or_default();
        let Some(verdict) = verdicts.get_mut(name) else { continue };
        let codes = verdict.get_or_insert_default();
        let error = &message["message"];
        let closing = error["message"].as_str().is_some_and(|text| text.starts_with("aborting due to"));
        if error["level"] == "error" && !closing {
            codes.push(error["code"]["code"].as_str().unwrap_or("without a code").to_owned());
            codes.sort();
        }
    }
    let failed: Vec<_> = verdicts.iter().filter(|(_, verdict)| verdict.is_none()).collect();
    assert!(failed.is_empty(), "{failed:?} {}", String::from_utf8_lossy(&output.stderr));
    verdicts
}
