use super::*;
use crate::frames::receiver::collector::Collector;
use crate::frames::ur::UrPart;
use crate::frames::ur::xoshiro::tests::message;

fn feed(collector: &mut Option<Collector>, text: &str) -> Option<Vec<u8>> {
    let UrPart::Multi { id, seq_num, fragment } = crate::frames::ur::read(text).unwrap() else {
        panic!("one part of many")
    };
    collector.get_or_insert_with(|| Collector::new(id)).receive(seq_num, fragment).unwrap()
}

#[test]
fn our_parts_are_letter_for_letter_those_of_the_other_implementation() {
    for (size, fragment_max) in [(100, 10), (256, 30), (4_349, 200), (9_000, 80)] {
        let cbor = message_of(&message("oracle", size));
        let ours = Fountain::new(UrType::Bytes, &cbor, fragment_max).unwrap();
        let mut theirs = ::ur::Encoder::new(&cbor, fragment_max, "bytes").unwrap();
        for seq_num in 1..=u32::try_from(theirs.fragment_count() * 3).unwrap() {
            assert_eq!(ours.part(seq_num), theirs.next_part().unwrap().to_uppercase(), "{size} {seq_num}");
        }
    }
}

#[test]
fn the_other_implementation_reads_our_mixed_parts_alone() {
    let cbor = message_of(&message("to them", 2_000));
    let ours = Fountain::new(UrType::Psbt, &cbor, 100).unwrap();
    let mut theirs = ::ur::Decoder::default();
    let mixed = 2_000..2_400;
    for seq_num in mixed {
        if !theirs.complete() {
            theirs.receive(&ours.part(seq_num).to_lowercase()).unwrap();
        }
    }
    assert_eq!(theirs.message().unwrap().unwrap(), cbor);
}

#[test]
fn we_read_the_mixed_parts_of_the_other_implementation_alone() {
    for size in [300, 2_000, 20_000] {
        let cbor = message_of(&message("from them", size));
        let mut theirs = ::ur::Encoder::new(&cbor, 100, "crypto-psbt").unwrap();
        let count = theirs.fragment_count();
        let mut collector = None;
        let mut whole = None;
        for shown in 0..count * 4 {
            let text = theirs.next_part().unwrap();
            if shown >= count && whole.is_none() {
                whole = feed(&mut collector, &text);
            }
        }
        assert_eq!(whole, Some(cbor));
    }
}

#[test]
fn the_last_fragment_is_padded_and_the_padding_is_taken_off() {
    let fountain = Fountain::new(UrType::Bytes, &[7; 25], 10).unwrap();
    assert_eq!((fountain.id().part_count, fountain.id().fragment_len), (3, 10));
    assert_eq!(fountain.fragment(3), [7, 7, 7, 7, 7, 0, 0, 0, 0, 0]);
    let mut collector = Collector::new(*fountain.id());
    let whole: Vec<_> = (1..=3).filter_map(|n| collector.receive(n, fountain.fragment(n)).unwrap()).collect();
    assert_eq!(whole, [vec![7; 25]]);
}

#[test]
fn messages_no_receiver_takes_are_not_cut() {
    assert_eq!(Fountain::new(UrType::Bytes, &[], 10).unwrap_err(), FrameError::Empty);
    assert_eq!(Fountain::new(UrType::Bytes, &[1], 0).unwrap_err(), FrameError::Empty);
    let many = FrameError::TooManyParts { parts: 8_193, limit: 8_192 };
    assert_eq!(Fountain::new(UrType::Bytes, &vec![1; 8_192 * 10 + 1], 10).unwrap_err(), many);
    let large = vec![0; MESSAGE_BYTES_MAX + 1];
    assert!(matches!(Fountain::new(UrType::Bytes, &large, 1_000), Err(FrameError::MessageLimit { .. })));
}
