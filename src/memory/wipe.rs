//! An allocator that erases every block before it is given back.
//!
//! `String` growth, `format!`, base64 and JSON buffers leave copies that no `Drop` of ours knows
//! of; they all come back through here. A block that grows is moved and its old place erased,
//! because the system's `realloc` would leave the old bytes behind.

use std::alloc::{GlobalAlloc, Layout, System};
use std::ptr;

/// The system allocator, erasing on free and on growth. Install it in `main` with
/// `#[global_allocator]`.
#[derive(Clone, Copy, Debug, Default)]
pub struct WipingAllocator;

// SAFETY: every block comes from and returns to `System` with the layout it was asked for;
// `realloc` is the trait's own (allocate, copy, free), so growth passes through `dealloc` too.
unsafe impl GlobalAlloc for WipingAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller promises what `System` asks for: a layout that is not empty.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as for `alloc`; fresh pages come zeroed, so large blocks are not touched twice.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller promises a live block of this layout; all blocks come from `System`.
        unsafe { give_back(&System, block, layout) };
    }
}

/// Erases a block and frees it.
///
/// # Safety
/// The block must be live, from `under`, of this layout, and never used again.
unsafe fn give_back(under: &impl GlobalAlloc, block: *mut u8, layout: Layout) {
    // SAFETY: the block is live and of this layout, so all its bytes are ours to write.
    unsafe { wipe(block, layout.size()) };
    // SAFETY: the block came from `under` with this layout and is not used again.
    unsafe { under.dealloc(block, layout) };
}

type Fill = unsafe fn(*mut u8, u8, usize);

static FILL: Fill = ptr::write_bytes::<u8>;

/// Erases `bytes` bytes at `block`, at the speed of memset.
///
/// # Safety
/// The block must be live and writable over its whole length.
unsafe fn wipe(block: *mut u8, bytes: usize) {
    // SAFETY: `FILL` is a live, aligned static. Reading the function through a volatile load keeps
    // the compiler from seeing that the block dies next and dropping the writes as useless.
    let fill = unsafe { ptr::read_volatile(&raw const FILL) };
    // SAFETY: the caller promises a live, writable block of that length.
    unsafe { fill(block, 0, bytes) };
}

#[cfg(test)]
mod tests;
