//! The marks of `marks.c`. The only unsafe code of this program, which never ships.

unsafe extern "C" {
    fn mark_secret(bytes: *const u8, count: usize);
    fn mark_public(bytes: *const u8, count: usize);
}

/// From here on these bytes decide nothing.
pub fn secret(bytes: &mut [u8]) {
    // SAFETY: the range is a live slice, and valgrind only notes it.
    unsafe { mark_secret(bytes.as_ptr(), bytes.len()) }
}

/// These bytes are an answer that is given out.
pub fn public(bytes: &mut [u8]) {
    // SAFETY: as above.
    unsafe { mark_public(bytes.as_ptr(), bytes.len()) }
}
