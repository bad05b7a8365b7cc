//! A camera that is plugged in when its picture is wanted.
//!
//! Waited for before this run gives anything up: later only device files that are there by then can be
//! opened, and to open those that come, a worker would have to be given all of /dev. Nothing foreign was
//! read by now, so nothing is lost by waiting.

use coldframe_console::optics::camera::Selector;
use coldframe_console::output;
use coldframe_core::limits::CAMERA_WAIT_SECONDS_MAX;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// How often it is looked for.
const TICK: Duration = Duration::from_millis(250);
/// The system makes a device file before it says who may open it.
const SETTLED: Duration = Duration::from_millis(800);

/// Waits for the cameras that are not there yet, if somebody sits at a terminal who could plug them in.
/// Whether one came.
pub(super) fn wait(awaited: &[Selector], is_quiet: bool) -> bool {
    let is_there = || awaited.iter().all(is_there);
    if awaited.is_empty() || is_quiet || !std::io::stderr().is_terminal() || !std::io::stdin().is_terminal() {
        return false;
    }
    let facts = [("seconds", Safe::number(CAMERA_WAIT_SECONDS_MAX))];
    output::tell(&text("camera/awaited", &facts));
    let has_come = until(&is_there, Duration::from_secs(CAMERA_WAIT_SECONDS_MAX), TICK);
    if has_come {
        std::thread::sleep(SETTLED);
    }
    has_come
}

/// Whether what is named has a device file.
pub(super) fn is_there(selector: &Selector) -> bool {
    selector.paths().iter().any(|path| path.exists())
}

fn until(is_there: &dyn Fn() -> bool, at_most: Duration, tick: Duration) -> bool {
    let begun = Instant::now();
    while !is_there() {
        if begun.elapsed() >= at_most {
            return false;
        }
        std::thread::sleep(tick);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_camera_that_is_plugged_in_is_noticed_and_one_that_never_comes_is_given_up() {
        let looked = Cell::new(0);
        let after_three = || {
            looked.set(looked.get() + 1);
            looked.get() > 3
        };
        assert!(until(&after_three, Duration::from_secs(5), Duration::from_millis(1)));
        assert!(!until(&|| false, Duration::from_millis(20), Duration::from_millis(1)));
    }

    #[test]
    fn nobody_waits_who_named_a_camera_that_is_there_or_none() {
        assert!(!wait(&[], false));
        assert!(is_there(&Selector::Path("/dev/null".into())));
        assert!(!is_there(&Selector::Path("/dev/video987654".into())));
    }
}
