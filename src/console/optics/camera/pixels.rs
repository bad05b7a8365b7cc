//! Pixels as cameras give them, and the gray of them.

use crate::optics::gray::{checked_pixels, luma};
use crate::optics::jpeg_in;
use crate::optics::{Gray, PictureError};
use coldframe_core::limits::LIVE_FRAME_PIXELS_MAX;

/// How the pixels of a frame come (the names of V4L2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pixels {
    /// One byte of gray each.
    Grey,
    /// A plane of gray, then colours for four pixels each, interleaved.
    Nv12,
    /// The same with the colours in the other order.
    Nv21,
    /// A plane of gray, then colours for two pixels each.
    Nv16,
    /// A plane of gray, then two of colours (I420).
    Yu12,
    /// The same with the colours in the other order.
    Yv12,
    /// Gray and colour in turn, gray first.
    Yuyv,
    /// The same, colours in the other order.
    Yvyu,
    /// Gray and colour in turn, colour first.
    Uyvy,
    /// The same, colours in the other order.
    Vyuy,
    /// Three bytes, red first.
    Rgb3,
    /// Three bytes, blue first.
    Bgr3,
    /// Each frame a JPEG.
    Mjpeg,
    /// The same under another name.
    Jpeg,
}

/// What a frame looks like in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) pixels: Pixels,
    pub(super) width: u32,
    pub(super) height: u32,
    /// Bytes from one row to the next; 0 if the rows follow each other without a gap.
    pub(super) stride: u32,
}

impl Pixels {
    const ALL: [(Self, [u8; 4]); 14] = [
        (Self::Grey, *b"GREY"),
        (Self::Nv12, *b"NV12"),
        (Self::Nv21, *b"NV21"),
        (Self::Nv16, *b"NV16"),
        (Self::Yu12, *b"YU12"),
        (Self::Yv12, *b"YV12"),
        (Self::Yuyv, *b"YUYV"),
        (Self::Yvyu, *b"YVYU"),
        (Self::Uyvy, *b"UYVY"),
        (Self::Vyuy, *b"VYUY"),
        (Self::Rgb3, *b"RGB3"),
        (Self::Bgr3, *b"BGR3"),
        (Self::Mjpeg, *b"MJPG"),
        (Self::Jpeg, *b"JPEG"),
    ];

    /// By the four letters of V4L2.
    pub fn of_fourcc(letters: [u8; 4]) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == letters).map(|(pixels, _)| *pixels)
    }

    /// The four letters.
    pub fn fourcc(self) -> [u8; 4] {
        Self::ALL.iter().find(|(pixels, _)| *pixels == self).map_or(*b"    ", |(_, letters)| *letters)
    }

    /// The four letters as text.
    pub fn name(self) -> String {
        self.fourcc().map(char::from).iter().collect()
    }

    /// What it costs to take the gray out, beside the size and the rate.
    pub(super) fn cost(self) -> u32 {
        match self {
            Self::Grey | Self::Nv12 | Self::Nv21 | Self::Nv16 | Self::Yu12 | Self::Yv12 => 0,
            Self::Yuyv | Self::Yvyu | Self::Uyvy | Self::Vyuy => 2,
            Self::Rgb3 | Self::Bgr3 => 8,
            Self::Mjpeg | Self::Jpeg => 15,
        }
    }

    fn bytes_per_pixel(self) -> usize {
        match self {
            Self::Yuyv | Self::Yvyu | Self::Uyvy | Self::Vyuy => 2,
            Self::Rgb3 | Self::Bgr3 => 3,
            _ => 1,
        }
    }
}

/// The gray of a frame. A size a camera lies about ends as [`PictureError`], never outside of its bytes
/// (attack E05).
pub(super) fn gray(layout: Layout, bytes: &[u8]) -> Result<Gray, PictureError> {
    if matches!(layout.pixels, Pixels::Mjpeg | Pixels::Jpeg) {
        return jpeg_in::live_frame(bytes);
    }
    let count = checked_pixels(layout.width.into(), layout.height.into(), LIVE_FRAME_PIXELS_MAX)?;
    let side = |pixels: u32| usize::try_from(pixels).unwrap_or(usize::MAX);
    let (width, height) = (side(layout.width), side(layout.height));
    let row_bytes = width.saturating_mul(layout.pixels.bytes_per_pixel());
    let stride = side(layout.stride).max(row_bytes);
    let mut pixels = Vec::with_capacity(count);
    for row in 0..height {
        let start = row.saturating_mul(stride);
        let row = bytes.get(start..start.saturating_add(row_bytes));
        take_gray(layout.pixels, row.ok_or(PictureError::Damaged { frame: 0 })?, &mut pixels);
    }
    Gray::new(width, height, pixels)
}

fn take_gray(pixels: Pixels, row: &[u8], into: &mut Vec<u8>) {
    match pixels {
        Pixels::Yuyv | Pixels::Yvyu => into.extend(row.as_chunks().0.iter().map(|[gray, _]| *gray)),
        Pixels::Uyvy | Pixels::Vyuy => into.extend(row.as_chunks().0.iter().map(|[_, gray]| *gray)),
        Pixels::Rgb3 => into.extend(row.as_chunks().0.iter().map(|[r, g, b]| luma(*r, *g, *b))),
        Pixels::Bgr3 => into.extend(row.as_chunks().0.iter().map(|[b, g, r]| luma(*r, *g, *b))),
        _ => into.extend_from_slice(row),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(pixels: Pixels, stride: u32) -> Layout {
        Layout { pixels, width: 2, height: 2, stride }
    }

    fn grays(pixels: Pixels, stride: u32, bytes: &[u8]) -> Vec<u8> {
        gray(layout(pixels, stride), bytes).unwrap().pixels().to_vec()
    }

    #[test]
    fn the_gray_of_every_layout_is_where_the_layout_has_it() {
        assert_eq!(grays(Pixels::Grey, 0, &[1, 2, 3, 4]), [1, 2, 3, 4]);
        for planar in [Pixels::Nv12, Pixels::Nv21, Pixels::Yu12, Pixels::Yv12, Pixels::Nv16] {
            assert_eq!(grays(planar, 0, &[1, 2, 3, 4, 128, 128]), [1, 2, 3, 4]);
        }
        for first in [Pixels::Yuyv, Pixels::Yvyu] {
            assert_eq!(grays(first, 0, &[1, 99, 2, 99, 3, 99, 4, 99]), [1, 2, 3, 4]);
        }
        for second in [Pixels::Uyvy, Pixels::Vyuy] {
            assert_eq!(grays(second, 0, &[99, 1, 99, 2, 99, 3, 99, 4]), [1, 2, 3, 4]);
        }
        let red = [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9];
        assert_eq!(grays(Pixels::Rgb3, 0, &red), [76, 150, 29, 9]);
        assert_eq!(grays(Pixels::Bgr3, 0, &red), [29, 150, 76, 9]);
    }

    #[test]
    fn rows_with_a_gap_between_them_are_read_without_it() {
        assert_eq!(grays(Pixels::Grey, 4, &[1, 2, 0, 0, 3, 4, 0, 0]), [1, 2, 3, 4]);
        // The gap of the last row need not be there.
        assert_eq!(grays(Pixels::Yuyv, 6, &[1, 0, 2, 0, 0, 0, 3, 0, 4, 0]), [1, 2, 3, 4]);
    }

    #[test]
    fn atk_e05_a_camera_that_lies_about_its_size_is_never_read_beyond_its_bytes() {
        for pixels in Pixels::ALL.map(|(pixels, _)| pixels) {
            for bytes in [&[][..], &[1], &[1, 2, 3]] {
                assert!(gray(layout(pixels, 0), bytes).is_err(), "{pixels:?}");
            }
            assert!(gray(layout(pixels, u32::MAX), &[7; 64]).is_err(), "{pixels:?}");
            for (width, height) in [(0, 2), (2, 0), (u32::MAX, u32::MAX), (70_000, 70_000)] {
                let huge = Layout { pixels, width, height, stride: 0 };
                assert!(gray(huge, &[7; 64]).is_err(), "{pixels:?}");
            }
        }
    }

    #[test]
    fn four_letters_name_each_layout_and_nothing_else_does() {
        for (pixels, letters) in Pixels::ALL {
            assert_eq!(Pixels::of_fourcc(letters), Some(pixels));
            assert_eq!(pixels.fourcc(), letters);
        }
        assert_eq!(Pixels::of_fourcc(*b"pRAA"), None);
        assert_eq!(Pixels::Mjpeg.name(), "MJPG");
    }
}
