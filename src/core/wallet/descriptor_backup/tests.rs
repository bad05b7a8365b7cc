use super::*;
use crate::messages::Explain;
use bitcoin::hex::FromHex;
use serde_json::Value;

fn rows(file: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(file).unwrap();
    file["rows"].as_array().unwrap().clone()
}

fn hex(value: &Value) -> Vec<u8> {
    Vec::from_hex(value.as_str().unwrap()).unwrap()
}

fn keys(row: &Value) -> Vec<XOnly> {
    let x = |key: &Value| *hex(key).last_chunk().unwrap();
    row["keys"].as_array().unwrap().iter().map(x).collect()
}

fn refused<T: std::fmt::Debug>(answer: Result<T, DescriptorBackupError>) -> &'static str {
    answer.unwrap_err().code().as_str()
}

/// Fresh bytes that a test can name.
fn chance() -> impl FnMut() -> Result<[u8; 32], DescriptorBackupError> {
    let mut count = 0_u8;
    move || {
        count += 1;
        Ok([count; 32])
    }
}

const ACCOUNT: &str = "[58b7f8dc/48'/1'/0'/2']tpubDEPBvXvhta3pjVaKokqC3eeMQnszj9ehFaA2zD5nSdkaccwGAizu8jVB2NeSpvmP2P52MBoZvNCixqXRJnTyXx51FQzARR63tjxQSyP3Btw";
const OTHER: &str = "tpubDC5FSnBiZDMmhiuCmWAYsLwgLYrrT9rAqvTySfuCCrgsWz8wxMXUS9Tb9iVMvcRbvFcAHGkMD5Kx8koh4GquNGNTfohfk7pgjhaPCdXpoba";

fn multisig() -> String {
    format!("wsh(sortedmulti(1,{ACCOUNT}/<0;1>/*,{OTHER}/<0;1>/*))")
}

#[test]
fn secrets_are_those_of_the_draft() {
    for row in rows(include_str!("../../../../vectors/descriptor-backup/secrets.json")) {
        let mut keys = keys(&row);
        keys.sort_unstable();
        keys.dedup();
        let recipients = keys::of_keys(keys);
        assert_eq!(recipients.secret().to_vec(), hex(&row["secret"]), "{}", row["name"]);
        let mut expected: Vec<_> = row["individual"].as_array().unwrap().iter().map(hex).collect();
        let mut made: Vec<_> = recipients.individuals().into_iter().map(|one| one.to_vec()).collect();
        expected.sort_unstable();
        made.sort_unstable();
        assert_eq!(made, expected, "{}", row["name"]);
    }
}

#[test]
fn every_sealed_backup_of_the_draft_is_written_so_and_opened_by_each_of_its_keys() {
    for row in rows(include_str!("../../../../vectors/descriptor-backup/sealed.json")) {
        let name = row["name"].as_str().unwrap();
        let (bytes, keys) = (hex(&row["backup"]), keys(&row));
        if let Some(code) = row["refused"].as_str() {
            assert_eq!(refused(Backup::parse(&bytes)), code, "{name}");
            continue;
        }
        let mut payload = Vec::new();
        for item in row["items"].as_array().unwrap() {
            payload.extend(hex(&item["type"]));
            let text = item["text"].as_str().unwrap();
            payload::push_compact_size(text.len(), &mut payload);
            payload.extend(text.as_bytes());
        }
        if row["paths"].as_array().unwrap().is_empty() {
            let mut sorted = keys.clone();
            sorted.sort_unstable();
            let recipients = keys::of_keys(sorted);
            let decoys = row["decoys"].as_array().unwrap().iter().map(|decoy| hex(decoy).try_into().unwrap());
            let mut individuals: Vec<Individual> =
                recipients.individuals().into_iter().chain(decoys).collect();
            individuals.sort_unstable();
            let nonce = hex(&row["nonce"]).try_into().unwrap();
            let made = put_together(&recipients.secret(), &individuals, nonce, &payload);
            assert_eq!(made, Some(bytes.clone()), "{name}");
            assert_eq!(text(&bytes), row["text"].as_str().unwrap(), "{name}");
        }
        let with_more = [bytes.clone(), hex(&row["trailing"])].concat();
        for input in [bytes, with_more, row["text"].as_str().unwrap().as_bytes().to_vec()] {
            let backup = Backup::parse(&input).unwrap();
            assert_eq!(backup.entry_count(), 5, "{name}");
            assert_eq!(backup.paths.len(), row["paths"].as_array().unwrap().len(), "{name}");
            for key in &keys {
                let opened = backup.open(&[[9; 32], *key]).unwrap();
                assert_eq!(opened.contents, payload::read(&payload).unwrap(), "{name}");
            }
            assert_eq!(backup.open(&[[9; 32]]), Err(DescriptorBackupError::OtherKeys), "{name}");
        }
    }
}

#[test]
fn the_keys_that_open_a_backup_are_those_the_chain_never_shows() {
    for row in rows(include_str!("../../../../vectors/descriptor-backup/keys.json")) {
        let found = Recipients::of(row["descriptor"].as_str().unwrap());
        let name = row["name"].as_str().unwrap();
        if let Some(code) = row["refused"].as_str() {
            assert_eq!(refused(found), code, "{name}");
            continue;
        }
        let found = found.unwrap();
        assert_eq!(found.keys(), keys(&row), "{name}");
        assert_eq!(u64::try_from(found.excluded()).unwrap(), row["excluded"].as_u64().unwrap(), "{name}");
    }
}

#[test]
fn what_stands_inside_is_read_as_the_draft_says() {
    for row in rows(include_str!("../../../../vectors/descriptor-backup/payload.json")) {
        let read = payload::read(&hex(&row["payload"]));
        let name = row["name"].as_str().unwrap();
        if let Some(code) = row["refused"].as_str() {
            assert_eq!(refused(read), code, "{name}");
            continue;
        }
        let kind = |content: &Content| match content {
            Content::Descriptor(_) => "descriptor",
            Content::Descriptors(_) => "descriptors",
            Content::Policy(_) => "policy",
            Content::Labels(_) => "labels",
            Content::Text(_) => "text",
            Content::Other { .. } => "other",
        };
        let expected: Vec<_> =
            row["items"].as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect();
        assert_eq!(read.unwrap().iter().map(kind).collect::<Vec<_>>(), expected, "{name}");
    }
}

#[test]
fn every_broken_backup_is_refused_by_what_is_wrong_with_it() {
    for row in rows(include_str!("../../../../vectors/descriptor-backup/refused.json")) {
        let input = row["text"].as_str().map_or_else(|| hex(&row["backup"]), |text| text.as_bytes().to_vec());
        assert_eq!(refused(Backup::parse(&input)), row["refused"].as_str().unwrap(), "{}", row["name"]);
    }
}

#[test]
fn what_is_sealed_is_opened_by_every_cosigner_and_nobody_else() {
    let recipients = Recipients::of(&multisig()).unwrap();
    let sealed = seal(&recipients, &multisig(), chance()).unwrap();
    let backup = Backup::parse(&sealed).unwrap();
    assert_eq!((recipients.count(), backup.entry_count()), (2, 5));
    for key in recipients.keys() {
        let opened = backup.open(&[*key]).unwrap();
        assert_eq!(opened.contents, [Content::Descriptor(with_checksum(&multisig()).unwrap())]);
        assert!(opened.agrees);
    }
    assert_eq!(backup.open(&[]), Err(DescriptorBackupError::OtherKeys));
    // Nothing of the wallet shows from outside.
    assert!(!sealed.windows(5).any(|window| window == b"multi"));
    let xpub: bitcoin::bip32::Xpub = OTHER.parse().unwrap();
    assert!(recipients.keys().contains(&x_only(&xpub)));
}

#[test]
fn every_changed_byte_and_every_cut_is_noticed() {
    let recipients = Recipients::of(&multisig()).unwrap();
    let sealed = seal(&recipients, &multisig(), chance()).unwrap();
    let opened = |bytes: &[u8]| Backup::parse(bytes).and_then(|backup| backup.open(&recipients.keys()[..1]));
    let right = opened(&sealed).unwrap();
    for cut in 0..sealed.len() {
        assert!(Backup::parse(&sealed[..cut]).is_err(), "{cut}");
    }
    for place in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[place] ^= 1;
        match opened(&changed) {
            // The entry of another key, or a decoy: nothing of ours.
            Ok(other) => assert!(other == right && (9..9 + 5 * 32).contains(&place), "{place}"),
            Err(_) => continue,
        }
    }
}

/// Whoever knows one key can make a file it opens: what is inside is compared with what it was sealed to.
#[test]
fn atk_b05_a_descriptor_that_was_put_under_other_keys_does_not_agree() {
    let ours = Recipients::of(&multisig()).unwrap();
    let foreign = format!("wpkh({OTHER}/<0;1>/*)");
    let sealed = seal(&ours, &foreign, chance()).unwrap();
    let opened = Backup::parse(&sealed).unwrap().open(ours.keys()).unwrap();
    assert!(!opened.agrees);
}

#[test]
fn the_number_of_keys_is_hidden_in_a_bucket() {
    assert_eq!([1, 5, 6, 10, 11, 200, 255].map(bucket), [5, 5, 10, 10, 20, 255, 255]);
}

#[test]
fn a_nonce_of_zeroes_is_drawn_again() {
    let mut drawn = 0_u8;
    let mut chance = || -> Result<[u8; 32], DescriptorBackupError> {
        drawn += 1;
        Ok(if drawn == 4 { [0; 32] } else { [drawn; 32] })
    };
    let recipients = Recipients::of(&multisig()).unwrap();
    let sealed = seal(&recipients, &multisig(), &mut chance).unwrap();
    assert_eq!(Backup::parse(&sealed).unwrap().nonce, [5; NONCE_BYTES]);
}

#[test]
fn atk_e07_lengths_are_bounded_before_anything_is_read() {
    let long = [MAGIC.as_slice(), &vec![0; DESCRIPTOR_BACKUP_BYTES_MAX]].concat();
    assert_eq!(Backup::parse(&long), Err(DescriptorBackupError::TooLong));
    let long = format!("wpkh({})", "a".repeat(DESCRIPTOR_CHARS_MAX));
    assert_eq!(Recipients::of(&long), Err(DescriptorBackupError::TooLong));
}
