//! What a worker says of a camera and of what it sees, in bytes of fixed places.
//!
//! Read by somebody who does not trust who wrote them: everything has bounds, text is printable, and
//! real numbers that are none are refused.

use coldframe_console::optics::camera::{CameraError, CameraInfo, Pixels, printable};
use coldframe_console::optics::sight::{Look, Preview};

/// A camera without its name.
pub(super) const CAMERA_BYTES: usize = 20;
/// Longest name of a camera, in bytes.
pub(super) const NAME_BYTES_MAX: usize = 32;
/// A look.
pub(super) const LOOK_BYTES: usize = 2 * 2 + 1 + 8 * 4 + 4 + 5;
/// What stands before the pixels of a preview: its width.
pub(super) const PREVIEW_HEAD_BYTES: usize = 2;
/// An error of a camera.
pub(super) const CAMERA_TROUBLE_BYTES: usize = 1 + 3 * 8;

/// No number.
const UNNUMBERED: u32 = u32::MAX;

pub(super) fn of_camera(info: &CameraInfo) -> Vec<u8> {
    let mut bytes = info.pixels.fourcc().to_vec();
    for number in [info.width, info.height, info.frames_per_ks, info.number.unwrap_or(UNNUMBERED)] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(printable(&info.name).bytes().take(NAME_BYTES_MAX));
    bytes
}

pub(super) fn camera(body: &[u8]) -> Option<CameraInfo> {
    let (letters, rest) = body.split_first_chunk()?;
    let (numbers, name) = rest.split_at_checked(4 * 4)?;
    let mut numbers = numbers.as_chunks().0.iter().map(|number| u32::from_le_bytes(*number));
    Some(CameraInfo {
        pixels: Pixels::of_fourcc(*letters)?,
        width: numbers.next()?,
        height: numbers.next()?,
        frames_per_ks: numbers.next()?,
        number: numbers.next().filter(|number| *number != UNNUMBERED),
        name: printable(std::str::from_utf8(name).ok()?),
    })
}

pub(super) fn of_camera_trouble(error: CameraError) -> Vec<u8> {
    let (kind, numbers) = error.to_numbers();
    let mut body = vec![kind];
    numbers.iter().for_each(|number| body.extend(number.to_le_bytes()));
    body
}

pub(super) fn camera_trouble(body: &[u8]) -> Option<CameraError> {
    let (kind, rest) = body.split_first()?;
    let mut numbers = rest.as_chunks().0.iter().map(|number| u64::from_le_bytes(*number));
    CameraError::of_numbers(*kind, [numbers.next()?, numbers.next()?, numbers.next()?])
}

pub(super) fn of_look(look: &Look) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(LOOK_BYTES);
    bytes.extend(look.size.0.to_le_bytes());
    bytes.extend(look.size.1.to_le_bytes());
    bytes.push(u8::from(look.corners.is_some()));
    for (x, y) in look.corners.unwrap_or_default() {
        bytes.extend(x.to_le_bytes());
        bytes.extend(y.to_le_bytes());
    }
    bytes.extend(look.module_px.to_le_bytes());
    bytes.extend([look.version, look.codes, look.brightness, look.contrast, look.sharpness]);
    bytes
}

pub(super) fn look(body: &[u8]) -> Option<Look> {
    let ([a, b, c, d, has_corners], rest) = body.split_first_chunk()?;
    let (reals, rest) = rest.split_at_checked(9 * 4)?;
    let reals: Vec<f32> = reals.as_chunks().0.iter().map(|real| f32::from_le_bytes(*real)).collect();
    let [ax, ay, bx, by, cx, cy, dx, dy, module_px] = *reals.first_chunk()?;
    let [version, codes, brightness, contrast, sharpness] = *rest.first_chunk()?;
    let are_finite = reals.iter().all(|real| real.is_finite() && real.abs() < 1e6);
    are_finite.then_some(Look {
        size: (u16::from_le_bytes([*a, *b]), u16::from_le_bytes([*c, *d])),
        corners: (*has_corners != 0).then_some([(ax, ay), (bx, by), (cx, cy), (dx, dy)]),
        module_px,
        version,
        codes,
        brightness,
        contrast,
        sharpness,
    })
}

pub(super) fn of_preview(preview: &Preview) -> Vec<u8> {
    let width = u16::try_from(preview.width()).unwrap_or(0);
    [&width.to_le_bytes()[..], preview.pixels()].concat()
}

pub(super) fn preview(body: &[u8]) -> Option<Preview> {
    let (width, pixels) = body.split_first_chunk()?;
    Preview::new(u16::from_le_bytes(*width).into(), pixels.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_comes_through_as_it_is_and_its_name_is_printable() {
        let mut info = CameraInfo {
            number: Some(2),
            name: "USB Camera: one".to_owned(),
            pixels: Pixels::Yuyv,
            width: 1_280,
            height: 720,
            frames_per_ks: 29_970,
        };
        assert_eq!(camera(&of_camera(&info)), Some(info.clone()));
        info.number = None;
        assert_eq!(camera(&of_camera(&info)), Some(info.clone()));
        let mut forged = of_camera(&info);
        forged.extend(b"\x1b[2J");
        assert!(!camera(&forged).unwrap().name.contains('\u{1b}'));
        assert_eq!(camera(&[0; CAMERA_BYTES]), None);
        assert_eq!(camera(&of_camera(&info)[..CAMERA_BYTES - 1]), None);
    }

    #[test]
    fn atk_e05_a_look_whose_numbers_are_none_is_refused() {
        let look_of = |x| Look {
            size: (1_280, 720),
            corners: Some([(x, 1.0), (2.0, 3.0), (4.0, 5.0), (6.0, 7.0)]),
            module_px: 3.5,
            version: 15,
            codes: 1,
            brightness: 2,
            contrast: 3,
            sharpness: 4,
        };
        let bytes = of_look(&look_of(1.5));
        assert_eq!(bytes.len(), LOOK_BYTES);
        assert_eq!(look(&bytes), Some(look_of(1.5)));
        for wrong in [f32::NAN, f32::INFINITY, -1e30] {
            assert_eq!(look(&of_look(&look_of(wrong))), None);
        }
        assert_eq!(look(&bytes[1..]), None);
    }

    #[test]
    fn a_preview_comes_through_whole_or_not_at_all() {
        let small = Preview::new(2, vec![1, 2, 3, 4]).unwrap();
        let bytes = of_preview(&small);
        assert_eq!(preview(&bytes), Some(small));
        assert_eq!(preview(&bytes[..5]), None);
        assert_eq!(preview(&bytes[..1]), None);
    }
}
