//! What is split comes together again: every scheme, every number of shares, every length.

use super::super::shamir::{deal, restore};
use super::*;
use coldframe_core::limits::SLIP39_EXPONENT_WRITTEN_MAX;

#[test]
fn any_as_many_as_needed_of_any_number_up_to_16_restore() {
    for of in 1..=16_u8 {
        for need in 1..=of {
            let secret = bytes(16, u64::from(of) << 8 | u64::from(need));
            let shares = deal(need, of, &secret, &mut known(7)).unwrap();
            assert_eq!(shares.len(), usize::from(of));
            let mut tried = 0;
            for mask in (0..1_u32 << of).filter(|mask| mask.count_ones() == u32::from(need)) {
                // All of them up to 12; of the thousands beyond, some.
                if of > 12 && mask % 97 != 0 && tried > 0 {
                    continue;
                }
                tried += 1;
                let points: Vec<(u8, &[u8])> = (0..of)
                    .filter(|place| mask >> place & 1 == 1)
                    .map(|place| (place, shares[usize::from(place)].as_slice()))
                    .collect();
                restore(need, &points).unwrap().expose(|found| assert_eq!(*found, secret, "{need} of {of}"));
            }
            let fewer: Vec<(u8, &[u8])> =
                (0..need - 1).map(|place| (place, shares[usize::from(place)].as_slice())).collect();
            assert_eq!(restore(need, &fewer).unwrap_err(), ShareError::TooFew { missing: 1 });
        }
    }
}

#[test]
fn every_length_of_every_scheme_comes_back() {
    for length in (16..=64).step_by(2) {
        let secret = bytes(length, 3);
        let shares = made(&plan(Scheme::Slip39, 2, 3), &secret, 4);
        assert_eq!(combined(&[&shares[2], &shares[0]]).unwrap(), secret, "{length}");
        if length <= 32 {
            let shares = made(&plan(Scheme::Sskr, 2, 3), &secret, 4);
            assert_eq!(combined(&[&shares[2], &shares[0]]).unwrap(), secret, "{length}");
        }
    }
    for length in [16, 24, 32] {
        for parts in 2..=4 {
            for deterministic in [false, true] {
                let mut plan = Plan::single(Scheme::SeedXor, Holds::Entropy, parts, parts);
                plan.deterministic = deterministic;
                assert_eq!(made(&plan, &bytes(length, 5), 6).len(), usize::from(parts));
            }
        }
    }
}

#[test]
fn lengths_no_scheme_has_are_refused() {
    for (scheme, lengths) in [
        (Scheme::Slip39, [0_usize, 14, 15, 17, 33, 63, 65, 66].as_slice()),
        (Scheme::Sskr, [0, 14, 15, 17, 31, 33, 34, 64].as_slice()),
        (Scheme::SeedXor, [0, 12, 17, 20, 28, 33, 64].as_slice()),
    ] {
        for length in lengths {
            let mut plan = plan(scheme, 2, 2);
            if scheme == Scheme::SeedXor {
                plan.holds = Holds::Entropy;
            }
            let refused = split(&plan, &vec![1; *length], b"", &mut known(1)).unwrap_err();
            assert_eq!(refused, ShareError::SecretLength { bytes: *length }, "{scheme:?}");
        }
    }
    let entropy = Plan::single(Scheme::Slip39, Holds::Entropy, 2, 3);
    assert_eq!(entropy.check(18), Err(ShareError::SecretLength { bytes: 18 }));
    assert_eq!(entropy.check(20), Ok(()));
}

#[test]
fn groups_of_groups_come_back_by_any_way() {
    let group = |need, of| GroupPlan { need, of };
    let groups = vec![group(1, 1), group(2, 3), group(3, 5), group(2, 2)];
    for scheme in [Scheme::Slip39, Scheme::Sskr] {
        let mut plan = Plan::grouped(scheme, Holds::MasterSecret, 2, groups.clone());
        plan.iteration_exponent = 0;
        let secret = bytes(32, 8);
        let shares = made(&plan, &secret, 9);
        let facts: Vec<_> = shares.iter().map(Share::facts).collect();
        let quorums: Vec<_> = Quorums::of(&facts, None).unwrap().all().collect();
        // 1*3 + 1*10 + 1*1 + 3*10 + 3*1 + 10*1
        assert_eq!(quorums.len(), 57);
        for quorum in quorums {
            let chosen: Vec<&Share> = quorum.iter().map(|place| &shares[*place]).collect();
            assert_eq!(combined(&chosen).unwrap(), secret, "{scheme:?} {quorum:?}");
        }
    }
}

#[test]
fn passphrase_exponent_and_flag_belong_to_the_secret() {
    let secret = bytes(16, 10);
    for (exponent, extendable) in [(0, false), (0, true), (2, false), (3, true)] {
        let plan = Plan { iteration_exponent: exponent, extendable, ..plan(Scheme::Slip39, 2, 2) };
        let shares = split(&plan, &secret, b"TREZOR ~", &mut known(11)).unwrap();
        let facts = shares[0].facts();
        assert_eq!((facts.iteration_exponent, facts.extendable), (Some(exponent), Some(extendable)));
        let mut gathering = Gathering::new();
        for share in &shares {
            gathering.add(read(&text(share))).unwrap();
        }
        assert_eq!(gathering.progress().unwrap().rounds, 10_000 << exponent);
        gathering.finish(b"TREZOR ~").unwrap().expose(|found| assert_eq!(found, secret));
        gathering.finish(b"TREZOR").unwrap().expose(|found| assert_ne!(found, secret));
    }
}

#[test]
fn one_passphrase_opens_two_extendable_sets_of_one_secret() {
    let secret = bytes(16, 12);
    for extendable in [false, true] {
        let plan = Plan { extendable, ..plan(Scheme::Slip39, 1, 1) };
        let opened: Vec<Vec<u8>> = [13, 14]
            .into_iter()
            .map(|seed| {
                let share = split(&plan, &secret, b"one", &mut known(seed)).unwrap().remove(0);
                let mut gathering = Gathering::new();
                gathering.add(share).unwrap();
                gathering.finish(b"two").unwrap().expose(<[u8]>::to_vec)
            })
            .collect();
        // Another passphrase opens another wallet: the same one in both sets, if they are extendable.
        assert_eq!(opened[0] == opened[1], extendable);
    }
}

#[test]
fn passphrases_that_a_keyboard_may_type_otherwise_are_refused() {
    for passphrase in ["caf\u{e9}", "a\tb", "a\n", "\u{0}", "a\u{7f}"] {
        let refused = split(&plan(Scheme::Slip39, 2, 2), &[1; 16], passphrase.as_bytes(), &mut known(1));
        assert_eq!(refused.unwrap_err(), ShareError::Passphrase);
    }
    let long = vec![b'a'; 5_000];
    let refused = split(&plan(Scheme::Slip39, 2, 2), &[1; 16], &long, &mut known(1)).unwrap_err();
    assert!(matches!(refused, ShareError::PassphraseTooLong { .. }));
    let refused = split(&plan(Scheme::Sskr, 2, 2), &[1; 16], b"x", &mut known(1)).unwrap_err();
    assert_eq!(refused, ShareError::NoPassphrase);
}

#[test]
fn more_rounds_than_we_write_are_refused_and_every_exponent_is_read() {
    let plan = Plan { iteration_exponent: SLIP39_EXPONENT_WRITTEN_MAX + 1, ..plan(Scheme::Slip39, 2, 2) };
    assert!(matches!(plan.check(16), Err(ShareError::Exponent { .. })));
    for text in EXPONENTS {
        assert!(read(text).facts().iteration_exponent >= Some(11));
    }
}

#[test]
fn what_comes_back_is_words_or_a_seed_as_the_person_says() {
    let words = crate::Mnemonic::parse(b"zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong").unwrap();
    let plan = Plan { holds: Holds::Entropy, ..plan(Scheme::Slip39, 2, 3) };
    let shares = words.entropy(|entropy| made(&plan, entropy, 15)).unwrap();
    let mut gathering = Gathering::new();
    for share in shares.into_iter().take(2) {
        gathering.add(share).unwrap();
    }
    let recovered = gathering.finish(b"").unwrap();
    let english = crate::Language::English;
    assert!(recovered.mnemonic(english).unwrap().is_same(&words));
    let of_words = crate::Seed::of_words(&words, b"pass").unwrap().fingerprint().unwrap();
    assert_eq!(recovered.fingerprint(Holds::Entropy, english, b"pass").unwrap(), of_words);
    let of_bytes = recovered.fingerprint(Holds::MasterSecret, english, b"").unwrap();
    assert_ne!(of_bytes, recovered.fingerprint(Holds::Entropy, english, b"").unwrap());
    assert!(recovered.is_proven() && recovered.secret_bytes() == 16);
    assert_eq!(format!("{recovered:?}"), "Recovered { scheme: Slip39, .. }");
}

/// Made with PyPI shamir-mnemonic 0.3.0: exponents 11 and 15.
const EXPONENTS: [&str; 2] = [
    "charity aunt academic academic academic acrobat aluminum debris activity alarm busy learn election animal deal \
     snapshot likely learn drink software",
    "charity award academic academic academic acrobat aluminum debris activity alarm busy learn election animal \
     deal snapshot likely holy exotic move",
];
