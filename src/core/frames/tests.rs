//! The published vectors, and what holds across formats.

use super::*;
use crate::frames::ur::xoshiro::{Xoshiro, tests::message};
use crate::messages::{self, Explain};
use serde_json::Value;

fn rows(text: &str) -> Vec<Value> {
    serde_json::from_str::<Value>(text).unwrap()["rows"].as_array().unwrap().clone()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn numbers(value: &Value) -> Vec<u32> {
    value.as_array().unwrap().iter().map(|number| u32::try_from(number.as_u64().unwrap()).unwrap()).collect()
}

fn row(rows: &[Value], name: &str) -> Value {
    rows.iter().find(|row| row["name"] == name).unwrap().clone()
}

/// What a receiver says to some frames, one after the other, until it has a message.
fn received(frames: &[&str]) -> Result<Received, FrameError> {
    let mut receiver = Receiver::new();
    for frame in frames {
        if let Progress::Complete(received) = receiver.push(frame.as_bytes())? {
            return Ok(received);
        }
    }
    panic!("incomplete: {:?}", receiver.progress())
}

fn sha256(bytes: &[u8]) -> String {
    plain::hex(&message_digest(bytes))
}

#[test]
fn the_bytewords_vectors_get_their_verdict() {
    for row in rows(include_str!("../../../vectors/ur/bytewords.json")) {
        let written = text(&row["text"]);
        let verdict = ur::read(&format!("ur:bytes/{written}"));
        match row["refused"].as_str() {
            Some(code) => assert_eq!(verdict.unwrap_err().code().as_str(), code, "{}", row["name"]),
            None => {
                let bytes = plain::unhex(text(&row["bytes"]).as_bytes()).unwrap();
                assert_eq!(ur::bytewords::encode_upper(&bytes), written.to_uppercase());
                assert_eq!(verdict, Ok(ur::UrPart::Single { kind: UrType::Bytes, message: bytes }));
            }
        }
    }
}

#[test]
fn the_generator_vectors_of_the_reference_come_out() {
    let rows = rows(include_str!("../../../vectors/ur/fountain.json"));
    let mut rng = Xoshiro::seeded(b"Wolf");
    for expected in numbers(&row(&rows, "xoshiro-seeded-by-text")["modulo_100"]) {
        assert_eq!(rng.next_u64() % 100, u64::from(expected));
    }
    let mut rng = Xoshiro::seeded(b"Wolf");
    for expected in numbers(&row(&rows, "xoshiro-1-to-10")["one_to_ten"]) {
        assert_eq!(rng.next_below(10) + 1, expected);
    }
    let mut rng = Xoshiro::seeded(b"Wolf");
    for expected in row(&rows, "shuffles-of-ten")["shuffles"].as_array().unwrap() {
        let drawn: Vec<u32> = rng.draw(10, 10).iter().map(|number| number + 1).collect();
        assert_eq!(drawn, numbers(expected));
    }
}

#[test]
fn the_fountain_vectors_of_the_reference_come_out() {
    let rows = rows(include_str!("../../../vectors/ur/fountain.json"));
    let drawn = row(&rows, "fragments");
    let checksum = ur::crc32::crc32(&message("Wolf", 1_024));
    let sampler = ur::sampler::Sampler::new(11);
    for (seq_num, expected) in (1..).zip(drawn["fragments"].as_array().unwrap()) {
        let mut fragments = sampler.fragments(seq_num, checksum);
        fragments.sort_unstable();
        assert_eq!(fragments, numbers(expected), "part {seq_num}");
    }
    let wolf = message("Wolf", 256);
    let plain_message = ur::fountain::Fountain::new(UrType::Bytes, &wolf, 30).unwrap();
    for (seq_num, expected) in (1..).zip(row(&rows, "parts-as-cbor")["cbor"].as_array().unwrap()) {
        let bytes = plain::unhex(text(expected).as_bytes()).unwrap();
        let part = ur::cbor::read_part(&bytes).unwrap();
        assert_eq!((part.seq_num, part.fragment), (seq_num, plain_message.fragment(seq_num).as_slice()));
        assert_eq!(ur::cbor::write_part(&part), bytes);
    }
    let byte_string =
        ur::fountain::Fountain::new(UrType::Bytes, &ur::fountain::message_of(&wolf), 30).unwrap();
    for (seq_num, expected) in (1..).zip(row(&rows, "parts-as-text")["parts"].as_array().unwrap()) {
        assert_eq!(byte_string.part(seq_num), text(expected).to_uppercase());
    }
    let single = row(&rows, "single-part");
    let whole = received(&[text(&single["text"])]).unwrap();
    assert_eq!(whole, Received { wire: Wire::Ur(UrType::Bytes), bytes: message("Wolf", 50) });
    let mixed = row(&rows, "parts-as-text");
    let parts: Vec<&str> = mixed["parts"].as_array().unwrap().iter().skip(3).map(text).collect();
    assert_eq!(received(&parts).unwrap().bytes, wolf);
}

#[test]
fn the_bbqr_vectors_get_their_verdict() {
    for row in rows(include_str!("../../../vectors/bbqr/series.json")) {
        if let Some(code) = row["refused"].as_str() {
            let frames: Vec<&str> = row["frames"].as_array().unwrap().iter().map(text).collect();
            assert_eq!(received(&frames).unwrap_err().code().as_str(), code, "{}", row["name"]);
        } else if let Some(order) = row.get("order") {
            let frames: Vec<&str> = row["frames"].as_array().unwrap().iter().map(text).collect();
            let scan = numbers(order).into_iter().map(|at| frames[usize::try_from(at).unwrap()]);
            let whole = received(&scan.collect::<Vec<_>>()).unwrap();
            assert_eq!(sha256(&whole.bytes), text(&row["content_sha256"]));
        } else {
            let bytes = base64::decode(text(&row["base64"]).as_bytes()).unwrap();
            assert!(plain::is_signable(&bytes), "{}", row["name"]);
            if let Some(deflated) = row["zlib_base64"].as_str() {
                let deflated = base64::decode(deflated.as_bytes()).unwrap();
                assert_eq!(bbqr::deflate::inflate(&deflated).unwrap(), bytes);
                let ours = bbqr::deflate::deflate(&bytes).unwrap();
                assert!(
                    ours.len() <= deflated.len() + deflated.len() / 50,
                    "{} vs {}",
                    ours.len(),
                    deflated.len()
                );
            }
        }
    }
}

#[test]
fn the_static_and_numbered_vectors_get_their_verdict() {
    let numbered = rows(include_str!("../../../vectors/specter/pieces.json"));
    for row in rows(include_str!("../../../vectors/plain/static.json")).iter().chain(&numbered) {
        let frames: Vec<&str> = match row.get("frames") {
            Some(frames) => frames.as_array().unwrap().iter().map(text).collect(),
            None => vec![text(&row["text"])],
        };
        match row["refused"].as_str() {
            Some(code) => assert_eq!(received(&frames).unwrap_err().code().as_str(), code, "{}", row["name"]),
            None => assert_eq!(sha256(&received(&frames).unwrap().bytes), text(&row["sha256"])),
        }
    }
    for row in rows(include_str!("../../../vectors/base43/numbers.json")) {
        let decoded = base43::decode(text(&row["text"]).as_bytes());
        match row["bytes"].as_str() {
            Some(bytes) => {
                let bytes = plain::unhex(bytes.as_bytes()).unwrap();
                assert_eq!(base43::encode(&bytes).unwrap(), text(&row["text"]));
                assert_eq!(decoded, Some(bytes));
            }
            None => assert_eq!(decoded, None, "{}", row["name"]),
        }
    }
}

/// CRC-32 is linear: exclusive-or with any multiple of its polynomial keeps it.
#[test]
fn atk_e03_a_forged_message_of_the_same_checksum_has_other_digest_words() {
    let honest = b"pay 0.10000000 BTC to the invoice, please".to_vec();
    let mut forged = honest.clone();
    // x^32 and the terms of 0xEDB88320, lowest power first, as five bytes of a reflected CRC.
    for (byte, term) in forged.iter_mut().skip(4).zip([0x41_u8, 0x06, 0x71, 0xdb, 0x01]) {
        *byte ^= term;
    }
    assert_ne!(honest, forged);
    assert_eq!(ur::crc32::crc32(&honest), ur::crc32::crc32(&forged));
    assert_ne!(message_digest(&honest), message_digest(&forged));
    assert_ne!(digest_words(&message_digest(&honest)), digest_words(&message_digest(&forged)));
    assert_eq!(digest_words(&message_digest(b"")).split(' ').count(), 8);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(100))]

    #[test]
    fn no_input_makes_a_receiver_or_the_envelope_fall(
        noise in proptest::collection::vec(proptest::collection::vec(proptest::num::u8::ANY, 0..80), 1..6),
        heads in proptest::collection::vec(0..6_usize, 6),
    ) {
        let starts: [&[u8]; 6] = [b"", b"ur:bytes/1-2/", b"UR:CRYPTO-PSBT/", b"B$2P0200", b"B$ZP0100", b"p1of2 "];
        let mut receiver = Receiver::of_text_too();
        for (noise, head) in noise.iter().zip(heads) {
            let frame = [starts[head], noise].concat();
            let _ = receiver.push(&frame);
            let _ = crate::envelope::Envelope::detect(&frame);
        }
    }

    #[test]
    fn a_damaged_frame_is_refused_or_foreign_and_the_message_still_arrives(
        at in 0..400_usize,
        flip in 1..=255_u8,
        encoding in 0..3_usize,
    ) {
        let wires = [
            Wire::Ur(UrType::Psbt),
            Wire::Bbqr { encoding: BbqrEncoding::Deflate, file_type: BbqrType::Psbt },
            Wire::Base64,
        ];
        let psbt = [plain::PSBT_MAGIC, &message("damaged", 600)].concat();
        let source = sender(&psbt, wires[encoding], SenderOptions::TINY).unwrap();
        let mut receiver = Receiver::new();
        let mut damaged = source.frame(0).0.into_bytes();
        let place = at % damaged.len();
        damaged[place] ^= flip;
        let _ = receiver.push(&damaged);
        let whole = (0..200).find_map(|frame| match receiver.push(source.frame(frame).0.as_bytes()) {
            Ok(Progress::Complete(received)) => Some(received.bytes),
            _ => None,
        });
        proptest::prop_assert_eq!(whole, Some(psbt));
    }
}

#[test]
fn every_refusal_has_its_sentences() {
    let what = crate::envelope::SecretKind::Mnemonic;
    let all = [
        FrameError::TooLong { chars: 1, limit: 2 },
        FrameError::Unrecognised,
        FrameError::Secret { what },
        FrameError::MessageLimit { bytes: 1, limit: 2 },
        FrameError::Contradicts { part: 1 },
        FrameError::UrSyntax,
        FrameError::UrType,
        FrameError::Ur1Header,
        FrameError::Ur1Checksum,
        FrameError::Ur1Digest,
        FrameError::UrBytewords { pair: 1 },
        FrameError::UrPartChecksum,
        FrameError::UrHeader,
        FrameError::UrLimit { parts: 1, limit: 2 },
        FrameError::UrChecksum,
        FrameError::UrPayload,
        FrameError::Nesting { limit: 1 },
        FrameError::BbqrHeader,
        FrameError::BbqrType,
        FrameError::BbqrPart { part: 1 },
        FrameError::Inflate,
        FrameError::InflateLimit { limit: 1 },
        FrameError::SpecterHeader,
        FrameError::SpecterPayload,
        FrameError::Empty,
        FrameError::TooManyParts { parts: 1, limit: 2 },
        FrameError::DoesNotFit { chars: 1, limit: 2 },
        FrameError::QrVersion { version: 1 },
    ];
    for refusal in all {
        for part in [messages::Part::Error, messages::Part::Cause, messages::Part::Hint, messages::Part::Help]
        {
            let sentence = messages::sentence(refusal.code(), part, &refusal.facts()).unwrap();
            assert!(!sentence.contains('{'), "{sentence}");
        }
    }
}
