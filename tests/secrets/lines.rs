//! What the program is asked to do with secrets, each line with the number it must end with.

use crate::fixture::RECIPIENT;
use crate::surroundings::doctor_ends_with;

const SEED: &str = "--seed-fd 3 3< words.txt";
const NEW_PASSPHRASE: &str = "--new-vault-passphrase-fd 4 4< new.txt";
const RECIPIENT_KEY: &str = "age1dn9j3yssad7upempypx84mrpqf3enhcwcww36xclgc4qksamspvscq4e6r";

/// Lines that use a secret as they should, then lines that put one where it does not belong.
pub(crate) fn lines(digest: &str) -> Vec<(i32, String)> {
    let mut lines = used(digest);
    lines.extend(misplaced(digest));
    lines.extend(seeds());
    lines.extend(made());
    lines.extend(named());
    lines.extend(shared());
    lines
}

/// Seeds that are split, looked at, put together and kept track of; a descriptor that is sealed.
fn shared() -> Vec<(i32, String)> {
    let inventory = [
        "new --scheme codex32 --id cash --fingerprint 73c5da0a --holds master-secret --need 2 --of 3",
        "add cash a --holder Ann --place office",
        "edit cash a --checked 2026-11-29",
        "show cash",
        "list --json",
        "revoke cash",
    ];
    let mut lines = vec![
        (0, format!("coldframe account export -o wallet.txt {SEED}")),
        (0, "coldframe account backup -v wallet.txt -o sealed.txt".to_owned()),
        (0, format!("coldframe account open-backup -v sealed.txt {SEED}")),
        (8, format!("coldframe share split -v --need 2 --of 2 {SEED}")),
        (
            0,
            format!(
                "mkdir shares && coldframe share split -v --need 2 --of 2 --write-plaintext-secret shares {SEED}"
            ),
        ),
        (0, "coldframe share check -v shares/*-1.txt".to_owned()),
        (0, "coldframe share rehearse -v shares/*.txt --expect-fingerprint 73c5da0a".to_owned()),
        (7, "coldframe share rehearse -v shares/*.txt --expect-fingerprint 00000000".to_owned()),
        (
            0,
            format!(
                "coldframe share combine -v shares/*.txt --expect-fingerprint 73c5da0a --recipient {RECIPIENT_KEY} -o restored.age"
            ),
        ),
        (8, "coldframe share reshare -v shares/*.txt --need 2 --of 3".to_owned()),
        (2, "coldframe share check \"$(cat words.txt)\"".to_owned()),
        (0, "coldframe share worksheet -v".to_owned()),
        (8, "coldframe optics test -v".to_owned()),
    ];
    lines.extend(inventory.map(|line| (0, format!("coldframe share inventory {line}"))));
    lines
}

/// What is done with seeds where there is no terminal to type at or to look at.
fn seeds() -> Vec<(i32, String)> {
    vec![
        (0, format!("coldframe seed check --expect-fingerprint 73c5da0a {SEED}")),
        (7, format!("coldframe seed check -v --expect-fingerprint 00000000 {SEED}")),
        (7, format!("coldframe address list --expect-fingerprint 00000000 {SEED}")),
        (2, "coldframe seed check --expect-fingerprint \"$(cat words.txt)\"".to_owned()),
        (8, format!("coldframe seed show -v --numbers {SEED}")),
        (8, format!("coldframe seed show -v --hold {SEED}")),
        (8, format!("coldframe seed last-word -v {SEED}")),
        (8, format!("coldframe seed verify-backup -v {SEED}")),
        (2, "coldframe seed show abandon".to_owned()),
        (2, "coldframe seed verify-backup \"$(cat words.txt)\"".to_owned()),
        (0, "coldframe self-test -v".to_owned()),
        (0, "coldframe self-test --json".to_owned()),
    ]
}

/// Seeds that are made, derived and drawn, to the one place each was told.
fn made() -> Vec<(i32, String)> {
    vec![
        (8, "coldframe seed new -v --dice-fd 3 3< rolls.txt".to_owned()),
        (8, "coldframe seed new -v --os -o new.age".to_owned()),
        (0, format!("coldframe seed new -v --dice-fd 3 --recipient {RECIPIENT_KEY} -o new.age 3< rolls.txt")),
        (0, format!("coldframe seed new -v --os --vault made {NEW_PASSPHRASE}")),
        (0, "coldframe seed new -v --os --words 12 --write-plaintext-secret plain.txt".to_owned()),
        (2, "coldframe seed new --dice 123456".to_owned()),
        (8, format!("coldframe seed derive -v --app words --index 0 {SEED}")),
        (
            0,
            format!(
                "coldframe seed derive -v --app xprv --index 0 --recipient {RECIPIENT_KEY} -o xprv.age {SEED}"
            ),
        ),
        (
            0,
            format!(
                "coldframe seed derive --json --app words --index 0 -o words.age {NEW_PASSPHRASE} {SEED}"
            ),
        ),
        (0, format!("coldframe seed derive --app wif --index 0 --write-plaintext-secret wif.txt {SEED}")),
        (
            2,
            format!(
                "coldframe seed derive --app wif --index 0 --recipient \"$(cat words.txt)\" -o x.age {SEED}"
            ),
        ),
        (8, format!("coldframe seed backup -v {SEED}")),
        (8, format!("coldframe seed show -v --as seed-qr --hold {SEED}")),
        (0, format!("coldframe seed backup -v --recipient {RECIPIENT_KEY} -o seed.png.age {SEED}")),
        (8, format!("coldframe seed backup -v --cards filled {SEED}")),
        (0, format!("coldframe seed backup -v --cards blank -o blank.pdf {SEED}")),
        (0, format!("coldframe seed backup -v --cards filled --printer /dev/null {SEED}")),
        (
            0,
            format!(
                "coldframe seed backup -v --cards filled --recipient {RECIPIENT_KEY} -o c.pdf.age {SEED}"
            ),
        ),
        (0, format!("coldframe seed backup -v --cards filled --write-plaintext-secret c.svg {SEED}")),
        (2, "coldframe seed backup --cards blank -o label.pdf --label \"$(cat words.txt)\"".to_owned()),
        (
            0,
            format!("coldframe seed backup -v --as compact-seed-qr --write-plaintext-secret seed.svg {SEED}"),
        ),
    ]
}

/// A named seed from its file to its end.
fn named() -> Vec<(i32, String)> {
    let open = "--vault-passphrase-fd 5 5< new.txt";
    vec![
        (8, format!("coldframe vault add -v cold {SEED}")),
        (0, format!("coldframe vault add -v cold --label drawer {NEW_PASSPHRASE} {SEED}")),
        (2, "coldframe vault add \"$(cat words.txt)\"".to_owned()),
        (0, "coldframe vault list -v".to_owned()),
        (0, "coldframe vault list --json".to_owned()),
        (0, format!("coldframe vault open-test -v cold {open}")),
        (7, "coldframe vault open-test -v cold --vault-passphrase-fd 5 5< passphrase.txt".to_owned()),
        (7, format!("coldframe vault open-test -v cold --passphrase-fd 6 {open} 6< passphrase.txt")),
        (6, "coldframe vault import words.txt paper".to_owned()),
        (0, format!("coldframe vault export -v cold --recipient {RECIPIENT_KEY} -o cold.age {open}")),
        (0, format!("coldframe vault export -v cold --write-plaintext-secret clear.txt {open}")),
        (0, format!("coldframe vault rekey -v cold --low-memory {NEW_PASSPHRASE} {open}")),
        (0, format!("coldframe vault import -v words.age child {open}")),
        (0, format!("coldframe seed check -v --seed vault:cold {open}")),
        (0, "coldframe vault forget -v child --confirm child".to_owned()),
    ]
}

fn used(digest: &str) -> Vec<(i32, String)> {
    vec![
        (0, format!("coldframe review spend.psbt -v {SEED}")),
        (0, format!("coldframe sign spend.psbt -v -o signed.psbt --consent {digest} {SEED}")),
        (4, format!("coldframe sign spend.psbt -v -o other.psbt --consent {} {SEED}", "00".repeat(32))),
        (0, format!("coldframe account export {SEED}")),
        (
            0,
            format!(
                "coldframe account export --as json --kind p2tr {SEED} --passphrase-fd 4 4< passphrase.txt"
            ),
        ),
        (0, format!("coldframe address list {SEED}")),
        (1, format!("coldframe address check {} {SEED}", RECIPIENT)),
        (0, format!("coldframe seed check --json {SEED} --passphrase-fd 4 4< passphrase.txt")),
        (7, "coldframe seed check --seed-fd 3 3< passphrase.txt".to_owned()),
        (0, format!("coldframe account export --as ur -o account.gif {SEED}")),
        (0, format!("coldframe account export --as bbqr {SEED} -v")),
        (0, format!("coldframe account export --as xpub --network regtest {SEED} -v")),
        (8, format!("coldframe --network regtest sign spend.psbt -v -o wrong.psbt {SEED}")),
        (
            7,
            format!(
                "coldframe sign spend.psbt -v -o - --seed-fd 3 3< words.txt --passphrase-fd 4 4< passphrase.txt --consent {digest}"
            ),
        ),
        (7, "coldframe seed check --seed-fd 3 3< typo.txt -v".to_owned()),
        (7, "coldframe seed check --seed-fd 3 3< xprv.txt -v".to_owned()),
        (9, "coldframe seed check --seed-fd 3 3< words.txt 4< /dev/null --passphrase-fd 9".to_owned()),
        (0, "coldframe finalize signed.psbt -v".to_owned()),
        (0, "coldframe rehearse --inputs 1 -v".to_owned()),
        (doctor_ends_with(), "coldframe doctor -v".to_owned()),
        (doctor_ends_with(), "coldframe doctor --json".to_owned()),
        (0, "coldframe completions bash".to_owned()),
        (0, "coldframe man".to_owned()),
        (0, "coldframe version".to_owned()),
        (0, "coldframe show signed.psbt -o signed.gif -v".to_owned()),
        (0, "coldframe scan signed.gif -o scanned.psbt -v".to_owned()),
        (0, "coldframe convert signed.psbt --as base64 -o signed.txt -v".to_owned()),
        (0, "coldframe account show account.txt -v".to_owned()),
        (0, "coldframe help sign".to_owned()),
    ]
}

fn misplaced(digest: &str) -> Vec<(i32, String)> {
    vec![
        (6, "cat words.txt | coldframe review -".to_owned()),
        (6, "coldframe finalize words.txt -v".to_owned()),
        (2, "coldframe sign words.txt -o x.psbt --consent 5e --account account.txt".to_owned()),
        (6, format!("coldframe sign xprv.txt -o x.psbt --consent {digest} --account account.txt -v")),
        (6, format!("coldframe sign words.txt -o x.psbt --consent {digest} --account account.txt")),
        (6, "coldframe review xprv.txt -v".to_owned()),
        (6, "coldframe scan xprv.txt".to_owned()),
        (6, "coldframe show seed-qr.txt -o shown.png".to_owned()),
        (6, "coldframe convert seed-qr.txt --as bbqr".to_owned()),
        (6, "coldframe account show words.txt".to_owned()),
        (6, "coldframe account show xprv.txt".to_owned()),
        (6, "coldframe address list --account words.txt".to_owned()),
        (6, format!("coldframe address check {} --account xprv.txt", RECIPIENT)),
        (2, "coldframe address check \"$(cat words.txt)\" --account account.txt".to_owned()),
        (2, "coldframe address check \"$(cat xprv.txt)\" --account account.txt".to_owned()),
        (2, "coldframe account show \"$(cat xprv.txt)\"".to_owned()),
        (2, "coldframe review \"$(cat words.txt)\"".to_owned()),
        (2, "coldframe review $(cat words.txt)".to_owned()),
        (2, "coldframe seed check abandon".to_owned()),
        (2, "coldframe seed check --passphrase TREZOR-needle".to_owned()),
        (2, "coldframe help $(cat words.txt)".to_owned()),
        (2, "coldframe help errors \"$(cat words.txt)\"".to_owned()),
        (2, "coldframe show spend.psbt -o \"$(cat words.txt)\" --density \"$(cat words.txt)\"".to_owned()),
        (6, "coldframe review words.txt".to_owned()),
        (6, "coldframe show words.txt -o shown.gif".to_owned()),
        (6, "coldframe scan words.txt".to_owned()),
        (6, "coldframe convert words.txt --as hex".to_owned()),
        (6, "coldframe review spend.psbt --expect words.txt --account account.txt".to_owned()),
        (6, "coldframe review spend.psbt --account words.txt".to_owned()),
        (6, "coldframe review leaf.txt".to_owned()),
        (2, "coldframe account show \"$(cat leaf.txt)\"".to_owned()),
        (6, "coldframe show child.txt -o shown.gif".to_owned()),
        (2, "coldframe $(cat leaf.txt)".to_owned()),
    ]
}
