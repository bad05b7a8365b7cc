//! Reed-Solomon over 256 elements with errors and erasures (ISO/IEC 18004, 7.5 and annex A).
//!
//! A codeword that is known to be doubtful costs half as much to correct as one that is silently
//! wrong. How much may be corrected is not what the code allows, but what chance does not explain.

use std::iter::zip;
use std::sync::LazyLock;

/// Most check codewords of a block.
const CHECKS_MAX: usize = 30;
/// Random codewords must not pass more often than once in two to this power.
const CHANCE_BITS_MIN: f32 = 31.0;

struct Field {
    powers: [u8; 512],
    logarithms: [u16; 256],
}

static FIELD: LazyLock<Field> = LazyLock::new(Field::new);

impl Field {
    fn new() -> Self {
        let (mut powers, mut logarithms) = ([0; 512], [0; 256]);
        let mut value = 1_u16;
        for (exponent, power) in zip(0_u16.., &mut powers) {
            *power = u8::try_from(value).unwrap_or(0);
            if exponent < 255
                && let Some(logarithm) = logarithms.get_mut(usize::from(value))
            {
                *logarithm = exponent;
            }
            value <<= 1;
            if value > 255 {
                value ^= 0x11d;
            }
        }
        Self { powers, logarithms }
    }

    fn power(&self, exponent: usize) -> u8 {
        self.powers.get(exponent % 255).copied().unwrap_or(0)
    }

    fn logarithm(&self, value: u8) -> usize {
        usize::from(self.logarithms.get(usize::from(value)).copied().unwrap_or(0))
    }

    fn product(&self, a: u8, b: u8) -> u8 {
        if a == 0 || b == 0 {
            return 0;
        }
        self.powers.get(self.logarithm(a) + self.logarithm(b)).copied().unwrap_or(0)
    }

    fn quotient(&self, a: u8, b: u8) -> u8 {
        if a == 0 || b == 0 {
            return 0;
        }
        self.powers.get(self.logarithm(a) + 255 - self.logarithm(b)).copied().unwrap_or(0)
    }

    /// The value of a polynomial, lowest coefficient first.
    fn value(&self, polynomial: &[u8], exponent: usize) -> u8 {
        let at = self.power(exponent);
        polynomial.iter().rev().fold(0, |value, coefficient| self.product(value, at) ^ coefficient)
    }

    fn syndromes(&self, block: &[u8], checks: usize) -> Vec<u8> {
        (0..checks)
            .map(|root| {
                block.iter().fold(0, |value, codeword| {
                    let raised = if value == 0 {
                        0
                    } else {
                        self.powers.get(self.logarithm(value) + root).copied().unwrap_or(0)
                    };
                    raised ^ codeword
                })
            })
            .collect()
    }
}

/// Corrects a block in place; false, and the block as it was, if that cannot be done or proves nothing.
///
/// `doubtful` are places of codewords that may be anything.
pub(super) fn correct(block: &mut [u8], checks: usize, doubtful: &[usize]) -> bool {
    correct_if(block, checks, doubtful, |length, errors| proves(length, checks, errors, doubtful.len()))
}

/// The same with as many errors as the code allows, for what another reader has read already.
pub(super) fn correct_as_allowed(block: &mut [u8], checks: usize) -> bool {
    correct_if(block, checks, &[], |_, errors| 2 * errors <= checks)
}

fn correct_if(
    block: &mut [u8],
    checks: usize,
    doubtful: &[usize],
    may: impl Fn(usize, usize) -> bool,
) -> bool {
    let field = &*FIELD;
    if checks == 0 || checks > CHECKS_MAX || block.len() > 255 || doubtful.len() >= checks {
        return false;
    }
    let syndromes = field.syndromes(block, checks);
    if syndromes.iter().all(|syndrome| *syndrome == 0) {
        return true;
    }
    let Some(locator) = locator(field, &syndromes, block.len(), doubtful) else { return false };
    let degree = locator.iter().rposition(|coefficient| *coefficient != 0).unwrap_or(0);
    let errors = degree.saturating_sub(doubtful.len());
    if degree == 0 || !may(block.len(), errors) {
        return false;
    }
    let Some(corrections) = corrections(field, &syndromes, &locator, degree, block.len()) else {
        return false;
    };
    let mut corrected = block.to_vec();
    for (place, value) in corrections {
        if let Some(codeword) = corrected.get_mut(place) {
            *codeword ^= value;
        }
    }
    if field.syndromes(&corrected, checks).iter().any(|syndrome| *syndrome != 0) {
        return false;
    }
    block.copy_from_slice(&corrected);
    true
}

/// Whether so many corrections are far from what random codewords would need now and then.
fn proves(length: usize, checks: usize, errors: usize, doubtful: usize) -> bool {
    let Some(spare) = checks.checked_sub(errors + doubtful) else { return false };
    if 2 * errors + doubtful > checks {
        return false;
    }
    let bits = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    let ways: f32 = (0..errors).map(|n| (bits(length - doubtful - n) / bits(n + 1)).log2()).sum();
    8.0 * bits(spare) - ways >= CHANCE_BITS_MIN
}

/// Berlekamp and Massey, beginning from the doubtful places.
fn locator(field: &Field, syndromes: &[u8], length: usize, doubtful: &[usize]) -> Option<Vec<u8>> {
    let checks = syndromes.len();
    let mut sigma = vec![0_u8; checks + 1];
    *sigma.first_mut()? = 1;
    for (count, place) in doubtful.iter().enumerate() {
        let root = field.power(length.checked_sub(1 + place)?);
        for at in (1..=count + 1).rev() {
            let below = sigma.get(at - 1).copied()?;
            *sigma.get_mut(at)? ^= field.product(below, root);
        }
    }
    let mut helper = sigma.clone();
    let mut found = doubtful.len();
    for step in doubtful.len() + 1..=checks {
        let terms = zip(&sigma, syndromes.iter().take(step).rev());
        let discrepancy = terms.fold(0, |sum, (a, b)| sum ^ field.product(*a, *b));
        helper.rotate_right(1);
        *helper.first_mut()? = 0;
        if discrepancy == 0 {
            continue;
        }
        let before = sigma.clone();
        zip(&mut sigma, &helper).for_each(|(a, b)| *a ^= field.product(discrepancy, *b));
        if 2 * found < step + doubtful.len() {
            found = step + doubtful.len() - found;
            helper = before.iter().map(|a| field.quotient(*a, discrepancy)).collect();
        }
    }
    Some(sigma)
}

/// Places and values of what is wrong (Chien, Forney); `None` unless every root is a place.
fn corrections(
    field: &Field,
    syndromes: &[u8],
    locator: &[u8],
    degree: usize,
    length: usize,
) -> Option<Vec<(usize, u8)>> {
    let mut evaluator = vec![0_u8; syndromes.len()];
    for (i, a) in locator.iter().enumerate() {
        for (j, b) in syndromes.iter().enumerate() {
            if let Some(sum) = evaluator.get_mut(i + j) {
                *sum ^= field.product(*a, *b);
            }
        }
    }
    let odd: Vec<u8> = locator.iter().skip(1).step_by(2).copied().collect();
    let mut corrections = Vec::with_capacity(degree);
    for place in 0..length {
        let exponent = length - 1 - place;
        let inverse = (255 - exponent % 255) % 255;
        if field.value(locator, inverse) != 0 {
            continue;
        }
        let slope = field.value(&odd, 2 * inverse);
        let value = field.quotient(field.value(&evaluator, inverse), slope);
        if slope == 0 {
            return None;
        }
        corrections.push((place, field.product(value, field.power(exponent))));
    }
    (corrections.len() == degree).then_some(corrections)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A block with its check codewords: the remainder of the division by the generator.
    fn block(seed: u8, data: usize, checks: usize) -> Vec<u8> {
        let field = &*FIELD;
        let mut generator = vec![1_u8];
        for root in 0..checks {
            let mut next = vec![0; generator.len() + 1];
            for (at, a) in generator.iter().enumerate() {
                next[at] ^= a;
                next[at + 1] ^= field.product(*a, field.power(root));
            }
            generator = next;
        }
        let mut bytes: Vec<u8> =
            (0..data).map(|at| u8::try_from((at * 77 + usize::from(seed) * 31) % 251).unwrap()).collect();
        let mut rest = [&bytes[..], &vec![0; checks]].concat();
        for at in 0..data {
            let factor = rest[at];
            for (offset, a) in generator.iter().enumerate() {
                rest[at + offset] ^= field.product(*a, factor);
            }
        }
        bytes.extend_from_slice(&rest[data..]);
        bytes
    }

    #[test]
    fn errors_and_doubtful_places_are_corrected_together() {
        for (data, checks, errors, doubtful) in [
            (19, 7, 2, 0),
            (16, 10, 4, 0),
            (80, 20, 10, 0),
            (80, 20, 4, 8),
            (115, 30, 12, 5),
            (68, 18, 0, 13),
        ] {
            let whole = block(9, data, checks);
            let mut damaged = whole.clone();
            for at in 0..errors + doubtful {
                damaged[at * 2] ^= u8::try_from(at + 1).unwrap();
            }
            let places: Vec<usize> = (errors..errors + doubtful).map(|at| at * 2).collect();
            assert!(correct(&mut damaged, checks, &places), "{data} {checks} {errors} {doubtful}");
            assert_eq!(damaged, whole);
        }
    }

    #[test]
    fn random_codewords_are_refused_however_many_are_called_doubtful() {
        let mut state = 7_u32;
        for round in 0..3_000 {
            let mut noise: Vec<u8> = (0..26)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    u8::try_from(state >> 24).unwrap()
                })
                .collect();
            let before = noise.clone();
            let doubtful: Vec<usize> = (0..round % 10).collect();
            assert!(!correct(&mut noise, 10, &doubtful));
            assert_eq!(noise, before);
        }
    }

    #[test]
    fn two_errors_of_seven_checks_are_proof_and_three_are_not() {
        assert!(proves(26, 7, 2, 0) && !proves(26, 7, 3, 0));
        assert!(!proves(26, 10, 0, 10) && proves(26, 10, 0, 6));
    }
}
