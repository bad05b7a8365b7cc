//! The second reader: `rqrr`, another detector and another decoder.
//!
//! Its decoder gets the squares the first reader found but could not decode. Its detector gets
//! small pictures only, and only after counting what it would have to do: it copies the whole
//! picture for each pair of finder patterns and floods regions again and again, which on a noisy
//! frame takes half a minute (attack E05; measured).

use super::Gray;
use super::finders::Runs;
use super::gray_sampler::strict;
use rqrr::{BitGrid, Grid, PreparedImage, SimpleGrid};
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
    decoded(&Grid::new(SimpleGrid::from_func(side, dark)))
}

/// What a square says. The crate's decoder takes numbers out of range for what is left of a division, so
/// that it stands only if it is what the same modules say to the strict one, as they are or in a mirror.
fn decoded(grid: &Grid<impl BitGrid>) -> Option<Vec<u8>> {
    let mut payload = Vec::new();
    let meta = grid.decode_to(&mut payload).ok()?;
    let square = &grid.grid;
    let (version, format) = (meta.version.0, [meta.ecc_level, meta.mask]);
    let is_said = |said: Option<Vec<u8>>| said.is_some_and(|said| said == payload);
    let agreed = is_said(strict::payload(version, format, |x, y| square.bit(y, x)))
        || is_said(strict::payload(version, format, |x, y| square.bit(x, y)));
    agreed.then_some(payload)
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
    prepared.detect_grids().iter().filter_map(decoded).collect()
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

    /// Symbols of version 1 whose error correction finds nothing wrong, row by row.
    #[rustfmt::skip]
    const OUT_OF_RANGE: [(&str, [u32; 21]); 7] = [
        ("three digits of 1,000", [0x1fc57f, 0x104141, 0x17545d, 0x17415d, 0x174b5d, 0x104e41, 0x1fd57f, 0x001400, 0x1df5c4, 0x1926aa, 0x076ae4, 0x071fbb, 0x1272e6, 0x001045, 0x1fd912, 0x105046, 0x175955, 0x1742aa, 0x175eed, 0x105fb8, 0x1fd6ed]),
        ("three digits of 1,023", [0x1fc57f, 0x104141, 0x17545d, 0x17415d, 0x174b5d, 0x104e41, 0x1fd57f, 0x001400, 0x1df5c4, 0x0d12a9, 0x0ae2e6, 0x112bb9, 0x0c7ee6, 0x001845, 0x1fd512, 0x105446, 0x175155, 0x174aaa, 0x175aed, 0x1057b8, 0x1fd6ed]),
        ("two digits of 127", [0x1fc57f, 0x104141, 0x17545d, 0x17415d, 0x174b5d, 0x104e41, 0x1fd57f, 0x001400, 0x1df5c4, 0x05beaa, 0x08e2e4, 0x0017b9, 0x1846e6, 0x001445, 0x1fd510, 0x105446, 0x175155, 0x174eaa, 0x1756ed, 0x105fb8, 0x1fd2ed]),
        ("one digit of 15", [0x1fcb7f, 0x104e41, 0x175b5d, 0x174a5d, 0x17455d, 0x104141, 0x1fd57f, 0x001b00, 0x1dfec4, 0x080446, 0x12cd11, 0x120446, 0x1d6556, 0x0016a9, 0x1fd2ef, 0x1053ba, 0x175eed, 0x174c46, 0x175511, 0x105444, 0x1fd955]),
        ("a letter of 63", [0x1fcb7f, 0x104e41, 0x175b5d, 0x174a5d, 0x17455d, 0x104141, 0x1fd57f, 0x001b00, 0x1dfec4, 0x053846, 0x066d11, 0x14ac47, 0x1e5156, 0x001ea9, 0x1fd6ee, 0x1057ba, 0x1752ed, 0x174c46, 0x175111, 0x105847, 0x1fdd55]),
        ("two letters of 2,047", [0x1fc57f, 0x104141, 0x17545d, 0x17415d, 0x174b5d, 0x104e41, 0x1fd57f, 0x001400, 0x1df5c4, 0x138aa9, 0x1b52e6, 0x0013b9, 0x124ee6, 0x001c45, 0x1fd113, 0x105044, 0x175555, 0x174eaa, 0x1752ed, 0x1053bb, 0x1fd6ed]),
        ("two letters of 2,025", [0x1fc57f, 0x104141, 0x17545d, 0x17415d, 0x174b5d, 0x104e41, 0x1fd57f, 0x001400, 0x1df5c4, 0x1eb2a8, 0x1346e4, 0x1e0bbb, 0x10f6e6, 0x001045, 0x1fd113, 0x105044, 0x175155, 0x174eaa, 0x1752ed, 0x105bbb, 0x1fdeed]),
    ];
    #[rustfmt::skip]
    const PLAIN: [u32; 21] = [0x1fcb7f, 0x104e41, 0x175b5d, 0x174a5d, 0x17455d, 0x104141, 0x1fd57f, 0x001b00, 0x1dfec4, 0x131847, 0x1af117, 0x048442, 0x01f551, 0x0016a9, 0x1fd6ef, 0x1057b0, 0x1752e3, 0x17406e, 0x17511d, 0x105072, 0x1fdd63];

    fn square(rows: [u32; 21]) -> BitMatrix {
        let mut square = BitMatrix::new(21, 21).unwrap();
        for (row, y) in rows.iter().zip(0..) {
            (0..21).for_each(|x| square.set_bool(x, y, row >> (20 - x) & 1 == 1));
        }
        square
    }

    #[test]
    fn atk_e04_digits_and_letters_out_of_range_are_no_payload() {
        assert_eq!(decode(&square(PLAIN)).as_deref(), Some(b"plain".as_slice()));
        for (name, rows) in OUT_OF_RANGE {
            let square = square(rows);
            assert_eq!(decode(&square), None, "{name}");
            let shade = |x: usize, y: usize| {
                let module = |at: usize| u32::try_from(at / 5).ok()?.checked_sub(4).filter(|at| *at < 21);
                let (Some(x), Some(y)) = (module(x), module(y)) else { return 255 };
                if square.get(x, y) { 0 } else { 255 }
            };
            let pixels = (0..145 * 145).map(|at| shade(at % 145, at / 145)).collect();
            assert_eq!(read(&Gray::new(145, 145, pixels).unwrap()), Vec::<Vec<u8>>::new(), "{name}");
        }
    }
}
