use super::*;

#[test]
fn what_was_built_is_what_is_seen_and_no_byte_more() {
    for bytes in [0, 1, 64, 4_096, 4_097, 70_000] {
        let hold = Hold::built(bytes, |place| place.fill(7)).unwrap();
        assert_eq!(hold.expose(<[u8]>::len), bytes);
        assert!(hold.expose(|held| held.iter().all(|byte| *byte == 7)));
    }
}

#[test]
fn a_source_that_fails_leaves_no_hold() {
    let failed = Hold::try_built(64, |place| {
        place.fill(7);
        Err(VaultError::Panicked)
    });
    assert_eq!(failed.map(|_| ()), Err(VaultError::Panicked));
}

#[test]
fn many_holds_stand_beside_each_other() {
    let holds: Vec<_> =
        (0..40_u8).map(|number| Hold::built(64, |place| place.fill(number)).unwrap()).collect();
    for (number, hold) in (0..40_u8).zip(&holds) {
        assert!(hold.expose(|held| held.iter().all(|byte| *byte == number)));
    }
}

#[test]
fn another_thread_may_look() {
    let hold = Hold::built(64, |place| place.fill(7)).unwrap();
    let sum = crate::vault(|| hold.expose(|held| held.iter().map(|byte| u32::from(*byte)).sum::<u32>()));
    assert_eq!(sum, Ok(7 * 64));
}

#[test]
fn atk_g05_debug_says_nothing() {
    let hold = Hold::built(9, |place| place.copy_from_slice(b"zoo wrong")).unwrap();
    assert_eq!(format!("{hold:?}"), "Hold(..)");
}

#[cfg(not(miri))]
#[test]
fn atk_g04_a_hold_says_truly_how_it_is_held() {
    use crate::pages::tests::flags;
    let hold = Hold::built(64, |place| place.fill(7)).unwrap();
    let flags = flags(hold.expose(|held| held.as_ptr().addr()));
    let has = |flag: &str| flags.iter().any(|it| it == flag);
    assert_eq!(hold.kind() != HoldKind::Unlocked, has("lo"), "{flags:?}");
    assert_eq!(hold.kind() == HoldKind::Secret, has("sh"), "{flags:?}");
    assert!(has("dd"), "{flags:?}");
}
