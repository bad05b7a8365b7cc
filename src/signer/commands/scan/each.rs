//! `coldframe scan --each`: what the reader sees in each picture, and what that cost.
//!
//! A tool for judging readers and pictures, so the bytes of every code come out as they are, a seed's
//! too: whoever holds the picture holds them already, and they go nowhere else. It is said aloud.

use crate::error::Error;
use crate::exit::Exit;
use crate::files::{self, FileError};
use crate::place::Input;
use crate::worker::{self, Order, Seen, Source};
use crate::world::{self, World};
use coldframe_console::optics::scan::Effort;
use coldframe_console::optics::{PictureError, folder, picture};
use coldframe_core::limits::PICTURE_FILE_BYTES_MAX;
use coldframe_core::messages::{Explain, error_line, text};
use coldframe_core::safe::Safe;
use serde_json::json;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;
use zeroize::Zeroizing;

/// Endings by which a file of a folder is a picture, even if its content is damaged.
const ENDINGS: [&str; 9] = ["png", "apng", "jpg", "jpeg", "gif", "y4m", "avi", "mjpeg", "mjpg"];
/// Enough to know a picture without an ending, in bytes.
const HEAD_BYTES: u64 = 16;

/// What one picture showed.
#[derive(Default)]
struct Read {
    payloads: Vec<Zeroizing<Vec<u8>>>,
    took: Duration,
    /// Why it could not be read, or not to its end.
    trouble: Option<Error>,
}

/// One line for each picture, as soon as it was read; a picture that cannot be read gets its line too.
///
/// # Errors
/// The first input that is not there or holds no picture; all others have their lines by then.
pub(super) fn each(inputs: &[Input], as_json: bool, world: &mut World) -> Result<Exit, Error> {
    let (mut is_warned, mut refused, mut unread) = (false, None, Unread::default());
    for input in inputs {
        let paths = pictures(input).unwrap_or_else(|error| {
            refused.get_or_insert(error);
            Vec::new()
        });
        for path in paths {
            let read = match read(&path) {
                Ok(read) => read,
                Err(error) => {
                    refused.get_or_insert(error.into());
                    continue;
                }
            };
            if !is_warned && !read.payloads.is_empty() {
                is_warned = true;
                world.ui.tell(&text("scan/each-as-it-is", &[]));
            }
            unread.note(&path, &read);
            let line = if as_json { as_object(&path, &read) } else { as_row(&path, &read) };
            world::result(line.as_bytes())?;
        }
    }
    unread.tell(world);
    refused.map_or(Ok(Exit::Done), Err)
}

/// Pictures whose line is empty for another reason than that nothing is on them: said at the end, because a
/// row of the table has no place for it.
#[derive(Default)]
struct Unread {
    count: usize,
    first: Option<(Safe, Error)>,
}

impl Unread {
    fn note(&mut self, path: &Path, read: &Read) {
        if let Some(trouble) = &read.trouble {
            self.count = self.count.saturating_add(1);
            self.first.get_or_insert_with(|| (name(path), trouble.clone()));
        }
    }

    fn tell(self, world: &mut World) {
        let Some((name, trouble)) = self.first else { return };
        let facts = [
            ("count", Safe::count(self.count)),
            ("name", name),
            ("reason", Safe::text(&error_line(&trouble))),
        ];
        world.ui.tell(&text("scan/each-unread", &facts));
    }
}

/// A picture by name, or every picture of a folder.
fn pictures(input: &Input) -> Result<Vec<PathBuf>, Error> {
    let Input::Path(path) = input else { return Err(Error::plain(Exit::Usage, "usage/each-files")) };
    if !path.is_dir() {
        return Ok(vec![path.clone()]);
    }
    let is_picture = |path: &PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)) || begins_as_picture(path)
    };
    let found: Vec<PathBuf> = folder::files(path)?.into_iter().filter(is_picture).collect();
    if found.is_empty() { Err(PictureError::NoPictures.into()) } else { Ok(found) }
}

fn begins_as_picture(path: &Path) -> bool {
    let Ok(file) = files::open(path) else { return false };
    let head = files::read_bounded(file.take(HEAD_BYTES), HEAD_BYTES, files::shown(path));
    head.is_ok_and(|head| picture::detect(&head).is_some())
}

/// What a picture shows, or that there is no such file.
fn read(path: &Path) -> Result<Read, FileError> {
    let mut read = Read::default();
    let bytes = match files::read(path, PICTURE_FILE_BYTES_MAX) {
        Ok(bytes) => bytes,
        Err(missing @ FileError::Missing(_)) => return Err(missing),
        Err(error) => return Ok(Read { trouble: Some(error.into()), ..read }),
    };
    if picture::detect(&bytes).is_none() {
        return Ok(Read { trouble: Some(PictureError::UnknownFormat.into()), ..read });
    }
    let looked =
        worker::look(Source::Bytes(bytes), Order { effort: Effort::Each, ..Order::STILL }, &mut |seen| {
            match seen {
                Seen::Payload(payload) if !read.payloads.contains(&payload) => read.payloads.push(payload),
                Seen::Took(time) => read.took = read.took.saturating_add(time),
                Seen::Trouble(error) => read.trouble = Some(error.into()),
                _ => {}
            }
            ControlFlow::Continue(())
        });
    if let Err(error) = looked {
        read.trouble = Some(error.into());
    }
    Ok(read)
}

fn as_row(path: &Path, read: &Read) -> String {
    format!("{}\t{}\t{}\n", name(path), hexes(read).join(","), milliseconds(read.took))
}

/// `formats/scan-each.schema.json`.
fn as_object(path: &Path, read: &Read) -> String {
    let object = json!({
        "schema": "scan-each/1",
        "file": path.file_name().unwrap_or_default().to_string_lossy(),
        "payloads": hexes(read),
        "cpu_ms": milliseconds(read.took).parse::<f64>().unwrap_or_default(),
        "damaged": read.trouble.is_some(),
        "trouble": read.trouble.as_ref().map(|trouble| trouble.code().as_str()),
    });
    format!("{}\n", in_ascii(&object.to_string()))
}

/// JSON of the same meaning in ASCII alone: a name is given exactly, so that a program finds its file, and a
/// terminal sees no letter it would obey (attack E06). Letters beyond ASCII stand in strings only.
fn in_ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            ' '..='~' => out.push(letter),
            _ => letter
                .encode_utf16(&mut [0; 2])
                .iter()
                .for_each(|unit| out.push_str(&format!("\\u{unit:04x}"))),
        }
    }
    out
}

fn name(path: &Path) -> Safe {
    Safe::text(&path.file_name().unwrap_or_default().to_string_lossy())
}

fn hexes(read: &Read) -> Vec<String> {
    let hex = |payload: &Zeroizing<Vec<u8>>| payload.iter().map(|byte| format!("{byte:02x}")).collect();
    read.payloads.iter().map(hex).collect()
}

/// To the microsecond.
fn milliseconds(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64() * 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use coldframe_console::optics::draw::{self, Options};

    fn told(name: &str, bytes: &[u8]) -> (String, Read) {
        let path = std::env::temp_dir().join(format!("coldframe-each-{}-{name}", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        let read = read(&path).unwrap();
        let row = as_row(&path, &read);
        std::fs::remove_file(&path).unwrap();
        (row, read)
    }

    #[test]
    fn a_picture_is_a_row_of_its_name_its_codes_in_hex_and_what_it_cost() {
        let picture = draw::series(&["HELLO"], Options::default()).unwrap().png().unwrap();
        let (row, read) = told("hello.png", &picture);
        let fields: Vec<&str> = row.trim_end().split('\t').collect();
        assert!(fields[0].ends_with("hello.png"));
        assert_eq!(fields[1], "48454c4c4f");
        assert!(fields[2].parse::<f64>().unwrap() > 0.0 && read.trouble.is_none());
    }

    #[test]
    fn atk_e05_a_damaged_picture_gets_its_row_and_ends_nothing() {
        let mut picture = draw::series(&["HELLO"], Options::default()).unwrap().png().unwrap();
        picture.truncate(60);
        for (bytes, why) in [
            (&picture[..], "optics/damaged"),
            (b"no picture at all", "optics/unknown-format"),
            (b"", "optics/unknown-format"),
            (b"II*\0TIFF", "optics/still-format"),
        ] {
            let (row, read) = told("damaged.png", bytes);
            assert!(row.ends_with("damaged.png\t\t0.000\n"), "{row}");
            let object = as_object(Path::new("damaged.png"), &read);
            let object: serde_json::Value = serde_json::from_str(&object).unwrap();
            assert_eq!((object["damaged"].as_bool(), object["trouble"].as_str()), (Some(true), Some(why)));
        }
    }

    #[test]
    fn atk_e06_a_name_is_exact_for_a_program_and_harmless_for_a_terminal() {
        let path = Path::new("pictures/\u{65e5}\u{1f600}\t\u{1b}]0;x\u{7}\u{9b}\u{202e}.png");
        let read = Read { took: Duration::from_nanos(1_067_999), ..Read::default() };
        let object = as_object(path, &read);
        assert!(object.trim_end().bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{object}");
        let value: serde_json::Value = serde_json::from_str(&object).unwrap();
        assert_eq!(value["file"].as_str(), path.file_name().unwrap().to_str());
        assert_eq!((value["trouble"].as_str(), value["damaged"].as_bool()), (None, Some(false)));
        assert!(object.contains("\"cpu_ms\":1.068,"), "{object}");
        let schema = include_str!("../../../../formats/scan-each.schema.json");
        let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
        let keys = |of: &serde_json::Value| of.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!((keys(&value), &value["schema"]), (keys(&schema["properties"]), &schema["title"]));
        let row = as_row(path, &read);
        assert_eq!(row.matches('\t').count(), 2, "{row}");
        assert!(row.trim_end().bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte)), "{row}");
    }

    #[test]
    fn how_many_could_not_be_read_is_known_and_why_the_first_could_not() {
        let mut unread = Unread::default();
        unread.note(Path::new("good.png"), &Read::default());
        for (name, why) in [("a.heic", PictureError::StillFormat), ("b.png", PictureError::NoPixels)] {
            unread.note(Path::new(name), &Read { trouble: Some(why.into()), ..Read::default() });
        }
        let (name, trouble) = unread.first.unwrap();
        assert_eq!((unread.count, name.as_str()), (2, "a.heic"));
        assert_eq!(trouble.code().as_str(), "optics/still-format");
    }

    #[test]
    fn a_folder_is_searched_by_endings_and_by_contents_and_one_without_pictures_is_said_to_be_so() {
        let folder = std::env::temp_dir().join(format!("coldframe-each-{}-folder", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("notes.txt"), b"no picture").unwrap();
        let input = Input::Path(folder.clone());
        let refused = pictures(&input).map_err(|error| error.code().as_str());
        assert_eq!(refused, Err("optics/no-pictures"));
        let picture = draw::series(&["HELLO"], Options::default()).unwrap().png().unwrap();
        std::fs::write(folder.join("1"), picture).unwrap();
        std::fs::write(folder.join("2.jpg"), b"damaged").unwrap();
        let found: Vec<_> = pictures(&input).unwrap().iter().map(|path| name(path)).collect();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found.iter().map(Safe::as_str).collect::<Vec<_>>(), ["1", "2.jpg"]);
        assert!(matches!(read(&folder.join("1")), Err(FileError::Missing(_))));
    }

    /// What is a secret stays one for every command that means something by it; here it is bytes.
    #[test]
    fn atk_e12_a_seed_is_printed_as_the_bytes_of_its_code_and_as_nothing_else() {
        let entropy = [7_u8; 16];
        let picture = draw::series(&[&entropy[..]], Options::default()).unwrap().png().unwrap();
        let (row, _) = told("seed.png", &picture);
        assert!(row.contains(&format!("\t{}\t", "07".repeat(16))), "{row}");
    }
}
