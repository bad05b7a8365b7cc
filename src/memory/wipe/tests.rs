use super::*;
use std::cell::Cell;

/// Stands under the wiping allocator and looks at what reaches it.
struct Watcher {
    freed: Cell<usize>,
    dirty: Cell<usize>,
}

// SAFETY: allocates and frees through `System`, reading a block only while it is still live.
unsafe impl GlobalAlloc for Watcher {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block is live and was written over its whole length.
        let bytes = unsafe { std::slice::from_raw_parts(block, layout.size()) };
        self.freed.set(self.freed.get() + 1);
        self.dirty.set(self.dirty.get() + bytes.iter().filter(|byte| **byte != 0).count());
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(block, layout) };
    }
}

#[test]
fn atk_g04_a_block_is_empty_when_it_reaches_the_system() {
    let wiping = watched();
    for bytes in [1_usize, 24, 512, 1_000_003] {
        // SAFETY: the layout is not empty.
        let block = unsafe { wiping.alloc(layout(bytes)) };
        assert!(!block.is_null());
        // SAFETY: the block is that long.
        unsafe { ptr::write_bytes(block, 0x5A, bytes) };
        // SAFETY: the block is live, from the watcher, of this layout, and not used again.
        unsafe { wiping.dealloc(block, layout(bytes)) };
    }
    assert_eq!((wiping.0.freed.get(), wiping.0.dirty.get()), (4, 0));
}

#[test]
fn atk_g04_a_block_that_grows_or_shrinks_leaves_an_empty_one_behind() {
    let wiping = watched();
    for (before, after) in [(16, 4_096), (4_096, 16), (24, 25), (100, 100)] {
        // SAFETY: the layout is not empty.
        let block = unsafe { wiping.alloc(layout(before)) };
        // SAFETY: the block is that long.
        unsafe { ptr::write_bytes(block, 0x5A, before) };
        // SAFETY: the block is live, of this layout, and the new size is not zero.
        let moved = unsafe { wiping.realloc(block, layout(before), after) };
        // SAFETY: the new block is live and holds what both have room for.
        let kept = unsafe { std::slice::from_raw_parts(moved, before.min(after)) };
        assert!(kept.iter().all(|byte| *byte == 0x5A), "{before} to {after}");
        // SAFETY: the rest of the block is ours to write, so that all of it is initialised.
        unsafe { ptr::write_bytes(moved, 0x5A, after) };
        // SAFETY: the block is live and of this layout.
        unsafe { wiping.dealloc(moved, layout(after)) };
    }
    assert_eq!((wiping.0.freed.get(), wiping.0.dirty.get()), (8, 0));
}

/// The watcher must be able to see something.
#[test]
fn a_block_given_back_past_the_wiping_is_seen() {
    let wiping = watched();
    // SAFETY: the layout is not empty.
    let block = unsafe { wiping.0.alloc(layout(24)) };
    // SAFETY: the block is that long.
    unsafe { ptr::write_bytes(block, 0x5A, 24) };
    // SAFETY: the block is live and of this layout.
    unsafe { wiping.0.dealloc(block, layout(24)) };
    assert_eq!(wiping.0.dirty.get(), 24);
}

fn watched() -> WipingAllocator<Watcher> {
    WipingAllocator(Watcher { freed: Cell::new(0), dirty: Cell::new(0) })
}

fn layout(bytes: usize) -> Layout {
    Layout::from_size_align(bytes, 8).unwrap()
}

#[test]
fn wiping_erases_every_byte_of_the_block_and_none_beside_it() {
    for bytes in [0_usize, 1, 7, 8, 9, 63, 64, 65, 4_097] {
        let mut memory = vec![0xAA_u8; bytes + 2];
        // SAFETY: the middle of `memory` is live and `bytes` long.
        unsafe { wipe(memory.as_mut_ptr().wrapping_add(1), bytes) };
        assert_eq!(memory.first(), Some(&0xAA));
        assert_eq!(memory.last(), Some(&0xAA));
        assert!(memory[1..=bytes].iter().all(|byte| *byte == 0), "{bytes} bytes");
    }
}

#[test]
fn a_block_that_grows_keeps_its_bytes() {
    // SAFETY: the layout is not empty.
    let block = unsafe { WipingAllocator::new().alloc(layout(16)) };
    assert!(!block.is_null());
    // SAFETY: the block is 16 bytes long.
    unsafe { ptr::write_bytes(block, 0x5A, 16) };
    // SAFETY: the block is live, of this layout, and the new size is not zero.
    let grown = unsafe { WipingAllocator::new().realloc(block, layout(16), 4_096) };
    assert!(!grown.is_null());
    // SAFETY: the first 16 bytes were copied, so they are initialised.
    let kept = unsafe { std::slice::from_raw_parts(grown, 16) };
    assert!(kept.iter().all(|byte| *byte == 0x5A));
    // SAFETY: the block is live and of this layout.
    unsafe { WipingAllocator::new().dealloc(grown, layout(4_096)) };
}

#[test]
fn zeroed_blocks_are_zero_even_after_reuse() {
    for _ in 0..64 {
        // SAFETY: the layout is not empty.
        let block = unsafe { WipingAllocator::new().alloc_zeroed(layout(256)) };
        assert!(!block.is_null());
        // SAFETY: the block is 256 zeroed bytes.
        assert!(unsafe { std::slice::from_raw_parts(block, 256) }.iter().all(|byte| *byte == 0));
        // SAFETY: the block is 256 bytes long.
        unsafe { ptr::write_bytes(block, 0xFF, 256) };
        // SAFETY: the block is live and of this layout.
        unsafe { WipingAllocator::new().dealloc(block, layout(256)) };
    }
}
