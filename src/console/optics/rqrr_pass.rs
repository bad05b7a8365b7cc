//! The second reader: `rqrr`, another detector and another decoder.
//!
//! Its decoder gets the squares the first reader found but could not decode. Its detector gets
//! small pictures only, and only after counting what it would have to do: it copies the whole
//! picture for each pair of finder patterns and floods regions again and again, which on a noisy
//! frame takes half a minute (attack E05; measured).

use super::Gray;
use super::finders::Runs;
use rqrr::{Grid, PreparedImage, SimpleGrid};
use rxing::common::BitMatrix;
use std::collections::HashSet;

/// Largest picture the detector is given, in pixels.
const PIXELS_MAX: usize = 1_000_000;
/// Most finder patterns the detector is given.
const FINDERS_MAX: usize = 12;
/// Most pixels its flood fills may touch, estimated from above.
const FLOODED_PIXELS_MAX: usize = 100_000_000;

/// Decodes a square of modules.
pub(super) fn decode(modules: &BitMatrix) -> Option<Vec<u8>> {
    let side = usize::try_from(modules.width()).ok()?;
    let dark = |x: usize, y: usize| match (u32::try_from(x), u32::try_from(y)) {
        (Ok(x), Ok(y)) => modules.get(x, y),
        _ => false,
    };
    let mut payload = Vec::new();
    Grid::new(SimpleGrid::from_func(side, dark)).decode_to(&mut payload).ok()?;
    Some(payload)
}

/// Finds and decodes the codes of a small picture, unless it would make too much work.
pub(super) fn read(picture: &Gray) -> Vec<Vec<u8>> {
    if picture.pixels().len() > PIXELS_MAX {
        return Vec::new();
    }
    let (width, height) = (picture.width(), picture.height());
    let mut prepared = PreparedImage::prepare_from_greyscale(width, height, |x, y| picture.at(x, y));
    let black: Vec<bool> = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .map(|(x, y)| prepared.get_pixel_at(x, y) == 1)
        .collect();
    if !is_light_work(&black, width) {
        return Vec::new();
    }
    let decoded = prepared.detect_grids().into_iter().filter_map(|grid| {
        let mut payload = Vec::new();
        grid.decode_to(&mut payload).ok().map(|_| payload)
    });
    decoded.collect()
}

/// Counts finder patterns as the detector does (a ring around a stone of another region), and the
/// pixels it would flood to tell them apart.
fn is_light_work(black: &[bool], width: usize) -> bool {
    let regions = Regions::of(black, width);
    let mut rings = HashSet::new();
    let mut flooded = 0_usize;
    for (y, row) in black.chunks_exact(width).enumerate() {
        let mut runs = Runs::default();
        for (x, dark) in row.iter().copied().chain([false]).enumerate() {
            if !runs.ends_finder(dark) {
                continue;
            }
            let [left, stone, right] =
                runs.starts().map(|back| regions.at(y * width + x.saturating_sub(back)));
            let (ring_size, stone_size) = (regions.size(right), regions.size(stone));
            flooded = flooded.saturating_add(ring_size).saturating_add(stone_size);
            let percent = stone_size * 100 / ring_size.max(1);
            if left == right && stone != right && (10..=70).contains(&percent) {
                rings.insert(right);
            }
            if rings.len() > FINDERS_MAX || flooded > FLOODED_PIXELS_MAX {
                return false;
            }
        }
    }
    true
}

/// Connected black regions, each named by one of its pixels.
struct Regions {
    parents: Vec<usize>,
    sizes: Vec<usize>,
}

impl Regions {
    fn of(black: &[bool], width: usize) -> Self {
        let mut regions = Self { parents: (0..black.len()).collect(), sizes: vec![0; black.len()] };
        let is_black = |place: usize| black.get(place).copied().unwrap_or(false);
        for place in (0..black.len()).filter(|place| is_black(*place)) {
            if place % width > 0 && is_black(place - 1) {
                regions.join(place, place - 1);
            }
            if place >= width && is_black(place - width) {
                regions.join(place, place - width);
            }
        }
        for place in (0..black.len()).filter(|place| is_black(*place)) {
            let root = regions.at(place);
            if let Some(size) = regions.sizes.get_mut(root) {
                *size += 1;
            }
        }
        regions
    }

    fn at(&self, place: usize) -> usize {
        let mut root = place;
        while let Some(parent) = self.parents.get(root).filter(|parent| **parent != root) {
            root = *parent;
        }
        root
    }

    fn size(&self, root: usize) -> usize {
        self.sizes.get(root).copied().unwrap_or(0)
    }

    fn join(&mut self, place: usize, other: usize) {
        let (root, other_root) = (self.at(place), self.at(other));
        let (low, high) = (root.min(other_root), root.max(other_root));
        for place in [place, other, high] {
            // Shortens the way to the root, so that the ways stay short.
            if let Some(parent) = self.parents.get_mut(place) {
                *parent = low;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finders(count: usize) -> (Vec<bool>, usize) {
        let width = count * 9;
        let mut black = vec![false; width * 9];
        for finder in 0..count {
            for (y, x) in (0..7).flat_map(|y| (0..7).map(move |x| (y, x))) {
                let edge = x == 0 || y == 0 || x == 6 || y == 6;
                let stone = (2..5).contains(&x) && (2..5).contains(&y);
                black[(y + 1) * width + finder * 9 + x + 1] = edge || stone;
            }
        }
        (black, width)
    }

    #[test]
    fn atk_e05_a_picture_of_many_finders_is_not_given_to_the_slow_detector() {
        let (few, width) = finders(FINDERS_MAX);
        assert!(is_light_work(&few, width));
        let (many, width) = finders(FINDERS_MAX + 1);
        assert!(!is_light_work(&many, width));
    }
}
