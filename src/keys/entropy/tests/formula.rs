use super::super::formula::{Part, mix};
use super::*;

fn part(source: Source, bytes: &[u8]) -> Part {
    Part { source, bytes: Secret::built(Vec::new(), |held| held.extend_from_slice(bytes)) }
}

fn mixed(parts: &[Part], words: usize) -> Vec<u8> {
    mix(parts, WordCount::new(words).unwrap()).expose(Clone::clone)
}

fn bits_changed(one: &[u8], other: &[u8]) -> u32 {
    one.iter().zip(other).map(|(one, other)| (one ^ other).count_ones()).sum()
}

#[test]
fn atk_c04_one_die_or_one_bit_of_the_kernel_changes_half_of_the_seed() {
    let (mut trials, mut changed, mut least) = (0_u32, 0_u32, u32::MAX);
    for trial in 0..5_000_u64 {
        let mut os = [0; 32];
        os.iter_mut().zip(trial.to_be_bytes().repeat(4)).for_each(|(byte, of)| *byte = of);
        let throws = rolls(trial, 99).into_bytes();
        let before = mixed(&[part(Source::Os, &os), part(Source::Dice, &throws)], 24);
        let (mut other_os, mut other_throws) = (os, throws.clone());
        other_os[usize::try_from(trial % 32).unwrap()] ^= 1 << (trial % 8);
        let die = &mut other_throws[usize::try_from(trial % 99).unwrap()];
        *die = if *die == b'6' { b'1' } else { *die + 1 };
        for after in [
            mixed(&[part(Source::Os, &other_os), part(Source::Dice, &throws)], 24),
            mixed(&[part(Source::Os, &os), part(Source::Dice, &other_throws)], 24),
        ] {
            let bits = bits_changed(&before, &after);
            (trials, changed, least) = (trials + 1, changed + bits, least.min(bits));
        }
    }
    assert_eq!(trials, 10_000);
    assert!(changed * 100 >= 40 * 256 * trials, "{changed} bits in {trials} trials");
    assert!(least > 70, "one change moved only {least} of 256 bits");
}

#[test]
fn atk_c04_a_border_between_sources_that_moves_gives_another_seed() {
    let joined = |dice: &[u8], coins: &[u8]| {
        mixed(&[part(Source::Os, &[7; 32]), part(Source::Dice, dice), part(Source::Coins, coins)], 24)
    };
    assert_ne!(joined(b"1234", b"56"), joined(b"12345", b"6"));
    assert_ne!(joined(b"123456", b""), joined(b"", b"123456"));
    let swapped =
        mixed(&[part(Source::Os, &[7; 32]), part(Source::Coins, b"56"), part(Source::Dice, b"1234")], 24);
    assert_ne!(joined(b"1234", b"56"), swapped);
    let relabelled = mixed(&[part(Source::Os, &[7; 32]), part(Source::Coins, b"1234")], 24);
    assert_ne!(mixed(&[part(Source::Os, &[7; 32]), part(Source::Dice, b"1234")], 24), relabelled);
}

#[test]
fn atk_c04_a_shorter_seed_is_no_piece_of_a_longer_one() {
    let parts = || [part(Source::Os, &[7; 32])];
    let (short, long) = (mixed(&parts(), 12), mixed(&parts(), 24));
    assert_eq!((short.len(), long.len()), (16, 32));
    assert_ne!(short, long[..16]);
}

/// A die that always falls the same, or a kernel that always says the same: either alone may fail.
#[test]
fn atk_c04_each_source_alone_makes_the_seed_another_one() {
    let throws = rolls(1, 99);
    let words = |os: [u8; 32], throws: &str| made(os, throws, 24).with_words(str::to_owned);
    assert_ne!(words([1; 32], &throws), words([2; 32], &throws));
    assert_ne!(words([1; 32], &throws), words([1; 32], &rolls(2, 99)));
    assert_eq!(words([1; 32], &throws), words([1; 32], &throws));
}

#[test]
fn atk_c04_the_order_of_asking_changes_nothing_and_the_kernel_is_always_in_it() {
    let coins: String = rolls(3, 256).bytes().map(|roll| if roll % 2 == 0 { 'h' } else { 't' }).collect();
    let symbols = || [dice(&rolls(4, 99)), Symbols::read(Source::Coins, coins.as_bytes()).unwrap()];
    let finish = |symbols: Vec<Symbols>| {
        let mut draft = Draft::with_os(recipe(24), os_of([9; 32]));
        symbols.into_iter().for_each(|symbols| draft.add(symbols, &accepted()).unwrap());
        draft.finish(b"").unwrap()
    };
    let [one, other] = symbols();
    let there = finish(vec![one, other]);
    let [one, other] = symbols();
    let back = finish(vec![other, one]);
    assert_eq!(there.fingerprint(), back.fingerprint());
    let sources: Vec<_> = there.provenance().sources.iter().map(|report| report.source).collect();
    assert_eq!(sources, [Source::Os, Source::Dice, Source::Coins]);
}

#[test]
fn a_file_is_an_extra_and_credited_with_nothing() {
    let mut draft = Draft::begin(recipe(12)).unwrap();
    draft.mix(b"a picture of the sea").unwrap();
    let report = draft.finish(b"").unwrap().provenance().sources.remove(1);
    assert_eq!((report.source, report.credited_bits), (Source::File, 0));
}

#[test]
fn rolls_of_other_devices_stand_alone() {
    let formula = Formula::Sha256Rolls;
    let begin = |words| Draft::begin(Recipe { formula, ..recipe(words) });
    assert_eq!(begin(15).map(|_| ()), Err(EntropyError::RollsLength));
    let mut draft = begin(12).unwrap();
    assert_eq!(draft.commitment(), None, "the kernel has no part in it");
    assert_eq!(draft.mix(b"file"), Err(EntropyError::RollsOnly));
    let coins = Symbols::read(Source::Coins, b"hhtt").unwrap();
    assert_eq!(draft.add(coins, &[]), Err(EntropyError::RollsOnly));
    assert_eq!(draft.finish(b"").map(|_| ()), Err(EntropyError::RollsOnly));
}
