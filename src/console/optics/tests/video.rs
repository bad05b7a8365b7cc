use super::support::{drawn, painted, read_picture};
use crate::optics::camera::Pixels;
use crate::optics::picture::{self, RawSize};
use crate::optics::symbol::Modules;
use crate::optics::{Gray, PictureError, scan};
use std::io::Cursor;

fn frames_of_video() -> (Vec<Vec<u8>>, Vec<Gray>) {
    let texts: Vec<Vec<u8>> = (0..5).map(|frame| format!("PART {frame} OF 5").into_bytes()).collect();
    let drawn = texts.iter().map(|text| drawn(&Modules::encode(text, 2).unwrap(), 4, 3)).collect();
    (texts, drawn)
}

fn y4m(format: &str, chroma_bytes: usize, frames: &[Gray]) -> Vec<u8> {
    let size = format!("W{} H{}", frames[0].width(), frames[0].height());
    let mut out = format!("YUV4MPEG2 {size} F30:1 Ip A1:1{format}\n").into_bytes();
    for frame in frames {
        out.extend_from_slice(b"FRAME\n");
        out.extend_from_slice(frame.pixels());
        out.extend(std::iter::repeat_n(128, chroma_bytes));
    }
    out
}

#[test]
fn a_y4m_stream_reads_by_its_luma_in_every_8_bit_format() {
    let (texts, frames) = frames_of_video();
    let side = frames[0].width();
    assert_eq!(side % 2, 1, "an odd side shows how chroma is rounded");
    let half = side.div_ceil(2);
    let formats = [
        ("", 2 * half * half),
        (" C420jpeg", 2 * half * half),
        (" C422", 2 * half * side),
        (" C411", 2 * side.div_ceil(4) * side),
        (" C444", 2 * side * side),
        (" Cmono", 0),
    ];
    for (format, chroma_bytes) in formats {
        let stream = picture::stream(Cursor::new(y4m(format, chroma_bytes, &frames)), None).unwrap();
        let read: Vec<_> = stream.flat_map(|frame| read_picture(&frame.unwrap())).collect();
        assert_eq!(read, texts, "{format}");
    }
}

#[test]
fn a_raw_gray_stream_reads_with_its_size_and_any_picture_reads_from_a_stream() {
    let (texts, frames) = frames_of_video();
    let side = u32::try_from(frames[0].width()).unwrap();
    let raw: Vec<u8> = frames.iter().flat_map(|frame| frame.pixels().to_vec()).collect();
    let size = RawSize { width: side, height: side, pixels: Pixels::Grey };
    let stream = picture::stream(Cursor::new(raw), Some(size)).unwrap();
    assert!(stream.map(Result::unwrap).eq(frames));
    let gif = crate::optics::draw::series(&texts, Default::default()).unwrap().gif().unwrap();
    let stream = picture::stream(Cursor::new(gif), None).unwrap();
    assert!(stream.flat_map(|frame| read_picture(&frame.unwrap())).eq(texts));
}

#[test]
fn a_stream_that_breaks_off_gives_the_whole_frames_and_says_so() {
    let (_, frames) = frames_of_video();
    let whole = y4m(" Cmono", 0, &frames);
    let read: Vec<_> = picture::frames(&whole[..whole.len() - 7]).unwrap().collect();
    assert_eq!(read.len(), 5);
    assert!(read[..4].iter().all(Result::is_ok));
    assert_eq!(read[4], Err(PictureError::Damaged { frame: 4 }));
}

#[test]
fn atk_e05_a_stream_of_giant_frames_is_refused_by_its_header() {
    let size = RawSize { width: 20_000, height: 20_000, pixels: Pixels::Grey };
    let refused = picture::stream(std::io::repeat(0), Some(size)).err();
    assert!(matches!(refused, Some(PictureError::TooManyPixels { .. })));
    let refused = |header: &str| picture::frames(header.as_bytes()).err();
    let giant = refused("YUV4MPEG2 W4294967295 H4294967295 Cmono\nFRAME\n");
    assert!(matches!(giant, Some(PictureError::TooManyPixels { .. })));
    assert_eq!(refused("YUV4MPEG2 W0 H9 Cmono\n"), Some(PictureError::NoPixels));
    assert_eq!(refused("YUV4MPEG2 W9 H9 C420p10\n"), Some(PictureError::PixelFormat));
    assert_eq!(refused("YUV4MPEG2 W99999999999 H9\n"), Some(PictureError::Damaged { frame: 0 }));
    assert_eq!(
        refused(&format!("YUV4MPEG2 W9 H9 X{}\n", "x".repeat(5_000))),
        Some(PictureError::Damaged { frame: 0 })
    );
}

/// A hand that is not still, and a screen that shows the next frame every third picture.
#[test]
fn a_code_is_followed_while_it_moves_and_changes() {
    let texts: Vec<Vec<u8>> =
        (0..4).map(|frame| format!("PART {frame} OF A LONGER SERIES").into_bytes()).collect();
    let mut reader = scan::Reader::live();
    for picture in 0..12 {
        let code = drawn(&Modules::encode(&texts[picture / 3], 4).unwrap(), 4, 4);
        let (left, top) = (40 + 3 * picture, 60 - 2 * picture);
        let seen = painted(320, 240, |x, y| match (x.checked_sub(left), y.checked_sub(top)) {
            (Some(x), Some(y)) if x < code.width() && y < code.height() => code.at(x, y),
            _ => 170,
        });
        let found = reader.read_found(&seen);
        assert_eq!(found.len(), 1, "picture {picture}");
        assert_eq!(found[0].payload, texts[picture / 3], "picture {picture}");
        let expected = [left, top].map(|side| f32::from(u16::try_from(side + 16).unwrap()));
        let (x, y) = found[0].corners[0];
        assert!((x - expected[0]).hypot(y - expected[1]) < 1.5, "{x} {y} {expected:?}");
        let scale = found[0].scale.unwrap();
        assert!((scale.module_px - 4.0).abs() < 0.2 && scale.version == 4);
    }
}
