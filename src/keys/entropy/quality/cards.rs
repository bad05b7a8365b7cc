//! Cards: drawn without replacement, so what betrays them is the order they were sorted in.

use super::{Quality, choices_of_cards, whole_bits};
use crate::entropy::symbols::{DECK, card_number};
use coldframe_core::entropy::{Source, Test};

/// This many neighbours the same step apart are refused: chance puts one there, shuffles too few
/// leave a dozen.
const SAME_STEPS_REFUSED: usize = 9;
/// This many neighbours that were neighbours in a sorted deck ask for another shuffle.
const NEIGHBOURS_MAX: usize = 6;

pub(super) fn quality(text: &[u8], target: usize) -> Quality {
    let cards: Vec<usize> = text.chunks(2).filter_map(card_number).collect();
    let credited_bits = whole_bits(choices_of_cards().take(cards.len()));
    let by_suit: Vec<usize> = same_steps(&cards);
    let by_rank: Vec<usize> =
        same_steps(&cards.iter().map(|card| (card % 13).saturating_mul(4) + card / 13).collect::<Vec<_>>());
    let most = by_suit.iter().chain(&by_rank).copied().max().unwrap_or(0);
    let next = |steps: &[usize]| [1, DECK - 1].iter().filter_map(|step| steps.get(*step)).copied().max();
    let neighbours = next(&by_suit).max(next(&by_rank)).unwrap_or(0);
    Quality {
        source: Source::Cards,
        symbol_count: cards.len(),
        minimum: minimum(target),
        credited_bits,
        // Each card once: no face can be loaded, and the estimate is the count itself.
        careful_bits: f64::from(u32::try_from(credited_bits).unwrap_or(0)),
        tests: vec![(Test::Order, most < SAME_STEPS_REFUSED), (Test::Bias, neighbours < NEIGHBOURS_MAX)],
        faces: Vec::new(),
    }
}

/// The fewest cards whose orders are as many as seeds: 25 for 12 words; a whole deck has 225 bits, so
/// 24 words take 52 and six of a second shuffle.
fn minimum(target: usize) -> usize {
    let mut count = 0_usize;
    while whole_bits(choices_of_cards().take(count)) < target {
        count = count.saturating_add(1);
    }
    count
}

/// How many neighbours of one shuffle are each step apart, round the deck.
fn same_steps(places: &[usize]) -> Vec<usize> {
    let mut steps = vec![0_usize; DECK];
    for pair in places.chunks(DECK).flat_map(|deck| deck.windows(2)) {
        let [one, next] = pair else { continue };
        let step = next.saturating_add(DECK).saturating_sub(*one) % DECK;
        if let Some(count) = steps.get_mut(step) {
            *count = count.saturating_add(1);
        }
    }
    steps
}
