//! Pages of our own between two that nobody may touch: an overrun stops the process instead of
//! reaching a neighbour.

use crate::features::{LEAKS, SEEN_FROM_OUTSIDE};
use crate::wipe::wipe;
use rustix::fd::{FromRawFd, OwnedFd};
use rustix::fs::ftruncate;
use rustix::mm::{self, Advice, MapFlags, MlockFlags, MprotectFlags, ProtFlags};
use std::ffi::c_void;
use std::{ptr, slice};

/// Mapped pages. Unmapped on drop, which erases nothing: see [`Pages::wipe`].
pub(crate) struct Pages {
    /// First byte of the first guard.
    whole: *mut c_void,
    /// Also the length of each guard.
    page_bytes: usize,
    bytes: usize,
    measures: Measures,
}

/// What the kernel agreed to for these pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Measures {
    /// Never written to swap.
    pub(crate) locked: bool,
    /// Left out of core files, root's too.
    pub(crate) not_dumped: bool,
    /// A forked child finds zeroes there, or no page at all.
    pub(crate) not_inherited: bool,
    /// Out of the kernel's own map: not even root reads them through `/proc`.
    pub(crate) secret: bool,
}

// SAFETY: the pages belong to this value alone, as those of a `Box` do; no thread keeps them.
unsafe impl Send for Pages {}
// SAFETY: through a shared reference the pages can only be read.
unsafe impl Sync for Pages {}

impl Pages {
    /// Zeroed pages of at least so many bytes, locked and kept from core files and children as far
    /// as the kernel agrees.
    pub(crate) fn locked(bytes: usize) -> Option<Self> {
        Self::locked_but(bytes, 0)
    }

    /// As [`Pages::locked`]; the last `inherited_bytes` of them go to a forked child as they are.
    pub(crate) fn locked_but(bytes: usize, inherited_bytes: usize) -> Option<Self> {
        let mut pages = Self::reserved(bytes)?;
        let body = pages.body().cast();
        // SAFETY: the body lies in a reservation that is ours and that nobody looks at yet.
        unsafe { mm::mprotect(body, pages.bytes, MprotectFlags::READ | MprotectFlags::WRITE) }.ok()?;
        // Each page from its first use on: making a thousand that nobody uses costs more than the work.
        // SAFETY: locking live pages changes nothing they hold.
        pages.measures.locked = unsafe { mm::mlock_with(body, pages.bytes, MlockFlags::ONFAULT) }.is_ok();
        pages.measures.not_dumped = pages.advise(pages.bytes, Advice::LinuxDontDump);
        // Fails, and is reported, where pages are larger than what is to be inherited.
        let wiped_bytes = pages.bytes.checked_sub(inherited_bytes)?;
        let splits = wiped_bytes.is_multiple_of(pages.page_bytes);
        pages.measures.not_inherited = splits && pages.advise(wiped_bytes, Advice::LinuxWipeOnFork);
        Some(pages)
    }

    /// Zeroed pages of memfd_secret(2), where the kernel has it and the lock limit leaves room.
    /// They are locked and undumped by nature; a forked child has no such pages.
    pub(crate) fn secret(bytes: usize) -> Option<Self> {
        if SEEN_FROM_OUTSIDE {
            return None;
        }
        let mut pages = Self::reserved(bytes)?;
        let file = memfd_secret()?;
        ftruncate(&file, u64::try_from(pages.bytes).ok()?).ok()?;
        let (access, flags) = (ProtFlags::READ | ProtFlags::WRITE, MapFlags::SHARED | MapFlags::FIXED);
        // SAFETY: replaces the body of a reservation that is ours and that nobody looks at yet.
        let mapped = unsafe { mm::mmap(pages.body().cast(), pages.bytes, access, flags, &file, 0) };
        if mapped.is_err() {
            // Over the lock limit. The kernel may have taken the body away first, and another thread
            // may be in its place: the reservation is left as it is, for unmapping it could hit that.
            std::mem::forget(pages);
            return None;
        }
        let not_inherited = pages.advise(pages.bytes, Advice::LinuxDontFork);
        pages.measures = Measures { locked: true, not_dumped: true, not_inherited, secret: true };
        Some(pages)
    }

    /// Address space for the pages and their guards, all of it out of reach.
    fn reserved(bytes: usize) -> Option<Self> {
        let page_bytes = bytes_of_a_page()?;
        let bytes = bytes.max(1).checked_next_multiple_of(page_bytes)?;
        let whole_bytes = bytes.checked_add(page_bytes.checked_mul(2)?)?;
        let flags = MapFlags::PRIVATE | MapFlags::NORESERVE;
        // SAFETY: a new mapping at a place of the kernel's choice touches no other.
        let whole = unsafe { mm::mmap_anonymous(ptr::null_mut(), whole_bytes, ProtFlags::empty(), flags) };
        Some(Self { whole: whole.ok()?, page_bytes, bytes, measures: Measures::default() })
    }

    /// About the first so many bytes of the body.
    fn advise(&self, bytes: usize, advice: Advice) -> bool {
        // SAFETY: the advice given here is about dumps and children; the pages keep what they hold.
        unsafe { mm::madvise(self.body().cast(), bytes.min(self.bytes), advice) }.is_ok()
    }

    /// First byte between the guards.
    pub(crate) fn body(&self) -> *mut u8 {
        self.whole.cast::<u8>().wrapping_add(self.page_bytes)
    }

    /// Bytes between the guards.
    pub(crate) fn len(&self) -> usize {
        self.bytes
    }

    pub(crate) fn measures(&self) -> Measures {
        self.measures
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        // SAFETY: the body is mapped, readable and initialised (zeroed) for as long as `self` lives.
        unsafe { slice::from_raw_parts(self.body(), self.bytes) }
    }

    pub(crate) fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: as above, and writable; `&mut self` is the only way to it.
        unsafe { slice::from_raw_parts_mut(self.body(), self.bytes) }
    }

    /// Erases every byte between the guards. Locked pages never leave memory, so those that are not
    /// there were never used and hold nothing; pages that may be in swap are all written.
    pub(crate) fn wipe(&mut self) {
        let mut there = vec![1_u8; self.bytes / self.page_bytes];
        if self.measures.locked {
            // SAFETY: the body is mapped over this length, and `there` has a byte for each page of it.
            let looked = unsafe { libc::mincore(self.body().cast(), self.bytes, there.as_mut_ptr()) };
            if looked != 0 {
                there.fill(1);
            }
        }
        let pages = there.iter().enumerate().filter(|(_, there)| **there != 0);
        for first in pages.map(|(index, _)| index.saturating_mul(self.page_bytes)) {
            // SAFETY: the page lies in the body, which is mapped and writable.
            unsafe { wipe(self.body().wrapping_add(first), self.page_bytes) };
        }
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        if LEAKS {
            return;
        }
        let whole_bytes = self.bytes.saturating_add(self.page_bytes.saturating_mul(2));
        // SAFETY: the mapping is ours and of this length, and nothing refers to it any more.
        let _ = unsafe { mm::munmap(self.whole, whole_bytes) };
    }
}

fn bytes_of_a_page() -> Option<usize> {
    // SAFETY: asks for a number; no memory is involved.
    usize::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).ok().filter(|bytes| *bytes > 0)
}

fn memfd_secret() -> Option<OwnedFd> {
    // SAFETY: the call takes flags only and gives a new descriptor or -1.
    let fd = unsafe { libc::syscall(libc::SYS_memfd_secret, libc::O_CLOEXEC) };
    let fd = i32::try_from(fd).ok().filter(|fd| *fd >= 0)?;
    // SAFETY: the kernel has just given us this descriptor, and nobody else knows it.
    Some(unsafe { OwnedFd::from_raw_fd(fd) })
}

#[cfg(test)]
pub(crate) mod tests;
