use super::support::{PNG_MAGIC, chunk, drawn, ihdr, jpeg, read_file, read_picture};
use crate::optics::picture::{self, Kind};
use crate::optics::symbol::Modules;
use crate::optics::{Gray, PictureError, folder};
use png::{BitDepth, BlendOp, ColorType, DisposeOp};

const TEXT: &[u8] = b"EVERY KIND OF PICTURE";

fn code() -> Gray {
    drawn(&Modules::encode(TEXT, 2).unwrap(), 4, 3)
}

fn only_frame(bytes: &[u8]) -> Gray {
    let mut frames = picture::frames(bytes).unwrap();
    let frame = frames.next().unwrap().unwrap();
    assert!(frames.next().is_none());
    frame
}

/// Samples of one pixel: black or white, opaque, or for `see_through` white by transparency alone.
fn samples(color: ColorType, white: bool, see_through: bool) -> Vec<u16> {
    let shade = if white && !see_through { u16::MAX } else { 0 };
    let alpha = if white && see_through { 0 } else { u16::MAX };
    match color {
        ColorType::Grayscale => vec![shade],
        ColorType::Indexed => vec![u16::from(white)],
        ColorType::GrayscaleAlpha => vec![shade, alpha],
        ColorType::Rgb => vec![shade; 3],
        ColorType::Rgba => vec![shade, shade, shade, alpha],
    }
}

fn packed(picture: &Gray, color: ColorType, depth: usize, see_through: bool) -> Vec<u8> {
    let mut data = Vec::new();
    for row in picture.rows() {
        let mut bits: Vec<bool> = Vec::new();
        for sample in row.iter().flat_map(|pixel| samples(color, *pixel > 0, see_through)) {
            let sample = if color == ColorType::Indexed { sample } else { sample >> (16 - depth) };
            bits.extend((0..depth).rev().map(|bit| sample >> bit & 1 == 1));
        }
        let line = bits.chunks(8).map(|eight| {
            eight.iter().enumerate().fold(0_u8, |byte, (place, bit)| byte | u8::from(*bit) << (7 - place))
        });
        data.extend(line);
    }
    data
}

#[test]
fn every_colour_type_and_depth_of_png_reads_the_same() {
    let expected = code();
    let (small, large) = (vec![1, 2, 4, 8], vec![8, 16]);
    let kinds = [
        (ColorType::Grayscale, vec![1, 2, 4, 8, 16]),
        (ColorType::Indexed, small),
        (ColorType::GrayscaleAlpha, large.clone()),
        (ColorType::Rgb, large.clone()),
        (ColorType::Rgba, large),
    ];
    for (color, depths) in kinds {
        for (depth, see_through) in depths.into_iter().flat_map(|depth| [(depth, false), (depth, true)]) {
            let mut bytes = Vec::new();
            let side = u32::try_from(expected.width()).unwrap();
            let mut encoder = png::Encoder::new(&mut bytes, side, side);
            encoder.set_color(color);
            encoder.set_depth(BitDepth::from_u8(depth).unwrap());
            let by_alpha = see_through && !matches!(color, ColorType::Grayscale | ColorType::Rgb);
            if color == ColorType::Indexed {
                let white = if see_through { 0 } else { 255 };
                encoder.set_palette(vec![0, 0, 0, white, white, white]);
                encoder.set_trns(vec![255, if see_through { 0 } else { 255 }]);
            }
            let mut writer = encoder.write_header().unwrap();
            writer.write_image_data(&packed(&expected, color, usize::from(depth), by_alpha)).unwrap();
            writer.finish().unwrap();
            assert_eq!(only_frame(&bytes), expected, "{color:?} {depth} bit, see-through {see_through}");
        }
    }
}

#[test]
fn an_interlaced_png_reads_the_same() {
    let expected = code();
    let side = expected.width();
    // Passes of PNG specification 8.2 as (first x, first y, step x, step y).
    let passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
    let mut lines = Vec::new();
    for (left, top, right, down) in passes {
        for y in (top..side).step_by(down) {
            lines.push(0);
            lines.extend((left..side).step_by(right).map(|x| expected.at(x, y)));
        }
    }
    let side = u32::try_from(side).unwrap();
    let data = miniz_oxide::deflate::compress_to_vec_zlib(&lines, 6);
    let file =
        [PNG_MAGIC, &ihdr(side, side, 8, 0, true), &chunk(b"IDAT", &data), &chunk(b"IEND", &[])].concat();
    assert_eq!(only_frame(&file), expected);
}

type Painted = (u32, u32, u32, u32, DisposeOp, BlendOp, [u8; 4]);

fn apng(side: u32, frames: &[Painted]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(ColorType::Rgba);
    encoder.set_animated(u32::try_from(frames.len()).unwrap(), 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for (x, y, width, height, dispose, blend, pixel) in frames.iter().copied() {
        writer.set_frame_dimension(width, height).unwrap();
        writer.set_frame_position(x, y).unwrap();
        writer.set_dispose_op(dispose).unwrap();
        writer.set_blend_op(blend).unwrap();
        writer.write_image_data(&pixel.repeat(usize::try_from(width * height).unwrap())).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

#[test]
fn frames_of_an_apng_are_laid_over_each_other_as_viewers_do() {
    let black = [0, 0, 0, 255];
    let nothing = [0, 0, 0, 0];
    let shown: Vec<Vec<u8>> = picture::frames(apng(
        2,
        &[
            (0, 0, 2, 2, DisposeOp::None, BlendOp::Source, black),
            (0, 0, 1, 1, DisposeOp::Previous, BlendOp::Source, nothing),
            (1, 0, 1, 1, DisposeOp::Background, BlendOp::Over, [255, 255, 255, 128]),
            (0, 1, 1, 1, DisposeOp::None, BlendOp::Over, nothing),
            (0, 1, 2, 1, DisposeOp::None, BlendOp::Source, nothing),
        ],
    ))
    .unwrap()
    .map(|frame| frame.unwrap().pixels().to_vec())
    .collect();
    let expected: [[u8; 4]; 5] =
        [[0, 0, 0, 0], [255, 0, 0, 0], [0, 128, 0, 0], [0, 255, 0, 0], [0, 255, 255, 255]];
    assert_eq!(shown, expected);
}

#[test]
fn the_picture_for_viewers_without_animation_is_no_frame_of_an_apng() {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.set_animated(1, 0).unwrap();
    encoder.set_sep_def_img(true).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[9]).unwrap();
    writer.write_image_data(&[77]).unwrap();
    writer.finish().unwrap();
    assert_eq!(only_frame(&bytes).pixels(), [77]);
}

#[test]
fn frames_of_a_gif_are_laid_over_each_other_as_viewers_do() {
    use gif::DisposalMethod::{Background, Keep, Previous};
    let mut bytes = Vec::new();
    let mut encoder = gif::Encoder::new(&mut bytes, 2, 1, &[0, 0, 0, 255, 255, 255, 100, 100, 100]).unwrap();
    let frames = [
        (0, vec![0, 0], Keep, None),
        (0, vec![1, 2], Previous, Some(2)),
        (1, vec![2], Background, None),
        (0, vec![2], Keep, None),
    ];
    for (left, indices, dispose, transparent) in frames {
        let width = u16::try_from(indices.len()).unwrap();
        let (height, buffer) = (1, indices.into());
        encoder
            .write_frame(&gif::Frame {
                left,
                width,
                height,
                dispose,
                transparent,
                buffer,
                ..Default::default()
            })
            .unwrap();
    }
    drop(encoder);
    let shown: Vec<Vec<u8>> =
        picture::frames(bytes).unwrap().map(|frame| frame.unwrap().pixels().to_vec()).collect();
    assert_eq!(shown, [[0, 0], [255, 0], [0, 100], [100, 255]]);
}

#[test]
fn jpegs_that_follow_each_other_are_a_film_whatever_their_sizes() {
    let modules = Modules::encode(TEXT, 2).unwrap();
    let [small, large] = [4, 6].map(|scale| jpeg(&modules, scale));
    let count = |film: &[&[u8]]| picture::frames(film.concat()).unwrap().filter(Result::is_ok).count();
    assert_eq!(count(&[&small, &large, &small]), 3);
    assert_eq!(count(&[&small, &small]), 2);
    // A photograph and its preview.
    assert_eq!(count(&[&large, &small]), 1);
}

#[test]
fn a_jpeg_reads_by_its_luma() {
    let modules = Modules::encode(TEXT, 3).unwrap();
    let bytes = jpeg(&modules, 4);
    let picture = only_frame(&bytes);
    assert_eq!((picture.width(), picture.height()), (37 * 8, 37 * 8));
    assert!(picture.at(4, 4) > 200 && picture.at(36, 36) < 90);
    assert_eq!(read_file(&bytes), [TEXT]);
}

#[test]
fn the_content_says_what_a_file_is_and_other_content_is_refused() {
    let modules = Modules::encode(TEXT, 3).unwrap();
    assert_eq!(picture::detect(&jpeg(&modules, 4)), Some(Kind::Jpeg));
    assert_eq!(picture::detect(b"YUV4MPEG2 W1 H1\n"), Some(Kind::Y4m));
    assert_eq!(picture::detect(b"GIF89a"), Some(Kind::Gif));
    for film in [&b"\0\0\0\x20ftypisom\0\0\x02\0"[..], b"\0\0\0\x14ftypqt  ", b"\x1a\x45\xdf\xa3\xa3\x42"] {
        assert_eq!(picture::detect(film), Some(Kind::OtherFilm));
        assert_eq!(picture::frames(film).err(), Some(PictureError::PixelFormat));
    }
    for still in [
        &b"\0\0\0\x18ftypheic\0\0\0\0"[..],
        b"RIFF\x10\0\0\0WEBPVP8 ",
        b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0",
        b"II*\0\x08\0\0\0",
        b"MM\0*\0\0\0\x08",
        b"%PDF-1.7\n",
    ] {
        assert_eq!(picture::detect(still), Some(Kind::OtherStill), "{}", still.escape_ascii());
        assert_eq!(picture::frames(still).err(), Some(PictureError::StillFormat));
    }
    assert_eq!(picture::detect(b"BMW pays 5 coins"), None);
    for other in [&b"psbt\xff"[..], b"", b"GIF", b"RIFF    WAVE", b"\xff\x0a"] {
        assert_eq!(picture::frames(other).err(), Some(PictureError::UnknownFormat));
    }
}

#[test]
fn a_png_that_lost_its_end_and_no_pixel_is_read_and_one_that_lost_a_pixel_is_damaged() {
    let series = crate::optics::draw::series(&[TEXT], Default::default()).unwrap();
    let png = series.png().unwrap();
    let end = png.len() - 12;
    assert_eq!(png[end..][4..8], *b"IEND");
    assert_eq!(read_file(&png[..end]), [TEXT]);
    let cut = picture::frames(&png[..end - 30]).unwrap().next().unwrap();
    assert_eq!(cut.err(), Some(PictureError::Damaged { frame: 0 }));
}

#[test]
fn atk_e13_a_folder_is_read_in_order_and_its_links_are_not_followed() {
    let place = std::env::temp_dir().join(format!("coldframe-optics-{}", std::process::id()));
    std::fs::create_dir_all(place.join("nested.png")).unwrap();
    let texts: Vec<Vec<u8>> = (0..12).map(|frame| format!("FRAME {frame}").into_bytes()).collect();
    let series = crate::optics::draw::series(&texts, Default::default()).unwrap();
    for frame in 0..12 {
        std::fs::write(place.join(format!("shot{frame}.png")), series.png_frame(frame).unwrap()).unwrap();
    }
    std::fs::write(place.join("notes.txt"), "no picture").unwrap();
    std::os::unix::fs::symlink(place.join("shot1.png"), place.join("aaa.png")).unwrap();
    let read: Vec<_> =
        folder::frames(&place).unwrap().flat_map(|frame| read_picture(&frame.unwrap())).collect();
    let empty = folder::files(&place.join("nested.png"));
    std::fs::remove_dir_all(&place).unwrap();
    assert_eq!(read, texts);
    assert_eq!(empty, Err(PictureError::NoPictures));
}
