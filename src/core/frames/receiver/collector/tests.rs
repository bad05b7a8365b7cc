use super::*;
use crate::frames::sender::Order;
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
fn the_checksum_failure_is_said_at_most_once_and_the_forged_message_is_never_given() {
    let (fountain, cbor) = honest(500, 50);
    let mut collector = Collector::new(*fountain.id());
    let _ = collector.receive(2, forged(&fountain, 2));
    let (_, said, whole) = finish(&mut collector, &fountain, 1, 60);
    assert!(said.iter().filter(|error| **error == FrameError::UrChecksum).count() <= 1);
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
    for seq_num in 1_000..1_400 {
        let _ = collector
            .receive(seq_num, vec![u8::try_from(seq_num % 251).unwrap(); fountain.id().fragment_len]);
    }
    assert!(collector.seen.len() <= 2 * 3 + 64);
    let stored: usize = collector.seen.values().map(Ballot::stored_bytes).sum();
    assert_eq!(collector.seen_bytes, stored);
}

/// Plays honest frames in `order` and, before every `every`-th, a well-formed part of the same
/// message with another content; how many honest frames it took.
fn poisoned(size: usize, order: Order, every: u64, forged_number: impl Fn(u64) -> u32) -> Option<u64> {
    let (fountain, cbor) = honest(size, 100);
    let mut collector = Collector::new(*fountain.id());
    let most = u64::from(fountain.id().part_count) * 12 + 100;
    (0..most).find(|frame| {
        if frame % every == 0 {
            let seq_num = forged_number(*frame);
            let noise = message(&format!("forged {frame}"), fountain.id().fragment_len);
            if let Ok(Some(whole)) = collector.receive(seq_num, noise) {
                assert_eq!(whole, cbor);
                return true;
            }
        }
        // The camera joins late.
        let seq_num = order.seq_num(&fountain, frame + 7);
        match collector.receive(seq_num, fountain.fragment(seq_num)) {
            Ok(Some(whole)) => {
                assert_eq!(whole, cbor);
                true
            }
            _ => false,
        }
    })
}

#[test]
fn atk_e02_a_fresh_forged_part_before_every_third_frame_never_stops_a_sender_that_loops() {
    for size in [1_000, 6_000] {
        let took = poisoned(size, Order::CycHalf, 3, |frame| 50_000 + u32::try_from(frame).unwrap());
        let parts = u64::try_from(size).unwrap() / 100 + 1;
        assert!(took.is_some_and(|took| took <= parts * 4), "{size} bytes: {took:?} frames");
    }
}

#[test]
fn atk_e02_a_forged_part_shown_again_and_again_does_not_win_by_being_seen_often() {
    let took = poisoned(5_000, Order::CycHalf, 2, |_| 50_000);
    assert!(took.is_some_and(|took| took <= 200), "{took:?}");
}

#[test]
fn atk_e02_a_few_forged_parts_do_not_stop_a_sender_that_never_repeats() {
    // BCR-2020-005 numbers on and on: nothing is ever voted on.
    for (every, parts) in [(50, 50), (20, 20)] {
        let took =
            poisoned(parts * 100, Order::Standard, every, |frame| 50_000 + u32::try_from(frame).unwrap());
        assert!(took.is_some_and(|took| took <= 12 * u64::try_from(parts).unwrap()), "{parts}: {took:?}");
        // A forged fragment among them, which the sender shows no more.
        let took = poisoned(parts * 100, Order::Standard, 1_000_000, |_| 3);
        assert!(took.is_some(), "{parts}: {took:?}");
    }
}
