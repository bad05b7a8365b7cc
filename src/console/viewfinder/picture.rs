//! A small gray picture in terminal cells, two pixels each, with the code outlined.

use crate::optics::sight::{Look, Preview, real};

/// Colour of the outline among the 256: green.
const OUTLINE: u8 = 46;
/// Grays of the 256 colours: 16 is black, 232 to 255 a ramp, 231 white.
const BLACK: u8 = 16;
const RAMP: u8 = 232;
const WHITE: u8 = 231;

/// The picture as large as it fits, in the middle of the columns.
pub(super) fn lines(preview: &Preview, look: Option<&Look>, (rows, columns): (usize, usize)) -> Vec<String> {
    let (width, height) = fitted(preview, columns, rows.saturating_mul(2));
    let outline = look.and_then(|look| Some(Outline::of(look.corners?, look.size, (width, height))));
    let pixel = |x: usize, y: usize| match &outline {
        Some(outline) if outline.passes(x, y) => OUTLINE,
        _ => gray(preview.at((x, width), (y, height))),
    };
    let margin = " ".repeat(columns.saturating_sub(width) / 2);
    (0..height.div_ceil(2))
        .map(|row| {
            let (upper, lower) = (row.saturating_mul(2), row.saturating_mul(2).saturating_add(1));
            let mut line = margin.clone();
            let mut painted = None;
            for x in 0..width {
                let colours = (pixel(x, upper), if lower < height { pixel(x, lower) } else { BLACK });
                if painted.replace(colours) != Some(colours) {
                    line.push_str(&format!("\u{1b}[38;5;{};48;5;{}m", colours.0, colours.1));
                }
                line.push('▀');
            }
            line
        })
        .collect()
}

/// The largest size of the same shape: a cell is half as wide as high, two pixels stand in it.
pub(super) fn fitted(preview: &Preview, columns: usize, most_high: usize) -> (usize, usize) {
    let (width, height) = (preview.width().max(1), preview.height().max(1));
    let by_width = (columns, columns.saturating_mul(height) / width);
    match by_width.1 <= most_high {
        true => by_width,
        false => (most_high.saturating_mul(width) / height, most_high),
    }
}

fn gray(pixel: u8) -> u8 {
    match pixel {
        0..8 => BLACK,
        248.. => WHITE,
        // 24 steps.
        _ => RAMP.saturating_add((pixel - 8) / 10),
    }
}

/// The four sides of a code, in pixels of the drawing.
pub(super) struct Outline {
    corners: [(f32, f32); 4],
}

impl Outline {
    pub(super) fn of(corners: [(f32, f32); 4], size: (u16, u16), drawn: (usize, usize)) -> Self {
        let across = real(drawn.0) / f32::from(size.0.max(1));
        let down = real(drawn.1) / f32::from(size.1.max(1));
        Self { corners: corners.map(|(x, y)| (x * across, y * down)) }
    }

    /// Whether a side goes through a pixel.
    pub(super) fn passes(&self, x: usize, y: usize) -> bool {
        let [a, b, c, d] = self.corners;
        let at = (real(x) + 0.5, real(y) + 0.5);
        [(a, b), (b, c), (c, d), (d, a)].iter().any(|(from, to)| distance(at, *from, *to) < 0.6)
    }
}

/// From a point to the nearest point of a line between two others.
fn distance(at: (f32, f32), from: (f32, f32), to: (f32, f32)) -> f32 {
    let (along_x, along_y) = (to.0 - from.0, to.1 - from.1);
    let length = along_x * along_x + along_y * along_y;
    let share = ((at.0 - from.0) * along_x + (at.1 - from.1) * along_y) / length.max(f32::EPSILON);
    let share = share.clamp(0.0, 1.0);
    (at.0 - from.0 - share * along_x).hypot(at.1 - from.1 - share * along_y)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preview(width: usize, height: usize) -> Preview {
        Preview::new(width, vec![100; width * height]).unwrap()
    }

    #[test]
    fn a_picture_fills_the_room_and_keeps_its_shape() {
        assert_eq!(fitted(&preview(256, 144), 80, 38), (67, 38));
        assert_eq!(fitted(&preview(256, 144), 40, 100), (40, 22));
        assert_eq!(fitted(&preview(1, 1), 80, 38), (38, 38));
    }

    #[test]
    fn every_row_is_as_wide_as_the_picture_and_no_wider_than_the_screen() {
        for (rows, columns) in [(19, 80), (1, 1), (5, 200), (60, 20)] {
            let lines = lines(&preview(160, 90), None, (rows, columns));
            assert!(lines.len() <= rows, "{rows} x {columns}");
            let cells = |line: &String| line.chars().filter(|one| *one == '▀').count();
            assert!(lines.iter().all(|line| cells(line) <= columns), "{rows} x {columns}");
        }
    }

    #[test]
    fn the_sides_of_the_code_are_outlined_and_its_middle_is_not() {
        let corners = [(100.0, 100.0), (500.0, 100.0), (500.0, 500.0), (100.0, 500.0)];
        let outline = Outline::of(corners, (600, 600), (60, 60));
        for (x, y) in [(10, 10), (30, 10), (50, 30), (10, 50)] {
            assert!(outline.passes(x, y), "{x} {y}");
        }
        for (x, y) in [(30, 30), (5, 5), (55, 30)] {
            assert!(!outline.passes(x, y), "{x} {y}");
        }
    }

    #[test]
    fn grays_go_from_black_to_white() {
        let all: Vec<u8> = (0..=255).map(gray).collect();
        assert_eq!((all[0], all[8], all[247], all[255]), (BLACK, RAMP, 255, WHITE));
    }
}
