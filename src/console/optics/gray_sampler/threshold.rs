//! Dark or light? Decided by the shades around each place, so that a shadow or a lamp decides nothing.

use super::noise;
use super::numbers::index;
use crate::optics::Gray;
use std::iter::zip;

/// Side of the blocks whose shades are summed up, in pixels.
const BLOCK: usize = 8;
/// Pixels of a word, one bit each.
const WORD: usize = 64;
/// Blocks looked at around each, to both sides: a window of 40 pixels.
const AROUND: usize = 2;
/// A window that varies less than this over its blocks may be paper and nothing else.
const FLAT_RANGE_MAX: u32 = 20;

/// Where dark ends, in twelfths: so many of the mean of the window around, of the darkest and of the lightest
/// nearby.
type Limit = [u32; 3];

/// From the noise of single pixels to a quarter more than the range of a block of paper, which is about
/// five times their spread.
const RANGE_OF_NOISE: f32 = 6.2;

/// Dark places of a picture, one bit each.
pub(super) struct Dark {
    words: Vec<u64>,
    words_per_row: usize,
    width: usize,
    height: usize,
    noise: f32,
}

/// What the shades of one block are.
#[derive(Clone, Copy, Default)]
struct Block {
    mean: u32,
    range: u32,
    least: u8,
    most: u8,
}

impl Dark {
    /// Paper is light everywhere.
    pub(super) fn of(picture: &Gray) -> Self {
        Self::told(picture, FLAT_RANGE_MAX, [8, 2, 2])
    }

    /// Nothing is taken for paper, be its contrast ever so low: noise is dark and light too.
    pub(super) fn of_the_faintest(picture: &Gray) -> Self {
        // Smoothing left less noise that could throw the middle.
        Self::told(picture, 0, [6, 3, 3])
    }

    /// What is bright has flooded what is dark: more than the middle is dark.
    pub(super) fn of_the_flooded(picture: &Gray) -> Self {
        Self::told(picture, FLAT_RANGE_MAX, [6, 0, 6])
    }

    fn told(picture: &Gray, flat_max: u32, limit: Limit) -> Self {
        let (width, height) = (picture.width(), picture.height());
        let across = width.div_ceil(BLOCK);
        let blocks = blocks_of(picture, across);
        let noise = noise::of(picture);
        let flat = flat_below(&blocks, noise).min(flat_max);
        let thresholds = thresholds_of(&blocks, across, flat, limit);
        let words_per_row = width.div_ceil(64);
        let mut words = Vec::with_capacity(words_per_row * height);
        let mut wide = Vec::with_capacity(across * BLOCK);
        for (rows, limits) in zip(picture.pixels().chunks(width * BLOCK), thresholds.chunks_exact(across)) {
            // Of every pixel of a row, so that rows are compared as they are.
            wide.clear();
            wide.extend(limits.iter().flat_map(|limit| [*limit; BLOCK]));
            for row in rows.chunks_exact(width) {
                words.extend(zip(row.chunks(WORD), wide.chunks(WORD)).map(|(row, limits)| bits(row, limits)));
            }
        }
        Self { words, words_per_row, width, height, noise }
    }

    pub(super) fn height(&self) -> usize {
        self.height
    }

    /// The noise of the picture, in shades: see [`noise::of`].
    pub(super) fn noise(&self) -> f32 {
        self.noise
    }

    /// Whether a place is dark; `None` outside.
    #[inline]
    pub(super) fn at(&self, x: usize, y: usize) -> Option<bool> {
        if x >= self.width || y >= self.height {
            return None;
        }
        let word = self.words.get(y.wrapping_mul(self.words_per_row).wrapping_add(x / 64))?;
        Some(word >> (x % 64) & 1 == 1)
    }

    /// Where dark begins or ends along a row, the first beginning first.
    pub(super) fn edges(&self, y: usize, edges: &mut Vec<u32>) {
        edges.clear();
        let start = y * self.words_per_row;
        let row = self.words.get(start..start + self.words_per_row).unwrap_or_default();
        let mut before = 0;
        for (start, word) in zip((0..).step_by(WORD), row) {
            let mut changes = word ^ (word << 1 | before);
            before = word >> 63;
            while changes != 0 {
                edges.push(start | changes.trailing_zeros());
                changes &= changes - 1;
            }
        }
        let width = u32::try_from(self.width).unwrap_or(u32::MAX);
        if edges.len() % 2 == 1 && edges.last() != Some(&width) {
            edges.push(width);
        }
    }
}

/// Which of at most 64 pixels are below their limits, one bit each: whole words in a few steps, since every
/// pixel of every picture comes by here several times.
#[inline]
fn bits(pixels: &[u8], limits: &[u8]) -> u64 {
    let mut below = [0; WORD];
    if let (Ok(pixels), Some(limits)) = (<&[u8; WORD]>::try_from(pixels), limits.first_chunk::<WORD>()) {
        // Arrays of one length, which the compiler compares sixteen at a time.
        zip(&mut below, zip(pixels, limits))
            .for_each(|(below, (pixel, limit))| *below = u8::from(pixel < limit));
    } else {
        zip(&mut below, zip(pixels, limits))
            .for_each(|(below, (pixel, limit))| *below = u8::from(pixel < limit));
    }
    // Moves the lowest bit of each byte to its place in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let gathered =
        below.as_chunks().0.iter().map(|eight| u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56);
    gathered.rev().fold(0, |word, byte| word << BLOCK | byte)
}

fn blocks_of(picture: &Gray, across: usize) -> Vec<Block> {
    let width = picture.width();
    let mut blocks = Vec::with_capacity(across * picture.height().div_ceil(BLOCK));
    let (mut sums, mut least, mut most) = (vec![0_u16; width], vec![0_u8; width], vec![0_u8; width]);
    for rows in picture.pixels().chunks(width * BLOCK) {
        sums.fill(0);
        least.fill(u8::MAX);
        most.fill(0);
        for row in rows.chunks_exact(width) {
            zip(&mut sums, row).for_each(|(sum, pixel)| *sum = sum.wrapping_add(u16::from(*pixel)));
            zip(&mut least, row).for_each(|(least, pixel)| *least = (*least).min(*pixel));
            zip(&mut most, row).for_each(|(most, pixel)| *most = (*most).max(*pixel));
        }
        let height = u32::try_from(rows.len() / width).unwrap_or(1).max(1);
        let columns = zip(zip(sums.chunks(BLOCK), least.chunks(BLOCK)), most.chunks(BLOCK));
        blocks.extend(columns.map(|((sums, least), most)| {
            let sum: u32 = sums.iter().map(|sum| u32::from(*sum)).sum();
            let count = u32::try_from(sums.len()).unwrap_or(1).max(1) * height;
            let least = least.iter().copied().min().unwrap_or(0);
            let most = most.iter().copied().max().unwrap_or(0);
            Block { mean: sum / count, range: u32::from(most.saturating_sub(least)), least, most }
        }));
    }
    blocks
}

/// Between the mean of the window around each block and the middle of what is darkest and lightest in it and
/// its neighbours, or zero where there is nothing but noise.
///
/// The mean alone is right where half of everything is dark. At the edge of a code, most is paper or a dark
/// screen, and what blur left of a thin ring lies on the wrong side of it. The middle alone is thrown by
/// noise, and by whatever else is near.
fn thresholds_of(
    blocks: &[Block],
    across: usize,
    flat: u32,
    [of_mean, of_darkest, of_lightest]: Limit,
) -> Vec<u8> {
    let down = blocks.len() / across.max(1);
    let mut thresholds = Vec::with_capacity(blocks.len());
    let [mut means, mut ranges] = [(); 2].map(|()| Windows::<AROUND>::new(across));
    let [mut darkest, mut lightest] = [(); 2].map(|()| Windows::<1>::new(across));
    for y in 0..down {
        let rows = |reach: usize| {
            let (top, bottom) = (y.saturating_sub(reach), (y + reach + 1).min(down));
            blocks.get(top * across..bottom * across).unwrap_or_default()
        };
        means.sum(rows(AROUND), |block| block.mean);
        ranges.sum(rows(AROUND), |block| block.range);
        darkest.sum(rows(1), |block| u32::from(block.least));
        lightest.sum(rows(1), |block| u32::from(block.most));
        let ends = zip(&darkest.means, &lightest.means);
        thresholds.extend(zip(zip(&means.means, &ranges.means), ends).map(
            |((mean, range), (darkest, lightest))| {
                // None of them is above 255, nor is the sum of twelve twelfths: nothing wraps, nothing is cut.
                let twelfths = mean.wrapping_mul(of_mean);
                let twelfths = twelfths.wrapping_add(darkest.wrapping_mul(of_darkest));
                let twelfths = twelfths.wrapping_add(lightest.wrapping_mul(of_lightest));
                let [limit, ..] = (twelfths / 12).to_le_bytes();
                if *range < flat { 0 } else { limit }
            },
        ));
    }
    thresholds
}

/// The means of something over the blocks around each block of a row, so many to each side. Every picture
/// comes by here several times, so that sums are made of whole rows at once.
struct Windows<const REACH: usize> {
    /// Sums of columns, with nothing beside the first and the last.
    columns: Vec<u32>,
    means: Vec<u32>,
}

impl<const REACH: usize> Windows<REACH> {
    fn new(across: usize) -> Self {
        Self { columns: vec![0; across + 2 * REACH], means: vec![0; across] }
    }

    /// Of the rows around, and for each column.
    fn sum(&mut self, blocks: &[Block], of: impl Fn(&Block) -> u32) {
        let across = self.means.len();
        let columns = self.columns.get_mut(REACH..REACH + across).unwrap_or_default();
        columns.fill(0);
        for row in blocks.chunks_exact(across) {
            zip(&mut *columns, row).for_each(|(sum, block)| *sum = sum.wrapping_add(of(block)));
        }
        self.means.fill(0);
        for from in 0..=2 * REACH {
            let columns = self.columns.get(from..from + across).unwrap_or_default();
            zip(&mut self.means, columns).for_each(|(sum, column)| *sum = sum.wrapping_add(*column));
        }
        let high = blocks.len() / across.max(1);
        let whole = 2 * REACH + 1;
        let is_whole = high == whole && across > 2 * REACH;
        if is_whole && let Some(means) = self.means.get_mut(REACH..across - REACH) {
            // A division by a number that is known costs a fraction, for several at once.
            let count = u32::try_from(whole * whole).unwrap_or(1);
            means.iter_mut().for_each(|sum| *sum /= count);
        }
        for (x, sum) in self.means.iter_mut().enumerate() {
            let wide = (x + REACH + 1).min(across) - x.saturating_sub(REACH);
            if !is_whole || wide < whole {
                *sum /= u32::try_from(wide * high).unwrap_or(1).max(1);
            }
        }
    }
}

/// The range of a block below which it may be paper and nothing else: what noise makes of paper, a
/// little above. The quietest fiftieth of the blocks shows it: the quietest tenth may be code already,
/// where its contrast is low and the picture full of things.
fn flat_below(blocks: &[Block], noise: f32) -> u32 {
    let quiet = range_of_the_quietest(blocks, 10);
    if quiet == 0 {
        // Drawn, not taken: there is no noise, and a block may be one module of even shade.
        return 0;
    }
    let quietest = range_of_the_quietest(blocks, 50);
    let of_blocks = if quietest == 0 { quiet * 5 / 4 } else { quietest * 7 / 5 };
    let of_noise = u32::try_from(index(noise * RANGE_OF_NOISE)).unwrap_or(u32::MAX);
    of_blocks.min(of_noise).saturating_add(2).min(FLAT_RANGE_MAX)
}

/// The range of the block that one of so many blocks lies below.
fn range_of_the_quietest(blocks: &[Block], part: usize) -> u32 {
    let mut counts = [0_usize; 256];
    for block in blocks {
        if let Some(count) = usize::try_from(block.range).ok().and_then(|range| counts.get_mut(range)) {
            *count += 1;
        }
    }
    let mut left = blocks.len() / part;
    for (range, count) in zip(0_u32.., counts) {
        if count > left {
            return range;
        }
        left -= count;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripes(width: usize, height: usize) -> Gray {
        Gray::new(
            width,
            height,
            (0..width * height).map(|at| if at % width % 10 < 5 { 40 } else { 90 }).collect(),
        )
        .unwrap()
    }

    #[test]
    fn edges_are_found_at_every_width() {
        for width in [7, 63, 64, 65, 100, 130] {
            let dark = Dark::of(&stripes(width, 9));
            let mut edges = Vec::new();
            dark.edges(4, &mut edges);
            assert_eq!(edges.len() % 2, 0);
            assert_eq!(edges.first(), Some(&0));
            let total: u32 = edges.as_chunks::<2>().0.iter().map(|[from, to]| to - from).sum();
            let expected = u32::try_from((0..width).filter(|x| x % 10 < 5).count()).unwrap();
            assert_eq!(total, expected, "{width}");
        }
    }

    #[test]
    fn the_pixels_of_a_word_are_below_their_limits_as_each_of_them_is() {
        let pixels: Vec<u8> = (0..64_u8).map(|place| place.wrapping_mul(37) ^ (place << 5)).collect();
        for limit in [0, 1, 2, 127, 128, 129, 254, 255] {
            for width in [1, 7, 8, 63, 64] {
                let limits: Vec<u8> = (0..64).map(|place| if place < 40 { limit } else { 90 }).collect();
                let each = zip(0.., zip(&pixels[..width], &limits))
                    .fold(0, |word, (bit, (pixel, limit))| word | u64::from(pixel < limit) << bit);
                assert_eq!(bits(&pixels[..width], &limits), each, "{limit} {width}");
            }
        }
    }

    #[test]
    fn what_blur_left_of_a_ring_beside_much_paper_is_light() {
        // A finder of three pixels a module: its light ring is darker than the mean of all the paper around.
        let shade = |place: usize| match (place % 64).abs_diff(32).max((place / 64).abs_diff(32)) {
            0..5 => 60,
            5..8 => 190,
            8..11 => 100,
            _ => 220,
        };
        let picture = Gray::new(64, 64, (0..64 * 64_usize).map(shade).collect()).unwrap();
        for dark in [Dark::of(&picture), Dark::of_the_faintest(&picture)] {
            let along = [32, 38, 41, 46].map(|x| dark.at(x, 32));
            assert_eq!(along, [true, false, true, false].map(Some));
        }
    }

    #[test]
    fn an_even_sheet_of_paper_is_light_everywhere() {
        let dark = Dark::of(&Gray::new(100, 50, vec![120; 5_000]).unwrap());
        assert!((0..50).all(|y| (0..100).all(|x| dark.at(x, y) == Some(false))));
        assert_eq!(dark.at(100, 0), None);
    }
}
