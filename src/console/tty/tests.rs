//! A terminal that is left in the worst way.

use super::*;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Both ends of a terminal of our own.
fn pair() -> (File, Tty) {
    let outside = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
    grantpt(&outside).unwrap();
    unlockpt(&outside).unwrap();
    let name = ptsname(&outside, Vec::new()).unwrap().into_string().unwrap();
    let device = OpenOptions::new().read(true).write(true).open(name).unwrap();
    (File::from(outside), Tty { device, moves: true })
}

#[test]
fn atk_g02_a_panic_over_a_secret_clears_the_screen_and_gives_the_terminal_back() {
    let (mut outside, tty) = pair();
    let before = tcgetattr(&tty.device).unwrap();
    let broken = catch_unwind(AssertUnwindSafe(|| {
        let _raw = tty.raw().unwrap();
        let _screen = tty.secret_screen().unwrap();
        tty.write("abandon").unwrap();
        let raw = tcgetattr(&tty.device).unwrap();
        assert_ne!(raw.local_modes, before.local_modes);
        panic!("over a secret");
    }));
    assert!(broken.is_err());
    let after = tcgetattr(&tty.device).unwrap();
    assert_eq!(after.local_modes, before.local_modes);
    assert_eq!((after.input_modes, after.output_modes), (before.input_modes, before.output_modes));
    let mut written = String::new();
    // What the terminal takes, it may pass on in pieces.
    while !written.ends_with(LEAVE_SECRET) {
        let mut piece = vec![0; 4096];
        let count = outside.read(&mut piece).unwrap();
        written.push_str(&String::from_utf8_lossy(&piece[..count]));
    }
    assert!(written.contains("abandon"), "{written:?}");
}
