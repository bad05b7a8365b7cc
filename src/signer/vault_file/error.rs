//! Why the folder of named seeds does not give or take a file.

use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use std::fmt;

/// Why the folder of named seeds does not give or take a file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum StoreError {
    /// This machine keeps nothing.
    NoFolder,
    /// The folder cannot be used, or is a link.
    Folder(Safe),
    /// Somebody else may write in it.
    Shared(Safe),
    /// There is no seed of that name.
    Missing(Safe),
    /// There is one already.
    Taken(Safe),
    /// Not a plain file, or it cannot be read.
    Read(Safe),
    /// The new file is in its place, and the disk did not confirm it.
    Unsettled(Safe),
    /// The disk failed; what was there before is still there.
    Write(Safe),
}

impl Explain for StoreError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::NoFolder => "store/no-folder",
            Self::Folder(_) => "store/folder",
            Self::Shared(_) => "store/shared",
            Self::Missing(_) => "store/missing",
            Self::Taken(_) => "store/taken",
            Self::Read(_) => "store/read",
            Self::Write(_) => "store/write",
            Self::Unsettled(_) => "store/unsettled",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::NoFolder => Facts::new(),
            Self::Folder(path) | Self::Shared(path) | Self::Read(path) | Self::Write(path) => {
                vec![("path", path.clone())]
            }
            Self::Missing(name) | Self::Taken(name) | Self::Unsettled(name) => vec![("name", name.clone())],
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for StoreError {}
