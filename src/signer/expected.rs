//! The second source: who is to be paid according to somebody else.

use crate::cli::common::Expected;
use crate::error::Error;
use crate::input::Came;
use crate::receive::{self, Wanted};
use crate::world::World;
use coldframe_console::optics::picture;
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::messages::{Explain, error_line, text};
use coldframe_core::review::Review;
use coldframe_core::review::expect::{self, Difference};
use coldframe_core::review::pages::{Line, Page, Span, Tone};
use coldframe_core::safe::Safe;
use serde_json::{Value, json};

/// A review held against a second source.
#[derive(Debug)]
pub(crate) struct Compared {
    differences: Vec<Difference>,
}

/// Reads the second source, if one was named, and compares.
pub(crate) fn compared(
    args: &Expected,
    review: &Review<Psbt>,
    world: &mut World,
) -> Result<Option<Compared>, Error> {
    let Some(input) = &args.expect else { return Ok(None) };
    let bytes = match world.stdin.read(input)? {
        Came::Bytes(bytes) if picture::detect(&bytes).is_none() => bytes,
        pictures => receive::into_bytes(receive::message(pictures, Wanted::TextToo, world)?),
    };
    let expected = expect::read(&bytes, world.network)?;
    Ok(Some(Compared { differences: expect::compare(review.facts(), &expected) }))
}

impl Compared {
    /// Whether both sources say the same.
    pub(crate) fn agrees(&self) -> bool {
        self.differences.is_empty()
    }

    /// Whether the second source names this very output, amount included.
    pub(crate) fn confirms(&self, output: usize) -> bool {
        !self.differences.iter().any(|difference| match difference {
            Difference::Extra { output_index, .. } | Difference::Amount { output_index, .. } => {
                *output_index == output
            }
            Difference::Missing { .. } => false,
        })
    }

    /// What differs, for a person.
    pub(crate) fn page(&self) -> Page {
        let line = |words: String, tone| Line { spans: vec![Span { text: Safe::whole(&words), tone }] };
        let differing = self.differences.iter().map(|difference| line(error_line(difference), Tone::Warn));
        let heading = match self.agrees() {
            true => line(text("expect/agrees", &[]), Tone::Good),
            false => line(text("expect/differs", &[]), Tone::Warn),
        };
        Page { lines: std::iter::once(heading).chain(differing).collect() }
    }

    /// What differs, for a program.
    pub(crate) fn to_json(&self) -> Value {
        let one = |difference: &Difference| json!({ "code": difference.code().as_str(), "error": error_line(difference) });
        json!({ "agrees": self.agrees(), "differences": self.differences.iter().map(one).collect::<Vec<_>>() })
    }
}
