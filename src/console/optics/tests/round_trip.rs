use super::support::{Dice, drawn, noisy, painted, read_file, read_picture, rotated};
use crate::optics::draw::{self, Options};
use crate::optics::symbol::Modules;
use crate::optics::{DrawError, Glyphs, picture, rqrr_pass, rxing_pass};

/// Capacity at level L in alphanumeric characters and in bytes, for a few versions (ISO/IEC 18004, table 7).
const CAPACITY: [(u8, usize, usize); 7] = [
    (1, 25, 17),
    (6, 195, 134),
    (10, 395, 271),
    (15, 758, 520),
    (25, 1853, 1273),
    (32, 2840, 1952),
    (40, 4296, 2953),
];

#[test]
fn every_version_reads_back_exactly_as_upper_case_and_as_bytes() {
    let mut dice = Dice::new(1);
    for version in 1..=40 {
        let room = 10 + usize::from(version) * usize::from(version);
        let options = Options { version: Some(version), scale: 3, ..Options::default() };
        for payload in [dice.upper_case(room), dice.bytes(room.div_ceil(2))] {
            let series = draw::series(&[&payload], options).unwrap();
            assert_eq!(series.version(), version);
            assert_eq!(read_file(&series.png().unwrap()), [payload], "version {version}");
        }
    }
}

/// The encoder under us joins segments greedily: 512 letters of base64 once took more than 520 bytes.
#[test]
fn a_symbol_holds_as_much_base64_as_the_standard_says() {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut dice = Dice::new(64);
    for (version, _, bytes) in CAPACITY {
        for _ in 0..8 {
            let text: Vec<u8> = (0..bytes).map(|_| letters[dice.below(letters.len())]).collect();
            let options = Options { version: Some(version), ..Options::default() };
            assert!(draw::series(&[&text], options).is_ok(), "version {version}");
            assert_eq!(draw::series(&[&text], Options::default()).unwrap().version(), version);
        }
    }
}

/// The same of letters and digits: seven digits in a row are a segment of their own to that encoder. A part
/// of BBQr that filled version 7 once needed version 8 for it, and what was signed by then was not drawn.
#[test]
fn a_symbol_holds_as_much_base32_as_the_standard_says() {
    let mut dice = Dice::new(32);
    for (version, letters, _) in CAPACITY.into_iter().chain([(7, 224, 154)]).skip(1) {
        for run in 0..40 {
            let mut text = dice.base32(letters);
            text[30..30 + run].fill(b'7');
            let options = Options { version: Some(version), ..Options::default() };
            let series = draw::series(&[&text], options).map_err(|error| (version, run, error)).unwrap();
            assert!(series.modules(0).is_ok(), "version {version}, {run} digits");
        }
    }
}

#[test]
fn upper_case_is_packed_and_one_character_more_takes_the_next_version() {
    for (version, characters, bytes) in CAPACITY {
        for payload in [vec![b'A'; characters], vec![b'a'; bytes]] {
            assert_eq!(draw::series(&[&payload], Options::default()).unwrap().version(), version);
            let longer = [&payload[..], &payload[..1]].concat();
            match draw::series(&[&longer], Options::default()) {
                Ok(series) => assert_eq!(series.version(), version + 1),
                Err(error) => assert_eq!(
                    (version, error),
                    (40, DrawError::TextTooLong { frame: 0, bytes: longer.len() })
                ),
            }
        }
    }
}

#[test]
fn bytes_that_are_no_text_come_back_untouched_by_any_character_set() {
    let every_byte: Vec<u8> = (0..=255).collect();
    let mut payloads =
        vec![every_byte, vec![0; 16], vec![0xff; 32], "caf\u{e9} \u{20bf}".as_bytes().to_vec()];
    let mut dice = Dice::new(2);
    // As a CompactSeedQR: 16 or 32 bytes of entropy, among them some that look like UTF-8 or Shift-JIS.
    payloads.extend((0..60).map(|round| dice.bytes(if round % 2 == 0 { 16 } else { 32 })));
    payloads.extend((0..10).map(|_| (0..32).map(|_| dice.byte() | 0x80).collect()));
    for payload in payloads {
        let picture = drawn(&Modules::encode(&payload, 13).unwrap(), 4, 4);
        assert_eq!(read_picture(&picture), [payload]);
    }
}

#[test]
fn the_second_reader_reads_clean_codes_on_its_own_and_squares_handed_to_it() {
    let mut dice = Dice::new(6);
    for version in [1, 3, 6, 10] {
        for payload in [dice.upper_case(usize::from(version) * 16), dice.bytes(usize::from(version) * 15)] {
            let modules = Modules::encode(&payload, version).unwrap();
            let picture = drawn(&modules, 4, 5);
            assert_eq!(rqrr_pass::read(&picture), std::slice::from_ref(&payload), "version {version}");
            let side = u32::try_from(modules.side()).unwrap();
            let mut square = rxing::common::BitMatrix::new(side, side).unwrap();
            for (x, y) in (0..side).flat_map(|y| (0..side).map(move |x| (x, y))) {
                let dark = modules.is_dark(usize::try_from(x).unwrap(), usize::try_from(y).unwrap());
                square.set_bool(x, y, dark);
            }
            assert_eq!(rqrr_pass::decode(&square), Some(payload));
        }
    }
}

#[test]
fn digits_of_a_seed_qr_come_back_as_the_digits() {
    let digits =
        b"011513251154012711900771041507421289190620080870026613431420201617920614089619290300152408010643";
    let series = draw::series(&[digits], Options::default()).unwrap();
    assert_eq!(series.version(), 3, "96 digits in numeric mode take version 3 at level L");
    assert_eq!(read_file(&series.png().unwrap()), [digits.to_vec()]);
}

fn uneven_series() -> Vec<Vec<u8>> {
    let mut dice = Dice::new(3);
    (0..14).map(|frame| dice.upper_case(40 + 17 * frame)).collect()
}

#[test]
fn a_series_has_one_version_and_reads_back_in_order_from_every_animation() {
    let texts = uneven_series();
    let series = draw::series(&texts, Options { scale: 3, ..Options::default() }).unwrap();
    assert_eq!(series.version(), 8);
    assert!((0..14).all(|frame| series.modules(frame).unwrap().side() == 49));
    assert_eq!(read_file(&series.apng().unwrap()), texts);
    assert_eq!(read_file(&series.gif().unwrap()), texts);
    for (frame, text) in texts.iter().enumerate() {
        assert_eq!(read_file(&series.png_frame(frame).unwrap()), std::slice::from_ref(text));
    }
    assert_eq!(series.png_frame(14), Err(DrawError::NoSuchFrame { frame: 14 }));
}

#[test]
fn a_sheet_shows_every_code_of_a_series() {
    for (count, scale) in [(2, 2), (14, 3), (60, 4)] {
        let mut dice = Dice::new(4);
        let mut texts: Vec<_> = (0..count).map(|_| dice.upper_case(120)).collect();
        let series = draw::series(&texts, Options { scale, ..Options::default() }).unwrap();
        let mut read = read_file(&series.png().unwrap());
        texts.sort();
        read.sort();
        assert_eq!(read, texts, "{count} codes at {scale} pixels");
    }
}

#[test]
fn light_codes_on_dark_are_read_back_from_every_kind_of_picture() {
    let mut dice = Dice::new(9);
    let mut texts: Vec<_> = (0..4).map(|_| dice.upper_case(90)).collect();
    let options = Options { scale: 4, is_inverted: true, ..Options::default() };
    let series = draw::series(&texts, options).unwrap();
    let corners = |bytes: Vec<u8>| -> Vec<u8> {
        picture::frames(bytes).unwrap().map(|frame| frame.unwrap().at(0, 0)).collect()
    };
    assert_eq!(corners(series.png().unwrap()), [0], "the border");
    assert_eq!(corners(series.apng().unwrap()), [0; 4]);
    assert_eq!(corners(series.gif().unwrap()), [0; 4]);
    assert_eq!(read_file(&series.apng().unwrap()), texts);
    assert_eq!(read_file(&series.gif().unwrap()), texts);
    let vector = String::from_utf8(series.svg().unwrap()).unwrap();
    assert!(vector.contains(r##"fill="#fff">"##) && vector.contains(r##"fill="#000"/>"##), "{vector}");
    let mut read = read_file(&series.png().unwrap());
    texts.sort();
    read.sort();
    assert_eq!(read, texts, "a sheet of them");
}

#[test]
fn a_noisy_sheet_is_looked_at_until_its_codes_are_read() {
    let mut dice = Dice::new(12);
    let mut texts: Vec<_> = (0..9).map(|_| dice.upper_case(300)).collect();
    let series = draw::series(&texts, Options { scale: 4, ..Options::default() }).unwrap();
    let sheet = picture::frames(series.png().unwrap()).unwrap().next().unwrap().unwrap();
    let sheet = noisy(&sheet, 45, &mut dice);
    assert!(rxing_pass::read(&sheet).unwrap().found.len() < 9, "the first look is not enough");
    let mut read = read_picture(&sheet);
    texts.sort();
    read.sort();
    assert_eq!(read, texts);
}

#[test]
fn a_code_reads_at_every_scale_turned_inverted_and_in_noise() {
    let mut dice = Dice::new(5);
    for version in [2, 7, 15, 27] {
        let payload = dice.upper_case(20 + usize::from(version) * usize::from(version) * 2);
        let modules = Modules::encode(&payload, version).unwrap();
        for scale in 1..=8 {
            assert_eq!(
                read_picture(&drawn(&modules, 4, scale)),
                std::slice::from_ref(&payload),
                "v{version} at {scale}"
            );
        }
        let mut picture = drawn(&modules, 4, 4);
        for turn in 0..4 {
            assert_eq!(read_picture(&picture), std::slice::from_ref(&payload), "v{version} turned {turn}");
            let dark = painted(picture.width(), picture.height(), |x, y| 255 - picture.at(x, y));
            assert_eq!(
                read_picture(&dark),
                std::slice::from_ref(&payload),
                "v{version} inverted, turned {turn}"
            );
            let noisy = noisy(&picture, 25, &mut dice);
            assert_eq!(
                read_picture(&noisy),
                std::slice::from_ref(&payload),
                "v{version} in noise, turned {turn}"
            );
            picture = rotated(&picture);
        }
    }
}

#[test]
fn a_live_reader_gets_to_an_inverted_code_within_a_few_frames() {
    let modules = Modules::encode(b"INVERTED", 4).unwrap();
    let mut reader = crate::optics::scan::Reader::live();
    let seen = (0..8).any(|frame| {
        let picture = drawn(&modules, 4, 5);
        let dark = painted(picture.width(), picture.height(), |x, y| (255 - picture.at(x, y)).max(frame));
        reader.read(&dark) == [b"INVERTED"]
    });
    assert!(seen);
}

/// The light and dark modules of terminal lines, read as the eye does: from the colours painted.
fn looked_at(lines: &str) -> Vec<Vec<bool>> {
    let mut rows = Vec::new();
    for line in lines.lines() {
        let (mut upper, mut lower, mut ground) = (Vec::new(), Vec::new(), None);
        let mut rest = line;
        while let Some(character) = rest.chars().next() {
            if let Some((colours, after)) = rest.strip_prefix("\u{1b}[").and_then(|rest| rest.split_once('m'))
            {
                ground = match colours {
                    "38;5;16;48;5;231" | "48;5;231" => Some(false),
                    "48;5;16" => Some(true),
                    "0" => None,
                    _ => panic!("colours {colours}"),
                };
                rest = after;
                continue;
            }
            let ground = ground.expect("every cell is painted, whatever the theme");
            upper.push(if "▀█".contains(character) { true } else { ground });
            lower.push(if "▄█".contains(character) { true } else { ground });
            rest = &rest[character.len_utf8()..];
        }
        rows.push(upper);
        rows.push(lower);
    }
    rows
}

#[test]
fn terminal_frames_paint_their_border_and_read_back() {
    let texts = uneven_series();
    let series = draw::series(&texts, Options::default()).unwrap();
    for (frame, text) in texts.iter().enumerate() {
        let half = looked_at(&series.terminal_frame(frame, Glyphs::HalfBlocks).unwrap());
        assert_eq!((half[0].len(), half.len()), (57, 58));
        let picture = painted(57 * 4, 58 * 4, |x, y| if half[y / 4][x / 4] { 0 } else { 255 });
        assert_eq!(read_picture(&picture), std::slice::from_ref(text));
        let spaces = looked_at(&series.terminal_frame(frame, Glyphs::FullBlocks).unwrap());
        assert_eq!((spaces[0].len(), spaces.len()), (114, 114));
        let picture = painted(114 * 2, 114 * 2, |x, y| if spaces[y / 2][x / 2] { 0 } else { 255 });
        assert_eq!(read_picture(&picture), std::slice::from_ref(text));
        let plain = series.terminal_frame(frame, Glyphs::Plain).unwrap();
        assert!(plain.chars().all(|character| "# \n".contains(character)));
        let plain: Vec<Vec<u8>> = plain.lines().map(|line| line.as_bytes().to_vec()).collect();
        let picture = painted(114 * 2, 57 * 4, |x, y| if plain[y / 4][x / 2] == b'#' { 0 } else { 255 });
        assert_eq!(read_picture(&picture), std::slice::from_ref(text));
    }
    assert_eq!((series.columns(Glyphs::HalfBlocks), series.rows(Glyphs::HalfBlocks)), (57, 29));
    assert_eq!((series.columns(Glyphs::Plain), series.rows(Glyphs::Plain)), (114, 57));
    assert!(series.fits(Glyphs::HalfBlocks, 57, 29));
    assert!(!series.fits(Glyphs::HalfBlocks, 80, 28));
}

#[test]
fn an_svg_draws_the_same_modules_and_shows_its_first_frame_without_animation() {
    let texts = uneven_series();
    let series = draw::series(&texts, Options::default()).unwrap();
    let svg = String::from_utf8(series.svg().unwrap()).unwrap();
    assert_eq!(svg.matches("<animate ").count(), texts.len());
    assert_eq!(svg.matches(r#"<path visibility="visible""#).count(), 1);
    let paths = svg.lines().filter(|line| line.starts_with("<path"));
    for (path, text) in paths.zip(&texts) {
        let commands = path.split_once(" d=\"").unwrap().1.split_once('"').unwrap().0;
        let mut dark = vec![vec![false; 57]; 57];
        for bar in commands.split('M').skip(1) {
            let (place, run) = bar.split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let run: usize = run.split_once('v').unwrap().0.parse().unwrap();
            dark[y][x..x + run].fill(true);
        }
        let picture = painted(57 * 3, 57 * 3, |x, y| if dark[y / 3][x / 3] { 0 } else { 255 });
        assert_eq!(read_picture(&picture), std::slice::from_ref(text));
    }
    let sheet = String::from_utf8(series.svg_sheet().unwrap()).unwrap();
    assert_eq!((sheet.matches("<path ").count(), sheet.matches("animate").count()), (14, 0));
}

#[test]
fn options_no_reader_can_use_are_refused() {
    let refused = |options| draw::series(&["A"], options).err();
    let usual = Options::default();
    assert_eq!(refused(Options { quiet: 1, ..usual }), Some(DrawError::Options));
    assert_eq!(refused(Options { scale: 0, ..usual }), Some(DrawError::Options));
    assert_eq!(refused(Options { fps: 0, ..usual }), Some(DrawError::Options));
    assert_eq!(refused(Options { version: Some(41), ..usual }), Some(DrawError::Version { version: 41 }));
    assert_eq!(refused(Options { version: Some(0), ..usual }), Some(DrawError::Version { version: 0 }));
    assert_eq!(draw::series(&[""; 0], usual).err(), Some(DrawError::Empty));
    let large = draw::series(&vec!["A"; 2_000], Options { scale: 64, ..usual }).unwrap();
    assert!(matches!(large.png(), Err(DrawError::TooManyPixels { .. })));
}
