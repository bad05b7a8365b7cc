//! Facts that need a few words around them; the words come from the catalogue.

use super::At;
use crate::bitcoin::locks::date::{iso_date, iso_minute};
use crate::bitcoin::locks::{AbsoluteLock, RelativeLock, Wait};
use crate::messages::text;
use crate::safe::Safe;

/// `input 3`, `output 0` or `the transaction`.
pub fn place(at: At) -> Safe {
    let (code, index) = match at {
        At::Whole => ("review/at-whole", 0),
        At::Input(index) => ("review/at-input", index),
        At::Output(index) => ("review/at-output", index),
    };
    Safe::text(&text(code, &[("index", Safe::count(index))]))
}

/// The lock time in words, with the best date there is.
pub fn lock(lock: &AbsoluteLock) -> String {
    match *lock {
        AbsoluteLock::None => text("review/lock-none", &[]),
        AbsoluteLock::Inert { value } => text("review/lock-inert", &[("value", Safe::number(value))]),
        AbsoluteLock::Height { height, about_unix: Some(about), .. } => {
            let facts = [("height", Safe::number(height)), ("date", Safe::text(&iso_date(about)))];
            text("review/lock-height", &facts)
        }
        AbsoluteLock::Height { height, about_unix: None, .. } => {
            text("review/lock-height-undated", &[("height", Safe::number(height))])
        }
        AbsoluteLock::Time { unix, .. } => {
            text("review/lock-time", &[("time", Safe::text(&iso_minute(unix)))])
        }
    }
}

/// `144 blocks (about 1 day)`.
pub fn wait(wait: Wait) -> String {
    let about = ("about", Safe::text(&duration(wait.seconds())));
    match wait {
        Wait::Blocks(blocks) => text("review/wait-blocks", &[("blocks", Safe::number(blocks)), about]),
        Wait::Seconds(seconds) => text("review/wait-seconds", &[("seconds", Safe::number(seconds)), about]),
    }
}

/// The relative locks in one line.
pub fn relative(locks: &[RelativeLock]) -> Option<String> {
    let longest = locks.iter().filter(|lock| lock.active).max_by_key(|lock| lock.wait.seconds())?;
    let count = locks.iter().filter(|lock| lock.active).count();
    let facts = [("count", Safe::count(count)), ("wait", Safe::text(&wait(longest.wait)))];
    Some(text("review/lock-relative", &facts))
}

fn duration(seconds: u64) -> String {
    let (code, count) = match seconds {
        0..7_200 => ("review/about-minutes", seconds / 60),
        7_200..172_800 => ("review/about-hours", seconds / 3_600),
        _ => ("review/about-days", seconds / 86_400),
    };
    text(code, &[("count", Safe::number(count))])
}
