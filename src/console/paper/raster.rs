//! A page as a scanner sees it, for tests: everything but the letters.

use super::page::{Area, Mark, Page, runs};
use super::{Paper, page::length};
use crate::optics::Gray;

/// Paints a page at so many pixels for each millimetre.
pub(super) fn painted(page: &Page, paper: Paper, per_mm: i64) -> Gray {
    let pixel = |length: i64| usize::try_from(length * per_mm / 1_000).unwrap();
    let (width, height) = paper.size();
    let (width, height) = (pixel(width), pixel(height));
    let mut pixels = vec![255_u8; width * height];
    let mut fill = |area: Area, gray: u8| {
        for y in pixel(area.y)..pixel(area.y + area.height).max(pixel(area.y) + 1) {
            for x in pixel(area.x)..pixel(area.x + area.width).max(pixel(area.x) + 1) {
                pixels[y * width + x] = gray;
            }
        }
    };
    for mark in &page.marks {
        match mark {
            Mark::Fill { area, gray } => fill(*area, *gray),
            Mark::Frame { area, line, gray } => {
                let Area { x, y, width, height } = *area;
                for (x, y, width, height) in [
                    (x, y, width, *line),
                    (x, y + height, width, *line),
                    (x, y, *line, height),
                    (x + width, y, *line, height),
                ] {
                    fill(Area { x, y, width, height }, *gray);
                }
            }
            Mark::Code { x, y, module, modules } => {
                for row in 0..modules.side() {
                    for (first, run) in runs(modules, row) {
                        let (x, y) = (x + module * length(first), y + module * length(row));
                        fill(Area { x, y, width: module * length(run), height: *module }, 0);
                    }
                }
            }
            Mark::Text { .. } => {}
        }
    }
    Gray::new(width, height, pixels).unwrap()
}

/// The same after a bad printer and a scanner: every pixel the mean of its neighbourhood, on gray
/// paper, with paler ink and grains.
pub(super) fn badly_printed(page: &Gray, reach: usize) -> Gray {
    let (width, height) = (page.width(), page.height());
    let smeared = |line: &[u8]| -> Vec<u8> {
        (0..line.len())
            .map(|x| {
                let part = &line[x.saturating_sub(reach)..(x + reach + 1).min(line.len())];
                u8::try_from(part.iter().map(|gray| usize::from(*gray)).sum::<usize>() / part.len()).unwrap()
            })
            .collect()
    };
    let rows: Vec<Vec<u8>> = page.pixels().chunks(width).map(smeared).collect();
    let mut pixels = vec![0; width * height];
    let mut grain = 7_u32;
    for x in 0..width {
        let column: Vec<u8> = rows.iter().map(|row| row[x]).collect();
        for (y, gray) in smeared(&column).into_iter().enumerate() {
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let pale = 60 + u32::from(gray) * 6 / 10 + grain / (u32::MAX / 20);
            pixels[y * width + x] = u8::try_from(pale.min(255)).unwrap();
        }
    }
    Gray::new(width, height, pixels).unwrap()
}
