//! Everything outside the program, in one place: the person, the clock, the streams, the state.

use crate::cli::common::Global;
use crate::desk::{Desk, TerminalDesk};
use crate::error::Error;
use crate::exit::Exit;
use crate::input::Stdin;
use crate::state::{self, State, optics_file};
use crate::surroundings::{Probe, Surroundings};
use coldframe_console::output::{self, Loudness};
use coldframe_console::style::Style;
use coldframe_console::terminal::Terminal;
use coldframe_console::ui::Ui;
use coldframe_core::journal::{Event, Journal, UnixSeconds};
use coldframe_core::messages::{error_line, text};
use coldframe_core::network::Network;
use coldframe_core::optics_default::OpticsDefault;
use coldframe_core::safe::Safe;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Colour or none, for each stream.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Styles {
    /// Results.
    pub(crate) stdout: Style,
    /// Everything for people.
    pub(crate) stderr: Style,
}

/// What a command works with; a test builds one with a scripted person.
pub(crate) struct World {
    /// The person.
    pub(crate) ui: Box<dyn Ui>,
    /// The same person, for secrets; used inside the vault only.
    pub(crate) desk: Box<dyn Desk>,
    /// The network of this run.
    pub(crate) network: Network,
    /// Standard input, read once.
    pub(crate) stdin: Stdin,
    /// How the result looks.
    pub(crate) stdout_style: Style,
    /// The machine around us.
    pub(crate) surroundings: Surroundings,
    loudness: Loudness,
    clock: fn() -> UnixSeconds,
    chance: fn() -> Option<[u8; 32]>,
    state_folder: Option<PathBuf>,
    state: Option<State>,
    has_told_of_optics: bool,
}

impl World {
    /// The real one.
    pub(crate) fn real(global: &Global, styles: Styles, loudness: Loudness) -> Self {
        Self {
            ui: Box::new(Terminal::new(styles.stderr, loudness == Loudness::Quiet)),
            desk: Box::new(TerminalDesk { is_quiet: loudness == Loudness::Quiet }),
            network: global.network,
            stdin: Stdin::default(),
            stdout_style: styles.stdout,
            surroundings: Surroundings::new(Probe::real(now()), global.accept_surroundings.clone()),
            loudness,
            clock: now,
            chance: kernel_bytes,
            state_folder: global.state.clone(),
            state: None,
            has_told_of_optics: false,
        }
    }

    /// One with a person played by a test.
    #[cfg(test)]
    pub(crate) fn scripted(global: &Global, ui: Box<dyn Ui>) -> Self {
        let plain = Styles { stdout: Style::PLAIN, stderr: Style::PLAIN };
        let nowhere = Surroundings::new(Probe::nowhere(), global.accept_surroundings.clone());
        let world = Self::real(global, plain, Loudness::Normal);
        Self { ui, chance: || Some([5; 32]), surroundings: nowhere, ..world }
    }

    /// 32 fresh bytes nobody else knows.
    pub(crate) fn chance(&self) -> Result<[u8; 32], Error> {
        (self.chance)().ok_or(Error::plain(Exit::Unsafe, "consent/no-randomness"))
    }

    /// The time.
    pub(crate) fn now(&self) -> UnixSeconds {
        (self.clock)()
    }

    /// What the machine remembers, opened when first needed. A machine that forgets says so, once.
    pub(crate) fn state(&mut self) -> Result<&mut State, Error> {
        let state = match self.state.take() {
            Some(state) => state,
            None => {
                let state = State::open(self.state_folder.as_deref())?;
                if matches!(state, State::None) {
                    self.ui.tell(&text("state/none", &[]));
                }
                state
            }
        };
        Ok(self.state.insert(state))
    }

    /// What is remembered of screen and camera; what cannot be read is said and passed over.
    pub(crate) fn optics(&mut self) -> OpticsDefault {
        let folder = state::prepared_folder(self.state_folder.as_deref());
        folder.map(|folder| self.optics_of(&folder)).unwrap_or_default()
    }

    fn optics_of(&mut self, folder: &Path) -> OpticsDefault {
        optics_file::load(folder).unwrap_or_else(|error| {
            if !std::mem::replace(&mut self.has_told_of_optics, true) {
                self.ui.tell(&error_line(&error));
            }
            OpticsDefault::default()
        })
    }

    /// Changes what is remembered of screen and camera; whether it could be kept.
    pub(crate) fn keep_optics(&mut self, change: impl FnOnce(&mut OpticsDefault)) -> bool {
        let Some(folder) = state::prepared_folder(self.state_folder.as_deref()) else { return false };
        let mut remembered = self.optics_of(&folder);
        change(&mut remembered);
        optics_file::store(&folder, &remembered).is_ok()
    }

    /// Keeps an event; on the disk when this returns.
    pub(crate) fn record(&mut self, event: &Event) -> Result<(), Error> {
        self.record_all(std::slice::from_ref(event))
    }

    /// Keeps events that happened together, with one wait for the disk.
    pub(crate) fn record_all(&mut self, events: &[Event]) -> Result<(), Error> {
        let at = self.now();
        self.state()?.record(at, events)
    }

    /// One line for the person, unless errors only were asked for.
    pub(crate) fn say(&mut self, code: &'static str, facts: &[(&'static str, Safe)]) {
        if self.loudness != Loudness::Quiet {
            self.ui.tell(&text(code, facts));
        }
    }

    /// One line for the person who asked for every step, with the time.
    pub(crate) fn step(&mut self, code: &'static str, facts: &[(&'static str, Safe)]) {
        if self.loudness == Loudness::Verbose {
            let line = format!("{} {}", self.now(), text(code, facts));
            self.ui.tell(&line);
        }
    }
}

/// Writes a command's result to standard output.
pub(crate) fn result(bytes: &[u8]) -> Result<Exit, Error> {
    match output::result(bytes) {
        Ok(()) => Ok(Exit::Done),
        // The reader has seen enough: `coldframe help errors | head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(Exit::Done),
        Err(_) => Err(Error::plain(Exit::Device, "io/stdout")),
    }
}

fn kernel_bytes() -> Option<[u8; 32]> {
    coldframe_keys::entropy::os().ok().map(|bytes| bytes.expose(|bytes| *bytes))
}

fn now() -> UnixSeconds {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    UnixSeconds(since.map_or(0, |since| since.as_secs()))
}
