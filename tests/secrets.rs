//! No command ever says a secret (attack G06), whatever it is asked to do with one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_types,
    unreachable_pub,
    missing_docs,
    dead_code,
    reason = "a test may stop at the first surprise, and it runs the program"
)]

#[path = "cli/fixture.rs"]
mod fixture;
#[path = "secrets/lines.rs"]
mod lines;
#[path = "cli/surroundings.rs"]
mod surroundings;

use bitcoin::bip32::{DerivationPath, Xpriv};
use bitcoin::hex::{DisplayHex, FromHex};
use bitcoin::secp256k1::Secp256k1;
use fixture::{Folder, MASTER, WORDS};
use std::path::Path;
use std::process::{Command, Output};

/// The master key of BIP-32, section Test vectors, vector 1.
const XPRV: &str = "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";
/// The words as a SeedQR holds them: eleven times word 0, then word 3.
const SEED_QR: &str = "000000000000000000000000000000000000000000000003";
const PASSPHRASE: &str = "TREZOR-needle";
/// Of encrypted files.
const NEW_PASSPHRASE: &str = "canal-orbit-velvet-tiger-mosquito-planet-shove-ribbon";

/// The seed of the words (BIP-39's own vector) without a passphrase.
const SEED: &str = "5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc19a5ac40b389cd370d086206dec8aa6c43daea6690f20ad3d8d48b2d2ce9e38e4";

/// Everything that would give the seed or a coin away as text: words, passphrase, entropy, seed,
/// and the keys of the accounts and addresses in use.
fn needles() -> Vec<String> {
    let mut needles =
        vec![WORDS.to_owned(), "abandon".to_owned(), PASSPHRASE.to_owned(), NEW_PASSPHRASE.to_owned()];
    needles.push("0".repeat(32));
    needles.extend(SEED.as_bytes().chunks(32).map(|part| String::from_utf8_lossy(part).into_owned()));
    for key in keys() {
        let hex = key.private_key.secret_bytes().to_lower_hex_string();
        needles.extend([
            hex.to_ascii_uppercase(),
            hex,
            key.to_priv().to_wif(),
            key.to_string()[4..].to_owned(),
        ]);
    }
    needles
}

/// Master, accounts and leaves of every kind of script; of both networks.
fn keys() -> Vec<Xpriv> {
    let master = Xpriv::new_master(bitcoin::NetworkKind::Main, &Vec::from_hex(SEED).unwrap()).unwrap();
    let accounts = ["44h/0h", "49h/0h", "84h/0h", "86h/0h", "84h/1h"];
    let below = ["", "/0h", "/0h/0", "/0h/0/0", "/0h/1/0", "/0h/0/1"];
    let paths = accounts.iter().flat_map(|account| below.map(|below| format!("m/{account}{below}")));
    let secp = Secp256k1::new();
    let key = |path: String| master.derive_priv(&secp, &path.parse::<DerivationPath>().unwrap()).unwrap();
    paths.chain(["m".to_owned()]).map(key).collect()
}

/// The same as bytes, for files and streams that are no text.
fn raw_needles() -> Vec<Vec<u8>> {
    let mut needles: Vec<_> = keys().iter().map(|key| key.private_key.secret_bytes().to_vec()).collect();
    needles.extend(Vec::from_hex(SEED).unwrap().chunks(16).map(<[u8]>::to_vec));
    needles
}

/// Every command without commands below it, as the help of the program itself lists them: a new
/// one is found here before anybody thinks of this test.
fn leaves(folder: &Path, above: &str) -> Vec<String> {
    let help = run(folder, &format!("coldframe help {above}"));
    let help = String::from_utf8(help.stdout).unwrap();
    let Some((_, listed)) = help.split_once("\nCommands:\n") else { return vec![above.trim().to_owned()] };
    let names = listed.lines().take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("   "));
    names
        .filter_map(|line| line.split_whitespace().next())
        .flat_map(|name| leaves(folder, &format!("{above} {name}")))
        .collect()
}

fn run(folder: &Path, line: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_coldframe");
    let program = format!("{program} {}", surroundings::accepted().join(" "));
    let script = line.replacen("coldframe", &program, 1);
    // Without a terminal: the developer's own is asked nothing.
    Command::new("setsid")
        .args(["--wait", "sh", "-c", &script])
        .current_dir(folder)
        .env("XDG_STATE_HOME", folder)
        .env(surroundings::TERM.0, surroundings::TERM.1)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap()
}

/// Any extended private key, by its prefix and what has to stand behind it: `--app xprv` is a name.
fn holds_a_private_key(text: &str) -> bool {
    let behind = |at: usize| text[at..].chars().skip(4).take_while(char::is_ascii_alphanumeric).count();
    ["xprv", "tprv", "yprv", "zprv"]
        .iter()
        .any(|prefix| text.match_indices(prefix).any(|(at, _)| behind(at) >= 20))
}

fn assert_clean(what: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    // The first line of a journal has no line before it: 64 zeros, which are no entropy.
    let text = text.replace(&format!("\"prev\":\"{}\"", "0".repeat(64)), "");
    for needle in needles() {
        assert!(!text.contains(&needle), "{what} says {needle}");
    }
    assert!(!holds_a_private_key(&text), "{what} holds an extended private key");
    for needle in raw_needles() {
        assert!(!bytes.windows(needle.len()).any(|window| window == needle), "{what} holds {needle:02x?}");
    }
}

fn assert_folder_clean(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_folder_clean(&path);
        } else if ![
            "words.txt",
            "passphrase.txt",
            "typo.txt",
            "xprv.txt",
            "seed-qr.txt",
            "leaf.txt",
            "child.txt",
            "new.txt",
            "plain.txt",
            "wif.txt",
            "seed.svg",
            "clear.txt",
        ]
        .contains(&path.file_name().unwrap().to_str().unwrap())
        {
            assert_clean(&path.display().to_string(), &std::fs::read(&path).unwrap());
        }
    }
}

#[test]
fn atk_g06_no_command_says_a_secret_anywhere() {
    let folder = Folder::new("secrets");
    std::fs::write(folder.path("passphrase.txt"), PASSPHRASE).unwrap();
    std::fs::write(folder.path("new.txt"), NEW_PASSPHRASE).unwrap();
    std::fs::write(folder.path("typo.txt"), WORDS.replace("about", "abandom")).unwrap();
    std::fs::write(folder.path("xprv.txt"), XPRV).unwrap();
    std::fs::write(folder.path("seed-qr.txt"), SEED_QR).unwrap();
    let leaf = keys().into_iter().find(|key| key.depth == 5).unwrap();
    std::fs::write(folder.path("leaf.txt"), leaf.to_priv().to_wif()).unwrap();
    std::fs::write(folder.path("child.txt"), leaf.to_string()).unwrap();
    let with_words = "--seed-fd 3 3< words.txt";
    let review = run(&folder.0, &format!("coldframe review spend.psbt --json {with_words}"));
    let fields: serde_json::Value = serde_json::from_slice(&review.stdout).expect("a review");
    let digest = fields["digest"].as_str().unwrap().to_owned();
    assert_clean("review", &review.stdout);
    let lines = lines::lines(&digest);
    for leaf in leaves(&folder.0, "") {
        let tried = lines.iter().any(|(_, line)| line.contains(&format!("coldframe {leaf}")));
        assert!(tried, "no line tries coldframe {leaf}: add one to tests/secrets/lines.rs");
    }
    for (number, line) in lines {
        let done = run(&folder.0, &line);
        assert_eq!(done.status.code(), Some(number), "{line}: {done:?}");
        assert_clean(&line, &done.stdout);
        assert_clean(&line, &done.stderr);
    }
    assert!(folder.path("signed.psbt").exists(), "nothing was signed, so nothing was tested");
    assert!(folder.path("coldframe/journal.jsonl").exists(), "no journal was written");
    assert_folder_clean(&folder.0);
}

/// A scan that finds nothing must be able to find something.
#[test]
fn the_search_finds_a_secret_where_there_is_one() {
    let folder = Folder::new("secrets-control");
    let leaky = std::fs::read(folder.path("words.txt")).unwrap();
    assert!(std::panic::catch_unwind(|| assert_clean("control", &leaky)).is_err());
    for key in keys() {
        let raw = key.private_key.secret_bytes();
        for leaky in [
            key.to_string().into(),
            raw.to_vec(),
            raw.to_lower_hex_string().into(),
            key.to_priv().to_wif().into(),
        ] {
            assert!(std::panic::catch_unwind(|| assert_clean("control", &leaky)).is_err());
        }
    }
    assert!(std::panic::catch_unwind(|| assert_clean("control", MASTER.as_bytes())).is_ok());
}
