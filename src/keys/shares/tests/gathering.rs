//! What is said while shares come in.

use super::*;
use coldframe_core::shares::Waiting;

fn waits(gathering: &Gathering) -> Waiting {
    gathering.progress().unwrap().waiting
}

#[test]
fn progress_says_who_is_here_and_how_many_are_missing_at_least() {
    let groups =
        vec![GroupPlan { need: 2, of: 3 }, GroupPlan { need: 1, of: 1 }, GroupPlan { need: 5, of: 5 }];
    let mut plan = Plan::grouped(Scheme::Slip39, Holds::MasterSecret, 2, groups);
    plan.iteration_exponent = 0;
    let shares = made(&plan, &bytes(16, 1), 2);
    let mut gathering = Gathering::new();
    assert!(gathering.progress().is_none());
    // One of the group of five: four more, or one each of two groups nobody has seen.
    gathering.add(read(&text(&shares[4]))).unwrap();
    assert_eq!(waits(&gathering), Waiting::Shares { at_least: 2 });
    gathering.add(read(&text(&shares[1]))).unwrap();
    assert_eq!(waits(&gathering), Waiting::Shares { at_least: 2 });
    gathering.add(read(&text(&shares[3]))).unwrap();
    assert_eq!(waits(&gathering), Waiting::Shares { at_least: 1 });
    gathering.add(read(&text(&shares[0]))).unwrap();
    let progress = gathering.progress().unwrap();
    assert!(progress.is_complete());
    assert_eq!(progress.groups.iter().map(|group| group.index).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(progress.groups[0].members, [1, 2]);
    assert_eq!(progress.groups[0].missing(), Some(0));
    assert_eq!(progress.groups[2].missing(), Some(4));
    assert_eq!((progress.groups_need, progress.groups_of), (Some(2), Some(3)));
    assert_eq!(progress.set_id, shares[0].facts().set_id);
    // The one of the group of five stays out of it.
    gathering.finish(b"").unwrap().expose(|found| assert_eq!(found, bytes(16, 1)));
}

#[test]
fn parts_that_say_nothing_are_waited_for_as_the_person_says() {
    let mut plan = plan(Scheme::SeedXor, 3, 3);
    plan.holds = Holds::Entropy;
    let parts = made(&plan, &bytes(16, 3), 4);
    let part = |place: usize| Share::read(text(&parts[place]).as_bytes(), Some(Scheme::SeedXor)).unwrap();
    let (mut told, mut untold) = (Gathering::new().needing(3), Gathering::new());
    for place in [2, 0] {
        told.add(part(place)).unwrap();
        untold.add(part(place)).unwrap();
    }
    assert_eq!(waits(&told), Waiting::Shares { at_least: 1 });
    assert_eq!(waits(&untold), Waiting::Unknown);
    // Two of three parts are a seed too, and nobody can tell: that is the scheme (attack F02).
    assert!(!untold.finish(b"").unwrap().is_proven());
    told.add(part(1)).unwrap();
    told.finish(b"").unwrap().expose(|found| assert_eq!(found, bytes(16, 3)));
}

#[test]
fn every_form_of_a_share_is_read_back() {
    for scheme in [Scheme::Slip39, Scheme::Sskr] {
        let shares = made(&plan(scheme, 2, 3), &bytes(32, 5), 6);
        for share in &shares {
            for form in share.forms() {
                let text = share.expose_form(*form, str::to_owned);
                for variant in [text.clone(), text.to_uppercase(), format!("  {text}\n")] {
                    assert!(read(&variant).is_same(share), "{scheme:?} {form:?}");
                }
            }
        }
    }
}

#[test]
fn words_of_slip39_may_be_cut_and_spread_over_lines() {
    let share = &made(&plan(Scheme::Slip39, 2, 3), &bytes(16, 7), 8)[0];
    let cut: Vec<String> = text(share).split(' ').map(|word| word.chars().take(4).collect()).collect();
    assert!(read(&cut.join("\n")).is_same(share));
    assert!(read(&cut.join("\t  ")).is_same(share));
}

#[test]
fn facts_hold_what_the_share_says() {
    let share = &made(&plan(Scheme::Slip39, 2, 3), &bytes(16, 9), 10)[1];
    let facts = share.facts();
    let written = text(share);
    let first: Vec<&str> = written.split(' ').take(2).collect();
    assert_eq!(facts.set_words.unwrap().to_vec(), first);
    assert_eq!((facts.member.index, facts.member.need, facts.member.of), (Some(2), Some(2), None));
    assert_eq!((facts.group.index, facts.group.need, facts.group.of), (Some(1), Some(1), Some(1)));
    assert_eq!((facts.secret_bytes, facts.word_count), (16, Some(20)));
}
