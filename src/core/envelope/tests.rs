use super::*;
use crate::frames::{Missing, SenderOptions, UrType, base64, sender};
use crate::messages::{self, Explain};

const PSBT: &[u8] = b"psbt\xff\x01\x00";

fn frames(bytes: &[u8], wire: Wire, range: std::ops::Range<u64>) -> String {
    let source = sender(bytes, wire, SenderOptions::TINY).unwrap();
    range.map(|frame| source.frame(frame).0 + "\n").collect()
}

#[test]
fn the_vectors_get_their_verdict_and_no_secret_is_echoed() {
    let file: serde_json::Value =
        serde_json::from_str(include_str!("../../../vectors/envelope/inputs.json")).unwrap();
    for row in file["rows"].as_array().unwrap() {
        let (name, text) = (&row["name"], row["text"].as_str().unwrap());
        let detected = Envelope::detect(text.as_bytes());
        if let Some(code) = row["refused"].as_str() {
            let refusal = detected.unwrap_err();
            assert_eq!(refusal.code().as_str(), code, "{name}");
            if let Some(what) = row["what"].as_str() {
                assert!(refusal.to_string().contains(what), "{name}: {refusal}");
            }
            let said = format!("{refusal} {refusal:?} {:?}", refusal.facts());
            assert!(text.split_whitespace().filter(|word| word.len() > 6).all(|word| !said.contains(word)));
        } else {
            let content = match detected.unwrap().content {
                Content::Psbt(_) => "psbt",
                Content::Transaction(_) => "transaction",
                Content::Text(_) => "text",
                Content::Registry(..) | Content::SealedDescriptor(_) | Content::Picture(_) => "other",
            };
            assert_eq!(row["content"], content, "{name}");
        }
    }
}

#[test]
fn a_psbt_is_found_in_every_form_and_answered_in_the_same() {
    let ur = Wire::Ur(UrType::Psbt);
    for (input, wire) in [
        (PSBT.to_vec(), Wire::Binary),
        (base64::encode(PSBT).into_bytes(), Wire::Base64),
        (plain::hex(PSBT).into_bytes(), Wire::Hex),
        (frames(PSBT, ur, 0..1).into_bytes(), ur),
    ] {
        let signable = Envelope::detect(&input).unwrap().into_signable().unwrap();
        assert_eq!(signable, Signable { psbt: PSBT.to_vec(), wire });
    }
}

#[test]
fn a_file_of_frames_is_read_whatever_stands_between_them() {
    let psbt = [PSBT, &[7; 2_000]].concat();
    for wire in [Wire::Ur(UrType::Psbt), Wire::Base64] {
        let text = format!("\r\nscanned on monday\n{}", frames(&psbt, wire, 3..80));
        let signable = Envelope::detect(text.as_bytes()).unwrap().into_signable().unwrap();
        assert_eq!(signable, Signable { psbt: psbt.clone(), wire });
    }
}

#[test]
fn a_file_with_two_messages_is_refused_and_one_shown_twice_is_not() {
    let (one, other) = (b"psbt\xff\x01\x00".as_slice(), b"psbt\xff\x02\x00".as_slice());
    let ur = Wire::Ur(UrType::Psbt);
    let bbqr =
        Wire::Bbqr { encoding: crate::frames::BbqrEncoding::Hex, file_type: crate::frames::BbqrType::Psbt };
    let file = |second: &[u8], wire| format!("{}\n{}", frames(one, ur, 0..1), frames(second, wire, 0..1));
    assert_eq!(Envelope::detect(file(other, ur).as_bytes()), Err(DetectError::Ambiguous));
    assert_eq!(Envelope::detect(file(other, bbqr).as_bytes()), Err(DetectError::Ambiguous));
    assert_eq!(Envelope::detect(file(one, bbqr).as_bytes()).unwrap().content, Content::Psbt(one.to_vec()));
}

#[test]
fn two_messages_in_plain_lines_are_refused_too() {
    let (one, other) = ([PSBT, &[1; 60]].concat(), [PSBT, &[2; 60]].concat());
    for write in [base64::encode, plain::hex] {
        let file = |second: &[u8]| format!("{}\n{}\n", write(&one), write(second)).into_bytes();
        assert_eq!(Envelope::detect(&file(&other)), Err(DetectError::Ambiguous));
        assert_eq!(Envelope::detect(&file(&one)).unwrap().content, Content::Psbt(one.clone()));
    }
}

#[test]
fn two_numbered_messages_of_as_many_parts_are_ambiguous_and_not_incomplete() {
    let message =
        |seed: u8| [PSBT, &(0..2_000_u16).map(|at| at.to_le_bytes()[0] ^ seed).collect::<Vec<_>>()].concat();
    let bbqr = Wire::Bbqr {
        encoding: crate::frames::BbqrEncoding::Base32,
        file_type: crate::frames::BbqrType::Psbt,
    };
    for wire in [bbqr, Wire::Base64] {
        let parts = |seed: u8| {
            let count = sender(&message(seed), wire, SenderOptions::TINY).unwrap().part_count();
            frames(&message(seed), wire, 0..u64::try_from(count).unwrap())
        };
        let (one, other) = (parts(0), parts(0x55));
        let mixed: String = one.lines().zip(other.lines()).map(|(a, b)| format!("{a}\n{b}\n")).collect();
        assert_eq!(Envelope::detect(mixed.as_bytes()), Err(DetectError::Ambiguous), "{wire:?}");
        let less: String = one.lines().skip(1).map(|line| format!("{line}\n")).collect();
        assert!(matches!(Envelope::detect(less.as_bytes()), Err(DetectError::Incomplete { .. })), "{wire:?}");
    }
}

#[test]
fn text_of_editors_that_write_marks_and_wide_letters_is_read() {
    let psbt = [PSBT, &[7; 900]].concat();
    let words = "abandon ".repeat(11) + "about";
    let texts = [base64::encode(&psbt), frames(&psbt, Wire::Ur(UrType::Psbt), 0..30).replace('\n', "\r\n")];
    for text in texts {
        for marked in in_every_mark(&text) {
            assert_eq!(Envelope::detect(&marked).unwrap().content, Content::Psbt(psbt.clone()));
        }
    }
    for marked in in_every_mark(&words) {
        assert!(matches!(Envelope::detect(&marked), Err(DetectError::Secret { .. })));
    }
    assert!(Envelope::detect(b"\xff\xfea").is_err());
}

fn in_every_mark(text: &str) -> [Vec<u8>; 3] {
    let wide = |unit: fn(u16) -> [u8; 2]| format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect();
    [format!("\u{feff}{text}").into_bytes(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)]
}

#[test]
fn a_file_that_lacks_frames_says_how_many() {
    let psbt = [PSBT, &[7; 2_000]].concat();
    let text = frames(&psbt, Wire::Ur(UrType::Psbt), 0..5);
    assert_eq!(
        Envelope::detect(text.as_bytes()),
        Err(DetectError::Incomplete { have: 5, need: 26, missing: Missing::default() })
    );
    assert_eq!(
        Envelope::detect(b"ur:crypto-psbt/1-2-3/aeae"),
        Err(DetectError::Frames(FrameError::UrSyntax))
    );
}

#[test]
fn pictures_go_to_the_console_and_public_registry_items_stay_cbor() {
    let detected = Envelope::detect(b"\x89PNG\r\n\x1a\n1234").unwrap();
    assert_eq!(detected.content, Content::Picture(Picture::Png));
    let text = ur::write_single(UrType::Account, &[0xa0]);
    let detected = Envelope::detect(text.as_bytes()).unwrap();
    assert_eq!(detected.content, Content::Registry(UrType::Account, vec![0xa0]));
    let refusal = detected.into_signable().unwrap_err();
    assert_eq!(refusal, DetectError::NotSignable { what: ContentKind::Registry });
}

#[test]
fn atk_e12_a_secret_inside_a_public_frame_is_refused_too() {
    let words = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong";
    let text = frames(words.as_bytes(), Wire::Ur(UrType::Bytes), 0..1);
    assert_eq!(Envelope::detect(text.as_bytes()), Err(DetectError::Secret { what: SecretKind::Mnemonic }));
    let entropy = frames(&[0x80; 32], Wire::Ur(UrType::Bytes), 0..1);
    assert_eq!(
        Envelope::detect(entropy.as_bytes()),
        Err(DetectError::Secret { what: SecretKind::CompactSeedQr })
    );
}

#[test]
fn atk_e12_bare_entropy_is_a_compact_seed_and_other_noise_is_unknown() {
    for words in [16, 20, 24, 28, 32] {
        let what = SecretKind::CompactSeedQr;
        assert_eq!(Envelope::detect(&vec![0x9c; words]), Err(DetectError::Secret { what }));
    }
    assert_eq!(Envelope::detect(&[0x9c; 33]), Err(DetectError::Unknown));
    assert_eq!(Envelope::detect(b"psbt\xfe"), Err(DetectError::Unknown));
}

#[test]
fn every_refusal_has_its_sentences() {
    for refusal in [
        DetectError::Empty,
        DetectError::Unknown,
        DetectError::Secret { what: SecretKind::SeedQr },
        DetectError::Encrypted,
        DetectError::Incomplete { have: 1, need: 2, missing: Missing::default() },
        DetectError::Incomplete { have: 1, need: 2, missing: Missing::of([2].into_iter(), 1) },
        DetectError::NotSignable { what: ContentKind::Text },
    ] {
        for part in [messages::Part::Error, messages::Part::Cause, messages::Part::Hint, messages::Part::Help]
        {
            let sentence = messages::sentence(refusal.code(), part, &refusal.facts()).unwrap();
            assert!(!sentence.contains('{') && !sentence.contains("envelope/"), "{sentence}");
        }
    }
}
