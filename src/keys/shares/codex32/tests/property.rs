//! What holds of every set.

use super::*;
use std::collections::BTreeSet;

/// Every choice of `need` of so many places.
fn choices(of: usize, need: usize) -> Vec<Vec<usize>> {
    let all = (0_u32..1 << of).filter(|set| usize::try_from(set.count_ones()).unwrap() == need);
    all.map(|set| (0..of).filter(|place| set >> place & 1 == 1).collect()).collect()
}

#[test]
fn any_quorum_restores_and_every_smaller_one_is_refused() {
    for (need, of, length) in [(2_u8, 5, 16), (3, 6, 32), (4, 7, 20), (5, 7, 64), (9, 11, 16)] {
        let seed: Vec<u8> = (0..length).map(|byte| byte ^ 0x5a).collect();
        let secret = Codex32::of_bytes(&seed, need, Identifier::parse("s3ts").unwrap()).unwrap();
        let shares = shares(&secret, of, &mut fill).unwrap();
        let need = usize::from(need);
        for places in choices(of, need) {
            assert!(restored(&picked(&shares, &places)).unwrap().is_same(&secret), "{places:?} of {of}");
        }
        for places in choices(of, need - 1) {
            let refused = restored(&picked(&shares, &places)).map(|_| ());
            assert_eq!(refused, Err(Codex32Error::TooFew { have: need - 1, need }));
        }
    }
}

#[test]
fn the_order_of_shares_changes_nothing() {
    let shares = texts(&rows(STRINGS)[2]);
    let wanted = restored(&shares).unwrap();
    for order in [[0, 1, 2], [2, 1, 0], [4, 0, 3], [3, 4, 1]] {
        assert!(restored(&picked(&shares, &order)).unwrap().is_same(&wanted));
    }
}

/// Letter by letter, with one share less than needed, every secret has exactly one draw that leads to
/// it: nothing is learned. Exhaustive over GF(32) for a quorum of 2 and of 3.
#[test]
fn atk_f01_one_share_less_than_needed_leaves_every_secret_equally_likely() {
    let weight = |own: u8, others: &[u8], at: u8| {
        others.iter().fold(1, |weight, other| {
            gf32::product(weight, gf32::product(other ^ at, gf32::inverse(other ^ own)))
        })
    };
    let [s, a, c, d] = ['s', 'a', 'c', 'd'].map(|letter| Index::parse(letter).unwrap().value());
    // 2 of n: the secret and a are drawn, c follows. What is seen is c.
    let mut seen = vec![BTreeSet::new(); 32];
    for (secret, drawn) in (0..32).flat_map(|secret| (0..32).map(move |drawn| (secret, drawn))) {
        let share = gf32::product(weight(s, &[a], c), secret) ^ gf32::product(weight(a, &[s], c), drawn);
        seen[usize::from(share)].insert(secret);
    }
    assert!(seen.iter().all(|secrets| secrets.len() == 32));
    // 3 of n: the secret, a and c are drawn, d follows. What is seen is c and d.
    let mut seen = vec![BTreeSet::new(); 1_024];
    for secret in 0..32 {
        for (one, other) in (0..32).flat_map(|one| (0..32).map(move |other| (one, other))) {
            let share = gf32::product(weight(s, &[a, c], d), secret)
                ^ gf32::product(weight(a, &[s, c], d), one)
                ^ gf32::product(weight(c, &[s, a], d), other);
            seen[usize::from(other) * 32 + usize::from(share)].insert(secret);
        }
    }
    assert!(seen.iter().all(|secrets| secrets.len() == 32));
}

/// Chi-square of what the kernel's bytes become, all 32 letters, zero included.
#[test]
fn atk_f01_drawn_letters_are_evenly_spread_and_zero_is_among_them() {
    let mut letters = vec![0_u8; 320_000];
    fill(&mut letters).unwrap();
    let mut counts = [0_f64; 32];
    letters.iter().for_each(|letter| counts[usize::from(letter & 31)] += 1.0);
    let chi_square: f64 = counts.iter().map(|count| (count - 10_000.0).powi(2) / 10_000.0).sum();
    // 31 degrees of freedom: beyond 81 once in 300,000 runs.
    assert!(chi_square < 81.0 && counts[0] > 9_000.0, "{chi_square}");
}

#[test]
fn two_splits_of_one_secret_share_no_letter_but_by_chance() {
    let secret = Codex32::of_bytes(&[9; 32], 2, Identifier::parse("cash").unwrap()).unwrap();
    let [one, other] = [(); 2].map(|()| shown(&shares(&secret, 2, &mut fill).unwrap()[0]));
    let same = one.bytes().zip(other.bytes()).skip(9).filter(|(one, other)| one == other).count();
    assert!(same < 20, "{same} of 65 letters are the same");
}
