//! Why a camera does not film.

use coldframe_core::messages::{self, Code, Explain, Facts};
use coldframe_core::safe::Safe;
use std::fmt;
use std::io;

/// Why a camera does not film. In the order of how near it came: of several cameras the last is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum CameraError {
    /// There is none.
    Missing,
    /// What was named is something else.
    NotACamera {
        /// Its number, if it has one.
        number: Option<u32>,
    },
    /// It has no format we read.
    NoFormat {
        /// Its number, if it has one.
        number: Option<u32>,
    },
    /// The system refused to open it.
    Denied {
        /// Its number, if it has one.
        number: Option<u32>,
    },
    /// It failed in another way.
    Failed {
        /// Its number, if it has one.
        number: Option<u32>,
        /// The number of the system's error.
        errno: i32,
    },
    /// Another program films with it.
    Busy {
        /// Its number, if it has one.
        number: Option<u32>,
    },
    /// It films, and no frame comes.
    Stalled {
        /// Its number, if it has one.
        number: Option<u32>,
    },
    /// It was unplugged.
    Gone {
        /// Its number, if it has one.
        number: Option<u32>,
    },
}

/// errno(3) on Linux, the same on every processor we build for.
const EIO: i32 = 5;
const ENODEV: i32 = 19;
const EBUSY: i32 = 16;
const ENXIO: i32 = 6;
const ENOTTY: i32 = 25;
const EINVAL: i32 = 22;

impl CameraError {
    /// What the system said when a device file was opened.
    pub(super) fn of_opening(error: &io::Error, number: Option<u32>) -> Self {
        match (error.kind(), error.raw_os_error()) {
            (io::ErrorKind::NotFound, _) | (_, Some(ENODEV | ENXIO)) => Self::Missing,
            (io::ErrorKind::PermissionDenied, _) => Self::Denied { number },
            (_, Some(EBUSY)) => Self::Busy { number },
            // A file that answers no question of cameras.
            (_, Some(ENOTTY | EINVAL)) | (io::ErrorKind::IsADirectory, _) => Self::NotACamera { number },
            (_, errno) => Self::Failed { number, errno: errno.unwrap_or(EIO) },
        }
    }

    /// What the system said when it was to film.
    pub(super) fn of_filming(error: &io::Error, number: Option<u32>) -> Self {
        match error.raw_os_error() {
            Some(ENODEV) => Self::Gone { number },
            Some(EBUSY) => Self::Busy { number },
            errno => Self::Failed { number, errno: errno.unwrap_or(EIO) },
        }
    }

    /// Its kind and its two numbers, for a pipe.
    pub fn to_numbers(self) -> (u8, [u64; 3]) {
        let of = |number: Option<u32>| [u64::from(number.is_some()), number.map_or(0, u64::from), 0];
        match self {
            Self::Missing => (1, [0; 3]),
            Self::NotACamera { number } => (2, of(number)),
            Self::NoFormat { number } => (3, of(number)),
            Self::Denied { number } => (4, of(number)),
            Self::Failed { number, errno } => {
                let [is_known, number, _] = of(number);
                (5, [is_known, number, u64::try_from(errno).unwrap_or(0)])
            }
            Self::Busy { number } => (6, of(number)),
            Self::Stalled { number } => (7, of(number)),
            Self::Gone { number } => (8, of(number)),
        }
    }

    /// Out of the numbers; `None` if they are none of these.
    pub fn of_numbers(kind: u8, [is_known, number, errno]: [u64; 3]) -> Option<Self> {
        let number = match is_known {
            0 => None,
            _ => Some(u32::try_from(number).ok()?),
        };
        Some(match kind {
            1 => Self::Missing,
            2 => Self::NotACamera { number },
            3 => Self::NoFormat { number },
            4 => Self::Denied { number },
            5 => Self::Failed { number, errno: i32::try_from(errno).ok()? },
            6 => Self::Busy { number },
            7 => Self::Stalled { number },
            8 => Self::Gone { number },
            _ => return None,
        })
    }

    fn number(self) -> Option<u32> {
        match self {
            Self::Missing => None,
            Self::NotACamera { number }
            | Self::NoFormat { number }
            | Self::Denied { number }
            | Self::Failed { number, .. }
            | Self::Busy { number }
            | Self::Stalled { number }
            | Self::Gone { number } => number,
        }
    }
}

impl Explain for CameraError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Missing => "camera/missing",
            Self::NotACamera { .. } => "camera/not-a-camera",
            Self::NoFormat { .. } => "camera/no-format",
            Self::Denied { .. } => "camera/denied",
            Self::Failed { .. } => "camera/failed",
            Self::Busy { .. } => "camera/busy",
            Self::Stalled { .. } => "camera/stalled",
            Self::Gone { .. } => "camera/gone",
        })
    }

    fn facts(&self) -> Facts {
        let device = match self.number() {
            Some(number) => format!("/dev/video{number}"),
            None => messages::text("camera/unnumbered", &[]),
        };
        let mut facts = vec![("device", Safe::text(&device))];
        if let Self::Failed { errno, .. } = self {
            let reason = io::Error::from_raw_os_error(*errno).kind().to_string();
            facts.push(("reason", Safe::text(&reason)));
            facts.push(("errno", Safe::number(u32::try_from(*errno).unwrap_or(0))));
        }
        facts
    }
}

impl fmt::Display for CameraError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::error_line(self))
    }
}

impl std::error::Error for CameraError {}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [CameraError; 8] = [
        CameraError::Missing,
        CameraError::NotACamera { number: None },
        CameraError::NoFormat { number: Some(63) },
        CameraError::Denied { number: Some(0) },
        CameraError::Failed { number: Some(1), errno: 28 },
        CameraError::Busy { number: Some(2) },
        CameraError::Stalled { number: None },
        CameraError::Gone { number: Some(3) },
    ];

    #[test]
    fn every_error_goes_through_a_pipe_as_it_was() {
        for error in ALL {
            let (kind, numbers) = error.to_numbers();
            assert_eq!(CameraError::of_numbers(kind, numbers), Some(error));
        }
        assert_eq!(CameraError::of_numbers(9, [0; 3]), None);
        assert_eq!(CameraError::of_numbers(2, [1, u64::MAX, 0]), None);
    }

    #[test]
    fn what_the_system_says_is_told_as_what_a_person_can_do_about_it() {
        let opening = |errno| CameraError::of_opening(&io::Error::from_raw_os_error(errno), Some(0));
        assert_eq!(opening(2), CameraError::Missing);
        assert_eq!(opening(13), CameraError::Denied { number: Some(0) });
        assert_eq!(opening(1), CameraError::Denied { number: Some(0) });
        assert_eq!(opening(16), CameraError::Busy { number: Some(0) });
        assert_eq!(opening(25), CameraError::NotACamera { number: Some(0) });
        let filming = |errno| CameraError::of_filming(&io::Error::from_raw_os_error(errno), Some(0));
        assert_eq!(filming(19), CameraError::Gone { number: Some(0) });
        assert_eq!(filming(16), CameraError::Busy { number: Some(0) });
        assert_eq!(filming(28), CameraError::Failed { number: Some(0), errno: 28 });
    }

    #[test]
    fn of_several_cameras_the_one_that_came_nearest_is_told() {
        let busy = CameraError::Busy { number: Some(0) };
        assert_eq!(CameraError::Missing.max(CameraError::NoFormat { number: Some(1) }).max(busy), busy);
        assert!(busy.to_string().contains("/dev/video0"), "{busy}");
    }
}
