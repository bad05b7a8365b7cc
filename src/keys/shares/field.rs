//! Arithmetic in a field of 2^n elements, in constant time.
//!
//! No table: an address taken from a secret is seen in the cache by whoever shares the machine
//! (attack F04). Products are summed bit by bit under masks, whatever the operands are.

/// What interpolation needs of a field.
pub(super) trait Arithmetic {
    /// The product.
    fn multiply(left: u8, right: u8) -> u8;
    /// The inverse; that of zero is zero.
    fn inverse(element: u8) -> u8;
}

/// Polynomials over GF(2) of fewer than `BITS` terms, modulo one of them.
pub(super) struct Field<const BITS: u32, const MODULUS: u16>;

/// The field of SLIP-39 and SSKR, which is Rijndael's: x^8 + x^4 + x^3 + x + 1.
pub(super) type Gf256 = Field<8, 0x11b>;

/// The field of `sharks`: x^8 + x^4 + x^3 + x^2 + 1.
pub(super) type SharksField = Field<8, 0x11d>;

impl<const BITS: u32, const MODULUS: u16> Arithmetic for Field<BITS, MODULUS> {
    fn multiply(left: u8, right: u8) -> u8 {
        let (left, right) = (u16::from(left), u16::from(right));
        let mut product = 0;
        for bit in 0..BITS {
            product ^= (left << bit) & mask(right, bit);
        }
        for bit in (BITS..2 * BITS - 1).rev() {
            product ^= (MODULUS << (bit - BITS)) & mask(product, bit);
        }
        let [low, _] = product.to_le_bytes();
        low
    }

    /// By Fermat: the power of 2^n - 2, which is 2 + 4 + … + 2^(n-1).
    fn inverse(element: u8) -> u8 {
        let (mut power, mut inverse) = (element, 1);
        for _ in 1..BITS {
            power = Self::multiply(power, power);
            inverse = Self::multiply(inverse, power);
        }
        inverse
    }
}

/// All ones if that bit is set, all zeroes if not.
fn mask(number: u16, bit: u32) -> u16 {
    0_u16.wrapping_sub((number >> bit) & 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The textbook: shift and reduce, with branches.
    fn slowly(left: u8, right: u8, bits: u32, modulus: u16) -> u8 {
        let (mut shifted, mut product) = (u16::from(left), 0);
        for bit in 0..bits {
            if right >> bit & 1 == 1 {
                product ^= shifted;
            }
            shifted <<= 1;
            if shifted >> bits == 1 {
                shifted ^= modulus;
            }
        }
        u8::try_from(product).unwrap()
    }

    #[test]
    fn every_product_of_every_field_is_the_textbook_one() {
        for left in 0..=255 {
            for right in 0..=255 {
                assert_eq!(Gf256::multiply(left, right), slowly(left, right, 8, 0x11b));
                assert_eq!(SharksField::multiply(left, right), slowly(left, right, 8, 0x11d));
            }
        }
        for left in 0..16 {
            for right in 0..16 {
                assert_eq!(Field::<4, 0x13>::multiply(left, right), slowly(left, right, 4, 0x13));
            }
        }
    }

    #[test]
    fn every_inverse_times_its_element_is_one_and_that_of_zero_is_zero() {
        for element in 1..=255 {
            assert_eq!(Gf256::multiply(element, Gf256::inverse(element)), 1);
            assert_eq!(SharksField::multiply(element, SharksField::inverse(element)), 1);
        }
        for element in 1..16 {
            assert_eq!(Field::<4, 0x13>::multiply(element, Field::<4, 0x13>::inverse(element)), 1);
        }
        assert_eq!((Gf256::inverse(0), SharksField::inverse(0)), (0, 0));
    }

    #[test]
    fn the_published_products_come_out() {
        // FIPS 197, section 4.2.
        assert_eq!(Gf256::multiply(0x57, 0x83), 0xc1);
        assert_eq!(Gf256::multiply(0x57, 0x13), 0xfe);
    }
}
