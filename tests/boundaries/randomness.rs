//! A seed's randomness is the kernel's: one call, in one file, and nothing that could stand in for it.

use crate::{rust_text, tree};

/// The file with the one call.
const THE_ONE: &str = "src/keys/entropy/os.rs";

/// Generators and other ways to bytes that look random.
const STANDS_IN: [&str; 12] = [
    "rand",
    "rand_core",
    "OsRng",
    "ThreadRng",
    "StdRng",
    "SmallRng",
    "fastrand",
    "RandomState",
    "urandom",
    "rdrand",
    "_rdrand64_step",
    "getrandom",
];

fn has_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|piece| piece == word)
}

#[test]
fn atk_c03_keys_call_getrandom_in_one_place_and_no_other_generator() {
    let mut calls = 0;
    for source in rust_text::shipped() {
        let name = tree::name(&source.path);
        if !name.starts_with("src/keys/") {
            continue;
        }
        for (index, line) in source.code.iter().enumerate() {
            calls += usize::from(line.contains("getrandom("));
            let stands_in = STANDS_IN.iter().find(|word| has_word(line, word));
            let imported = name == THE_ONE && line.starts_with("use rustix::rand::");
            let called = name == THE_ONE && line.contains("getrandom(buffer, GetRandomFlags::empty())");
            assert!(stands_in.is_none() || imported || called, "{name}:{}: {stands_in:?}", index + 1);
        }
        let opened =
            source.literals.iter().find(|(_, text)| text.contains("/dev/") && text.contains("random"));
        assert!(opened.is_none(), "{name}: {opened:?}");
    }
    assert_eq!(calls, 1, "getrandom(2) is called in {calls} places");
}

/// The `getrandom` crate chooses a source by build flags and has fallbacks: keys do not depend on it, nor
/// on `rand`, which age brings along for its own use.
#[test]
fn atk_c03_keys_depend_on_no_generator() {
    let manifest = tree::read("src/keys/Cargo.toml");
    let named: Vec<_> = manifest.lines().filter_map(|line| line.split(['.', ' ', '=']).next()).collect();
    for generator in ["rand", "rand_core", "rand_chacha", "getrandom", "fastrand", "oorandom"] {
        assert!(!named.contains(&generator), "src/keys/Cargo.toml has {generator}");
    }
    assert!(named.contains(&"rustix"), "the manifest was not read");
}
