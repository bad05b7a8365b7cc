//! Dice, coins and cards on their way in.

use super::live;
use super::plan::Plan;
use crate::desk::Desk;
use crate::error::Error;
use crate::secret_input;
use coldframe_core::entropy::Source;
use coldframe_core::limits::SECRET_INPUT_BYTES_MAX;
use coldframe_core::messages::{error_line, text};
use coldframe_keys::entropy::{EntropyError, Symbols};
use zeroize::Zeroizing;

/// Symbols from a file descriptor, for scripts.
pub(super) fn read(source: Source, fd: u32) -> Result<Symbols, Error> {
    let typed = secret_input::of_descriptor(fd, false)?;
    Ok(typed.expose(|typed| Symbols::read(source, typed))?)
}

/// Symbols from the person, who sees after each one how they look, and which warnings were accepted.
pub(super) fn typed(
    source: Source,
    above: &[String],
    plan: &Plan,
    desk: &mut dyn Desk,
) -> Result<(Symbols, Vec<String>), Error> {
    let above = [above.to_vec(), vec![text(asked(source), &[])]].concat();
    let word_count = plan.recipe.word_count;
    let mut accepted = plan.acknowledged.clone();
    let mut all = Zeroizing::new(Vec::with_capacity(2 * SECRET_INPUT_BYTES_MAX));
    loop {
        let more = desk.collect(&above, &|key| Symbols::accepts(source, key), &mut |now| {
            let typed = joined(&all, now);
            let mut seen = live::seen(source, &typed, word_count);
            seen.enough |= plan.is_comparison && is_accepted_as_it_is(source, &typed, plan);
            seen
        })?;
        more.expose(|more| all.extend_from_slice(more));
        let symbols = Symbols::read(source, &all)?;
        if are_accepted(&symbols, &mut accepted, plan, desk)? {
            return Ok((symbols, accepted));
        }
    }
}

/// Refuses a pattern; asks about each warning, and whether to go on without more symbols.
fn are_accepted(
    symbols: &Symbols,
    accepted: &mut Vec<String>,
    plan: &Plan,
    desk: &mut dyn Desk,
) -> Result<bool, Error> {
    loop {
        let why = match plan.judge(&symbols.quality(plan.recipe.word_count), accepted) {
            Ok(()) => return Ok(true),
            Err(why) => why,
        };
        let EntropyError::Warned { test, .. } = why else { return Err(why.into()) };
        let answer = desk.question(&[error_line(&why)], &text("entropy/more-question", &[]))?;
        if answer.trim() != text("entropy/more-word", &[]) {
            return Ok(false);
        }
        accepted.push(test.code().as_str().to_owned());
    }
}

/// Whether nothing is left to ask about: fewer rolls than a seed needs end with Enter too.
fn is_accepted_as_it_is(source: Source, typed: &[u8], plan: &Plan) -> bool {
    let quality = Symbols::read(source, typed).ok().map(|symbols| symbols.quality(plan.recipe.word_count));
    quality
        .is_some_and(|quality| quality.symbol_count() > 0 && plan.judge(&quality, &plan.acknowledged).is_ok())
}

fn joined(before: &[u8], now: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut all = Zeroizing::new(Vec::with_capacity(before.len().saturating_add(now.len())));
    all.extend_from_slice(before);
    all.extend_from_slice(now);
    all
}

fn asked(source: Source) -> &'static str {
    match source {
        Source::Coins => "entropy/ask-coins",
        Source::Cards => "entropy/ask-cards",
        Source::Dice | Source::Os | Source::File => "entropy/ask-dice",
    }
}
