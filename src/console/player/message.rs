//! A message as codes: cut to what fits, and cut again only when a person asks or the window changes.

use super::{Knob, Reel, Room, Shot};
use crate::optics::DrawError;
use crate::optics::symbol::Modules;
use coldframe_core::frames::{FrameError, FrameSize, FrameSource, PartNumber};
use coldframe_core::limits::SHOWN_FPS_MAX;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use std::time::Duration;

/// Largest version that is shown as one still code in place of an animation.
pub const STILL_VERSION_MAX: u8 = 20;

/// Versions that the keys step through.
const VERSIONS: [u8; 17] = [3, 4, 5, 6, 7, 9, 10, 12, 15, 18, 20, 22, 25, 27, 30, 35, 40];
/// Rates that the keys step through, in codes a second.
const RATES: [u16; 14] = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 20, 25, SHOWN_FPS_MAX];
/// Codes shown for each a receiver needs, in percent: it begins somewhere and loses some.
const SHOWN_PERCENT: u64 = 130;
/// The version a window is asked to hold at least: a usual terminal holds it.
const SMALL_VERSION: u8 = 5;
/// The version most cameras read, which a small window is compared with.
const USUAL_VERSION: u8 = 15;

/// What `--density fast` asks for.
const FAST: FrameSize = FrameSize::QrVersion(22);

/// Cuts the message into frames of that size.
pub type Encode<'a> = Box<dyn Fn(FrameSize) -> Result<Box<dyn FrameSource>, FrameError> + 'a>;

/// A message being shown.
pub struct Message<'a> {
    encode: Encode<'a>,
    wanted: FrameSize,
    /// Up to which version one still code is preferred; 0 for never.
    still_version: u8,
    fps: u16,
    /// Numbers of the frames that are shown, all if there is none.
    only: Vec<u32>,
    size: FrameSize,
    frames: Box<dyn FrameSource>,
    room: Option<Room>,
}

impl<'a> Message<'a> {
    /// A message in frames of the size wanted, where they fit.
    ///
    /// # Errors
    /// [`FrameError`] if it cannot be cut so at all.
    pub fn new(encode: Encode<'a>, wanted: FrameSize, fps: u16) -> Result<Self, FrameError> {
        let frames = encode(wanted)?;
        let fps = fps.clamp(1, SHOWN_FPS_MAX);
        Ok(Self { encode, wanted, still_version: 0, fps, only: Vec::new(), size: wanted, frames, room: None })
    }

    /// One still code in place of an animation, if one of at most this version holds everything.
    #[must_use]
    pub fn still_up_to(self, version: u8) -> Self {
        Self { still_version: version, ..self }
    }

    /// Only the frames of these numbers, from 1: what another machine misses. They are cut as wanted,
    /// fit or not: a part of another cut is of no use to it.
    #[must_use]
    pub fn only(self, numbers: Vec<u32>) -> Self {
        Self { only: numbers, ..self }
    }

    /// Version of the codes shown.
    pub fn version(&self) -> u8 {
        self.frames.qr_version()
    }

    /// The size the message is cut to: given again, it makes the same parts.
    pub fn size(&self) -> FrameSize {
        self.size
    }

    /// Codes shown each second.
    pub fn fps(&self) -> u16 {
        self.fps
    }

    /// Parts of the message as it is cut.
    pub fn part_count(&self) -> usize {
        self.frames.part_count()
    }

    /// Text of the code shown as number `number`.
    pub fn text(&self, number: u64) -> String {
        let count = u64::try_from(self.only.len()).unwrap_or(u64::MAX);
        let place = number.checked_rem(count).and_then(|place| self.only.get(usize::try_from(place).ok()?));
        let frame = place.map_or(number, |part| u64::from(part.saturating_sub(1)));
        self.frames.frame(frame).0
    }

    fn cut_for(&self, room: &Room) -> (FrameSize, Option<Box<dyn FrameSource>>) {
        let fits = |frames: &dyn FrameSource| room.quiet(frames.qr_version()).is_some();
        if !self.only.is_empty() {
            return (self.wanted, None);
        }
        let largest = room.largest_version().unwrap_or(0);
        let still = FrameSize::QrVersion(self.still_version.min(largest));
        if let Ok(frames) = (self.encode)(still)
            && frames.part_count() == 1
            && fits(&*frames)
        {
            return (still, Some(frames));
        }
        let sizes = std::iter::once(self.wanted).chain((1..=largest).rev().map(FrameSize::QrVersion));
        let cut = sizes.filter_map(|size| Some((size, (self.encode)(size).ok()?)));
        match cut.into_iter().find(|(_, frames)| fits(&**frames)) {
            Some((size, frames)) => (size, Some(frames)),
            // None that fits: the player says how large the window would have to be, for codes as small
            // as are of use.
            None => {
                let small = FrameSize::QrVersion(self.wanted_version().min(SMALL_VERSION));
                match (self.encode)(small) {
                    Ok(frames) => (small, Some(frames)),
                    Err(_) => (self.wanted, (self.encode)(self.wanted).ok()),
                }
            }
        }
    }

    fn wanted_version(&self) -> u8 {
        (self.encode)(self.wanted).map_or(SMALL_VERSION, |frames| frames.qr_version())
    }

    /// The next cut in a direction that looks different.
    fn step(&self, mut versions: impl Iterator<Item = u8>) -> Option<FrameSize> {
        let now = self.version();
        let largest = self.room.and_then(|room| room.largest_version()).unwrap_or(now);
        versions.by_ref().filter(|version| *version <= largest.max(now)).map(FrameSize::QrVersion).find(
            |size| {
                (self.encode)(*size).is_ok_and(|frames| {
                    frames.qr_version() != now && frames.part_count() != self.frames.part_count()
                })
            },
        )
    }

    fn seconds(&self, parts: usize) -> u64 {
        let parts = u64::try_from(parts).unwrap_or(u64::MAX);
        parts.saturating_mul(SHOWN_PERCENT).div_ceil(u64::from(self.fps).saturating_mul(100)).max(1)
    }

    /// What would take fewer codes: a larger window if that is what is short, else another density.
    fn faster(&self) -> Option<String> {
        let room = self.room.as_ref()?;
        let parts =
            |size| Some((self.encode)(size).ok()?.part_count()).filter(|count| *count < self.part_count());
        let wanted = (self.encode)(self.wanted).ok()?.qr_version();
        if self.size == self.wanted || wanted <= self.version() {
            let count = parts(FAST)?;
            let version = (self.encode)(FAST).ok()?.qr_version();
            if room.quiet(version).is_some() {
                return Some(text("player/faster-density", &[("codes", codes(count))]));
            }
            // What the key does not do in this window is not promised of it.
            let (columns, rows) = room.window_for(version)?;
            let facts =
                [("columns", Safe::count(columns)), ("rows", Safe::count(rows)), ("codes", codes(count))];
            return Some(text("player/faster-both", &facts));
        }
        let version = wanted.min(USUAL_VERSION.max(self.version()));
        let count = parts(FrameSize::QrVersion(version))?;
        let (columns, rows) = room.window_for(version)?;
        let facts = [("columns", Safe::count(columns)), ("rows", Safe::count(rows)), ("codes", codes(count))];
        Some(text("player/faster-window", &facts))
    }

    /// What they need where the window is too small for them, however they are cut.
    fn window_needed(&self) -> Option<String> {
        let room = self.room.as_ref().filter(|room| room.quiet(self.version()).is_none())?;
        let needed = room.needed(self.version());
        let blocks = room.with_sextants().filter(|room| room.quiet(self.version()).is_some());
        let blocks = blocks.map(|_| text("player/window-blocks", &[]));
        Some(std::iter::once(needed).chain(blocks).collect::<Vec<_>>().join(" "))
    }

    /// The same in this very window, for fonts that have them.
    fn smaller_blocks(&self) -> Option<String> {
        let room = self.room.as_ref()?.with_sextants()?;
        let largest = room.largest_version()?.min(self.wanted_version());
        let frames = (self.encode)(FrameSize::QrVersion(largest)).ok()?;
        let is_worth_it = self.size != self.wanted && frames.part_count() < self.part_count();
        let facts = [("codes", codes(frames.part_count()))];
        is_worth_it.then(|| text("player/faster-blocks", &facts))
    }

    fn caption(&self, shown: &str) -> String {
        let rate = [("version", Safe::number(self.version())), ("fps", Safe::number(self.fps))];
        let count = match PartNumber::of(shown) {
            _ if self.part_count() == 1 => return text("player/still", &rate),
            Some(part) => {
                let facts = [("number", Safe::number(part.number)), ("count", Safe::number(part.count))];
                text(if part.is_mixed() { "player/mixed" } else { "player/frame" }, &facts)
            }
            None => String::new(),
        };
        format!("{count} {}", text("player/rate", &rate))
    }
}

/// "12 codes", or one.
fn codes(count: usize) -> Safe {
    let code = if count == 1 { "player/code" } else { "player/codes" };
    Safe::text(&text(code, &[("count", Safe::count(count))]))
}

/// "4 seconds", or one.
fn duration(seconds: u64) -> Safe {
    let code = if seconds == 1 { "player/second" } else { "player/seconds" };
    Safe::text(&text(code, &[("count", Safe::number(seconds))]))
}

impl Reel for Message<'_> {
    fn cut(&mut self, room: &Room) -> bool {
        self.room = Some(*room);
        let (size, frames) = self.cut_for(room);
        // The same cut goes on where it was: a receiver keeps what it has.
        if size == self.size {
            return false;
        }
        let Some(frames) = frames else { return false };
        (self.size, self.frames) = (size, frames);
        true
    }

    fn shot(&mut self, number: u64) -> Result<Shot, DrawError> {
        let shown = self.text(number);
        let modules = Modules::encode(shown.as_bytes(), self.version())?;
        let every = Duration::from_secs(1).checked_div(u32::from(self.fps)).unwrap_or(Duration::from_secs(1));
        Ok(Shot { modules, caption: self.caption(&shown), every })
    }

    fn turn(&mut self, knob: Knob) {
        let rate = |next: Option<&u16>| next.copied().unwrap_or(self.fps);
        match knob {
            Knob::Faster => self.fps = rate(RATES.iter().find(|rate| **rate > self.fps)),
            Knob::Slower => self.fps = rate(RATES.iter().rev().find(|rate| **rate < self.fps)),
            Knob::Denser | Knob::Sparser if !self.only.is_empty() => {}
            Knob::Denser | Knob::Sparser => {
                let now = self.version();
                let next = match knob {
                    Knob::Denser => self.step(VERSIONS.into_iter().filter(|version| *version > now)),
                    _ => self.step(VERSIONS.into_iter().rev().filter(|version| *version < now)),
                };
                if let Some(next) = next {
                    self.wanted = next;
                    // Who turns this knob does not want it turned back.
                    self.still_version = 0;
                }
            }
        }
    }

    fn before(&self) -> Vec<String> {
        if !self.only.is_empty() {
            let facts = [("frames", Safe::count(self.only.len())), ("count", Safe::count(self.part_count()))];
            let said = text("player/before-only", &facts);
            return std::iter::once(said).chain(self.window_needed()).collect();
        }
        // How long it takes is of no use to whoever sees none of it.
        if let Some(needed) = self.window_needed() {
            return vec![needed];
        }
        let parts = self.part_count();
        let facts = [
            ("frames", Safe::count(parts)),
            ("version", Safe::number(self.version())),
            ("fps", Safe::number(self.fps)),
            ("duration", duration(self.seconds(parts))),
        ];
        let code = if parts == 1 { "player/before-still" } else { "player/before" };
        std::iter::once(text(code, &facts)).chain(self.faster()).chain(self.smaller_blocks()).collect()
    }

    fn is_cut_by_hand(&self) -> bool {
        self.only.is_empty()
    }

    fn is_still(&self) -> bool {
        self.part_count() == 1 || self.only.len() == 1
    }
}

#[cfg(test)]
mod tests;
