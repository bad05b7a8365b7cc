//! In which order the parts of a fountain are shown. Every order is a fountain to every receiver:
//! any part may follow any other.

use crate::frames::capacity::SEQ_NUM_MAX;
use crate::frames::ur::fountain::Fountain;

/// The order in which a fountain shows its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// 1..K, then half as many new mixed parts, and again. The default: receivers that peel need
    /// 20 to 35 % fewer frames than with ever-mixed parts.
    #[default]
    CycHalf,
    /// 1, 2, 3 … as BCR-2020-005 numbers them.
    Standard,
    /// 1..K, then only parts that mix many fragments: the fewest frames for a receiver that
    /// eliminates (ours), and useless to one that peels.
    Dense,
}

impl Order {
    /// Number of the part to show as frame `frame`, from 0 without end.
    pub fn seq_num(self, fountain: &Fountain, frame: u64) -> u32 {
        let simple = u64::from(fountain.id().part_count);
        match self {
            Self::Standard if frame < simple => small(frame + 1),
            Self::Standard => mixed(simple, frame - simple),
            // Of a handful of fragments no part mixes many: dense parts would say the same again.
            Self::Dense if simple < DENSE_FRAGMENTS_MIN => Self::CycHalf.seq_num(fountain, frame),
            Self::CycHalf => {
                let round = round_len(simple);
                let (cycle, place) = (frame / round, frame % round);
                let earlier = cycle.saturating_mul(round - simple);
                if place < simple { small(place + 1) } else { mixed(simple, earlier + (place - simple)) }
            }
            Self::Dense if frame < simple => small(frame + 1),
            Self::Dense => dense(fountain, simple, frame - simple),
        }
    }
}

/// Frames of one round of the default order: all fragments and about half as many mixed parts.
///
/// A camera and a screen that beat against each other lose every second or every third frame. If
/// the round were a multiple of that, it would lose the same fragments in every round and a
/// receiver that peels would not finish: so the length shares no small factor with such a rhythm.
pub(super) fn round_len(simple: u64) -> u64 {
    let rhythms: &[u64] = match simple {
        0..20 => &[2, 3],
        20..80 => &[2, 3, 5],
        _ => &[2, 3, 5, 7],
    };
    let shortest = simple + simple.div_ceil(2);
    // Never more than ten steps: every ten numbers in a row have one free of 2, 3, 5 and 7.
    (shortest..=shortest + 10)
        .find(|length| rhythms.iter().all(|rhythm| length % rhythm != 0))
        .unwrap_or(shortest)
}

/// Frames of an animation that is made once and looped, at least `shortest`: whatever frame a
/// camera loses regularly, every second, third, fifth or seventh, is another one in each round.
pub(super) fn loop_len(shortest: u64) -> u64 {
    (shortest..=shortest.saturating_add(10))
        .find(|length| [2, 3, 5, 7].iter().all(|rhythm| length % rhythm != 0))
        .unwrap_or(shortest)
}

/// Fragments from which on dense parts are worth their name.
const DENSE_FRAGMENTS_MIN: u64 = 4;
/// Mixed parts one dense frame is chosen from.
const DENSE_CHOICE: u64 = 16;

/// The first of sixteen parts that mixes at least a quarter of the fragments, else the densest.
fn dense(fountain: &Fountain, simple: u64, place: u64) -> u32 {
    let first = place.saturating_mul(DENSE_CHOICE);
    let choice = (first..first.saturating_add(DENSE_CHOICE)).map(|number| mixed(simple, number));
    let enough = fountain.id().part_count.div_ceil(4);
    let mut best = (0, mixed(simple, first));
    for seq_num in choice {
        let degree = fountain.degree(seq_num);
        if degree >= enough {
            return seq_num;
        }
        best = best.max((degree, seq_num));
    }
    best.1
}

/// The n-th mixed part; the numbers start again before a text would outgrow its symbol.
fn mixed(simple: u64, number: u64) -> u32 {
    let room = u64::from(SEQ_NUM_MAX) - simple;
    small(simple + 1 + number % room)
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(SEQ_NUM_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frames::ur::UrType;

    fn fountain() -> Fountain {
        Fountain::new(UrType::Bytes, &[7; 100], 10).unwrap()
    }

    #[test]
    fn every_order_begins_with_the_fragments_themselves() {
        for order in [Order::CycHalf, Order::Standard, Order::Dense] {
            let first: Vec<u32> = (0..10).map(|frame| order.seq_num(&fountain(), frame)).collect();
            assert_eq!(first, (1..=10).collect::<Vec<_>>());
        }
    }

    #[test]
    fn about_half_as_many_mixed_parts_follow_each_round_and_are_new_each_time() {
        let shown: Vec<u32> = (10..36).map(|frame| Order::CycHalf.seq_num(&fountain(), frame)).collect();
        let mixed = |from| from..from + 7;
        let expected: Vec<u32> = mixed(11).chain(1..=10).chain(mixed(18)).chain(1..=2).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_camera_that_loses_every_second_or_third_frame_still_feeds_a_receiver_that_peels() {
        for (size, rhythm) in [(72, 2), (80, 3), (200, 2), (210, 3), (400, 3), (403, 5), (820, 3), (820, 7)] {
            let fountain = Fountain::new(UrType::Bytes, &vec![7; size], 10).unwrap();
            let mut peeling = ::ur::Decoder::default();
            let most = u64::from(fountain.id().part_count) * 6;
            for frame in (4..most).filter(|frame| frame % rhythm != 0) {
                peeling
                    .receive(&fountain.part(Order::CycHalf.seq_num(&fountain, frame)).to_lowercase())
                    .unwrap();
            }
            assert!(peeling.complete(), "{size} bytes, every {rhythm}th frame lost");
        }
    }

    #[test]
    fn the_numbers_never_outgrow_the_symbol_and_never_stop() {
        for order in [Order::CycHalf, Order::Standard, Order::Dense] {
            for frame in [70_000, 1 << 40, u64::MAX] {
                let seq_num = order.seq_num(&fountain(), frame);
                assert!((1..=SEQ_NUM_MAX).contains(&seq_num), "{order:?} {frame}");
            }
        }
    }

    #[test]
    fn dense_parts_mix_many_fragments() {
        let fountain = fountain();
        let thin =
            (10..60).filter(|frame| fountain.degree(Order::Dense.seq_num(&fountain, *frame)) < 3).count();
        assert!(thin <= 2, "{thin} thin parts");
    }
}
