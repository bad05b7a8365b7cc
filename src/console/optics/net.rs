//! The net under decoders of foreign pictures: a panic in one is an error like any other (attack
//! E05), and nothing a person needs to hear of.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// Whether this thread is inside a decoder whose panics are caught: then a panic hook stays silent.
pub fn is_reading() -> bool {
    DEPTH.try_with(|depth| depth.get() > 0).unwrap_or(false)
}

/// What `work` makes, `None` if it panics.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    DEPTH.with(|depth| depth.set(depth.get().saturating_add(1)));
    let made = catch_unwind(AssertUnwindSafe(work)).ok();
    DEPTH.with(|depth| depth.set(depth.get().saturating_sub(1)));
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_inside_is_caught_and_the_net_is_up_only_meanwhile() {
        assert!(!is_reading());
        assert_eq!(
            caught(|| caught(|| panic!("a bug in a decoder")).map_or_else(is_reading, |()| false)),
            Some(true)
        );
        assert!(!is_reading());
    }
}
