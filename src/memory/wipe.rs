//! An allocator that erases every block before it is given back.
//!
//! `String` growth, `format!`, base64 and JSON buffers leave copies that no `Drop` of ours knows
//! of; they all come back through here. A block that grows is moved and its old place erased,
//! because the system's `realloc` would leave the old bytes behind.

use crate::features::LEAKS;
use std::alloc::{GlobalAlloc, Layout, System};
use std::ptr;

/// The system allocator, erasing on free, on growth and on shrinking. Install it in `main` with
/// `#[global_allocator]`. `A` is another allocator in tests only.
#[derive(Clone, Copy, Debug)]
pub struct WipingAllocator<A = System>(A);

impl WipingAllocator {
    /// On top of the system's allocator.
    pub const fn new() -> Self {
        Self(System)
    }
}

impl Default for WipingAllocator {
    fn default() -> Self {
        Self::new()
    }
}

// SAFETY: every block comes from and returns to `A` with the layout it was asked for; `realloc` is
// the trait's own (allocate, copy, free), so growth passes through `dealloc` too.
unsafe impl<A: GlobalAlloc> GlobalAlloc for WipingAllocator<A> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller promises what `A` asks for: a layout that is not empty.
        unsafe { self.0.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as for `alloc`; fresh pages come zeroed, so large blocks are not touched twice.
        unsafe { self.0.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller promises a live block of this layout, so all its bytes are ours to write.
        unsafe { wipe(block, layout.size()) };
        // SAFETY: the block came from `A` with this layout and is not used again.
        unsafe { self.0.dealloc(block, layout) };
    }
}

type Fill = unsafe fn(*mut u8, u8, usize);

static FILL: Fill = ptr::write_bytes::<u8>;

/// Erases `bytes` bytes at `block`, at the speed of memset.
///
/// # Safety
/// The block must be live and writable over its whole length.
pub(crate) unsafe fn wipe(block: *mut u8, bytes: usize) {
    if LEAKS {
        return;
    }
    // SAFETY: `FILL` is a live, aligned static. Reading the function through a volatile load keeps
    // the compiler from seeing that the block dies next and dropping the writes as useless.
    let fill = unsafe { ptr::read_volatile(&raw const FILL) };
    // SAFETY: the caller promises a live, writable block of that length.
    unsafe { fill(block, 0, bytes) };
}

#[cfg(test)]
mod tests;
