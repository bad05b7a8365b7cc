//! Where a build for the memory scan waits: all work is done, whatever came of it, and `main` is
//! about to return. Not in a release.
//!
//! The scanner opens a pipe, names its reading end in `COLDFRAME_SCAN_FD`, waits for the line
//! `scan-ready` on standard error, reads this process's memory, and writes a byte or closes the
//! pipe. Without the variable nothing waits.

use coldframe_console::output;
use std::fs::File;
use std::io::Read;

/// The pipe to wait at, opened before anything shuts the doors to files.
pub(crate) struct Pause(Option<File>);

impl Pause {
    pub(crate) fn prepared() -> Self {
        let fd = std::env::var("COLDFRAME_SCAN_FD").ok();
        Self(fd.and_then(|fd| File::open(format!("/dev/fd/{fd}")).ok()))
    }

    /// Waits for one byte, or for the end of the pipe.
    pub(crate) fn wait(self) {
        if let Some(mut pipe) = self.0 {
            output::tell("scan-ready");
            let _ = pipe.read(&mut [0]);
        }
    }
}
