//! The one signal that is never wanted.

/// A write beyond `RLIMIT_FSIZE` fails with an error that is told, instead of killing the process at a
/// question, which left the terminal without echo and half a file where a whole one was meant.
pub(crate) fn ignore_file_size() {
    // SAFETY: ignoring a signal runs no code of ours, and nothing else of this process asks for this one.
    unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
}
