//! From a gray picture to the payloads of the QR codes in it.

use super::Gray;
use super::looks::{self, Memory};

/// How much is tried on a picture in which the first look finds nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Everything: this picture is all there is.
    Still,
    /// As a still picture, and what it costs is told: each picture is judged by itself.
    Each,
    /// One further look, another one each time: the next frame comes at once.
    Live,
}

/// A code that was read, and where in the picture it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Exactly what it carries: text as its bytes, without any guess at a character set.
    pub payload: Vec<u8>,
    /// Its corners in pixels, x and y: top left of the code (not of the picture), then clockwise. Those of
    /// the picture if nobody knows where in it the code is: what must not be shown is somewhere in there.
    pub corners: [(f32, f32); 4],
    /// How large it is; `None` if that is not known.
    pub scale: Option<Scale>,
}

/// How large a code is, in the picture and by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Pixels per module along its sides; below 3 the camera should come closer.
    pub module_px: f32,
    /// Version of the symbol, 1 to 40.
    pub version: u8,
}

impl Found {
    /// A code whose corners and modules per side are known.
    pub(super) fn of(payload: Vec<u8>, corners: [(f32, f32); 4], side: usize) -> Self {
        let [a, b, c, d] = corners;
        let length = |(x, y): (f32, f32), (to_x, to_y): (f32, f32)| (to_x - x).hypot(to_y - y);
        let around = length(a, b) + length(b, c) + length(c, d) + length(d, a);
        let modules = u16::try_from(side).ok().filter(|side| *side >= 21);
        let scale = modules.and_then(|modules| {
            let module_px = around / (4.0 * f32::from(modules));
            Some(Scale { module_px, version: u8::try_from((modules - 17) / 4).ok()? })
        });
        Self { payload, corners, scale }
    }

    /// A code somewhere in a picture.
    pub(super) fn somewhere(payload: Vec<u8>, picture: &Gray) -> Self {
        let side = |pixels: usize| f32::from(u16::try_from(pixels).unwrap_or(u16::MAX));
        let (width, height) = (side(picture.width()), side(picture.height()));
        let corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)];
        Self { payload, corners, scale: None }
    }

    /// The same code seen in a picture so many times the size.
    pub(super) fn scaled(mut self, times: f32) -> Self {
        self.corners = self.corners.map(|(x, y)| (x * times, y * times));
        self.scale = self.scale.map(|scale| Scale { module_px: scale.module_px * times, ..scale });
        self
    }
}

/// Reads QR codes out of pictures, one after the other.
pub struct Reader {
    effort: Effort,
    memory: Memory,
    last: Option<(Gray, Vec<Found>)>,
}

impl Reader {
    /// A reader for single pictures, folders and animations.
    pub fn still() -> Self {
        Self::new(Effort::Still)
    }

    /// A reader for video.
    pub fn live() -> Self {
        Self::new(Effort::Live)
    }

    /// A reader of that effort.
    pub fn new(effort: Effort) -> Self {
        Self { effort, memory: Memory::default(), last: None }
    }

    /// The exact payload bytes of every code in the picture, as [`Reader::read_found`] finds them.
    pub fn read(&mut self, picture: &Gray) -> Vec<Vec<u8>> {
        self.read_found(picture).into_iter().map(|found| found.payload).collect()
    }

    /// Every code in the picture, each payload once; none if nothing is found.
    ///
    /// A picture equal to the one before costs nothing. Work is bounded by the size of the picture,
    /// and a decoder that panics has found nothing (attack E05).
    pub fn read_found(&mut self, picture: &Gray) -> Vec<Found> {
        if let Some((last, found)) = &self.last
            && last == picture
        {
            return found.clone();
        }
        let mut found = self.look(picture);
        let mut seen = std::collections::HashSet::new();
        found.retain(|found| seen.insert(found.payload.clone()));
        // What is judged by itself is not compared with what comes next.
        self.last = (self.effort != Effort::Each).then(|| (picture.clone(), found.clone()));
        found
    }

    fn look(&mut self, picture: &Gray) -> Vec<Found> {
        match self.effort {
            Effort::Still | Effort::Each => looks::still(picture),
            Effort::Live => looks::live(picture, &mut self.memory),
        }
    }
}
