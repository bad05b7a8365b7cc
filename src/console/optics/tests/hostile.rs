use super::support::{Dice, PNG_MAGIC, chunk, drawn, ihdr, jpeg, painted};
use crate::optics::draw::{self, Options};
use crate::optics::symbol::Modules;
use crate::optics::{Gray, PictureError, picture, scan};
use coldframe_core::limits::{PICTURE_FRAMES_MAX, PICTURE_PIXELS_MAX};
use std::time::{Duration, Instant};

/// Reads a hostile file to its end; how many frames and payloads it gave.
fn read_to_end(bytes: &[u8]) -> (usize, usize) {
    let mut reader = scan::Reader::live();
    let (mut frames, mut payloads) = (0, 0);
    for frame in picture::frames(bytes).into_iter().flatten().flatten() {
        frames += 1;
        payloads += reader.read(&frame).len();
    }
    (frames, payloads)
}

#[test]
fn atk_e05_a_picture_of_20000_by_20000_is_refused_by_its_header_alone() {
    let refused = PictureError::TooManyPixels { width: 20_000, height: 20_000, limit: PICTURE_PIXELS_MAX };
    // The files end after their headers: a reader that wanted pixels would call them damaged.
    let png = [PNG_MAGIC, &ihdr(20_000, 20_000, 8, 6, false)].concat();
    assert_eq!(picture::frames(png).err(), Some(refused));
    let gif =
        [&b"GIF89a"[..], &20_000_u16.to_le_bytes(), &20_000_u16.to_le_bytes(), &[0x80, 0, 0], &[0; 6], b";"];
    assert_eq!(picture::frames(gif.concat()).err(), Some(refused));
    let mut jpeg = jpeg(&Modules::encode(b"A", 1).unwrap(), 4);
    let size = jpeg.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap() + 5;
    jpeg[size..size + 2].copy_from_slice(&20_000_u16.to_be_bytes());
    jpeg[size + 2..size + 4].copy_from_slice(&20_000_u16.to_be_bytes());
    assert_eq!(picture::frames(jpeg).unwrap().next(), Some(Err(refused)));
}

#[test]
fn atk_e05_a_file_longer_than_the_limit_is_refused_unread() {
    let long = vec![0x89; usize::try_from(coldframe_core::limits::PICTURE_FILE_BYTES_MAX).unwrap() + 1];
    assert!(matches!(picture::frames(long).err(), Some(PictureError::TooManyBytes { .. })));
}

#[test]
fn atk_e05_a_compressed_bomb_gives_no_more_than_the_pixels_of_its_header() {
    let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; 30_000_000], 9);
    let file = [PNG_MAGIC, &ihdr(8, 8, 8, 0, false), &chunk(b"IDAT", &bomb), &chunk(b"IEND", &[])].concat();
    let started = Instant::now();
    let read: Vec<_> = picture::frames(file).unwrap().collect();
    assert!(read.iter().flatten().all(|frame| frame.pixels().len() == 64));
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn atk_e05_an_animation_of_a_million_frames_is_bounded() {
    let mut gif = [&b"GIF89a"[..], &[1, 0, 1, 0, 0x80, 0, 0], &[0, 0, 0, 255, 255, 255]].concat();
    let frame = [&[0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0][..], &[2, 2, 0x44, 0x01, 0]].concat();
    gif.extend(frame.repeat(1_000_000));
    gif.push(b';');
    let read: Vec<_> = picture::frames(gif).unwrap().collect();
    assert_eq!(read.len(), PICTURE_FRAMES_MAX + 1);
    assert_eq!(read.last(), Some(&Err(PictureError::TooManyFrames { limit: PICTURE_FRAMES_MAX })));
}

#[test]
fn atk_e05_an_apng_that_only_claims_a_million_frames_ends_where_it_ends() {
    let mut bytes = draw::series(&["A", "B"], Options::default()).unwrap().apng().unwrap();
    let claim = bytes.windows(4).position(|name| name == b"acTL").unwrap();
    let data = [&1_000_000_u32.to_be_bytes()[..], &[0; 4]].concat();
    bytes.splice(claim - 4..claim + 16, chunk(b"acTL", &data));
    let read: Vec<_> = picture::frames(bytes).unwrap().collect();
    assert_eq!(read.iter().filter(|frame| frame.is_ok()).count(), 2);
    assert_eq!(read.last(), Some(&Err(PictureError::Damaged { frame: 2 })));
}

/// Whole files of every format, to be mutated.
fn seeds() -> Vec<Vec<u8>> {
    let options = Options { scale: 1, ..Options::default() };
    let series = draw::series(&["SEED ONE", "SEED TWO", "SEED THREE"], options).unwrap();
    let picture = drawn(&series.modules(0).unwrap(), 4, 1);
    let header = format!("YUV4MPEG2 W{} H{} Cmono\nFRAME\n", picture.width(), picture.height());
    let mut interlaced = [PNG_MAGIC, &ihdr(16, 16, 8, 6, true)].concat();
    let lines = miniz_oxide::deflate::compress_to_vec_zlib(&[0; 1_200], 6);
    interlaced.extend([chunk(b"IDAT", &lines), chunk(b"IEND", &[])].concat());
    vec![
        series.png().unwrap(),
        series.apng().unwrap(),
        series.gif().unwrap(),
        jpeg(&Modules::encode(b"SEED", 1).unwrap(), 2),
        [header.as_bytes(), picture.pixels()].concat(),
        interlaced,
    ]
}

/// Flips, cuts, repeats and overwrites; checksums of PNG are mended half of the time, or nothing
/// behind them would ever be reached.
fn mutated(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(4) {
        let place = dice.below(bytes.len());
        match dice.below(6) {
            0 => bytes.truncate(place.max(12)),
            1 => bytes[place] = dice.byte(),
            2 => bytes[place] ^= 1 << dice.below(8),
            3 => bytes[place] = [0, 255, 127, 128][dice.below(4)],
            4 => {
                let end = (place + dice.below(40)).min(bytes.len());
                let piece = bytes[place..end].to_vec();
                let target = dice.below(bytes.len());
                bytes.splice(target..target, piece);
            }
            _ => {
                let end = (place + dice.below(9)).min(bytes.len());
                bytes.drain(place..end);
                bytes.resize(bytes.len().max(12), 0);
            }
        }
    }
    if dice.below(2) == 0 { mended(&bytes) } else { bytes }
}

fn mended(bytes: &[u8]) -> Vec<u8> {
    let Some(mut rest) = bytes.strip_prefix(PNG_MAGIC) else { return bytes.to_vec() };
    let mut out = PNG_MAGIC.to_vec();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap();
        let Some((name, after)) = after.split_first_chunk::<4>() else { break };
        if after.len() < length + 4 {
            break;
        }
        out.extend(chunk(name, &after[..length]));
        rest = &after[length + 4..];
    }
    [out, rest.to_vec()].concat()
}

fn survive(mutants: usize, seed: u64) {
    let mut dice = Dice::new(seed);
    let seeds = seeds();
    let (mut failed, mut slowest) = (0, Duration::ZERO);
    for mutant in 0..mutants {
        let bytes = mutated(&seeds[mutant % seeds.len()], &mut dice);
        let started = Instant::now();
        let opened = picture::frames(bytes.as_slice());
        let errors = match opened {
            Ok(frames) => frames.take(64).filter_map(Result::err).collect(),
            Err(error) => vec![error],
        };
        failed += usize::from(errors.iter().any(|error| matches!(error, PictureError::DecoderFailed { .. })));
        if started.elapsed() < Duration::from_millis(200) {
            read_to_end(&bytes);
        }
        slowest = slowest.max(started.elapsed());
    }
    assert_eq!(failed, 0, "decoders that had to be caught");
    assert!(slowest < Duration::from_secs(20), "{slowest:?}");
}

#[test]
fn atk_e05_three_thousand_mutated_pictures_make_no_decoder_panic() {
    survive(3_000, 7);
}

#[test]
#[ignore = "thirty thousand mutants take a while: run it in release"]
fn atk_e05_thirty_thousand_mutated_pictures_make_no_decoder_panic() {
    survive(30_000, 8);
}

fn finishes(name: &str, picture: &Gray) {
    let started = Instant::now();
    let still = scan::Reader::still().read(picture);
    let live = scan::Reader::live().read(picture);
    assert!(still.is_empty() && live.is_empty(), "{name} is no code");
    let limit = Duration::from_secs(if cfg!(debug_assertions) { 90 } else { 30 });
    assert!(started.elapsed() < limit, "{name} took {:?}", started.elapsed());
}

/// Nothing that carries anything, each time another: noise, blots, and finder patterns strewn about.
fn nothing(dice: &mut Dice) -> Gray {
    let (width, height) = (160 + dice.below(200), 120 + dice.below(160));
    let kind = dice.below(4);
    let mut pixels: Vec<u8> =
        (0..width * height).map(|_| if kind == 0 { dice.byte() } else { 200 }).collect();
    for _ in 0..dice.below(60) {
        let (left, top, scale) = (dice.below(width), dice.below(height), 1 + dice.below(6));
        for (x, y) in (0..7 * scale).flat_map(|y| (0..7 * scale).map(move |x| (x, y))) {
            let ring = (x / scale).abs_diff(3).max((y / scale).abs_diff(3));
            let is_dark = if kind == 1 { dice.below(2) == 0 } else { ring != 2 };
            if left + x < width && top + y < height {
                pixels[(top + y) * width + left + x] = if is_dark { 40 } else { 210 };
            }
        }
    }
    let picture = Gray::new(width, height, pixels).unwrap();
    if kind == 3 { super::support::noisy(&picture, 30, dice) } else { picture }
}

fn nothing_is_read(count: usize, seed: u64) {
    let mut dice = Dice::new(seed);
    let mut video = scan::Reader::live();
    for round in 0..count {
        let picture = nothing(&mut dice);
        let started = Instant::now();
        let read = if round % 4 == 0 { scan::Reader::still().read(&picture) } else { video.read(&picture) };
        assert!(read.is_empty(), "picture {round} of seed {seed} carries nothing and was read as {read:?}");
        let limit = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 5 });
        assert!(started.elapsed() < limit, "picture {round} of seed {seed} took {:?}", started.elapsed());
    }
}

#[test]
fn atk_e05_noise_and_strewn_finders_are_read_as_nothing() {
    nothing_is_read(60, 21);
}

#[test]
#[ignore = "ten thousand pictures: run it in release"]
fn atk_e05_ten_thousand_pictures_of_noise_and_strewn_finders_are_read_as_nothing() {
    nothing_is_read(10_000, 22);
}

/// A picture of nothing but finder patterns of this many pixels per module.
fn decoys(side: usize, scale: usize) -> Gray {
    let pitch = 9 * scale;
    painted(side, side, |x, y| {
        let (x, y) = (x % pitch / scale, y % pitch / scale);
        let ring = (x == 0 || x == 6 || y == 0 || y == 6) && x < 7 && y < 7;
        let stone = (2..5).contains(&x) && (2..5).contains(&y);
        if ring || stone { 0 } else { 255 }
    })
}

#[test]
fn atk_e05_noise_and_decoy_finders_do_not_stall_the_readers() {
    let mut dice = Dice::new(9);
    finishes("noise", &painted(640, 480, |_, _| dice.byte()));
    finishes("sparse noise", &painted(640, 480, |_, _| if dice.below(12) == 0 { 0 } else { 255 }));
    finishes("small decoys", &decoys(700, 1));
    finishes("decoys", &decoys(900, 3));
    finishes("stripes", &painted(800, 600, |x, _| if x % 10 < 5 { 0 } else { 255 }));
}

#[test]
#[ignore = "sixteen megapixels of decoys: run it in release"]
fn atk_e05_large_pictures_of_decoys_do_not_stall_the_readers() {
    for scale in [1, 2, 4, 16] {
        finishes("large decoys", &decoys(4_000, scale));
    }
    let mut dice = Dice::new(10);
    finishes("large noise", &painted(4_000, 4_000, |_, _| dice.byte()));
}
