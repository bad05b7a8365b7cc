//! Which letters of a damaged string are wrong, and what they should be.
//!
//! Decoding of a BCH code with erasures (Berlekamp-Massey, Chien, Forney), over the eight
//! consecutive roots that both codes have: `errors` unknown and `erased` unreadable letters are
//! found whenever 2 * errors + erased <= 8, and then there is one answer and no other (BIP-93, Error
//! Correction). What these steps see is the error alone: the remainder of a string is that of its
//! errors, whatever the secret is, so here branches are allowed.

use super::checksum::{Checksum, letter_of};
use super::gf32::Pair;

/// Consecutive roots, and the distance they guarantee less one.
const ROOTS: usize = 8;

/// Polynomials in x, lowest term first.
type Polynomial = [Pair; ROOTS + 1];

const ZERO: Polynomial = [Pair::ZERO; ROOTS + 1];

/// What to add to which letters, counted from 0 behind "ms1", so that the checksum holds. Erased
/// letters are given as zero and are all named in the answer. `None` beyond the radius, or with more than `errors_max` others.
pub(super) fn corrections(
    kind: &Checksum,
    data: &[u8],
    erased: &[usize],
    errors_max: usize,
) -> Option<Vec<(usize, u8)>> {
    if erased.len() > ROOTS {
        return None;
    }
    let code = Code { kind, length: data.len() };
    let syndromes = code.syndromes(kind.remainder(data) ^ kind.wanted());
    let (locator, errors) = code.locator(&syndromes, erased)?;
    if errors.saturating_sub(erased.len()) > errors_max {
        return None;
    }
    let places: Vec<_> = (0..data.len()).filter(|index| code.is_root(&locator, *index)).collect();
    // A locator with fewer roots than its degree points outside the string: too many errors.
    if places.len() != errors || erased.iter().any(|index| !places.contains(index)) {
        return None;
    }
    let found = places.into_iter().map(|index| Some((index, code.change(&syndromes, &locator, index)?)));
    let found = found.collect::<Option<Vec<_>>>()?;
    // The five or seven roots that were not used have to agree.
    let mut mended = zeroize::Zeroizing::new(data.to_vec());
    for (index, change) in &found {
        *mended.get_mut(*index)? ^= change;
    }
    let is_change = |(index, change): &(usize, u8)| *change != 0 || erased.contains(index);
    (kind.holds(&mended) && found.iter().all(is_change)).then_some(found)
}

struct Code<'a> {
    kind: &'a Checksum,
    length: usize,
}

impl Code<'_> {
    /// The remainder at the eight roots.
    fn syndromes(&self, rest: u128) -> [Pair; ROOTS] {
        let mut exponent = self.kind.first;
        [(); ROOTS].map(|()| {
            let root = self.kind.root.power(exponent % self.kind.order);
            exponent = exponent.saturating_add(1);
            let letters = (0..self.kind.letters).rev().map(|from_end| letter_of(rest, from_end));
            letters.fold(Pair::ZERO, |sum, letter| sum.times(root).plus(Pair::of(letter)))
        })
    }

    /// The number of a place: the power of the root that belongs to it.
    fn number(&self, index: usize) -> Pair {
        self.kind.root.power(self.length.saturating_sub(index).saturating_sub(1) % self.kind.order)
    }

    /// The polynomial whose roots are the places, and how many there are.
    fn locator(&self, syndromes: &[Pair; ROOTS], erased: &[usize]) -> Option<(Polynomial, usize)> {
        let mut locator = ZERO;
        *locator.first_mut()? = Pair::ONE;
        for index in erased {
            locator = plus(&locator, &scaled(&shifted(&locator), self.number(*index)));
        }
        let (mut before, mut errors) = (locator, erased.len());
        for round in erased.len()..ROOTS {
            let past = syndromes.iter().take(round.saturating_add(1)).rev();
            let gap = past.zip(&locator).fold(Pair::ZERO, |sum, (one, other)| sum.plus(one.times(*other)));
            before = shifted(&before);
            if gap == Pair::ZERO {
                continue;
            }
            let next = plus(&locator, &scaled(&before, gap));
            let reach = round.saturating_add(erased.len());
            if errors.saturating_mul(2) <= reach {
                before = scaled(&locator, gap.inverse());
                errors = reach.saturating_add(1).saturating_sub(errors);
            }
            locator = next;
        }
        let unknown = errors.checked_sub(erased.len())?;
        let within = unknown.saturating_mul(2).saturating_add(erased.len()) <= ROOTS;
        within.then_some((locator, errors))
    }

    fn is_root(&self, locator: &Polynomial, index: usize) -> bool {
        at(locator, self.number(index).inverse()) == Pair::ZERO
    }

    /// What was added to the letter at that place (Forney).
    fn change(&self, syndromes: &[Pair; ROOTS], locator: &Polynomial, index: usize) -> Option<u8> {
        let (number, mut evaluator) = (self.number(index), ZERO);
        for (power, term) in evaluator.iter_mut().take(ROOTS).enumerate() {
            let past = syndromes.iter().take(power.saturating_add(1)).rev();
            *term = past.zip(locator).fold(Pair::ZERO, |sum, (one, other)| sum.plus(one.times(*other)));
        }
        // The derivative keeps the odd terms, one power lower: in this field 2 is 0.
        let mut derivative = ZERO;
        for (power, (term, from)) in derivative.iter_mut().zip(locator.iter().skip(1)).enumerate() {
            *term = if power % 2 == 0 { *from } else { Pair::ZERO };
        }
        let back = number.inverse();
        let scale = number.times(back.power(self.kind.first));
        let change = scale.times(at(&evaluator, back)).times(at(&derivative, back).inverse());
        (change.high == 0).then_some(change.low)
    }
}

fn at(polynomial: &Polynomial, place: Pair) -> Pair {
    polynomial.iter().rev().fold(Pair::ZERO, |sum, term| sum.times(place).plus(*term))
}

fn plus(one: &Polynomial, other: &Polynomial) -> Polynomial {
    let mut sum = *one;
    sum.iter_mut().zip(other).for_each(|(term, more)| *term = term.plus(*more));
    sum
}

fn scaled(polynomial: &Polynomial, by: Pair) -> Polynomial {
    polynomial.map(|term| term.times(by))
}

fn shifted(polynomial: &Polynomial) -> Polynomial {
    let mut higher = ZERO;
    higher.iter_mut().skip(1).zip(polynomial).for_each(|(term, from)| *term = *from);
    higher
}
