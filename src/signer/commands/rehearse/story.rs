//! The story in plain lines, with the time each step took.

use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::world::{self, World};
use coldframe_core::messages::text;
use coldframe_core::review::pages::Page;
use coldframe_core::safe::Safe;
use std::path::Path;
use std::time::{Duration, Instant};

/// Tells each step when it is done, on standard output.
pub(super) struct Story<'a> {
    world: &'a mut World,
    began: Instant,
    number: u32,
}

impl<'a> Story<'a> {
    /// The first line.
    pub(super) fn begin(world: &'a mut World) -> Result<Self, Error> {
        line(&text("rehearse/begin", &[]))?;
        Ok(Self { world, began: Instant::now(), number: 0 })
    }

    /// Does one step and tells it with the facts it found.
    pub(super) fn step<T>(
        &mut self,
        code: &'static str,
        work: impl FnOnce(&mut World) -> Result<(T, Vec<(&'static str, Safe)>), Error>,
    ) -> Result<T, Error> {
        let start = Instant::now();
        let (done, facts) = work(self.world)?;
        self.number = self.number.saturating_add(1);
        line(&format!("{:2}  {:>9}  {}", self.number, took(start.elapsed()), text(code, &facts)))?;
        Ok(done)
    }

    /// Shows the review as the person at the signer would see it.
    pub(super) fn show(&mut self, pages: &[Page]) -> Result<(), Error> {
        let shown: Vec<String> = pages.iter().map(|page| self.world.stdout_style.page(page)).collect();
        let indented: Vec<String> = shown.join("\n").lines().map(|line| format!("    | {line}")).collect();
        line(&indented.join("\n"))
    }

    /// The last lines: where the picture is, and how long it all took.
    pub(super) fn end(self, picture: &Path) -> Result<Exit, Error> {
        let facts = [("path", files::shown(picture)), ("time", Safe::text(&took(self.began.elapsed())))];
        line(&text("rehearse/picture", &facts))?;
        line(&text("rehearse/end", &facts)).map(|()| Exit::Done)
    }
}

fn line(words: &str) -> Result<(), Error> {
    world::result(format!("{words}\n").as_bytes()).map(|_| ())
}

fn took(duration: Duration) -> String {
    let micros = duration.as_micros();
    format!("{}.{} ms", micros / 1_000, micros % 1_000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_milliseconds() {
        assert_eq!(took(Duration::from_micros(1_234)), "1.2 ms");
        assert_eq!(took(Duration::from_secs(2)), "2000.0 ms");
    }
}
