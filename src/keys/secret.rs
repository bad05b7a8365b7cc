//! The one type of secrets.

use std::fmt;
use zeroize::{Zeroize, Zeroizing};

/// A secret on the heap: built in place, looked at through a closure, erased on drop.
///
/// Has no `Clone`, `Copy`, `Deref`, `Display`, `Serialize` or `PartialEq`: a secret that can be
/// copied, printed or compared by accident will be (attacks G05, G06).
pub struct Secret<T: Zeroize>(Box<Zeroizing<T>>);

impl<T: Zeroize> Secret<T> {
    /// Puts `blank` on the heap and fills it there, so that no copy stands on the stack.
    ///
    /// `blank` holds nothing secret yet: zeroes, or an empty buffer with its whole capacity
    /// (a buffer that grows leaves its old block behind).
    pub fn built(blank: T, fill: impl FnOnce(&mut T)) -> Self {
        let mut place = Box::new(Zeroizing::new(blank));
        fill(&mut place);
        Self(place)
    }

    /// As [`Secret::built`], for a source that can fail. What was filled so far is erased.
    ///
    /// # Errors
    /// Those of `fill`.
    pub fn try_built<E>(blank: T, fill: impl FnOnce(&mut T) -> Result<(), E>) -> Result<Self, E> {
        let mut place = Box::new(Zeroizing::new(blank));
        fill(&mut place)?;
        Ok(Self(place))
    }

    /// Looks at the secret. What the closure returns is no longer guarded: return nothing of it.
    pub fn expose<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.0)
    }
}

impl Secret<Vec<u8>> {
    /// Whether both hold the same bytes, in constant time for one length.
    pub fn is_same(&self, other: &Self) -> bool {
        self.expose(|ours| other.expose(|theirs| same_bytes(ours, theirs)))
    }
}

/// Every byte is looked at, whatever the first ones said.
pub(crate) fn same_bytes(left: &[u8], right: &[u8]) -> bool {
    let differences = left.iter().zip(right).fold(0_u8, |seen, (one, other)| seen | (one ^ other));
    left.len() == right.len() && std::hint::black_box(differences) == 0
}

impl<T: Zeroize> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    #[test]
    fn atk_g05_debug_says_nothing() {
        let secret = Secret::built(Vec::new(), |bytes| bytes.extend_from_slice(b"zoo wrong"));
        assert_eq!(format!("{secret:?}"), "Secret(..)");
        assert_eq!(format!("{:?}", Some(&secret)), "Some(Secret(..))");
    }

    #[test]
    fn what_was_put_in_is_what_is_seen() {
        let secret = Secret::built([0_u8; 64], |bytes| bytes.fill(7));
        assert_eq!(secret.expose(|bytes| *bytes), [7; 64]);
    }

    #[test]
    fn the_same_bytes_are_the_same_and_one_bit_makes_another() {
        let held = |bytes: &[u8]| Secret::built(Vec::new(), |held| held.extend_from_slice(bytes));
        assert!(held(b"zoo").is_same(&held(b"zoo")));
        assert!(held(b"").is_same(&held(b"")));
        for other in [b"zon".as_slice(), b"zo", b"zooo", b"", b"Zoo"] {
            assert!(!held(b"zoo").is_same(&held(other)), "{other:?}");
        }
    }

    #[test]
    fn it_is_erased_on_drop_and_when_building_fails() {
        struct Watched<'a>(&'a RefCell<u32>);
        impl Zeroize for Watched<'_> {
            fn zeroize(&mut self) {
                *self.0.borrow_mut() += 1;
            }
        }
        let erased = RefCell::new(0);
        drop(Secret::built(Watched(&erased), |_| ()));
        assert_eq!(*erased.borrow(), 1);
        assert!(Secret::try_built(Watched(&erased), |_| Err(())).is_err());
        assert_eq!(*erased.borrow(), 2);
    }
}
