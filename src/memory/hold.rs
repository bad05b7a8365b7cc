//! Secret bytes that stay longer than one piece of work.

use crate::features::BARE;
use crate::pages::Pages;
use crate::vault::VaultError;
use std::fmt;

/// Bytes on pages of their own between guard pages: built in place, lent to a closure, erased on
/// drop. No other copy of them is made.
///
/// A child made by fork(2) must neither look at one nor drop one: it finds zeroes, or no page.
pub struct Hold {
    place: Place,
    bytes: usize,
}

/// How well a [`Hold`] is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HoldKind {
    /// memfd_secret(2): out of the kernel's own map, so that not even root reads it through
    /// `/proc/PID/mem`. Never swapped, never dumped.
    Secret,
    /// Locked: never swapped; left out of core files as far as the kernel agreed.
    Locked,
    /// Not locked: the limit was reached (`RLIMIT_MEMLOCK`). May be swapped.
    Unlocked,
}

enum Place {
    Pages(Pages),
    Heap(Box<[u8]>),
}

impl Hold {
    /// So many zeroed bytes, filled in place.
    ///
    /// # Errors
    /// [`VaultError::NoMemory`] when the system gives no pages.
    pub fn built(bytes: usize, fill: impl FnOnce(&mut [u8])) -> Result<Self, VaultError> {
        Self::try_built(bytes, |place| {
            fill(place);
            Ok(())
        })
    }

    /// As [`Hold::built`], for a source that can fail. What was filled so far is erased.
    ///
    /// # Errors
    /// Those of `fill`, and [`VaultError::NoMemory`].
    pub fn try_built<E: From<VaultError>>(
        bytes: usize,
        fill: impl FnOnce(&mut [u8]) -> Result<(), E>,
    ) -> Result<Self, E> {
        let place = if BARE {
            Place::Heap(vec![0; bytes].into_boxed_slice())
        } else {
            let pages = Pages::secret(bytes).or_else(|| Pages::locked(bytes));
            Place::Pages(pages.ok_or(VaultError::NoMemory)?)
        };
        let mut hold = Self { place, bytes };
        fill(hold.bytes_mut())?;
        Ok(hold)
    }

    /// Looks at the bytes. What the closure returns is no longer guarded: return nothing of them.
    pub fn expose<R>(&self, look: impl FnOnce(&[u8]) -> R) -> R {
        let whole = match &self.place {
            Place::Pages(pages) => pages.bytes(),
            Place::Heap(heap) => heap,
        };
        look(whole.get(..self.bytes).unwrap_or_default())
    }

    /// How well these bytes are held.
    pub fn kind(&self) -> HoldKind {
        let Place::Pages(pages) = &self.place else { return HoldKind::Unlocked };
        match pages.measures() {
            measures if measures.secret => HoldKind::Secret,
            measures if measures.locked => HoldKind::Locked,
            _ => HoldKind::Unlocked,
        }
    }

    fn bytes_mut(&mut self) -> &mut [u8] {
        let whole = match &mut self.place {
            Place::Pages(pages) => pages.bytes_mut(),
            Place::Heap(heap) => heap,
        };
        whole.get_mut(..self.bytes).unwrap_or_default()
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        match &mut self.place {
            Place::Pages(pages) => pages.wipe(),
            // The heap of the bare build is not erased; that is what it is measured for.
            Place::Heap(_) => {}
        }
    }
}

impl fmt::Debug for Hold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hold(..)")
    }
}

#[cfg(test)]
mod tests;
