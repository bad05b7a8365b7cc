//! The second source: who is to be paid according to somebody else.

use crate::cli::common::Expected;
use crate::error::Error;
use crate::input::Came;
use crate::receive::{self, Wanted};
use crate::world::World;
use coldframe_console::optics::picture;
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::envelope::{DetectError, secret};
use coldframe_core::messages::{Explain, error_line};
use coldframe_core::review::Review;
use coldframe_core::review::expect::{self, Comparison, Difference};
use serde_json::{Value, json};

/// Reads the second source, if one was named, and compares.
pub(crate) fn compared(
    args: &Expected,
    review: &Review<Psbt>,
    world: &mut World,
) -> Result<Option<Comparison>, Error> {
    let Some(input) = &args.expect else { return Ok(None) };
    let bytes = match world.stdin.read(input)? {
        Came::Bytes(bytes) if picture::detect(&bytes).is_none() => bytes,
        pictures => receive::into_bytes(receive::message(pictures, Wanted::TextToo, world)?),
    };
    if let Some(what) = secret(&bytes) {
        return Err(DetectError::Secret { what }.into());
    }
    let expected = expect::read(&bytes, world.network)?;
    Ok(Some(Comparison::of(review.facts(), &expected)))
}

/// What differs, for a program.
pub(crate) fn to_json(comparison: &Comparison) -> Value {
    let one = |difference: &Difference| json!({ "code": difference.code().as_str(), "error": error_line(difference) });
    let differences: Vec<Value> = comparison.differences().iter().map(one).collect();
    json!({ "agrees": comparison.agrees(), "differences": differences })
}
