//! What a camera may make of a test.

use super::*;
use serde_json::Value;

fn frames(largest: u8) -> Vec<TestFrame> {
    let plan = plan(largest);
    let steps = u16::try_from(plan.len()).unwrap();
    let of_step = |(step, about): (usize, &Step)| {
        let step = u16::try_from(step).unwrap();
        (0..about.count).map(move |number| TestFrame { step, steps, number })
    };
    plan.iter().enumerate().flat_map(of_step).collect()
}

#[test]
fn every_frame_fills_its_symbol_and_reads_as_it_was_written() {
    for frame in frames(u8::MAX) {
        let text = frame.text().unwrap();
        let version = frame.about().unwrap().version;
        assert_eq!(Some(text.len()), capacity::alphanumeric_chars(version));
        assert_eq!(capacity::smallest_version(&text), Some(version), "not alphanumeric");
        assert_eq!(TestFrame::read(text.as_bytes()), Ok(frame));
    }
}

#[test]
fn a_misread_letter_anywhere_is_no_frame() {
    let text = TestFrame { step: 1, steps: 8, number: 3 }.text().unwrap();
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] = if bytes[at] == b'7' { b'8' } else { b'7' };
        assert!(TestFrame::read(&bytes).is_err(), "{at}");
    }
    assert!(TestFrame::read(&text.as_bytes()[..text.len() - 1]).is_err());
    assert!(TestFrame::read(format!("{text}0").as_bytes()).is_err());
}

#[test]
fn the_vectors_are_read_as_they_say() {
    let file: Value =
        serde_json::from_str(include_str!("../../../../vectors/optics-test/frames.json")).unwrap();
    for row in file["rows"].as_array().unwrap() {
        let said = match TestFrame::read(row["text"].as_str().unwrap().as_bytes()) {
            Ok(frame) => format!("step {} of {}, frame {}", frame.step, frame.steps, frame.number),
            Err(error) => error.code().to_string(),
        };
        assert_eq!(said, row["verdict"].as_str().unwrap(), "{}", row["name"]);
    }
}

#[test]
fn a_pair_is_as_good_as_the_densest_and_fastest_step_that_arrives() {
    let mut tally = Tally::default();
    // A camera that reads up to version 15, and no more than eight frames a second.
    for frame in frames(25).iter().chain(&frames(25)) {
        let about = frame.about().unwrap();
        if about.version <= 15 && (about.fps <= 8 || frame.number % 2 == 0) {
            tally.see(frame);
        }
    }
    assert!(tally.is_complete());
    let best = tally.best().unwrap();
    assert_eq!((best.step.version, best.step.fps, best.seen), (15, 8, 16));
    assert_eq!(tally.rows().len(), 28);
}

#[test]
fn who_joins_in_the_middle_of_a_step_sees_it_again_before_the_test_is_over() {
    let all = frames(10);
    let mut tally = Tally::default();
    let mut shown = all.iter().cycle().skip(40);
    let mut count = 0;
    while !tally.is_complete() {
        tally.see(shown.next().unwrap());
        count += 1;
    }
    assert!(tally.rows().iter().all(|row| row.seen == usize::from(row.step.count)));
    assert!(count < all.len() + 40, "{count}");
}

#[test]
fn a_camera_that_reads_one_or_two_steps_comes_to_an_end_too() {
    for read in [0..1, 3..4, 2..4, 0..2, 11..12] {
        let all = frames(7);
        let mut tally = Tally::default();
        let mut shown = 0_usize;
        for frame in all.iter().cycle().filter(|frame| {
            shown += 1;
            read.contains(&frame.step)
        }) {
            tally.see(frame);
            if tally.is_complete() {
                break;
            }
        }
        assert!(shown >= all.len(), "{read:?}: over before the test was shown whole: {shown}");
        assert!(shown <= 3 * all.len() + 40, "{read:?}: {shown}");
        for row in tally.rows().iter().zip(0_u16..) {
            assert_eq!(row.0.seen > 0, read.contains(&row.1), "{read:?}: {row:?}");
        }
    }
}

#[test]
fn frames_that_come_late_are_no_round_of_the_test() {
    let all = frames(5);
    let mut tally = Tally::default();
    for pair in all.windows(2).take(60) {
        tally.see(&pair[1]);
        tally.see(&pair[0]);
    }
    assert!(!tally.is_complete());
    assert!(tally.progress().0 < 70, "{:?}", tally.progress());
}

#[test]
fn how_long_a_round_takes_is_known_with_its_first_frame() {
    let mut tally = Tally::default();
    assert_eq!(tally.whole_ms(), None);
    tally.see(&frames(4)[0]);
    // 12 at 4, 16 at 8, 18 at 12, 20 at 15 a second; the step it began in stands three seconds.
    assert_eq!(tally.whole_ms(), Some(3_000 + 2_000 + 1_500 + 1_333 + 3_000));
}

#[test]
fn nothing_read_is_no_best() {
    assert_eq!(Tally::default().best(), None);
    assert!(!Tally::default().is_complete());
    assert_eq!(plan(3), []);
}
