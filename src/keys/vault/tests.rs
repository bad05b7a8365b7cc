use super::*;
use crate::secret::Secret;
use crate::tests::{hex, rows, text};
use coldframe_core::messages::Explain;
use serde_json::Value;

const FILES: &str = include_str!("../../../vectors/vault/files.json");
const PASSPHRASE: &str = "canal-orbit-velvet-tiger-mosquito-planet-shove-ribbon";

fn secret(text: &str) -> Secret<Vec<u8>> {
    Secret::built(Vec::with_capacity(text.len()), |bytes| bytes.extend_from_slice(text.as_bytes()))
}

fn file(row: &Value) -> Vec<u8> {
    row["file"].as_str().map_or_else(|| hex(row, "file_hex"), |armored| armored.as_bytes().to_vec())
}

fn opened(file: &[u8], row: &Value) -> Result<Secret<Vec<u8>>, OpenError> {
    match row["identity"].as_str() {
        Some(identity) => decrypt(file, Key::Identities(&Identities::parse(identity.as_bytes()).unwrap())),
        None => decrypt(file, Key::Passphrase(&secret(text(row, "passphrase")))),
    }
}

fn named(part: &str) -> Value {
    rows(FILES).into_iter().find(|row| text(row, "name") == part).unwrap()
}

fn sealed() -> Vec<u8> {
    encrypt(b"zoo", Lock::Passphrase(&secret(PASSPHRASE), WorkFactor::LEAST)).unwrap()
}

#[test]
fn every_file_made_by_others_opens_or_is_refused_by_its_code() {
    for row in rows(FILES) {
        let verdict = match opened(&file(&row), &row) {
            Ok(plain) => {
                assert!(plain.expose(|plain| plain == text(&row, "plain").as_bytes()), "{}", row["name"]);
                "opens"
            }
            Err(error) => error.code().as_str(),
        };
        assert_eq!(verdict, text(&row, "verdict"), "{}", row["name"]);
    }
}

/// The refusal comes from the header alone: scrypt with log_n 30 would take 1 TiB, and time.
#[test]
fn atk_f07_a_file_that_asks_for_too_much_work_is_refused_before_any_is_done() {
    let begun = std::time::Instant::now();
    for part in ["log_n 21", "log_n 30", "log_n 63", "log_n 1000"] {
        let row = named(part);
        assert!(matches!(Header::of_file(&file(&row)), Err(OpenError::KdfWork { .. })), "{part}");
        assert!(matches!(opened(&file(&row), &row), Err(OpenError::KdfWork { .. })), "{part}");
    }
    assert!(begun.elapsed().as_millis() < 500, "something was calculated: {:?}", begun.elapsed());
}

#[test]
fn atk_f07_a_file_whose_passphrase_costs_nothing_to_guess_is_refused() {
    for (part, log_n) in [("log_n 1", 1), ("log_n 14", 14)] {
        assert_eq!(Header::of_file(&file(&named(part))), Err(OpenError::KdfWeak { log_n }));
    }
}

#[test]
fn atk_f07_what_is_written_has_a_fixed_work_factor_inside_the_accepted_range() {
    assert_eq!((WorkFactor::FULL.log_n(), WorkFactor::LOW_MEMORY.log_n()), (18, 17));
    let header = Header::of_file(&sealed()).unwrap();
    assert_eq!(header.kind, Kind::Passphrase { log_n: WorkFactor::LEAST.log_n() });
}

#[test]
fn atk_f08_the_name_of_a_plugin_is_no_recipient_and_no_identity() {
    let plugins = [
        "age1../../x",
        "age1name1qqqq",
        "age1",
        "",
        "ssh-ed25519 AAAA",
        "age1yubikey1q2w7u3vpya839jxxuq8g0sedh3d740d4xvn639sqhr95ejj8vu3hyfumptt",
    ];
    for plugin in plugins {
        assert_eq!(Recipient::parse(plugin), Err(SealError::Recipient), "{plugin}");
    }
    for plugin in ["AGE-PLUGIN-../../X-1QQQQ", "AGE-PLUGIN-YUBIKEY-1QQQQ", "/bin/sh", ""] {
        let found = Identities::parse(format!("# key\n{plugin}\n").as_bytes());
        assert!(matches!(found, Err(OpenError::Identity { .. })), "{plugin}");
    }
}

#[test]
fn a_file_of_ours_opens_with_each_of_its_keys_and_with_no_other() {
    let all: Vec<_> = (0..3).map(|_| age::x25519::Identity::generate()).collect();
    let parsed = |identity: &age::x25519::Identity| {
        use age::secrecy::ExposeSecret;
        Identities::parse(identity.to_string().expose_secret().as_bytes()).unwrap()
    };
    let keys: Vec<_> = all.iter().map(parsed).collect();
    let recipients: Vec<_> = keys.iter().take(2).flat_map(Identities::recipients).collect();
    let file = encrypt(b"zoo", Lock::Recipients(&recipients)).unwrap();
    assert_eq!(Header::of_file(&file).unwrap().kind, Kind::Recipients { count: 2 });
    for key in &keys[..2] {
        assert!(decrypt(&file, Key::Identities(key)).unwrap().expose(|plain| plain == b"zoo"));
    }
    assert_eq!(decrypt(&file, Key::Identities(&keys[2])).unwrap_err(), OpenError::WrongIdentity);
    assert_eq!(encrypt(b"zoo", Lock::Recipients(&[])), Err(SealError::Recipient));
}

#[test]
fn a_wrong_passphrase_is_told_from_a_damaged_file() {
    let file = sealed();
    let wrong = decrypt(&file, Key::Passphrase(&secret("canal")));
    assert_eq!(wrong.unwrap_err(), OpenError::WrongPassphrase);
    let mut bytes = header::binary(&file).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    let damaged = decrypt(&bytes, Key::Passphrase(&secret(PASSPHRASE)));
    assert_eq!(damaged.unwrap_err(), OpenError::Damaged);
}

/// X25519, so that each of the many tries is quick; the stream behind the header is the same.
#[test]
fn a_file_cut_at_any_byte_gives_an_error_and_not_one_byte_of_its_content() {
    let row = named("an X25519 key, binary");
    let whole = file(&row);
    for end in 0..whole.len() {
        let error = opened(&whole[..end], &row).unwrap_err();
        assert!(
            matches!(error, OpenError::NotAge | OpenError::Header | OpenError::Damaged),
            "{end}: {error}"
        );
    }
}

#[test]
fn a_file_changed_in_any_byte_does_not_open() {
    let row = named("an X25519 key, binary");
    let whole = file(&row);
    for place in 0..whole.len() {
        let mut changed = whole.clone();
        changed[place] ^= 0x20;
        assert!(opened(&changed, &row).is_err(), "{place}");
    }
}

#[test]
fn what_is_too_long_to_be_opened_again_is_not_encrypted() {
    use coldframe_core::limits::VAULT_FILE_BYTES_MAX;
    let recipients =
        [Recipient::parse("age1dn9j3yssad7upempypx84mrpqf3enhcwcww36xclgc4qksamspvscq4e6r").unwrap()];
    let largest = (VAULT_FILE_BYTES_MAX - 16 * 1024) / 3 * 2;
    let file = encrypt(&vec![7; largest], Lock::Recipients(&recipients)).unwrap();
    assert!(file.len() <= VAULT_FILE_BYTES_MAX);
    let refused = encrypt(&vec![7; largest + 1], Lock::Recipients(&recipients));
    assert_eq!(refused, Err(SealError::TooLarge));
    let too_large = OpenError::TooLarge { limit: VAULT_FILE_BYTES_MAX };
    assert_eq!(Header::of_file(&vec![b'a'; VAULT_FILE_BYTES_MAX + 1]), Err(too_large));
}
