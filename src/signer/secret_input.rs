//! Words and passphrases on their way in from a file descriptor; the terminal is at the `desk`.
//!
//! Never from an argument or the environment, where every program of this user can read them
//! (attack G01). Bytes go from read(2) straight into the one place that is wiped.

use coldframe_console::tty::TtyError;
use coldframe_console::ui::UiError;
use coldframe_core::limits::SECRET_INPUT_BYTES_MAX;
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use coldframe_keys::Secret;
use std::fmt;
use std::fs::File;

/// Why no secret came in. Says nothing of what came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum SecretInputError {
    /// The descriptor is not open or cannot be read.
    Descriptor {
        /// Its number.
        fd: u32,
    },
    /// Nothing came.
    Empty,
    /// More than such a secret can have.
    TooLong {
        /// Bytes allowed.
        most: usize,
    },
    /// No terminal, or it went away.
    Tty(TtyError),
    /// Ctrl-C, or a signal.
    Interrupted,
    /// Escape or Ctrl-D.
    Left,
    /// The terminal cannot take back what it shows (`TERM=dumb`).
    DumbTerminal,
}

/// Reads one secret from a file descriptor; `allow_empty` is for passphrases.
pub(crate) fn of_descriptor(fd: u32, allow_empty: bool) -> Result<Secret<Vec<u8>>, SecretInputError> {
    let secret = of_descriptor_at_most(fd, SECRET_INPUT_BYTES_MAX)?;
    match !allow_empty && secret.expose(|bytes| bytes.is_empty()) {
        true => Err(SecretInputError::Empty),
        false => Ok(secret),
    }
}

/// Reads everything there is, at most that many bytes.
pub(crate) fn of_descriptor_at_most(fd: u32, most: usize) -> Result<Secret<Vec<u8>>, SecretInputError> {
    let refused = SecretInputError::Descriptor { fd };
    // Opening the name of a descriptor is the safe way to borrow one the caller opened for us.
    let file = File::open(format!("/dev/fd/{fd}")).map_err(|_| refused)?;
    Secret::try_built(Vec::with_capacity(most), |bytes| {
        loop {
            let room = most.saturating_sub(bytes.len());
            let mut chunk = zeroize::Zeroizing::new([0u8; SECRET_INPUT_BYTES_MAX]);
            let count = match rustix::io::read(&file, chunk.as_mut_slice()) {
                Ok(0) => break,
                Ok(count) if count > room => return Err(SecretInputError::TooLong { most }),
                Ok(count) => count,
                Err(rustix::io::Errno::INTR) => continue,
                Err(_) => return Err(refused),
            };
            // Never grows: a buffer that grows leaves its old block behind.
            bytes.extend_from_slice(chunk.get(..count).unwrap_or_default());
        }
        strip_line_end(bytes);
        Ok(())
    })
}

/// An editor's or shell's line end is no part of a passphrase.
fn strip_line_end(bytes: &mut Vec<u8>) {
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
    }
}

impl From<UiError> for SecretInputError {
    fn from(error: UiError) -> Self {
        match error {
            UiError::Interrupted => Self::Interrupted,
            UiError::Left => Self::Left,
            UiError::NoTerminal => Self::Tty(TtyError::Missing),
            _ => Self::Tty(TtyError::Gone),
        }
    }
}

impl From<TtyError> for SecretInputError {
    fn from(error: TtyError) -> Self {
        match error {
            TtyError::Interrupted => Self::Interrupted,
            _ => Self::Tty(error),
        }
    }
}

impl Explain for SecretInputError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Descriptor { .. } => "secret/descriptor",
            Self::Empty => "secret/empty",
            Self::TooLong { .. } => "secret/too-long",
            Self::Tty(error) => return error.code(),
            Self::Interrupted => "tty/interrupted",
            Self::Left => "secret/left",
            Self::DumbTerminal => "desk/dumb-terminal",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Descriptor { fd } => vec![("fd", Safe::number(*fd))],
            Self::TooLong { most } => vec![("most", Safe::count(*most))],
            Self::Empty | Self::Tty(_) | Self::Interrupted | Self::Left | Self::DumbTerminal => Facts::new(),
        }
    }
}

impl fmt::Display for SecretInputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for SecretInputError {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::os::fd::AsRawFd;

    /// A file only this test has, opened; the name is gone at once.
    fn opened(bytes: &[u8]) -> File {
        let name = format!("coldframe-secret-{}-{}", std::process::id(), bytes.len());
        let path = std::env::temp_dir().join(name);
        let mut file =
            File::options().read(true).write(true).create(true).truncate(true).open(&path).unwrap();
        file.write_all(bytes).unwrap();
        std::fs::remove_file(path).unwrap();
        file
    }

    fn came(bytes: &[u8]) -> Result<Vec<u8>, SecretInputError> {
        let file = opened(bytes);
        let fd = u32::try_from(file.as_raw_fd()).unwrap();
        of_descriptor(fd, false).map(|secret| secret.expose(Clone::clone))
    }

    #[test]
    fn one_line_end_is_not_part_of_a_secret() {
        assert_eq!(came(b"zoo wrong\n").unwrap(), b"zoo wrong");
        assert_eq!(came(b" a \r\n").unwrap(), b" a ");
        assert_eq!(came(b"a\n\n").unwrap(), b"a\n");
    }

    #[test]
    fn an_endless_or_missing_secret_is_refused() {
        assert_eq!(
            came(&vec![b'a'; SECRET_INPUT_BYTES_MAX + 1]),
            Err(SecretInputError::TooLong { most: SECRET_INPUT_BYTES_MAX })
        );
        assert_eq!(came(&[b'a'; SECRET_INPUT_BYTES_MAX]).unwrap().len(), SECRET_INPUT_BYTES_MAX);
        assert_eq!(came(b"\n"), Err(SecretInputError::Empty));
        let closed = of_descriptor(987, false).map(|_| ());
        assert_eq!(closed, Err(SecretInputError::Descriptor { fd: 987 }));
    }
}
