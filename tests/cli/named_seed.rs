//! Named seeds as a script meets them, with a file that another program made.

use crate::fixture::{Folder, MASTER, WORDS};
use crate::{run, run_as};
use std::path::Path;
use std::process::Command;

const VECTORS: &str = include_str!("../../vectors/vault/files.json");
const PASSPHRASE: &str = "canal-orbit-velvet-tiger-mosquito-planet-shove-ribbon";

/// What an ordinary age client in another language made of a seed named `cold`.
fn made_by_others() -> String {
    let vectors: serde_json::Value = serde_json::from_str(VECTORS).unwrap();
    let rows = vectors["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["name"] == "a passphrase, log_n 15").unwrap();
    row["file"].as_str().unwrap().to_owned()
}

/// Puts a seed named `cold` into the vault of a folder, and what the examples of the help read.
pub fn put(folder: &Folder) {
    use std::os::unix::fs::DirBuilderExt;
    let vault = folder.path("coldframe/vault");
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&vault).unwrap();
    std::fs::write(vault.join("cold.age"), made_by_others()).unwrap();
    std::fs::write(folder.path("kept.age"), made_by_others()).unwrap();
    std::fs::write(folder.path("passphrase.txt"), PASSPHRASE).unwrap();
    std::fs::write(folder.path("another.txt"), "velvet-orbit-shove-canal-ribbon-planet-tiger-mosquito")
        .unwrap();
}

fn with_a_seed(name: &str) -> Folder {
    let folder = Folder::new(name);
    put(&folder);
    folder
}

fn code_of(folder: &Path, line: &str, wanted: i32) -> String {
    let done = run(folder, line);
    assert_eq!(done.status.code(), Some(wanted), "{line}: {done:?}");
    String::from_utf8([done.stdout, done.stderr].concat()).unwrap()
}

#[test]
fn a_transaction_is_signed_with_a_named_seed_another_program_encrypted() {
    let folder = with_a_seed("cli-vault-sign");
    let digest = crate::digest(&folder);
    let line = format!(
        "coldframe sign spend.psbt -o signed.psbt --seed vault:cold --vault-passphrase-fd 3 \
         --consent {digest} 3< passphrase.txt"
    );
    code_of(&folder.0, &line, 0);
    code_of(&folder.0, "coldframe finalize signed.psbt -o spend.tx", 0);
    let words = code_of(
        &folder.0,
        "coldframe seed check --seed vault:cold --vault-passphrase-fd 3 3< passphrase.txt",
        0,
    );
    assert!(words.contains(MASTER), "{words}");
}

#[test]
fn a_wrong_passphrase_signs_nothing_and_ends_with_7() {
    let folder = with_a_seed("cli-vault-wrong");
    let digest = crate::digest(&folder);
    let line = format!(
        "coldframe sign spend.psbt -o signed.psbt --seed vault:cold --vault-passphrase-fd 3 \
         --consent {digest} 3< another.txt"
    );
    let said = code_of(&folder.0, &line, 7);
    assert!(said.contains("[vault/wrong-passphrase]"), "{said}");
    assert!(!folder.path("signed.psbt").exists());
    let journal = std::fs::read_to_string(folder.path("coldframe/journal.jsonl")).unwrap();
    assert!(journal.contains("wrong-secret"), "{journal}");
}

#[test]
fn atk_g06_no_command_of_the_vault_says_a_word_of_the_seed_or_of_the_passphrase() {
    let folder = with_a_seed("cli-vault-silent");
    let lines = [
        (
            "coldframe vault add savings --label drawer --seed-fd 3 --new-vault-passphrase-fd 4 3< words.txt 4< another.txt",
            0,
        ),
        ("coldframe -v vault open-test savings --vault-passphrase-fd 3 3< another.txt", 0),
        ("coldframe vault open-test savings --vault-passphrase-fd 3 3< passphrase.txt", 7),
        (
            "coldframe vault rekey savings --low-memory --vault-passphrase-fd 3 --new-vault-passphrase-fd 4 3< another.txt 4< passphrase.txt",
            0,
        ),
        (
            "coldframe vault export savings -o out.age --low-memory --vault-passphrase-fd 3 --new-vault-passphrase-fd 4 3< passphrase.txt 4< another.txt",
            0,
        ),
        ("coldframe vault import out.age copy --low-memory --vault-passphrase-fd 3 3< another.txt", 0),
        ("coldframe vault list --json", 0),
        ("coldframe vault forget copy --confirm copy", 0),
        (
            "coldframe vault add savings --seed-fd 3 --new-vault-passphrase-fd 4 3< words.txt 4< another.txt",
            9,
        ),
    ];
    let said: String = lines.iter().map(|(line, wanted)| code_of(&folder.0, line, *wanted)).collect();
    for secret in ["abandon", "velvet", "orbit", "drawer"] {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
    let journal = std::fs::read_to_string(folder.path("coldframe/journal.jsonl")).unwrap();
    assert!(!journal.contains("abandon") && !journal.contains("velvet"), "{journal}");
    let out = std::fs::read_to_string(folder.path("out.age")).unwrap();
    assert!(out.starts_with("-----BEGIN AGE ENCRYPTED FILE-----"), "{out}");
}

#[test]
fn a_seed_leaves_unencrypted_only_when_that_is_said_by_name() {
    let folder = with_a_seed("cli-vault-plain");
    let line = "coldframe vault export cold --write-plaintext-secret plain.txt --vault-passphrase-fd 3 3< passphrase.txt";
    let said = code_of(&folder.0, line, 0);
    assert!(said.contains("UNENCRYPTED"), "{said}");
    let plain = std::fs::read_to_string(folder.path("plain.txt")).unwrap();
    assert!(plain.contains(WORDS), "{plain}");
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(folder.path("plain.txt").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    // Without it a passphrase is wanted, and there is nobody to ask.
    code_of(&folder.0, "coldframe vault export cold -o x.age --vault-passphrase-fd 3 3< passphrase.txt", 8);
    assert!(!folder.path("x.age").exists());
}

/// `show` and `verify-backup` need a person: they are walked in the program's own tests.
#[test]
fn a_named_seed_opens_every_command_that_takes_a_seed() {
    let folder = with_a_seed("cli-vault-everywhere");
    let key = "--seed vault:cold --vault-passphrase-fd 3";
    let lock = "--recipient age1dn9j3yssad7upempypx84mrpqf3enhcwcww36xclgc4qksamspvscq4e6r";
    let lines = [
        format!("seed check {key}"),
        format!("seed derive --app words --index 0 -o child.age {lock} {key}"),
        format!("seed backup -o seed.png.age {lock} {key}"),
        format!("account export {key}"),
        format!("address list {key}"),
        format!("review spend.psbt {key}"),
        format!("vault add copy --new-vault-passphrase-fd 4 {key} 4< another.txt"),
    ];
    for line in lines {
        code_of(&folder.0, &format!("coldframe {line} 3< passphrase.txt"), 0);
        let wrong = line
            .replace("-o child", "-o other")
            .replace("-o seed", "-o other")
            .replace("add copy", "add other");
        let said = code_of(&folder.0, &format!("coldframe {wrong} 3< another.txt"), 7);
        assert!(said.contains("[vault/wrong-passphrase]"), "{line}: {said}");
    }
    for file in ["child.age", "seed.png.age"] {
        let text = std::fs::read_to_string(folder.path(file)).unwrap();
        assert!(text.starts_with("-----BEGIN AGE ENCRYPTED FILE-----"), "{file}: {text}");
        assert!(!folder.path(&file.replace("child", "other").replace("seed", "other")).exists());
    }
}

/// Shares of the words alone would restore another wallet, and the person believe the coins safe.
#[test]
fn atk_f05_words_whose_wallet_has_a_passphrase_are_split_only_when_it_is_said_and_stands_on_every_share() {
    let folder = with_a_seed("cli-vault-split");
    std::fs::write(folder.path("bip39.txt"), "TREZOR").unwrap();
    std::fs::create_dir(folder.path("shares")).unwrap();
    let add = "coldframe vault add hidden --seed-fd 3 --new-vault-passphrase-fd 4 --passphrase-fd 5";
    code_of(&folder.0, &format!("{add} 3< words.txt 4< another.txt 5< bip39.txt"), 0);
    let split = "coldframe share split --need 2 --of 2 --seed vault:hidden --vault-passphrase-fd 3 \
                 --write-plaintext-secret shares";
    let said = code_of(&folder.0, &format!("{split} 3< another.txt"), 3);
    assert!(said.contains("[share/bip39-passphrase]") && said.contains("--holds master-secret"), "{said}");
    let shares = || {
        let files = std::fs::read_dir(folder.path("shares")).unwrap();
        files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect::<Vec<_>>()
    };
    assert!(shares().is_empty());
    let yes = "--acknowledge share/bip39-passphrase";
    code_of(&folder.0, &format!("{split} {yes} 3< another.txt"), 0);
    let shares = shares();
    assert_eq!(shares.len(), 2);
    assert!(shares.iter().all(|share| share.contains("also needs its BIP-39 passphrase")), "{shares:?}");
    // The seed they lead to is another matter.
    std::fs::create_dir(folder.path("master")).unwrap();
    let line = split.replace("-secret shares", "-secret master --holds master-secret");
    let said = code_of(&folder.0, &format!("{line} --passphrase-fd 4 3< another.txt 4< bip39.txt"), 0);
    assert!(said.contains("b4e3f5ed"), "{said}");
}

/// The words alone would give the child of another wallet, and nobody would see it.
#[test]
fn atk_f05_a_child_is_derived_from_the_wallet_the_file_expects_or_not_at_all() {
    let folder = with_a_seed("cli-vault-child");
    std::fs::write(folder.path("bip39.txt"), "TREZOR").unwrap();
    let add = "coldframe vault add hidden --seed-fd 3 --new-vault-passphrase-fd 4 --passphrase-fd 5";
    code_of(&folder.0, &format!("{add} 3< words.txt 4< another.txt 5< bip39.txt"), 0);
    let derive =
        "coldframe seed derive --json --app hex --index 0 --seed vault:hidden --vault-passphrase-fd 3";
    let into = |file| format!("{derive} --write-plaintext-secret {file} 3< another.txt");
    let said = code_of(&folder.0, &format!("{} --passphrase-fd 4 4< bip39.txt", into("right.txt")), 0);
    assert!(said.contains("b4e3f5ed"), "the wallet of words and passphrase: {said}");
    let said = code_of(&folder.0, &format!("{} --passphrase-fd 4 4< passphrase.txt", into("wrong.txt")), 7);
    assert!(said.contains("[store/other-wallet]"), "{said}");
    // Nobody named it and nobody is there to be asked.
    code_of(&folder.0, &into("none.txt"), 8);
    for other in [
        "seed derive --app hex --index 0 --write-plaintext-secret none.txt",
        "seed backup --write-plaintext-secret none.png",
        "vault add none --new-vault-passphrase-fd 4",
    ] {
        let line = format!(
            "coldframe {other} --seed-fd 3 --expect-fingerprint 00000000 3< words.txt 4< another.txt"
        );
        let said = code_of(&folder.0, &line, 7);
        assert!(said.contains("[secret/other-fingerprint]"), "{said}");
    }
    assert!(!folder.path("none.png").exists() && !folder.path("coldframe/vault/none.age").exists());
    assert!(!folder.path("wrong.txt").exists() && !folder.path("none.txt").exists());
}

#[test]
fn bare_words_that_age_encrypted_are_imported_under_a_name() {
    let folder = with_a_seed("cli-vault-bare");
    let key = "age1dn9j3yssad7upempypx84mrpqf3enhcwcww36xclgc4qksamspvscq4e6r";
    let age =
        Command::new("age").args(["-r", key, "-o", "bare.age", "words.txt"]).current_dir(&folder.0).status();
    match age {
        Ok(done) => assert!(done.success()),
        Err(_) => return crate::skips::skipped("no age on this machine"),
    }
    let key = "AGE-SECRET-KEY-1FJ2TKVP4RDW2NT58KX2W7GRTSLXL9JQLZJC0WXDAPQCFJ7EYZCUSE9XJQF\n";
    std::fs::write(folder.path("key.txt"), key).unwrap();
    code_of(&folder.0, "coldframe vault import bare.age paper --identity-fd 3 3< key.txt", 0);
    let said = code_of(&folder.0, "coldframe vault open-test paper --identity-fd 3 3< key.txt", 0);
    assert!(said.contains(MASTER), "{said}");
}

#[test]
fn atk_e13_the_name_of_a_seed_never_leads_elsewhere() {
    let folder = with_a_seed("cli-vault-names");
    for name in ["../cold", "cold/../cold", "Cold", "cold.age", ""] {
        let said = code_of(&folder.0, &format!("coldframe vault open-test '{name}'"), 2);
        assert!(said.contains("[vault/name]"), "{said}");
    }
}

#[test]
fn a_name_that_is_not_there_is_said_before_a_sentence_about_the_machine_is_asked_for() {
    let folder = Folder::new("named-missing");
    for line in [
        "vault open-test nobody",
        "vault rekey nobody",
        "vault export nobody -o nobody.age",
        "vault forget nobody",
        "seed check --seed vault:nobody",
        "seed show --seed vault:nobody",
        "seed verify-backup --seed vault:nobody",
    ] {
        let done = run_as(&folder.0, &format!("coldframe {line}"), "");
        assert_eq!(done.status.code(), Some(9), "{line}: {done:?}");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(said.contains("[store/missing]"), "{line}: {said}");
    }
}

#[test]
fn a_limit_on_the_size_of_files_is_an_error_that_is_told_and_no_death_of_the_process() {
    let folder = Folder::new("named-limit");
    let line = "ulimit -f 0; coldframe --state state seed new --os --write-plaintext-secret t.json";
    let done = run(&folder.0, line);
    assert_eq!(done.status.code(), Some(9), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stderr).contains("error:"), "{done:?}");
}
