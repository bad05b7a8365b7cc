use super::*;
use crate::frames::{Progress, Received, Receiver, Wire, plain};
use crate::limits::UR_PART_CHARS_MAX;
use serde_json::Value;

fn rows(text: &str) -> Vec<Value> {
    serde_json::from_str::<Value>(text).unwrap()["rows"].as_array().unwrap().clone()
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

#[test]
fn the_letters_of_the_paper_come_out() {
    for row in rows(include_str!("../../../../vectors/ur1/bc32.json")) {
        let text = row["text"].as_str().unwrap();
        match row["bytes"].as_str() {
            Some(bytes) => {
                let bytes = plain::unhex(bytes.as_bytes()).unwrap();
                assert_eq!(bc32::encode(&bytes), text);
                assert_eq!(bc32::decode(text), Some(bytes));
            }
            None => assert_eq!(bc32::decode(text), None, "{}", row["name"]),
        }
    }
}

#[test]
fn parts_of_other_peoples_senders_get_their_verdict() {
    for row in rows(include_str!("../../../../vectors/ur1/parts.json")) {
        let mut receiver = Receiver::of_text_too();
        let (mut whole, mut refused) = (None, None);
        for frame in texts(&row["frames"]) {
            match receiver.push(frame.as_bytes()) {
                Ok(Progress::Complete(received)) => whole = Some(received),
                Ok(Progress::Partial { .. }) => {}
                Err(why) => refused = Some(crate::messages::Explain::code(&why).as_str()),
            }
        }
        assert_eq!(refused, row["refused"].as_str(), "{}", row["name"]);
        let bytes = row["bytes"].as_str().map(|bytes| plain::unhex(bytes.as_bytes()).unwrap());
        assert_eq!(whole.as_ref().map(|whole| &whole.bytes), bytes.as_ref(), "{}", row["name"]);
        if let Some(whole) = whole {
            assert_eq!(whole.wire, Wire::Ur1(UrType::Bytes));
        }
    }
}

#[test]
fn what_is_written_is_what_the_others_write() {
    let all = rows(include_str!("../../../../vectors/ur1/parts.json"));
    let written = all.iter().filter(|row| row["fragment_chars"].is_u64());
    let mut count = 0;
    for row in written {
        let bytes = plain::unhex(row["bytes"].as_str().unwrap().as_bytes()).unwrap();
        let message = message_of(&bytes);
        let pieces = texts(&row["frames"]);
        let joined: String = pieces.iter().map(|text| text.rsplit('/').next().unwrap()).collect();
        assert_eq!(bc32::encode(&message), joined.to_ascii_lowercase(), "{}", row["name"]);
        let ours = write(UrType::Bytes, &message, 300).unwrap();
        let again: String = ours.iter().map(|text| text.rsplit('/').next().unwrap()).collect();
        assert_eq!(again, joined.to_ascii_uppercase());
        assert!(ours.iter().all(|text| text.len() <= 300));
        let digest = |text: &str| text.split('/').nth(2).map(str::to_ascii_uppercase);
        assert_eq!(digest(&ours[0]), digest(pieces[0]), "{}", row["name"]);
        count += 1;
    }
    assert!(count >= 2);
}

#[test]
fn both_versions_are_told_apart_whatever_their_letters() {
    let message = message_of(b"hello");
    assert!(!is_ur1(&crate::frames::ur::write_single(UrType::Bytes, &message)));
    assert!(is_ur1(&write(UrType::Bytes, &message, 4_000).unwrap()[0]));
    assert!(!is_ur1("UR:BYTES/1-3/LPADAXCFAOCYMSTOSOST"));
    assert!(is_ur1("UR:BYTES/1OF3/X/Y") && is_ur1("ur:bytes/2of2/x/y/z"));
}

#[test]
fn atk_e01_numbers_no_series_has_are_refused_before_anything_is_kept() {
    let digest = bc32::encode(&[7; 32]);
    for bad in
        ["0of3", "4of3", "1of0", "1of10000", "1of99999999999", "of", "1of", "-1of3", "+1of3", "1of3of4"]
    {
        let refused = read(&format!("ur:bytes/{bad}/{digest}/qqqqqq"));
        assert_eq!(refused, Err(FrameError::Ur1Header), "{bad}");
    }
    assert_eq!(read(&format!("ur:bytes/1of3/{digest}/")), Err(FrameError::Ur1Header));
    let long = format!("ur:bytes/1of3/{digest}/{}", "q".repeat(UR_PART_CHARS_MAX));
    assert!(matches!(read(&long), Err(FrameError::TooLong { .. })));
}

#[test]
fn atk_e02_a_forged_part_of_the_same_digest_is_outvoted_and_never_blended() {
    let psbt = [plain::PSBT_MAGIC, &[9; 700]].concat();
    let honest = write(UrType::Bytes, &message_of(&psbt), 300).unwrap();
    assert!(honest.len() > 3);
    let head = honest[1].rsplit_once('/').unwrap().0;
    let forged = format!("{head}/{}", "Q".repeat(150));
    let mut receiver = Receiver::new();
    assert!(receiver.push(forged.as_bytes()).is_ok());
    let mut verdicts = Vec::new();
    let whole = honest.iter().cycle().take(3 * honest.len()).find_map(|frame| {
        match receiver.push(frame.as_bytes()) {
            Ok(Progress::Complete(received)) => Some(received),
            other => {
                verdicts.push(other);
                None
            }
        }
    });
    assert_eq!(whole, Some(Received { wire: Wire::Ur1(UrType::Bytes), bytes: psbt }));
    assert!(verdicts.contains(&Err(FrameError::Contradicts { part: 2 })));
}

#[test]
fn atk_e02_parts_of_two_messages_are_never_put_together() {
    let both: Vec<Vec<String>> = [7, 8]
        .map(|fill| {
            write(UrType::Bytes, &message_of(&[plain::PSBT_MAGIC, &[fill; 700]].concat()), 300).unwrap()
        })
        .into();
    let mut receiver = Receiver::new();
    for frame in [&both[0][0], &both[1][1], &both[0][2], &both[1][3]] {
        assert!(matches!(receiver.push(frame.as_bytes()), Ok(Progress::Partial { .. })));
    }
    assert!(matches!(receiver.progress(), Progress::Partial { have: 2, sessions: 2, .. }));
}

#[test]
fn atk_e12_a_secret_in_the_first_version_is_refused_by_name() {
    for name in ["crypto-seed", "crypto-bip39", "crypto-sskr", "sskr", "seed"] {
        let text = format!("ur:{name}/{}", bc32::encode(&message_of(&[1; 16])));
        assert!(
            matches!(Receiver::of_text_too().push(text.as_bytes()), Err(FrameError::Secret { .. })),
            "{name}"
        );
    }
}

#[test]
fn a_message_of_more_than_64_kib_is_read_with_the_head_of_the_paper_and_with_that_of_cbor() {
    let bytes = [plain::PSBT_MAGIC, &vec![5; 70_000]].concat();
    let length = u32::try_from(bytes.len()).unwrap().to_be_bytes();
    for head in [0x60, 0x5a] {
        let message = [&[head], length.as_slice(), &bytes].concat();
        let frames = write(UrType::Bytes, &message, 4_000).unwrap();
        let mut receiver = Receiver::new();
        let whole = frames.iter().find_map(|frame| match receiver.push(frame.as_bytes()) {
            Ok(Progress::Complete(received)) => Some(received.bytes),
            _ => None,
        });
        assert_eq!(whole.as_ref(), Some(&bytes), "{head:x}");
    }
}
