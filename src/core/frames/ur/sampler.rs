//! How many fragments a mixed part holds, and which: degree by Walker's alias method over the
//! weights 1/1 … 1/n, then a shuffle (BCR-2020-005, `random-sampler` of the reference).

use super::xoshiro::Xoshiro;

/// The degree table of messages of one length in parts; costs one pass over the parts.
#[derive(Clone, Debug)]
pub(crate) struct Sampler {
    part_count: u32,
    slots: Vec<Slot>,
}

impl Sampler {
    /// The table of a message of `part_count` parts, at most [`crate::limits::UR_PARTS_MAX`].
    pub(crate) fn new(part_count: u32) -> Self {
        let sum: f64 = (1..=part_count).map(|degree| 1.0 / f64::from(degree)).sum();
        let scale = f64::from(part_count);
        let weights = (1..=part_count).map(|degree| 1.0 / f64::from(degree) * scale / sum);
        Self { part_count, slots: alias_table(weights.collect()) }
    }

    /// The fragments, from 0, that part `seq_num` is the exclusive-or of.
    ///
    /// The first parts are the fragments themselves; later ones are drawn from a generator that
    /// part number and checksum seed.
    pub(crate) fn fragments(&self, seq_num: u32, checksum: u32) -> Vec<u32> {
        if (1..=self.part_count).contains(&seq_num) {
            return vec![seq_num - 1];
        }
        let mut rng = Xoshiro::of_part(seq_num, checksum);
        let degree = self.degree(&mut rng);
        rng.draw(self.part_count, degree)
    }

    /// How many fragments part `seq_num` mixes, without drawing them.
    pub(crate) fn degree_of(&self, seq_num: u32, checksum: u32) -> u32 {
        if seq_num <= self.part_count { 1 } else { self.degree(&mut Xoshiro::of_part(seq_num, checksum)) }
    }

    /// How many fragments the generator says next.
    pub(crate) fn degree(&self, rng: &mut Xoshiro) -> u32 {
        let column = rng.next_below(self.part_count);
        let height = rng.next_double();
        let slot = usize::try_from(column).ok().and_then(|column| self.slots.get(column));
        slot.map_or(1, |slot| if height < slot.share { column + 1 } else { slot.alias + 1 })
    }
}

#[derive(Clone, Debug)]
struct Slot {
    share: f64,
    alias: u32,
}

/// The same stack order as the reference: another order is another table, and no mixed part of a
/// foreign sender would decode.
fn alias_table(mut weights: Vec<f64>) -> Vec<Slot> {
    let mut slots: Vec<Slot> = weights.iter().map(|_| Slot { share: 1.0, alias: 0 }).collect();
    let below = |weights: &[f64], at: usize| weights.get(at).is_some_and(|weight| *weight < 1.0);
    let (mut small, mut large): (Vec<usize>, Vec<usize>) =
        (0..weights.len()).rev().partition(|at| below(&weights, *at));
    while let (Some(poor), Some(rich)) = (small.pop(), large.pop()) {
        let share = weights.get(poor).copied().unwrap_or(1.0);
        if let Some(slot) = slots.get_mut(poor) {
            *slot = Slot { share, alias: u32::try_from(rich).unwrap_or_default() };
        }
        if let Some(weight) = weights.get_mut(rich) {
            *weight += share - 1.0;
        }
        if below(&weights, rich) { small.push(rich) } else { large.push(rich) }
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frames::ur::crc32::crc32;
    use crate::frames::ur::xoshiro::tests::message;

    #[test]
    fn the_degrees_are_those_of_the_reference() {
        let sampler = Sampler::new(11);
        let drawn: Vec<u32> = (1..=16)
            .map(|nonce| sampler.degree(&mut Xoshiro::seeded(format!("Wolf-{nonce}").as_bytes())))
            .collect();
        assert_eq!(drawn, [11, 3, 6, 5, 2, 1, 2, 11, 1, 3, 9, 10, 10, 4, 2, 1]);
    }

    #[test]
    fn the_fragments_are_those_of_the_reference() {
        let checksum = crc32(&message("Wolf", 1_024));
        let sampler = Sampler::new(11);
        let drawn = |seq_num| {
            let mut fragments = sampler.fragments(seq_num, checksum);
            fragments.sort_unstable();
            fragments
        };
        assert_eq!(drawn(11), [10]);
        assert_eq!(drawn(12), [9]);
        assert_eq!(drawn(13), [2, 5, 6, 8, 9, 10]);
        assert_eq!(drawn(21), [0, 1, 3, 4, 5, 7, 9, 10]);
        assert_eq!(drawn(26), (0..11).collect::<Vec<_>>());
        assert_eq!(drawn(29), [5, 6]);
    }
}
