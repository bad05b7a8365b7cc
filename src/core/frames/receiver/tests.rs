use super::*;
use crate::envelope::SecretKind;
use crate::frames::ur::xoshiro::tests::message;
use crate::frames::{BbqrEncoding, BbqrType, FrameSource, SenderOptions, sender};

const UR: Wire = Wire::Ur(UrType::Psbt);
const BBQR: Wire = Wire::Bbqr { encoding: BbqrEncoding::Base32, file_type: BbqrType::Psbt };

fn psbt(name: &str) -> Vec<u8> {
    [plain::PSBT_MAGIC, &message(name, 5_000)].concat()
}

fn source(name: &str, wire: Wire) -> Box<dyn FrameSource> {
    sender(&psbt(name), wire, SenderOptions::NORMAL).unwrap()
}

fn push(receiver: &mut Receiver, source: &dyn FrameSource, frame: u64) -> Result<Progress, FrameError> {
    receiver.push(source.frame(frame).0.as_bytes())
}

#[test]
fn atk_e02_one_forged_frame_first_and_a_hundred_honest_ones_after() {
    let mut receiver = Receiver::new();
    push(&mut receiver, &*source("forged", UR), 0).unwrap();
    let honest = source("honest", UR);
    let done = (0..100).find_map(|frame| match push(&mut receiver, &*honest, frame).unwrap() {
        Progress::Complete(received) => Some(received),
        Progress::Partial { .. } => None,
    });
    assert_eq!(done, Some(Received { wire: UR, bytes: psbt("honest") }));
    assert_eq!(receiver.foreign_frames(), 1);
}

#[test]
fn atk_e02_two_messages_are_said_to_be_two() {
    let mut receiver = Receiver::new();
    push(&mut receiver, &*source("one", UR), 0).unwrap();
    push(&mut receiver, &*source("one", UR), 1).unwrap();
    let progress = push(&mut receiver, &*source("other", UR), 0).unwrap();
    assert_eq!(progress, Progress::Partial { have: 2, need: 15, sessions: 2 });
    assert_eq!(receiver.foreign_frames(), 1);
}

#[test]
fn atk_e02_a_flood_of_forged_single_frames_never_pushes_the_honest_message_out() {
    let mut receiver = Receiver::new();
    let honest = source("honest", UR);
    let mut done = None;
    for frame in 0..60 {
        if let Progress::Complete(received) = push(&mut receiver, &*honest, frame).unwrap() {
            done = Some(received);
            break;
        }
        // Two parts are safe; one alone can still be pushed out.
        for flood in 0..if frame == 0 { 2 } else { 12 } {
            let forged = source(&format!("forged {frame} {flood}"), UR);
            push(&mut receiver, &*forged, frame).unwrap();
        }
    }
    assert_eq!(done.unwrap().bytes, psbt("honest"));
    assert!(receiver.foreign_frames() > 100);
}

#[test]
fn formats_and_messages_mixed_frame_by_frame_are_kept_apart() {
    let mut receiver = Receiver::new();
    let sources = [source("a", UR), source("b", BBQR), source("c", Wire::Base64)];
    let mut done = Vec::new();
    for frame in 0..40 {
        for source in &sources {
            if let Ok(Progress::Complete(received)) = push(&mut receiver, &**source, frame) {
                done.push((received.wire, received.bytes));
            }
        }
    }
    for (name, wire) in [("a", UR), ("b", BBQR), ("c", Wire::Base64)] {
        assert!(done.contains(&(wire, psbt(name))), "{wire:?}");
    }
}

#[test]
fn numbered_frames_say_which_are_missing_and_a_fountain_does_not() {
    let mut receiver = Receiver::new();
    let bbqr = source("b", BBQR);
    for frame in [0, 2, 3] {
        push(&mut receiver, &*bbqr, frame).unwrap();
    }
    let missing = receiver.missing().unwrap();
    assert_eq!(missing.first(), Some(&2));
    assert_eq!(missing.len(), bbqr.part_count() - 3);
    let mut receiver = Receiver::new();
    push(&mut receiver, &*source("a", UR), 0).unwrap();
    assert_eq!(receiver.missing(), None);
}

#[test]
fn a_frame_seen_by_the_camera_a_hundred_times_is_one_vote() {
    let mut receiver = Receiver::new();
    let (forged, honest) = (b"p1of2 AAAA", b"p1of2 cHNi");
    for _ in 0..100 {
        assert_eq!(receiver.push(forged), Ok(Progress::Partial { have: 1, need: 2, sessions: 1 }));
    }
    assert_eq!(receiver.push(honest), Err(FrameError::Contradicts { part: 1 }));
    receiver.push(b"p2of2 dP8=").unwrap();
    let done = receiver.push(honest).unwrap();
    assert_eq!(done, Progress::Complete(Received { wire: Wire::Base64, bytes: b"psbt\xff".to_vec() }));
}

#[test]
fn a_poster_a_url_and_noise_are_counted_and_reset_nothing() {
    let mut receiver = Receiver::new();
    let honest = source("honest", UR);
    push(&mut receiver, &*honest, 0).unwrap();
    for poster in [b"HTTPS://EXAMPLE.ORG".as_slice(), b"", b"WIFI:T:WPA;;", b"\xff\xfe\x00", b"ur:bytes/zzzz"]
    {
        assert!(receiver.push(poster).is_err());
    }
    assert_eq!(receiver.foreign_frames(), 5);
    assert_eq!(receiver.progress(), Progress::Partial { have: 1, need: 15, sessions: 1 });
}

#[test]
fn text_is_taken_only_where_text_is_wanted_and_no_series_is_under_way() {
    let descriptor = b"wpkh([d34db33f/84h/0h/0h]xpub6/0/*)";
    assert_eq!(Receiver::new().push(descriptor), Err(FrameError::Unrecognised));
    let taken = Receiver::of_text_too().push(descriptor).unwrap();
    assert_eq!(taken, Progress::Complete(Received { wire: Wire::Text, bytes: descriptor.to_vec() }));
    let mut receiver = Receiver::of_text_too();
    push(&mut receiver, &*source("a", UR), 0).unwrap();
    assert_eq!(receiver.push(descriptor), Err(FrameError::Unrecognised));
}

#[test]
fn atk_e12_a_secret_before_the_camera_is_named_and_not_taken() {
    let words =
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
    for mut receiver in [Receiver::new(), Receiver::of_text_too()] {
        let refusal = receiver.push(words.as_bytes()).unwrap_err();
        assert_eq!(refusal, FrameError::Secret { what: SecretKind::Mnemonic });
        assert!(!format!("{refusal} {refusal:?}").contains("abandon"));
        let compact = [0x5b; 16].map(|byte: u8| byte ^ 0xff);
        let refusal = receiver.push(&compact).unwrap_err();
        assert_eq!(refusal, FrameError::Secret { what: SecretKind::CompactSeedQr });
    }
}

#[test]
fn atk_e10_a_message_of_ten_thousand_nested_lists_is_refused() {
    let mut nested = vec![0x81; 1_900];
    nested.push(0);
    let text = ur::write_single(UrType::Bytes, &nested);
    assert_eq!(Receiver::new().push(text.as_bytes()), Err(FrameError::Nesting { limit: NESTING_MAX }));
    let deep = sender(&vec![0x81; 10_000], Wire::Ur(UrType::Account), SenderOptions::NORMAL).unwrap();
    let mut receiver = Receiver::new();
    let ends: Vec<_> = (0..60).filter_map(|frame| push(&mut receiver, &*deep, frame).err()).collect();
    assert!(ends.contains(&FrameError::Nesting { limit: NESTING_MAX }));
}

#[test]
fn atk_e04_a_bomb_in_frames_is_refused() {
    let zeros = crate::frames::bbqr::deflate::deflate(&vec![0; 16 << 20]).unwrap();
    let id = bbqr::SeriesId { encoding: BbqrEncoding::Deflate, file_type: BbqrType::Psbt, count: 20 };
    let body = zeros.len().div_ceil(20).next_multiple_of(5);
    let mut receiver = Receiver::new();
    let refusals: Vec<_> = zeros
        .chunks(body)
        .zip(0..)
        .filter_map(|(body, index)| receiver.push(bbqr::write(&id, index, body).as_bytes()).err())
        .collect();
    assert!(matches!(refusals[..], [FrameError::InflateLimit { .. }]), "{refusals:?}");
}

#[test]
fn a_message_that_began_again_is_still_not_pushed_out() {
    let mut receiver = Receiver::new();
    let honest = source("honest", UR);
    let text = honest.frame(2).0;
    let ur::UrPart::Multi { id, seq_num, mut fragment } = ur::read(&text).unwrap() else {
        panic!("one of many")
    };
    fragment[0] ^= 1;
    receiver.push(ur::write_part(&id, seq_num, &fragment).as_bytes()).unwrap();
    let mut done = None;
    for frame in 0..60 {
        if let Ok(Progress::Complete(received)) = push(&mut receiver, &*honest, frame) {
            done = Some(received.bytes);
            break;
        }
        for flood in 0..5 {
            push(&mut receiver, &*source(&format!("forged {frame} {flood}"), UR), frame).unwrap();
        }
    }
    assert_eq!(done, Some(psbt("honest")));
}

#[test]
fn a_frame_longer_than_any_symbol_is_refused_unread() {
    let refusal = Receiver::new().push(&vec![b'A'; FRAME_CHARS_MAX + 1]).unwrap_err();
    assert_eq!(refusal, FrameError::TooLong { chars: FRAME_CHARS_MAX + 1, limit: FRAME_CHARS_MAX });
}

#[test]
fn atk_e02_a_forged_piece_that_is_no_base64_is_given_up_and_the_honest_text_comes_through() {
    let mut receiver = Receiver::new();
    let pieces: [&[u8]; 4] = [b"p1of2 ****", b"p2of2 dP8=", b"p1of2 cHNi", b"p2of2 dP8="];
    let done = pieces.iter().cycle().take(12).find_map(|piece| match receiver.push(piece) {
        Ok(Progress::Complete(received)) => Some(received.bytes),
        _ => None,
    });
    assert_eq!(done.as_deref(), Some(b"psbt\xff".as_slice()));
}

#[test]
fn atk_e01_ten_thousand_full_pieces_keep_the_receiver_small() {
    let mut receiver = Receiver::new();
    let piece = "A".repeat(7_000);
    let refused = (1..=9_999)
        .filter_map(|number| receiver.push(format!("p{number}of9999 {piece}").as_bytes()).err())
        .filter(|refusal| matches!(refusal, FrameError::MessageLimit { .. }));
    assert!(refused.count() > 5);
}
