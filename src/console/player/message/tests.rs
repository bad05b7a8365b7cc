//! A message shown in windows people have.

use super::*;
use crate::optics::Glyphs;
use coldframe_core::frames::{
    BbqrEncoding, BbqrType, Progress, Receiver, SenderOptions, UrType, Wire, sender,
};

fn message(bytes: usize, wire: Wire, wanted: FrameSize) -> Message<'static> {
    // Bytes that do not shrink.
    let body = (0..bytes).map(|at| u8::try_from((at * at * 31 + at * 7 + at / 256) % 256).unwrap());
    let bytes: Vec<u8> = b"psbt\xff".iter().copied().chain(body).collect();
    let encode = move |size| sender(&bytes, wire, SenderOptions::of(size));
    Message::new(Box::new(encode), wanted, 8).unwrap()
}

const UR: Wire = Wire::Ur(UrType::Psbt);
const BBQR: Wire = Wire::Bbqr { encoding: BbqrEncoding::Base32, file_type: BbqrType::Psbt };
const NORMAL: FrameSize = FrameSize::QrVersion(15);

fn window(rows: usize, columns: usize) -> Room {
    Room::cells(Glyphs::HalfBlocks, rows - 1, columns)
}

#[test]
fn a_small_window_gets_smaller_codes_and_is_told_what_a_larger_one_would_do() {
    let mut shown = message(1_000, UR, NORMAL);
    assert!(shown.cut(&window(24, 80)));
    assert_eq!((shown.version(), shown.part_count()), (5, 23));
    let said = shown.before();
    assert_eq!(said[0], "23 codes of version 5, 8 a second: about 4 seconds.");
    assert!(
        said[1].contains("Ctrl and minus") && said[1].contains("In 85 columns and 43 rows it takes 3 codes"),
        "{said:?}"
    );
    assert!(shown.cut(&window(60, 120)));
    assert_eq!((shown.version(), shown.part_count()), (15, 3));
    assert!(shown.before()[1].contains("--density fast"), "{:?}", shown.before());
}

#[test]
fn a_window_that_holds_the_same_cut_does_not_begin_anew() {
    let mut shown = message(4_000, UR, NORMAL);
    assert!(!shown.cut(&window(60, 120)));
    assert!(!shown.cut(&window(70, 200)));
    assert!(shown.cut(&window(44, 84)));
    assert!(!shown.cut(&window(44, 83)));
}

#[test]
fn whatever_fits_one_code_stands_still() {
    let mut shown = message(560, UR, NORMAL).still_up_to(STILL_VERSION_MAX);
    shown.cut(&window(60, 120));
    assert!(shown.is_still() && shown.version() > 15 && shown.version() <= 20);
    assert!(shown.before()[0].contains("One code of version"));
    assert_eq!(shown.shot(0).unwrap().caption, format!("one code, version {}", shown.version()));
    // A person who wants it sparser gets an animation.
    shown.turn(Knob::Sparser);
    assert!(shown.cut(&window(60, 120)));
    assert!(!shown.is_still());
}

#[test]
fn every_version_of_a_series_is_one() {
    for wire in [UR, BBQR, Wire::Base64] {
        let mut shown = message(2_500, wire, NORMAL);
        shown.cut(&window(40, 70));
        let sides: Vec<usize> = (0..40).map(|number| shown.shot(number).unwrap().modules.side()).collect();
        assert!(sides.iter().all(|side| *side == 17 + 4 * usize::from(shown.version())), "{wire:?}");
    }
}

#[test]
fn keys_change_density_and_speed_within_what_fits() {
    let mut shown = message(4_000, UR, NORMAL);
    let room = window(60, 130);
    shown.cut(&room);
    let before = shown.version();
    shown.turn(Knob::Faster);
    assert!(!shown.cut(&room), "another speed needs no other cut");
    assert_eq!(shown.fps(), 10);
    shown.turn(Knob::Denser);
    assert!(shown.cut(&room));
    assert!(shown.version() > before);
    for _ in 0..30 {
        shown.turn(Knob::Denser);
        shown.turn(Knob::Faster);
        shown.cut(&room);
    }
    assert!(room.quiet(shown.version()).is_some(), "v{}", shown.version());
    assert_eq!(shown.fps(), SHOWN_FPS_MAX);
    for _ in 0..30 {
        shown.turn(Knob::Sparser);
        shown.turn(Knob::Slower);
        shown.cut(&room);
    }
    assert_eq!(shown.fps(), 1);
    assert!(shown.version() <= 4, "v{}", shown.version());
}

#[test]
fn what_is_asked_for_again_is_shown_and_nothing_else() {
    for wire in [UR, BBQR, Wire::Base64] {
        let mut shown = message(4_000, wire, NORMAL);
        let count = u32::try_from(shown.part_count()).unwrap();
        assert!(count > 7, "{wire:?}");
        let wanted = vec![3, 7, count];
        let mut again = message(4_000, wire, NORMAL).only(wanted.clone());
        // A window too small does not make other parts of it.
        assert!(!again.cut(&window(24, 80)));
        assert!(again.before()[1].contains("85 columns and 43 rows"), "{:?}", again.before());
        let numbers: Vec<u32> =
            (0..9).map(|number| PartNumber::of(&again.text(number)).unwrap().number).collect();
        assert_eq!(numbers, wanted.repeat(3));
        assert_eq!(again.shot(1).unwrap().caption, format!("7 of {count} v{} 8/s", again.version()));
        assert!(again.before()[0].starts_with(&format!("3 of the {count} numbered codes")));
        // They are what a receiver misses of the first showing.
        let mut receiver = Receiver::new();
        for number in (0..u64::from(count)).filter(|number| ![2, 6, u64::from(count) - 1].contains(number)) {
            assert!(matches!(receiver.push(shown.text(number).as_bytes()), Ok(Progress::Partial { .. })));
        }
        let last = (0..3).map(|number| receiver.push(again.text(number).as_bytes()).unwrap()).last().unwrap();
        assert!(matches!(last, Progress::Complete(_)), "{wire:?}");
        shown.turn(Knob::Faster);
    }
}

#[test]
fn the_caption_counts_as_the_frames_themselves_do() {
    let mut shown = message(1_000, UR, NORMAL);
    shown.cut(&window(60, 120));
    let caption = |shown: &mut Message<'_>, number| shown.shot(number).unwrap().caption;
    assert_eq!(caption(&mut shown, 0), "1 of 3 v15 8/s");
    assert_eq!(caption(&mut shown, 2), "3 of 3 v15 8/s");
    assert_eq!(caption(&mut shown, 3), "4, mixed of 3 v15 8/s");
}

#[test]
fn one_is_said_as_one() {
    let mut shown = message(400, UR, FrameSize::QrVersion(12));
    shown.cut(&window(60, 120));
    assert_eq!(shown.part_count(), 2);
    assert_eq!(
        shown.before()[0],
        format!("2 codes of version {}, 8 a second: about a second.", shown.version())
    );
    assert!(shown.before()[1].ends_with("it takes one code then."), "{:?}", shown.before());
}

#[test]
fn nothing_is_promised_of_a_key_that_the_window_has_no_room_for() {
    let mut shown = message(4_000, UR, NORMAL);
    shown.cut(&window(43, 132));
    assert_eq!(shown.version(), 15);
    assert!(
        shown.before()[1].contains("--density fast, and 113 columns and 57 rows"),
        "{:?}",
        shown.before()
    );
    shown.cut(&window(57, 132));
    assert!(shown.before()[1].contains("or the key +"), "{:?}", shown.before());
}
