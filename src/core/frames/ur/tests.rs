use super::*;
use crate::frames::ur::fountain::{Fountain, message_of};
use crate::frames::ur::xoshiro::tests::message;

/// A part of any claims, well coded: what an attacker draws.
fn crafted(path: &str, seq_num: u32, seq_len: u64, message_len: u64, fragment: &[u8]) -> String {
    let part = PartFields { seq_num, seq_len, message_len, checksum: 0x0102_0304, fragment };
    format!("ur:bytes/{path}/{}", bytewords::encode_upper(&cbor::write_part(&part)).to_lowercase())
}

#[test]
fn atk_e01_a_part_that_claims_millions_of_parts_is_refused_before_any_allocation() {
    let started = std::time::Instant::now();
    for count in [8_193, 20_000_000, 4_000_000_000, u64::from(u32::MAX), 9_999_999_999] {
        let text = crafted(&format!("20000001-{count}"), 20_000_001, count, count * 10, &[0; 10]);
        assert!(text.len() < 130);
        assert_eq!(read(&text), Err(FrameError::UrLimit { parts: count, limit: UR_PARTS_MAX }));
    }
    assert!(started.elapsed().as_millis() < 100);
}

#[test]
fn atk_e01_a_part_that_claims_gigabytes_is_refused() {
    let claimed = 4_000_000_000;
    let text = crafted("1-2", 1, 2, claimed, &[0; 10]);
    let limit = MESSAGE_BYTES_MAX;
    assert_eq!(read(&text), Err(FrameError::MessageLimit { bytes: 4_000_000_000, limit }));
}

#[test]
fn atk_e01_lengths_that_do_not_fit_each_other_are_refused() {
    for (seq_len, message_len) in [(3, 20), (3, 31), (3, 0), (1, 11), (8_192, 10)] {
        let text = crafted(&format!("1-{seq_len}"), 1, seq_len, message_len, &[0; 10]);
        assert_eq!(read(&text), Err(FrameError::UrHeader), "{seq_len} parts, {message_len} bytes");
    }
    for message_len in [21, 30] {
        assert!(read(&crafted("1-3", 1, 3, message_len, &[0; 10])).is_ok());
    }
    assert_eq!(read(&crafted("1-1", 1, 1, 0, &[])), Err(FrameError::UrHeader));
}

#[test]
fn part_zero_and_a_path_that_denies_its_header_are_refused() {
    assert_eq!(read(&crafted("0-3", 0, 3, 30, &[0; 10])), Err(FrameError::UrHeader));
    assert_eq!(read(&crafted("2-3", 1, 3, 30, &[0; 10])), Err(FrameError::UrHeader));
    assert_eq!(read(&crafted("1-4", 1, 3, 30, &[0; 10])), Err(FrameError::UrHeader));
    assert_eq!(read(&crafted("1-0", 1, 0, 30, &[0; 10])), Err(FrameError::UrHeader));
    assert!(read(&crafted("4294967295-3", u32::MAX, 3, 30, &[0; 10])).is_ok());
}

#[test]
fn a_part_reads_in_either_case_and_is_written_in_upper_case() {
    let fountain = Fountain::new(UrType::Psbt, &message_of(&message("Wolf", 256)), 30).unwrap();
    let text = fountain.part(12);
    assert_eq!(text, text.to_uppercase());
    assert!(text.starts_with("UR:CRYPTO-PSBT/12-9/"));
    let UrPart::Multi { id, seq_num, fragment } = read(&text).unwrap() else { panic!("one part of many") };
    assert_eq!((id, seq_num, &fragment), (*fountain.id(), 12, &fountain.fragment(12)));
    assert_eq!(read(&text), read(&text.to_lowercase()));
}

#[test]
fn texts_that_are_no_part_are_refused_by_name() {
    for (text, refusal) in [
        ("ur:", FrameError::UrType),
        ("ur:bytes", FrameError::UrSyntax),
        ("ur:bytes/1-2-3/aeae", FrameError::UrSyntax),
        ("ur:bytes/-1-2/aeae", FrameError::UrSyntax),
        ("ur:bytes/+1-2/aeae", FrameError::UrSyntax),
        ("ur:bytes/1/2/3/4", FrameError::UrSyntax),
        ("ur:bytes/aeadaolazojendeowf", FrameError::UrPartChecksum),
        ("ur:bytes/abmuammdwe", FrameError::UrBytewords { pair: 0 }),
        ("ur:no-such-kind/aeae", FrameError::UrType),
    ] {
        assert_eq!(read(text), Err(refusal), "{text}");
    }
    let endless = format!("ur:bytes/{}", "a".repeat(5_000));
    assert_eq!(read(&endless), Err(FrameError::TooLong { chars: 5_009, limit: UR_PART_CHARS_MAX }));
}
