//! The arithmetic of the tests, in whole numbers where a verdict hangs on it.

/// Quantile of chi² at p = 1e-4 with 5 degrees of freedom, times 10,000 (six faces).
pub(super) const CHI_SQUARED_6: u64 = 257_448;
/// The same with 1 degree of freedom (two faces).
pub(super) const CHI_SQUARED_2: u64 = 151_367;
/// Quantile of the normal distribution for the 99 % bound (SP 800-90B, section 6.3.1).
const Z_99: f64 = 2.576;

/// How often each of the faces `0..K` is among the symbols.
pub(super) fn counts<const K: usize>(symbols: impl Iterator<Item = usize>) -> [u32; K] {
    let mut counts = [0_u32; K];
    for symbol in symbols {
        if let Some(count) = counts.get_mut(symbol) {
            *count = count.saturating_add(1);
        }
    }
    counts
}

/// The steps from each symbol to the next, modulo `K`.
pub(super) fn steps<const K: usize>(symbols: &[usize]) -> impl Iterator<Item = usize> {
    symbols.windows(2).filter_map(|pair| match pair {
        [one, next] => next.saturating_add(K).checked_sub(*one).map(|step| step % K),
        _ => None,
    })
}

/// Whether counts are further from flat than one fair try in ten thousand: Pearson's chi²,
/// K·Σo²/n − n, against a quantile given in ten-thousandths.
pub(super) fn is_uneven(counts: &[u32], quantile: u64) -> bool {
    let counts = counts.iter().map(|count| u64::from(*count));
    let (mut faces, mut sum, mut squares) = (0_u64, 0_u64, 0_u64);
    for count in counts {
        faces = faces.saturating_add(1);
        sum = sum.saturating_add(count);
        squares = squares.saturating_add(count.saturating_mul(count));
    }
    let excess = faces.saturating_mul(squares).saturating_sub(sum.saturating_mul(sum));
    excess.saturating_mul(10_000) > quantile.saturating_mul(sum)
}

/// The longest run of one face.
pub(super) fn longest_run(symbols: &[usize]) -> usize {
    let mut longest = 0_usize;
    for run in symbols.chunk_by(|one, next| one == next) {
        longest = longest.max(run.len());
    }
    longest
}

/// Longest repetition for which a dozen pairs are enough.
const SHORT_PERIOD_MAX: usize = 32;
/// Fewer than a dozen pairs agree by chance.
const SHORT_PERIOD_PAIRS: usize = 12;

/// Whether symbols repeat, or run backwards from some place on: all but one in `slips` pairs are
/// equal, so that a slip of the finger does not hide a pattern. Of long distances there are many
/// and each has few pairs, so `least` of them are asked for there.
///
/// The steps are looked at too: a block typed again with one added to each is the same block.
pub(super) fn is_repeated<const K: usize>(symbols: &[usize], slips: usize, least: usize) -> bool {
    let steps: Vec<usize> = steps::<K>(symbols).collect();
    has_period(symbols, slips, least)
        || has_period(&steps, slips, least)
        || is_mirrored(symbols, slips, least)
}

fn has_period(symbols: &[usize], slips: usize, least: usize) -> bool {
    (1..symbols.len()).any(|period| {
        let least = if period <= SHORT_PERIOD_MAX { SHORT_PERIOD_PAIRS } else { least };
        are_equal(symbols.iter().zip(symbols.get(period..).unwrap_or_default()), slips, least)
    })
}

fn is_mirrored(symbols: &[usize], slips: usize, least: usize) -> bool {
    (0..symbols.len()).any(|place| {
        let (before, after) = symbols.split_at_checked(place).unwrap_or_default();
        let backwards = || before.iter().rev();
        are_equal(backwards().zip(after), slips, least)
            || are_equal(backwards().zip(after.iter().skip(1)), slips, least)
    })
}

fn are_equal<'a>(
    pairs: impl ExactSizeIterator<Item = (&'a usize, &'a usize)>,
    slips: usize,
    least: usize,
) -> bool {
    let compared = pairs.len();
    let allowed = compared.checked_div(slips).unwrap_or(0);
    let unequal = pairs.filter(|(one, other)| one != other).take(allowed.saturating_add(1));
    compared >= least && unequal.count() <= allowed
}

/// Bits in `count` symbols of which the most common fell `most` times: the 99 % upper bound of its
/// probability, as the most common value estimate of SP 800-90B has it (section 6.3.1).
pub(super) fn careful_bits(counts: &[u32]) -> f64 {
    let sum: u32 = counts.iter().sum();
    if sum < 2 {
        return 0.0;
    }
    let (sum, most) = (f64::from(sum), f64::from(counts.iter().copied().max().unwrap_or(0)));
    let share = most / sum;
    let bound = (share + Z_99 * (share * (1.0 - share) / (sum - 1.0)).sqrt()).min(1.0);
    // Not minus zero: it would be shown.
    (bound.log2() * -sum).max(0.0)
}

/// Whether an estimate is below 0.8 of the bits wanted.
pub(super) fn is_thin(careful_bits: f64, target_bits: usize) -> bool {
    careful_bits * 5.0 < f64::from(u32::try_from(target_bits).unwrap_or(u32::MAX)) * 4.0
}

/// Whether one face fell in more than that many percent.
pub(super) fn is_above_share(counts: &[u32], percent: u64) -> bool {
    let sum: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    let most = u64::from(counts.iter().copied().max().unwrap_or(0));
    most.saturating_mul(100) > sum.saturating_mul(percent)
}
