//! The gate before every secret.

use super::probe::Probe;
use super::{Grade, Surrounding, checks, codes_of, of_grade};
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;
use coldframe_console::output::wrapped;
use coldframe_console::ui::{Ui, UiError};
use coldframe_core::journal::Event;
use coldframe_core::limits::CONSENT_TRIES_MAX;
use coldframe_core::messages::{Code, Explain, text};
use coldframe_core::network::Network;
use coldframe_core::review::pages::{Line, Span, Tone};
use coldframe_core::safe::Safe;

/// What one run knows of the machine around it.
#[derive(Debug)]
pub(crate) struct Surroundings {
    probe: Probe,
    accepted: Vec<Code>,
    is_settled: bool,
}

impl Surroundings {
    /// Nothing looked at yet; `accepted` was named on the command line.
    pub(crate) fn new(probe: Probe, accepted: Vec<Code>) -> Self {
        Self { probe, accepted, is_settled: false }
    }

    /// The machine.
    pub(crate) fn probe(&self) -> &Probe {
        &self.probe
    }
}

/// Stops (exit 8) when the machine is not fit for a secret of this network, unless each objection
/// was accepted by name; what was accepted is recorded. On test networks objections are notes.
///
/// Every command calls this before it asks for, makes or reads a secret; the first call of a run
/// that passes settles it.
pub(crate) fn require(world: &mut World) -> Result<(), Error> {
    // First what needs no machine but this one: does the program compute what it should?
    coldframe_keys::self_test::quick()?;
    if world.network != Network::Main {
        note(world);
        return Ok(());
    }
    if world.surroundings.is_settled {
        return Ok(());
    }
    let seen = checks::gate(&world.surroundings.probe);
    let unknown = of_grade(&seen, Grade::Unknown);
    if !unknown.is_empty() {
        world.say("surroundings/not-seen", &[("codes", codes_of(&unknown))]);
    }
    let refusing = of_grade(&seen, Grade::Refuse);
    if !refusing.is_empty() {
        accepted(&refusing, world)?;
        let overrides = refusing.iter().map(|surrounding| Event::Override { code: surrounding.code() });
        world.record_all(&overrides.collect::<Vec<_>>())?;
    }
    world.surroundings.is_settled = true;
    Ok(())
}

/// Whether a stored seed of the main network may be opened in this run. Words are the same on every
/// network: without this, naming a test network would open them past the gate.
pub(crate) fn is_fit_for_main(world: &World) -> bool {
    world.network == Network::Main
        || of_grade(&checks::gate(&world.surroundings.probe), Grade::Refuse).is_empty()
}

/// One line, once per run, where nothing of value is at stake.
pub(crate) fn note(world: &mut World) {
    if std::mem::replace(&mut world.surroundings.is_settled, true) {
        return;
    }
    let seen = checks::gate(&world.surroundings.probe);
    let refusing = of_grade(&seen, Grade::Refuse);
    if !refusing.is_empty() {
        world.say("surroundings/test-only", &[("codes", codes_of(&refusing))]);
    }
}

/// By name on the command line, or else by a sentence typed at a terminal.
fn accepted(refusing: &[&Surrounding], world: &mut World) -> Result<(), Error> {
    let named = &world.surroundings.accepted;
    if refusing.iter().all(|surrounding| named.contains(&surrounding.code())) {
        return Ok(());
    }
    // A script that named some of them meant those: whoever is not there is asked nothing.
    if !named.is_empty() || world.ui.ready().is_err() {
        return Err(refused(refusing));
    }
    match typed(refusing, world.ui.as_mut()) {
        Ok(true) => Ok(()),
        Ok(false) | Err(UiError::Left) => Err(refused(refusing)),
        Err(error) => Err(error.into()),
    }
}

/// The sentence names what is accepted, so that nobody types it by habit.
fn typed(refusing: &[&Surrounding], ui: &mut dyn Ui) -> Result<bool, UiError> {
    // Cut at spaces: a sentence that is to be typed again is read word by word.
    let columns = ui.columns();
    let lines = |words: &str, tone| wrapped(words, columns).into_iter().map(move |row| line(&row, tone));
    let mut above: Vec<Line> = lines(&text("surroundings/asked", &[]), Tone::Strong).collect();
    for surrounding in refusing {
        let reason = format!("{}: {}", surrounding.code(), surrounding.reason());
        above.extend(lines(&reason, Tone::Refuse));
        above.extend(surrounding.mend().map(|mend| line(&format!("  {mend}"), Tone::Dim)));
    }
    let sentence = text("surroundings/sentence", &[("codes", codes_of(refusing))]);
    above.extend(lines(&text("surroundings/type-this", &[]), Tone::Plain));
    above.extend(lines(&sentence, Tone::Strong));
    for _ in 0..CONSENT_TRIES_MAX {
        let answer = ui.ask(&above, "> ")?;
        if answer.split_whitespace().eq(sentence.split_whitespace()) {
            return Ok(true);
        }
        above = vec![line(&text("surroundings/not-that", &[]), Tone::Warn)];
    }
    Ok(false)
}

fn refused(refusing: &[&Surrounding]) -> Error {
    let reasons = refusing.iter().map(|surrounding| Error::new(Exit::Unsafe, *surrounding)).collect();
    let facts = vec![("codes", codes_of(refusing))];
    Error::with(Exit::Unsafe, "surroundings/refused", facts).because(reasons)
}

fn line(words: &str, tone: Tone) -> Line {
    Line { spans: vec![Span { text: Safe::again(words), tone }] }
}
