//! Every quorum once; a sample leaves no share out.

use super::*;
use std::collections::BTreeSet;

fn facts(group_need: u8, groups: &[(u8, u8)]) -> Vec<coldframe_core::shares::ShareFacts> {
    let groups = groups.iter().map(|(need, of)| GroupPlan { need: *need, of: *of }).collect();
    let mut plan = Plan::grouped(Scheme::Sskr, Holds::MasterSecret, group_need, groups);
    plan.iteration_exponent = 0;
    made(&plan, &bytes(16, 1), 2).iter().map(Share::facts).collect()
}

#[test]
fn all_are_listed_and_counted_once() {
    for (group_need, groups, count) in [
        (1, vec![(2, 3)], 3_usize),
        (1, vec![(3, 5)], 10),
        (1, vec![(5, 5)], 1),
        (2, vec![(2, 3), (3, 5), (1, 1)], 43),
        (1, vec![(8, 16)], 12_870),
    ] {
        let quorums = Quorums::of(&facts(group_need, &groups), None).unwrap();
        let all: BTreeSet<Vec<usize>> = quorums.all().collect();
        assert_eq!((all.len(), quorums.all().count()), (count, count));
        assert_eq!(quorums.count(), u128::try_from(count).unwrap());
    }
}

#[test]
fn a_sample_uses_every_share() {
    for (group_need, groups) in [(1, vec![(3, 16)]), (2, vec![(2, 5), (2, 7), (3, 9)]), (1, vec![(15, 16)])] {
        let facts = facts(group_need, &groups);
        let quorums = Quorums::of(&facts, None).unwrap();
        let sample = quorums.sample(15, &mut known(3)).unwrap();
        assert!(sample.len() >= 15);
        let used: BTreeSet<usize> = sample.iter().flatten().copied().collect();
        assert_eq!(used.len(), facts.len());
        let all: BTreeSet<Vec<usize>> = quorums.all().collect();
        assert!(sample.iter().all(|quorum| all.contains(quorum)));
        assert_eq!(sample.iter().collect::<BTreeSet<_>>().len(), sample.len());
    }
}

#[test]
fn a_set_without_a_quorum_has_none() {
    let facts = facts(2, &[(2, 3), (2, 2)]);
    assert!(Quorums::of(&facts[..4], None).is_err());
    assert!(Quorums::of(&facts[2..], None).is_err());
    assert!(Quorums::of(&facts[1..], None).is_ok());
    assert!(Quorums::of(&[], None).is_err());
}

#[test]
fn a_large_set_is_counted_without_listing_it() {
    let groups = vec![(8, 16); 4];
    assert_eq!(Quorums::of(&facts(4, &groups), None).unwrap().count(), 12_870_u128.pow(4));
}
