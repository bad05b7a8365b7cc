//! `coldframe scan --each`: what the reader sees in each picture, and what that cost.
//!
//! A tool for judging readers and pictures, so the bytes of every code come out as they are, a seed's
//! too: whoever holds the picture holds them already, and they go nowhere else. It is said aloud.

use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::place::Input;
use crate::worker::{self, Order, Seen, Source};
use crate::world::{self, World};
use coldframe_console::optics::scan::Effort;
use coldframe_console::optics::{folder, picture};
use coldframe_core::limits::PICTURE_FILE_BYTES_MAX;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use serde_json::json;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;
use zeroize::Zeroizing;

/// Endings by which a file of a folder is a picture, even if its content is damaged.
const ENDINGS: [&str; 6] = ["png", "apng", "jpg", "jpeg", "gif", "y4m"];

/// What one picture showed.
#[derive(Default)]
struct Read {
    payloads: Vec<Zeroizing<Vec<u8>>>,
    took: Duration,
    is_trouble: bool,
}

/// One line for each picture, as soon as it was read; a picture that cannot be read gets its line too.
pub(super) fn each(inputs: &[Input], as_json: bool, world: &mut World) -> Result<Exit, Error> {
    let mut is_warned = false;
    for input in inputs {
        for path in pictures(input)? {
            let read = read(&path);
            if !is_warned && !read.payloads.is_empty() {
                is_warned = true;
                world.ui.tell(&text("scan/each-as-it-is", &[]));
            }
            let line = if as_json { as_object(&path, &read) } else { as_row(&path, &read) };
            world::result(line.as_bytes())?;
        }
    }
    Ok(Exit::Done)
}

/// A picture by name, or every picture of a folder.
fn pictures(input: &Input) -> Result<Vec<PathBuf>, Error> {
    let Input::Path(path) = input else { return Err(Error::plain(Exit::Usage, "usage/pictures-only")) };
    if !path.is_dir() {
        return Ok(vec![path.clone()]);
    }
    let is_picture = |path: &PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
    };
    Ok(folder::files(path)?.into_iter().filter(is_picture).collect())
}

fn read(path: &Path) -> Read {
    let mut read = Read::default();
    let bytes = match files::read(path, PICTURE_FILE_BYTES_MAX) {
        Ok(bytes) if picture::detect(&bytes).is_some() => bytes,
        _ => return Read { is_trouble: true, ..read },
    };
    let looked =
        worker::look(Source::Bytes(bytes), Order { effort: Effort::Each, ..Order::STILL }, &mut |seen| {
            match seen {
                Seen::Payload(payload) if !read.payloads.contains(&payload) => read.payloads.push(payload),
                Seen::Took(time) => read.took = read.took.saturating_add(time),
                Seen::Trouble(_) => read.is_trouble = true,
                _ => {}
            }
            ControlFlow::Continue(())
        });
    read.is_trouble |= looked.is_err();
    read
}

fn as_row(path: &Path, read: &Read) -> String {
    format!("{}\t{}\t{}\n", name(path), hexes(read).join(","), milliseconds(read.took))
}

fn as_object(path: &Path, read: &Read) -> String {
    let object = json!({
        "schema": "scan-each/1",
        "file": name(path).as_str(),
        "payloads": hexes(read),
        "cpu_ms": read.took.as_secs_f64() * 1_000.0,
        "damaged": read.is_trouble,
    });
    format!("{object}\n")
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
