//! What a person who aims a camera is shown: the picture, how far the reading has come, and what to
//! do better.

mod advice;
mod kitty;
mod pace;
mod picture;
mod sixel;

pub use advice::Advice;

use crate::optics::camera::CameraInfo;
use crate::optics::sight::{Look, Preview};
use crate::tty::graphics::{self, Graphics, Protocol};
use crate::tty::{Key, Raw, Screen, Tty};
use crate::ui::UiError;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use pace::Pace;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// How often the screen is drawn.
const DRAWN_EVERY: Duration = Duration::from_millis(80);
/// A reading that is over before is not worth a screen.
const PATIENCE: Duration = Duration::from_millis(400);
/// How often a line is written where there is no screen.
const LINE_EVERY: Duration = Duration::from_secs(2);
/// Drawn at once or not at all (synchronized output); terminals that do not know it ignore it.
const BEGIN: &str = "\u{1b}[?2026h";
const END: &str = "\u{1b}[?2026l";
/// Cells of the progress bar.
const BAR_CELLS: usize = 24;
/// Rows below the picture.
const ROWS_BELOW: usize = 5;

/// Does what is watched, and shows what it sees as it goes on; to break off, the answer says so.
pub type Watched<'a> = dyn FnMut(&mut dyn FnMut(&Viewfinder) -> ControlFlow<()>) + 'a;

/// What is known of one reading.
#[derive(Debug, Default)]
pub struct Viewfinder {
    camera: Option<CameraInfo>,
    preview: Option<Preview>,
    look: Option<Look>,
    pace: Pace,
    have: usize,
    need: usize,
    note: String,
}

impl Viewfinder {
    /// A camera was set up.
    pub fn camera(&mut self, info: CameraInfo) {
        self.camera = Some(info);
    }

    /// Whether it is a camera, not a stream or a file.
    pub fn is_camera(&self) -> bool {
        self.camera.is_some()
    }

    /// A frame in numbers.
    pub fn look(&mut self, look: Look, now: Instant) {
        self.pace.frame(&look, now);
        self.look = Some(look);
    }

    /// The same made small.
    pub fn preview(&mut self, preview: Preview) {
        self.preview = Some(preview);
    }

    /// A code was read; whether it is another one than before.
    pub fn read(&mut self, is_another: bool) {
        self.pace.read(is_another);
    }

    /// How many frames of the message there are of those it needs; `note` says what is special.
    pub fn collected(&mut self, have: usize, need: usize, note: String) {
        (self.have, self.need, self.note) = (have, need, note);
    }

    /// What would help most.
    pub fn advice(&self) -> Advice {
        self.pace.advice()
    }

    /// The same in words.
    pub fn advised(&self) -> String {
        text(self.advice().code(), &[("frames", Safe::number(self.pace.slower()))])
    }

    /// The whole screen, top to bottom.
    fn lines(&self, (rows, columns): (usize, usize)) -> Vec<String> {
        let below = self.below(columns);
        let room = room(rows);
        let mut lines = match &self.preview {
            Some(preview) => picture::lines(preview, self.look.as_ref(), (room, columns)),
            None => Vec::new(),
        };
        lines.resize(room, String::new());
        lines.extend(below);
        lines.truncate(rows);
        lines
    }

    fn below(&self, columns: usize) -> Vec<String> {
        let shown = |line: String| line.chars().take(columns).collect::<String>();
        let progress = format!("{} {}", self.bar(), self.progress());
        [self.note.clone(), progress, self.measured(columns), self.advised(), text("viewfinder/keys", &[])]
            .map(shown)
            .to_vec()
    }

    fn bar(&self) -> String {
        let filled = (self.have.min(self.need) * BAR_CELLS).checked_div(self.need).unwrap_or(0);
        let cells = (0..BAR_CELLS).map(|cell| if cell < filled { '#' } else { '.' });
        format!("[{}]", cells.collect::<String>())
    }

    fn progress(&self) -> String {
        let facts = [("have", Safe::count(self.have)), ("need", Safe::count(self.need))];
        text(if self.need == 0 { "viewfinder/nothing-yet" } else { "viewfinder/progress" }, &facts)
    }

    /// How fast it goes, how large the code is, and the camera: as many of them as there is room for.
    fn measured(&self, columns: usize) -> String {
        let mut said = Vec::new();
        if let Some((frames, reads)) = self.pace.rates() {
            let facts = [("frames", Safe::text(&tenths(frames))), ("reads", Safe::text(&tenths(reads)))];
            said.push(text("viewfinder/rates", &facts));
        }
        // Some readers say where a code is and not how large its modules are.
        let is_measured =
            |look: &Look| look.corners.is_some() && look.module_px.is_finite() && look.version > 0;
        if let Some(look) = self.look.filter(is_measured) {
            let pixels = format!("{:.1}", look.module_px);
            let facts = [("pixels", Safe::text(&pixels)), ("version", Safe::number(look.version))];
            said.push(text("viewfinder/code", &facts));
        }
        if let Some(camera) = &self.camera {
            said.push(described(camera));
        }
        let mut line = String::new();
        for part in said {
            let gap = if line.is_empty() { "" } else { "  " };
            if line.chars().count() + gap.len() + part.chars().count() <= columns {
                line.push_str(gap);
                line.push_str(&part);
            }
        }
        line
    }

    /// All of it in one line, for those who see no screen.
    fn line(&self) -> String {
        [self.progress(), self.measured(usize::MAX), self.advised(), self.note.clone()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("; ")
    }
}

/// A camera in a few words.
pub fn described(camera: &CameraInfo) -> String {
    let device = camera.number.map_or_else(String::new, |number| format!("/dev/video{number}"));
    let facts = [
        ("name", Safe::text(&camera.name)),
        ("device", Safe::text(&device)),
        ("width", Safe::number(camera.width)),
        ("height", Safe::number(camera.height)),
        ("pixels", Safe::text(&camera.pixels.name())),
    ];
    text("viewfinder/camera", &facts)
}

/// Shows it on a terminal: on a screen of its own as soon as it takes a moment. `is_secret` clears the
/// scrollback too when it is over (attack G02).
///
/// # Errors
/// [`UiError`] if the person left, or the terminal went away.
pub fn on_terminal(tty: &Tty, is_secret: bool, work: &mut Watched<'_>) -> Result<(), UiError> {
    let begun = Instant::now();
    let mut taken: Option<Taken<'_>> = None;
    let mut drawn_at = begun;
    let mut outcome = Ok(());
    work(&mut |finder| {
        if taken.is_none() {
            if !finder.is_camera() && begun.elapsed() < PATIENCE {
                return ControlFlow::Continue(());
            }
            match entered(tty, is_secret) {
                Ok(entered) => taken = Some(entered),
                Err(error) => outcome = Err(error),
            }
        } else if drawn_at.elapsed() < DRAWN_EVERY {
            return ControlFlow::Continue(());
        }
        drawn_at = Instant::now();
        if outcome.is_ok() {
            outcome = taken.as_mut().map_or(Ok(()), |taken| taken.draw(tty, finder)).and_then(|()| left(tty));
        }
        if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    if let Some(Graphics { protocol: Protocol::Kitty, .. }) = taken.and_then(|taken| taken.graphics) {
        // A picture of a secret too: it is coarse, and gone with its memory.
        let _ = tty.write(&kitty::removed());
    }
    outcome
}

/// Says it in lines, where there is no screen to draw on.
pub fn in_lines(tell: &mut dyn FnMut(&str), work: &mut Watched<'_>) {
    let mut told_at = Instant::now();
    work(&mut |finder| {
        if told_at.elapsed() >= LINE_EVERY {
            told_at = Instant::now();
            tell(&finder.line());
        }
        ControlFlow::Continue(())
    });
}

/// A terminal taken for as long as it lives.
struct Taken<'tty> {
    graphics: Option<Graphics>,
    size: (usize, usize),
    // Left in this order.
    _screen: Screen<'tty>,
    _raw: Raw<'tty>,
}

fn entered(tty: &Tty, is_secret: bool) -> Result<Taken<'_>, UiError> {
    let raw = tty.raw()?;
    let screen = if is_secret { tty.secret_screen()? } else { tty.screen()? };
    tty.control("\u{1b}[?25l")?;
    let graphics = graphics::of(tty)?;
    Ok(Taken { graphics, size: tty.size(), _screen: screen, _raw: raw })
}

impl Taken<'_> {
    fn draw(&mut self, tty: &Tty, finder: &Viewfinder) -> Result<(), UiError> {
        let (rows, columns) = tty.size();
        if std::mem::replace(&mut self.size, (rows, columns)) != (rows, columns) {
            tty.control("\u{1b}[2J")?;
        }
        let Some(Graphics { protocol, cell }) = self.graphics else {
            // Each line is cleared to its end and the rest of the screen after the last: nothing flickers.
            let lines = finder.lines((rows, columns)).join("\u{1b}[0m\u{1b}[K\r\n");
            return Ok(tty.write(&format!("\u{1b}[H{lines}\u{1b}[0m\u{1b}[J"))?);
        };
        // Letters over a picture wipe it out, so only the lines below it are written.
        let room = (room(rows), columns);
        let picture = finder.preview.as_ref().map(|preview| match protocol {
            Protocol::Kitty => kitty::drawn(preview, finder.look.as_ref(), room),
            Protocol::Sixel => sixel::drawn(preview, finder.look.as_ref(), room, cell),
        });
        let below = finder.below(columns);
        let shown: Vec<String> = below.into_iter().take(rows.saturating_sub(room.0)).collect();
        let (line, shown) = (room.0.saturating_add(1), shown.join("\u{1b}[K\r\n"));
        let picture = picture.unwrap_or_default();
        Ok(tty.write(&format!("{BEGIN}\u{1b}[{line};1H{shown}\u{1b}[K{picture}{END}"))?)
    }
}

/// Rows left for the picture.
fn room(rows: usize) -> usize {
    rows.saturating_sub(ROWS_BELOW).max(1)
}

/// Whether the person wants to leave.
fn left(tty: &Tty) -> Result<(), UiError> {
    match tty.key_within(Duration::ZERO)? {
        Some(Key::Interrupt) => Err(UiError::Interrupted),
        Some(Key::Escape | Key::EndOfInput | Key::Byte(b'q')) => Err(UiError::Left),
        _ => Ok(()),
    }
}

fn tenths(number: u32) -> String {
    format!("{}.{}", number / 10, number % 10)
}

#[cfg(test)]
mod tests;
