//! The picture an animation paints on: frames are laid over each other before they are shown.

use super::{Gray, PictureError};

/// A place and size within the canvas, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) width: usize,
    pub(super) height: usize,
}

/// Gray and alpha planes; gray is already multiplied by alpha, so that laying over is one sum.
pub(super) struct Canvas {
    width: usize,
    gray: Vec<u8>,
    alpha: Vec<u8>,
}

/// What stood in an area before a frame painted over it.
pub(super) struct Saved {
    area: Area,
    lines: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Canvas {
    /// A transparent canvas; the caller has checked its size against the limits.
    pub(super) fn new(width: usize, pixels: usize) -> Self {
        Self { width, gray: vec![0; pixels], alpha: vec![0; pixels] }
    }

    /// Paints one line of (gray, alpha) pixels, over what was there or in its place.
    pub(super) fn paint(&mut self, x: usize, y: usize, line: &[(u8, u8)], over: bool) {
        if over { self.lay_over(x, y, line) } else { self.replace(x, y, line) }
    }

    /// Paints one line of (gray, alpha) pixels, replacing what was there.
    fn replace(&mut self, x: usize, y: usize, line: &[(u8, u8)]) {
        let (gray, alpha) = self.line_mut(x, y, line.len());
        for ((gray, alpha), (new_gray, new_alpha)) in gray.iter_mut().zip(alpha).zip(line) {
            *gray = scaled(*new_gray, *new_alpha);
            *alpha = *new_alpha;
        }
    }

    /// Paints one line of (gray, alpha) pixels over what was there.
    fn lay_over(&mut self, x: usize, y: usize, line: &[(u8, u8)]) {
        let (gray, alpha) = self.line_mut(x, y, line.len());
        for ((gray, alpha), (new_gray, new_alpha)) in gray.iter_mut().zip(alpha).zip(line) {
            let through = u8::MAX - *new_alpha;
            *gray = scaled(*new_gray, *new_alpha).saturating_add(scaled(*gray, through));
            *alpha = new_alpha.saturating_add(scaled(*alpha, through));
        }
    }

    /// Makes an area transparent.
    pub(super) fn clear(&mut self, area: Area) {
        for y in area.top..area.top + area.height {
            let (gray, alpha) = self.line_mut(area.left, y, area.width);
            gray.fill(0);
            alpha.fill(0);
        }
    }

    /// Remembers an area.
    pub(super) fn save(&mut self, area: Area) -> Saved {
        let mut lines = Vec::with_capacity(area.height);
        for y in area.top..area.top + area.height {
            let (gray, alpha) = self.line_mut(area.left, y, area.width);
            lines.push((gray.to_vec(), alpha.to_vec()));
        }
        Saved { area, lines }
    }

    /// Puts back what was remembered.
    pub(super) fn restore(&mut self, saved: &Saved) {
        for (offset, (old_gray, old_alpha)) in saved.lines.iter().enumerate() {
            let (gray, alpha) = self.line_mut(saved.area.left, saved.area.top + offset, saved.area.width);
            gray.iter_mut().zip(old_gray).for_each(|(new, old)| *new = *old);
            alpha.iter_mut().zip(old_alpha).for_each(|(new, old)| *new = *old);
        }
    }

    /// The canvas as seen on white paper.
    pub(super) fn on_white(&self) -> Result<Gray, PictureError> {
        let pixels: Vec<u8> = self
            .gray
            .iter()
            .zip(&self.alpha)
            .map(|(gray, alpha)| gray.saturating_add(u8::MAX - alpha))
            .collect();
        let height = pixels.len().checked_div(self.width).unwrap_or(0);
        Gray::new(self.width, height, pixels)
    }

    /// Part of one line; what lies outside the canvas is cut off.
    fn line_mut(&mut self, x: usize, y: usize, length: usize) -> (&mut [u8], &mut [u8]) {
        let start = y.saturating_mul(self.width).saturating_add(x.min(self.width)).min(self.gray.len());
        let end = start.saturating_add(length.min(self.width.saturating_sub(x))).min(self.gray.len());
        match (self.gray.get_mut(start..end), self.alpha.get_mut(start..end)) {
            (Some(gray), Some(alpha)) => (gray, alpha),
            _ => (&mut [], &mut []),
        }
    }
}

/// `value * share / 255`, rounded.
fn scaled(value: u8, share: u8) -> u8 {
    let product = u16::from(value) * u16::from(share) + 127;
    u8::try_from(product / 255).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_transparent_black_is_gray_on_white_paper() {
        let mut canvas = Canvas::new(2, 4);
        canvas.lay_over(1, 1, &[(0, 128), (0, 255)]);
        assert_eq!(canvas.on_white().unwrap().pixels(), [255, 255, 255, 127]);
    }

    #[test]
    fn what_was_under_a_frame_comes_back_when_it_is_disposed_to_previous() {
        let mut canvas = Canvas::new(2, 4);
        let area = Area { left: 0, top: 0, width: 2, height: 2 };
        canvas.replace(0, 0, &[(10, 255), (20, 255)]);
        let before = canvas.on_white().unwrap();
        let saved = canvas.save(area);
        canvas.replace(0, 0, &[(99, 255), (99, 255)]);
        canvas.clear(Area { left: 0, top: 1, width: 2, height: 1 });
        assert_ne!(canvas.on_white().unwrap(), before);
        canvas.restore(&saved);
        assert_eq!(canvas.on_white().unwrap(), before);
    }
}
