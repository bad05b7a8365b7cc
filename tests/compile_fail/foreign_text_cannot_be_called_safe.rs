// must fail: E0616
//! An escape sequence that skips `Safe::text` could repaint the review (attack E06).
use coldframe_core::safe::Safe;

fn main() {
    let mut painted = Safe::text("label");
    painted.0 = String::from("\u{1b}[2J");
}
