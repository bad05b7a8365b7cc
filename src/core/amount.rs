//! Bitcoin amounts that cannot be negative, cannot overflow, and look the same everywhere.

use std::fmt;

/// Twenty-one million bitcoin, in satoshi.
pub const MONEY_MAX_SAT: u64 = 21_000_000 * 100_000_000;

/// An amount of 0 to 21 million bitcoin.
///
/// A value of −1 in a transaction reads as 2^64 − 1 and wraps a careless sum (attack A07): such a
/// number never becomes an `Amount`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(u64);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of `sat` satoshi, `None` above 21 million bitcoin.
    pub const fn from_sat(sat: u64) -> Option<Self> {
        if sat <= MONEY_MAX_SAT { Some(Self(sat)) } else { None }
    }

    /// The amount in satoshi.
    pub const fn to_sat(self) -> u64 {
        self.0
    }

    /// The sum, `None` above 21 million bitcoin.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(Self::from_sat)
    }

    /// The difference, `None` below zero.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The sum of many, `None` above 21 million bitcoin.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }
}

/// `1.250 000 00 BTC`: all eight places, in groups, so that a misplaced zero shows.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100_000_000, self.0 % 100_000_000);
        let (thousandths, tail) = (rest / 100_000, rest % 100_000);
        write!(f, "{whole}.{thousandths:03} {:03} {:02} BTC", tail / 100, tail % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atk_a07_amounts_out_of_range_never_exist() {
        assert_eq!(Amount::from_sat(u64::MAX), None);
        assert_eq!(Amount::from_sat(1 << 63), None);
        let most = Amount::from_sat(MONEY_MAX_SAT).unwrap();
        assert_eq!(most.checked_add(Amount::from_sat(1).unwrap()), None);
        assert_eq!(Amount::sum([most, most]), None);
        assert_eq!(Amount::ZERO.checked_sub(Amount::from_sat(1).unwrap()), None);
    }

    #[test]
    fn amounts_show_all_eight_places_in_groups() {
        let shown = |sat| Amount::from_sat(sat).unwrap().to_string();
        assert_eq!(shown(125_000_000), "1.250 000 00 BTC");
        assert_eq!(shown(8_770), "0.000 087 70 BTC");
        assert_eq!(shown(MONEY_MAX_SAT), "21000000.000 000 00 BTC");
        assert_eq!(shown(1), "0.000 000 01 BTC");
    }
}
