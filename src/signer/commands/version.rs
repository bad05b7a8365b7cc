//! `coldframe version`.

use crate::error::Error;
use crate::exit::Exit;
use crate::world;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;

/// Writes name and version, and that it is no release where protection was built out for tests.
pub(super) fn version() -> Result<Exit, Error> {
    let mut said = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"), "\n").to_owned();
    let weakened = coldframe_memory::built_with();
    if !weakened.is_empty() {
        said.push_str(&text("memory/not-a-release", &[("features", Safe::text(&weakened.join(" ")))]));
        said.push('\n');
    }
    world::result(said.as_bytes())
}
