use super::*;
use crate::frames::ur::UrType;
use crate::frames::ur::fountain::{Fountain, message_of};
use crate::frames::ur::xoshiro::tests::message;

fn honest(size: usize, fragment_max: usize) -> (Fountain, Vec<u8>) {
    let cbor = message_of(&message("honest", size));
    (Fountain::new(UrType::Psbt, &cbor, fragment_max).unwrap(), cbor)
}

fn forged(fountain: &Fountain, seq_num: u32) -> Vec<u8> {
    let mut fragment = fountain.fragment(seq_num);
    fragment[0] ^= 1;
    fragment
}

/// Shows honest parts in the standard order until the message is whole; how many it took, and
/// what was said meanwhile.
fn finish(
    collector: &mut Collector,
    fountain: &Fountain,
    from: u32,
    most: u32,
) -> (u32, Vec<FrameError>, Option<Vec<u8>>) {
    let mut said = Vec::new();
    for seq_num in from..from + most {
        match collector.receive(seq_num, fountain.fragment(seq_num)) {
            Ok(Some(whole)) => return (seq_num - from + 1, said, Some(whole)),
            Ok(None) => {}
            Err(error) => said.push(error),
        }
    }
    (most, said, None)
}

#[test]
fn atk_e02_one_forged_part_and_a_hundred_honest_ones_give_the_honest_message() {
    let (fountain, cbor) = honest(2_000, 50);
    for place in [1, 7, 41, 63] {
        let mut collector = Collector::new(*fountain.id());
        assert!(collector.receive(place, forged(&fountain, place)).is_ok());
        let (shown, said, whole) = finish(&mut collector, &fountain, 1, 100);
        assert_eq!(whole.as_ref(), Some(&cbor), "forged part {place}: {shown} frames, {said:?}");
        assert!(
            said.iter().all(|error| matches!(error, FrameError::UrChecksum | FrameError::Contradicts { .. }))
        );
    }
}

#[test]
fn atk_e02_a_forged_part_nobody_denies_is_found_by_the_checksum_and_collecting_begins_again() {
    let (fountain, cbor) = honest(2_000, 100);
    let mut collector = Collector::new(*fountain.id());
    // A mixed part that the honest sender never shows: no two frames disagree about it.
    assert!(collector.receive(5_000, forged(&fountain, 5_000)).is_ok());
    let (shown, said, whole) = finish(&mut collector, &fountain, 1, 200);
    assert_eq!(whole, Some(cbor));
    assert!(said.contains(&FrameError::UrChecksum));
    assert!(shown < 100, "{shown} frames for 21 parts");
}

#[test]
fn atk_e02_a_part_forged_in_every_round_loses_against_a_sender_that_only_loops() {
    let (fountain, cbor) = honest(1_000, 100);
    let mut collector = Collector::new(*fountain.id());
    let mut whole = None;
    for _ in 0..6 {
        let _ = collector.receive(3, forged(&fountain, 3));
        for seq_num in 1..=fountain.id().part_count {
            if let Ok(Some(found)) = collector.receive(seq_num, fountain.fragment(seq_num)) {
                whole = whole.or(Some(found));
            }
        }
    }
    assert_eq!(whole, Some(cbor));
}

#[test]
fn the_checksum_failure_is_said_once_and_the_forged_message_is_never_given() {
    let (fountain, cbor) = honest(500, 50);
    let mut collector = Collector::new(*fountain.id());
    let _ = collector.receive(2, forged(&fountain, 2));
    let (_, said, whole) = finish(&mut collector, &fountain, 1, 60);
    assert_eq!(said.iter().filter(|error| **error == FrameError::UrChecksum).count(), 1);
    assert_eq!(whole, Some(cbor));
}

#[test]
fn parts_come_in_any_order_twice_and_with_gaps() {
    let (fountain, cbor) = honest(3_000, 60);
    let mut collector = Collector::new(*fountain.id());
    let mut rank = 0;
    let mut whole = None;
    for seq_num in (1..400).rev().filter(|seq_num| seq_num % 3 != 0).flat_map(|seq_num| [seq_num, seq_num]) {
        if whole.is_none() {
            whole = collector.receive(seq_num, fountain.fragment(seq_num)).unwrap();
            assert!(collector.rank() >= rank, "progress never falls");
            rank = collector.rank();
        }
    }
    assert_eq!(whole, Some(cbor));
}

#[test]
fn atk_e01_the_memory_of_parts_seen_is_bounded() {
    let (fountain, _) = honest(40, 20);
    let mut collector = Collector::new(*fountain.id());
    for seq_num in 1_000..6_000 {
        let _ = collector
            .receive(seq_num, vec![u8::try_from(seq_num % 251).unwrap(); fountain.id().fragment_len]);
    }
    assert!(collector.seen.len() <= 2 * 3 + 64);
}
