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
            Self::CycHalf => {
                let half = simple.div_ceil(2);
                let (cycle, place) = (frame / (simple + half), frame % (simple + half));
                let earlier = cycle.saturating_mul(half);
                if place < simple { small(place + 1) } else { mixed(simple, earlier + (place - simple)) }
            }
            Self::Dense if frame < simple => small(frame + 1),
            Self::Dense => dense(fountain, simple, frame - simple),
        }
    }
}

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
    fn half_as_many_mixed_parts_follow_each_round_and_are_new_each_time() {
        let shown: Vec<u32> = (10..32).map(|frame| Order::CycHalf.seq_num(&fountain(), frame)).collect();
        assert_eq!(shown, [11, 12, 13, 14, 15, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 16, 17, 18, 19, 20, 1, 2]);
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
