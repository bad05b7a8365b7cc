//! The first reader: the QR detector of zxing-cpp in its Rust port (crate `rxing`).
//!
//! Its parts are called one by one rather than through `QrReader`, for two reasons: the payload
//! bytes come out untouched by any guess at a character set, and each part can be bounded. Left
//! alone, a picture full of finder patterns keeps the detector busy for hours (attack E05).

use super::scan::Found;
use super::{Gray, finders};
use rxing::Binarizer;
use rxing::Luma8Source;
use rxing::common::cpp_essentials::ConcentricPattern;
use rxing::common::{BitMatrix, DetectorRXingResult, HybridBinarizer};
use rxing::qrcode::cpp_port::decoder::Decode;
use rxing::qrcode::cpp_port::detector::{FindFinderPatterns, GenerateFinderPatternSets, SampleQR};
use rxing::qrcode::detector::QRCodeDetectorResult;

/// Longest side searched, in pixels: the detector measures runs in 16 bits and multiplies them.
const SIDE_MAX: usize = 16_000;
/// Most rows-with-a-finder a picture may show; each is compared with every finder found. A sheet of
/// 200 codes of version 15 shows 12,000.
const FINDER_HITS_MAX: usize = 16_000;
/// Most finder patterns that are combined: 400 codes in one picture.
const FINDERS_MAX: usize = 1_200;
/// Most combinations of three finders that are sampled.
const SAMPLES_MAX: usize = 3_000;
/// Most combinations of a picture with a single code that are worth a second opinion.
const UNREAD_MAX: usize = 8;

/// What the first reader made of a picture.
#[derive(Default)]
pub(super) struct Seen {
    /// Every code read.
    pub(super) found: Vec<Found>,
    /// Finder patterns that belong to no code read: three of them may be one more code.
    pub(super) finders_left: usize,
    /// Squares of modules that were found but not decoded, for the second reader.
    pub(super) unread: Vec<BitMatrix>,
}

impl Seen {
    /// The same codes seen in a picture so many times the size.
    pub(super) fn scaled(mut self, times: f32) -> Self {
        self.found = self.found.into_iter().map(|found| found.scaled(times)).collect();
        self
    }
}

/// Reads every code of a picture; `None` if it is too large or too crowded to be searched at this size.
pub(super) fn read(picture: &Gray) -> Option<Seen> {
    if picture.width().max(picture.height()) > SIDE_MAX {
        return None;
    }
    let Some(black) = binarised(picture) else { return Some(Seen::default()) };
    if finders::row_hits(&black, FINDER_HITS_MAX) >= FINDER_HITS_MAX {
        return None;
    }
    let mut patterns = FindFinderPatterns(&black, true, 0);
    patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.size));
    patterns.truncate(FINDERS_MAX);
    let mut seen = Seen::default();
    let mut used: Vec<ConcentricPattern> = Vec::new();
    let mut samples = 0;
    let finders = patterns.len();
    for set in GenerateFinderPatternSets(&mut patterns) {
        if [&set.bl, &set.tl, &set.tr].iter().any(|pattern| used.contains(pattern)) {
            continue;
        }
        samples += 1;
        if samples > SAMPLES_MAX {
            break;
        }
        let Ok(sample) = SampleQR(&black, &set) else { continue };
        match payload(sample.getBits()) {
            Some(payload) => {
                used.extend([set.bl, set.tl, set.tr]);
                seen.found.push(found(payload, &sample));
            }
            None if seen.unread.len() < UNREAD_MAX => seen.unread.push(sample.getBits().clone()),
            None => {}
        }
    }
    seen.finders_left = finders.saturating_sub(used.len());
    Some(seen)
}

fn found(payload: Vec<u8>, sample: &QRCodeDetectorResult) -> Found {
    let corners = match sample.getPoints() {
        [top_left, top_right, bottom_left, bottom_right] => {
            [top_left, top_right, bottom_right, bottom_left].map(|point| (point.x, point.y))
        }
        _ => [(0.0, 0.0); 4],
    };
    Found::of(payload, corners, usize::try_from(sample.getBits().width()).unwrap_or(0))
}

fn payload(modules: &BitMatrix) -> Option<Vec<u8>> {
    let decoded = Decode(modules).ok().filter(|decoded| decoded.isValid())?;
    Some(decoded.content().bytes().to_vec())
}

fn binarised(picture: &Gray) -> Option<BitMatrix> {
    let width = u32::try_from(picture.width()).ok()?;
    let height = u32::try_from(picture.height()).ok()?;
    let source = Luma8Source::new_with_slice(picture.pixels(), width, height).ok()?;
    HybridBinarizer::new(source).get_black_matrix().ok().cloned()
}
