#[cfg(not(miri))]
mod stack;

use super::*;
use std::sync::Barrier;
use std::thread;

#[test]
fn the_work_runs_on_another_thread_and_may_borrow() {
    let caller = thread::current().id();
    let bytes = [1_u8, 2, 3];
    let (sum, thread) = vault(|| (bytes.iter().sum::<u8>(), thread::current().id())).unwrap();
    assert_eq!(sum, 6);
    assert_ne!(thread, caller);
}

#[test]
fn atk_g05_a_panic_in_the_vault_leaves_only_a_code() {
    let word = "abandon";
    let result: Result<(), VaultError> = vault(|| panic!("the seed is {word}"));
    let error = result.unwrap_err();
    assert_eq!(error, VaultError::Panicked);
    assert!(!format!("{error:?} {error}").contains(word));
}

#[test]
fn a_panic_still_wipes_what_the_work_owned() {
    use std::sync::atomic::{AtomicBool, Ordering};
    struct Wiped<'a>(&'a AtomicBool);
    impl Drop for Wiped<'_> {
        fn drop(&mut self) {
            self.0.store(true, Ordering::SeqCst);
        }
    }
    let wiped = AtomicBool::new(false);
    let result: Result<(), VaultError> = vault(|| {
        let _secret = Wiped(&wiped);
        panic!("on purpose");
    });
    assert_eq!(result, Err(VaultError::Panicked));
    assert!(wiped.load(Ordering::SeqCst));
}

#[test]
fn a_vault_in_a_vault_is_the_same_one() {
    let (outer, inner) = vault(|| (thread::current().id(), vault(|| thread::current().id()))).unwrap();
    assert_eq!(inner, Ok(outer));
    assert!(!is_inside());
    assert_eq!(vault(is_inside), Ok(true));
}

#[test]
fn a_panic_in_an_inner_vault_is_an_error_there_and_the_outer_goes_on() {
    let ended: Result<Result<(), _>, _> = vault(|| vault(|| panic!("on purpose")));
    assert_eq!(ended, Ok(Err(VaultError::Panicked)));
}

#[test]
fn a_pair_works_at_the_same_time_on_two_vaults() {
    let meet = Barrier::new(2);
    let work = || {
        meet.wait();
        (is_inside(), thread::current().id())
    };
    let (one, other) = vault_pair(work, work).unwrap();
    assert!(one.0 && other.0);
    assert_ne!(one.1, other.1);
    assert_ne!(one.1, thread::current().id());
    let again = vault(|| (vault_pair(work, work), thread::current().id())).unwrap();
    assert_eq!(again.0.unwrap().0.1, again.1, "inside a vault the first work needs no other");
}

#[test]
fn a_panic_in_either_of_a_pair_gives_no_result() {
    let one: Result<((), u8), _> = vault_pair(|| panic!("on purpose"), || 2);
    assert_eq!(one, Err(VaultError::Panicked));
    let other: Result<(u8, ()), _> = vault_pair(|| 1, || panic!("on purpose"));
    assert_eq!(other, Err(VaultError::Panicked));
}

#[test]
fn a_hundred_vaults_come_and_go() {
    for number in 0..100 {
        assert_eq!(vault(|| number), Ok(number));
    }
}
