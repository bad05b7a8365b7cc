//! What comes in: bytes of a file, of standard input, or of pictures.

use crate::files::{self, FileError};
use crate::place::Input;
use coldframe_console::optics::camera::Selector;
use coldframe_console::optics::picture::{self, Kind, RawSize};
use coldframe_console::optics::{PictureError, mjpeg};
use coldframe_core::limits::{INPUT_BYTES_MAX, PICTURE_FILE_BYTES_MAX};
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use std::fmt;
use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::os::fd::AsFd;
use std::path::PathBuf;

/// Enough to tell video from everything else, in bytes.
const HEAD_BYTES: u64 = 16;
/// How a JPEG is read until its end is seen, in bytes.
const JPEG_STEP_BYTES: usize = 16 * 1024;

/// Bytes as they came, before anything knows what they are.
pub(crate) enum Came {
    /// A file or standard input, read whole.
    Bytes(Vec<u8>),
    /// A folder of pictures.
    Folder(PathBuf),
    /// Pictures of one series.
    Pictures(Vec<PathBuf>),
    /// Uncompressed video that began with these bytes, read frame by frame however long it is.
    Video(Vec<u8>, File, Option<RawSize>),
    /// What a camera films.
    Camera(Selector),
}

/// Why nothing could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum InputError {
    /// Two things were to be read from standard input.
    StdinTwice,
}

/// Standard input, which has one reader only.
#[derive(Debug, Default)]
pub(crate) struct Stdin {
    taken: bool,
}

impl Stdin {
    /// Reads an input once.
    pub(crate) fn read(&mut self, input: &Input) -> Result<Came, crate::error::Error> {
        match input {
            Input::Camera(selector) => Ok(Came::Camera(selector.clone())),
            Input::Stdin => {
                if std::mem::replace(&mut self.taken, true) {
                    return Err(InputError::StdinTwice.into());
                }
                sniffed(stdin()?, Safe::text("-"))
            }
            Input::Path(path) if path.is_dir() => Ok(Came::Folder(path.clone())),
            Input::Path(path) => sniffed(files::open(path)?, files::shown(path)),
        }
    }
}

impl Stdin {
    /// Raw video, which has nothing in it to recognise it by.
    pub(crate) fn video(&mut self, inputs: &[Input], size: RawSize) -> Result<Came, crate::error::Error> {
        match inputs {
            [Input::Stdin] if !std::mem::replace(&mut self.taken, true) => {
                Ok(Came::Video(Vec::new(), stdin()?, Some(size)))
            }
            _ => Err(crate::error::Error::plain(crate::exit::Exit::Usage, "usage/raw-from-stdin")),
        }
    }
}

/// Standard input without a buffer of ours: who takes over reads on where we stopped.
fn stdin() -> Result<File, FileError> {
    let failed = |_| FileError::Failed(Safe::text("-"));
    Ok(File::from(std::io::stdin().as_fd().try_clone_to_owned().map_err(failed)?))
}

/// Reads a stream whole, unless its first bytes say that it is video.
fn sniffed(mut stream: File, name: Safe) -> Result<Came, crate::error::Error> {
    let head = files::read_bounded((&mut stream).take(HEAD_BYTES), HEAD_BYTES, name.clone())?;
    let head = match picture::detect(&head) {
        Some(Kind::Y4m | Kind::Avi) => return Ok(Came::Video(head, stream, None)),
        // Not read whole in vain: films of phones are longer than any picture.
        Some(Kind::OtherFilm) => return Err(PictureError::PixelFormat.into()),
        Some(Kind::OtherStill) => return Err(PictureError::StillFormat.into()),
        Some(Kind::Jpeg) => match first_of_many(head, &mut stream) {
            Jpeg::Film(head) => return Ok(Came::Video(head, stream, None)),
            Jpeg::Still(head) => head,
        },
        _ => head,
    };
    let whole = Cursor::new(head).chain(stream);
    Ok(Came::Bytes(files::read_bounded(whole, PICTURE_FILE_BYTES_MAX, name)?))
}

/// What was read of a JPEG, and whether another follows it.
enum Jpeg {
    Still(Vec<u8>),
    Film(Vec<u8>),
}

/// Reads a JPEG to its end and what may be the next ones.
fn first_of_many(head: Vec<u8>, stream: &mut impl Read) -> Jpeg {
    let mut read = Remembered { known: Cursor::new(head), rest: stream, bytes: Vec::new() };
    let is_film = mjpeg::begins_film(&mut BufReader::with_capacity(JPEG_STEP_BYTES, &mut read));
    if is_film { Jpeg::Film(read.bytes) } else { Jpeg::Still(read.bytes) }
}

/// Keeps what passes: the worker gets all of it.
struct Remembered<'a, R> {
    known: Cursor<Vec<u8>>,
    rest: &'a mut R,
    bytes: Vec<u8>,
}

impl<R: Read> Read for Remembered<'_, R> {
    fn read(&mut self, place: &mut [u8]) -> std::io::Result<usize> {
        let count = match self.known.read(place)? {
            0 => self.rest.read(place)?,
            count => count,
        };
        self.bytes.extend_from_slice(place.get(..count).unwrap_or_default());
        Ok(count)
    }
}

/// Whether bytes are within the bound for everything that is no picture.
pub(crate) fn is_within_text_bound(bytes: &[u8]) -> bool {
    u64::try_from(bytes.len()).is_ok_and(|count| count <= INPUT_BYTES_MAX)
}

impl Explain for InputError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::StdinTwice => "usage/stdin-twice",
        })
    }

    fn facts(&self) -> Facts {
        Facts::new()
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for InputError {}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG of that many lines without pixels: its header, a scan, its end.
    fn jpeg(lines: u8) -> Vec<u8> {
        let start = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 7, 7];
        let frame = [0xff, 0xc0, 0, 11, 8, 0, lines, 0, 9, 1, 1, 0x11, 0];
        let scan = [0xff, 0xda, 0, 3, 7, 1, 2, 0xff, 0, 3, 0xff, 0xd9];
        [&start[..], &frame, &scan].concat()
    }

    /// Whether it is a film; what was read begins the input in either case.
    fn is_film(bytes: &[u8]) -> bool {
        let (head, mut rest) = bytes.split_at(bytes.len().min(16));
        let (is_film, read) = match first_of_many(head.to_vec(), &mut rest) {
            Jpeg::Film(read) => (true, read),
            Jpeg::Still(read) => (false, read),
        };
        assert_eq!([&read, rest].concat(), bytes);
        is_film
    }

    #[test]
    fn a_photograph_with_anything_behind_it_is_no_film() {
        let one = jpeg(9);
        // A trailer of the maker, a short film, and bytes of chance that look like a beginning.
        let short_film = [&[0, 0, 0, 24][..], b"ftypmp42", &vec![7; 90_000]].concat();
        let chance = [&[0xff, 0xd8, 3, 0xff, 0xc0, 0, 2][..], &[9; 300], &[0xff, 0xd9]].concat();
        let late = [&vec![0; 5_000], &one[..]].concat();
        let cut_off = one[..one.len() - 3].to_vec();
        for behind in
            [vec![], vec![0], b"\0\0SEFHk\0\0\0SEFT".to_vec(), short_film, chance, late, cut_off, jpeg(8)]
        {
            assert!(!is_film(&[&one[..], &behind].concat()), "{:?}", &behind[..behind.len().min(20)]);
        }
    }

    #[test]
    fn pictures_that_follow_each_other_are_a_film() {
        let one = jpeg(9);
        assert!(is_film(&[jpeg(9), jpeg(8), jpeg(7)].concat()));
        assert!(!is_film(&[jpeg(9), jpeg(8), vec![0; 5_000], jpeg(7)].concat()));
        for between in [&b""[..], b"\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\n", &[0; 4_000]] {
            assert!(is_film(&[&one[..], between, &one].concat()));
            assert!(is_film(&[&one[..], between, &one, between, &one].concat()));
        }
    }
}
