//! The checksum: a Reed-Solomon code over GF(1024) that finds any three wrong words, and with one
//! wrong word says which one it is (SLIP-39, section Checksum).

/// What the code is: its generator polynomial, as the remainders of x^10 .. in steps of a bit.
const GENERATOR: [u32; 10] = [
    0x00e0_e040,
    0x01c1_c080,
    0x0383_8100,
    0x0707_0200,
    0x0e0e_0009,
    0x1c0c_2412,
    0x3808_6c24,
    0x3090_fc48,
    0x21b1_f890,
    0x03f3_f120,
];

/// What is checked along with the words, so that a share of one kind is none of the other.
const fn customization(extendable: bool) -> &'static [u8] {
    if extendable { b"shamir_extendable" } else { b"shamir" }
}

/// Whether the last three numbers are the checksum of the others.
pub(super) fn verifies(numbers: &[u16]) -> bool {
    remainder(numbers, is_extendable(numbers)) == 1
}

/// The three numbers that close a share.
pub(super) fn checksum(numbers: &[u16], extendable: bool) -> [u16; 3] {
    let start = [0_u16; 3];
    let remainder = numbers
        .iter()
        .chain(&start)
        .fold(started(extendable), |state, number| step(state, u32::from(*number)))
        ^ 1;
    [20, 10, 0].map(|shift| u16::try_from(remainder >> shift & 0x3ff).unwrap_or(0))
}

/// The flag as it stands in the second word.
pub(super) fn is_extendable(numbers: &[u16]) -> bool {
    is_extendable_word(numbers.get(1).copied())
}

pub(super) fn is_extendable_word(second: Option<u16>) -> bool {
    second.is_some_and(|second| second >> 4 & 1 == 1)
}

/// What is left of a share after division; 1 for a right one.
pub(super) fn remainder(numbers: &[u16], extendable: bool) -> u32 {
    numbers.iter().fold(started(extendable), |state, number| step(state, u32::from(*number)))
}

fn started(extendable: bool) -> u32 {
    customization(extendable).iter().fold(1, |state, byte| step(state, u32::from(*byte)))
}

/// Takes in one number. Linear, and without a branch on what it takes in.
pub(super) fn step(state: u32, number: u32) -> u32 {
    let high = state >> 20;
    GENERATOR.iter().enumerate().fold((state & 0xf_ffff) << 10 ^ number, |state, (bit, generator)| {
        state ^ (generator & 0_u32.wrapping_sub(high >> bit & 1))
    })
}
