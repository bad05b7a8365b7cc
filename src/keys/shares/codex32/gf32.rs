//! The letters of bech32 as numbers, and their arithmetic: GF(32) as BIP-173 numbers it, and
//! GF(1024) above it (BIP-93, Mathematical Companion).
//!
//! Letters of a share are secret: no branch and no place in a table depends on one (attack F04).
//! The classical tables of logarithms are 64 bytes, a line of the cache that another process can watch.

/// The letters in the order of their values (BIP-173).
pub(super) const LETTERS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// x^5 = x^3 + 1, the polynomial of BIP-173 without its highest term.
const FOLD: u8 = 0b0_1001;

/// All ones if both are the same, else zero.
fn same(one: u8, other: u8) -> u8 {
    let difference = one ^ other;
    let differs = (difference | difference.wrapping_neg()) >> 7;
    std::hint::black_box(differs).wrapping_sub(1)
}

/// All ones for one, zero for zero.
fn mask(bit: u8) -> u8 {
    std::hint::black_box(bit & 1).wrapping_neg()
}

/// The value of a lower-case letter; `None` for what is no letter of bech32. Every letter is looked at.
pub(super) fn value(letter: u8) -> Option<u8> {
    let (mut value, mut known) = (0, 0);
    for (candidate, number) in LETTERS.iter().zip(0_u8..) {
        let hit = same(letter, *candidate);
        value |= number & hit;
        known |= hit;
    }
    (known != 0).then_some(value)
}

/// The letter of a value. Every letter is looked at.
pub(super) fn letter(value: u8) -> u8 {
    LETTERS.iter().zip(0_u8..).fold(0, |found, (letter, number)| found | letter & same(number, value & 31))
}

/// The product in GF(32).
pub(super) fn product(one: u8, other: u8) -> u8 {
    let (mut product, mut shifted) = (0, one & 31);
    for bit in 0..5 {
        product ^= shifted & mask(other >> bit);
        let over = mask(shifted >> 4);
        shifted = (shifted << 1) & 31 ^ FOLD & over;
    }
    product
}

/// The inverse in GF(32): the 30th power. That of zero is zero.
pub(super) fn inverse(of: u8) -> u8 {
    let square = product(of, of);
    let fourth = product(square, square);
    let eighth = product(fourth, fourth);
    let sixteenth = product(eighth, eighth);
    product(product(square, fourth), product(eighth, sixteenth))
}

/// low + high * z in GF(1024), where z^2 = z + 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) low: u8,
    pub(super) high: u8,
}

impl Pair {
    pub(super) const ZERO: Self = Self { low: 0, high: 0 };
    pub(super) const ONE: Self = Self { low: 1, high: 0 };

    pub(super) fn of(low: u8) -> Self {
        Self { low, high: 0 }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self { low: self.low ^ other.low, high: self.high ^ other.high }
    }

    pub(super) fn times(self, other: Self) -> Self {
        let top = product(self.high, other.high);
        Self {
            low: product(self.low, other.low) ^ top,
            high: product(self.low, other.high) ^ product(self.high, other.low) ^ top,
        }
    }

    /// `exponent` is public: where a letter stands, never which.
    pub(super) fn power(self, exponent: usize) -> Self {
        let (mut result, mut square, mut rest) = (Self::ONE, self, exponent);
        while rest > 0 {
            if rest & 1 == 1 {
                result = result.times(square);
            }
            square = square.times(square);
            rest >>= 1;
        }
        result
    }

    /// The inverse: the 1022nd power.
    pub(super) fn inverse(self) -> Self {
        self.power(1_022)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_its_value_and_nothing_else_has_one() {
        for byte in 0..=255 {
            let place = LETTERS.iter().position(|letter| *letter == byte);
            assert_eq!(value(byte).map(usize::from), place, "{byte}");
        }
        for number in 0..32 {
            assert_eq!(value(letter(number)), Some(number));
        }
    }

    /// Against the schoolbook: polynomials multiplied, then divided by x^5 + x^3 + 1.
    #[test]
    fn the_field_is_that_of_bip_173() {
        for one in 0_u8..32 {
            for other in 0_u8..32 {
                let wide = u16::from(one);
                let mut long =
                    (0..5).filter(|bit| other >> bit & 1 == 1).fold(0, |sum, bit| sum ^ wide << bit);
                for bit in (5..10).rev() {
                    if long >> bit & 1 == 1 {
                        long ^= 0b10_1001 << (bit - 5);
                    }
                }
                assert_eq!(u16::from(product(one, other)), long, "{one} * {other}");
            }
        }
        assert!((1..32).all(|value| product(value, inverse(value)) == 1));
        assert_eq!(inverse(0), 0);
    }

    #[test]
    fn the_extension_is_a_field_and_its_elements_have_the_orders_of_bip_93() {
        for low in 0..32 {
            for high in 0..32 {
                let pair = Pair { low, high };
                let product = pair.times(pair.inverse());
                assert_eq!(product, if pair == Pair::ZERO { Pair::ZERO } else { Pair::ONE });
            }
        }
        let order = |of: Pair| (1..1_024).find(|exponent| of.power(*exponent) == Pair::ONE).unwrap();
        assert_eq!(order(Pair { low: 0, high: value(b'g').unwrap() }), 93);
        assert_eq!(order(Pair { low: value(b'e').unwrap(), high: value(b'x').unwrap() }), 1_023);
    }
}
