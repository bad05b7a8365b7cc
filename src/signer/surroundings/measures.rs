//! What this program does for itself, found out by trying it.

use crate::sandbox::{self, Measure as Tried};
use coldframe_core::messages::{Code, text};
use coldframe_memory::Grade;

/// What became of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Tried, and it holds.
    Held,
    /// A weaker form of it holds.
    Degraded,
    /// This machine does not have it.
    Absent,
}

/// One measure. Everything in it is public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Measure {
    /// Its stable code; the catalogue says what it is for.
    pub(crate) code: Code,
    /// What became of it.
    pub(crate) state: State,
}

impl State {
    /// The word in JSON and on the screen.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Degraded => "degraded",
            Self::Absent => "absent",
        }
    }
}

impl Measure {
    fn new(code: &'static str, state: State) -> Self {
        Self { code: Code::new(code), state }
    }

    /// What it is for.
    pub(crate) fn reason(&self) -> String {
        text(self.code.as_str(), &[])
    }
}

/// Every measure, tried now.
pub(crate) fn measures() -> Vec<Measure> {
    [memory_measures(), sandbox_measures()].concat()
}

/// Of the memory.
fn memory_measures() -> Vec<Measure> {
    let found = coldframe_memory::report();
    let state = |grade| match grade {
        Grade::Held => State::Held,
        Grade::Degraded => State::Degraded,
        Grade::Absent => State::Absent,
    };
    vec![
        Measure::new("process/no-core-file", state(found.no_core_file)),
        Measure::new("process/not-dumpable", state(found.not_dumpable)),
        Measure::new("memory/stack-locked", state(found.stack_locked)),
        Measure::new("memory/stack-not-dumped", state(found.stack_not_dumped)),
        Measure::new("memory/stack-not-inherited", state(found.stack_not_inherited)),
        Measure::new("memory/stack-has-thread-locals", state(found.stack_has_thread_locals)),
        Measure::new("memory/seeds-held-apart", state(found.hold)),
        Measure::new("memory/lock-room", state(found.lock_room)),
        Measure::new("memory/ordinary-build", if found.weakened_build { State::Absent } else { State::Held }),
    ]
}

/// Of the border to the kernel.
fn sandbox_measures() -> Vec<Measure> {
    let found = sandbox::report();
    let state = |measure| match measure {
        Tried::Held => State::Held,
        Tried::Degraded => State::Degraded,
        Tried::Absent => State::Absent,
    };
    vec![
        Measure::new("process/no-new-privileges", state(found.no_new_privileges)),
        Measure::new("process/system-calls", state(found.system_calls)),
        Measure::new("process/files", state(found.files)),
        Measure::new("process/picture-worker", state(found.worker)),
    ]
}
