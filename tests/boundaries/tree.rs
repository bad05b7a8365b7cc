//! The files of the project, as the tests see them.

use crate::rust_text;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Folders that hold results, not sources.
const NOT_OURS: [&str; 5] = ["target", ".git", "node_modules", "artifacts", "__pycache__"];

/// The top of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}

/// The path below the top, with forward slashes.
pub(crate) fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

pub(crate) fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file below a folder whose name ends so, sorted; empty if there is no such folder.
pub(crate) fn files(below: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(&root().join(below), &mut found);
    found.retain(|path| path.to_string_lossy().ends_with(ending));
    found.sort();
    found
}

/// Every tracked file; outside a checkout (a source archive) every file there is.
pub(crate) fn tracked() -> Vec<PathBuf> {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    match listed {
        Ok(output) if output.status.success() && !output.stdout.is_empty() => {
            let names = String::from_utf8(output.stdout).unwrap();
            names.split('\0').filter(|name| !name.is_empty()).map(|name| root().join(name)).collect()
        }
        _ => files("", ""),
    }
}

/// The name of every test function: what runs, not what is only written.
pub(crate) fn tests() -> BTreeSet<String> {
    let mut sources = files("src", ".rs");
    sources.extend(files("tests", ".rs"));
    sources.iter().flat_map(|path| test_names(&read(path))).collect()
}

/// Functions behind `#[test]`, other attributes between; one that is ignored is none, and one in a
/// comment or a text neither.
fn test_names(text: &str) -> Vec<String> {
    let (mut names, mut is_test) = (Vec::new(), false);
    for line in rust_text::of(text).code.iter().map(|line| line.trim()) {
        if let Some(rest) = line.strip_prefix("fn ") {
            if is_test {
                names.extend(rest.split(['(', '<']).next().map(str::to_owned));
            }
            is_test = false;
        } else {
            is_test = !line.starts_with("#[ignore") && (is_test || line == "#[test]");
        }
    }
    names
}

#[test]
fn a_helper_and_an_ignored_test_prove_nothing() {
    let text = "#[test]\nfn one() {\n}\nfn two() {}\n#[test]\n#[ignore = \"slow\"]\nfn three() {}\n#[test]\n#[cfg(unix)]\nfn four() {}\n\
        /*\n#[test]\nfn five() {}\n*/\n//#[test]\nfn six() {}\nlet text = \"\n#[test]\nfn seven() {}\n\";";
    assert_eq!(test_names(text), ["one", "four"]);
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        let ours = !NOT_OURS.contains(&entry.file_name().to_string_lossy().as_ref());
        if kind.is_dir() && ours {
            walk(&entry.path(), found);
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
}
