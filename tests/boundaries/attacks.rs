//! Every attack we know has a test that carries it out.

use crate::tree;

/// The attacks this version answers to. An id may be added, never removed.
const ANSWERED: [&str; 60] = [
    "a01", "a02", "a03", "a04", "a05", "a06", "a07", "a08", "a09", "a10", "a11", "b01", "b03", "b04", "b08",
    "b09", "b10", "b11", "b12", "b13", "b14", "b15", "c01", "c02", "c03", "c04", "c05", "c06", "c07", "c08",
    "d01", "e01", "e02", "e03", "e04", "e05", "e06", "e07", "e08", "e09", "e10", "e11", "e12", "e13", "e14",
    "f01", "f02", "f03", "f04", "f07", "f08", "f09", "f10", "g01", "g02", "g03", "g04", "g05", "g06", "g12",
];

#[test]
fn every_known_attack_has_a_test_that_carries_it_out() {
    let tests = tree::tests();
    let missing: Vec<_> = ANSWERED
        .iter()
        .filter(|id| !tests.iter().any(|test| test.starts_with(&format!("atk_{id}_"))))
        .collect();
    assert!(missing.is_empty(), "attacks without a test: {missing:?}");
}
