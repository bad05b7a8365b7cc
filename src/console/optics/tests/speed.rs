use super::support::{Dice, drawn, noisy, painted};
use crate::optics::draw::{self, Options};
use crate::optics::symbol::Modules;
use crate::optics::{Gray, rqrr_pass, rxing_pass, scan};
use std::time::{Duration, Instant};

fn told(line: &str) {
    std::io::Write::write_all(&mut std::io::stderr(), format!("{line}\n").as_bytes()).unwrap();
}

fn mean(times: u32, mut work: impl FnMut()) -> Duration {
    let started = Instant::now();
    (0..times).for_each(|_| work());
    started.elapsed() / times
}

/// A version 15 code at 5 pixels per module in the middle of a 720p frame.
fn camera_like(modules: &Modules, dice: &mut Dice) -> Gray {
    let code = drawn(modules, 4, 5);
    let placed = painted(1280, 720, |x, y| match (x.checked_sub(400), y.checked_sub(100)) {
        (Some(x), Some(y)) if x < code.width() && y < code.height() => code.at(x, y),
        _ => 180,
    });
    noisy(&placed, 8, dice)
}

#[test]
#[ignore = "prints times: run it in release"]
fn reading_and_drawing_take_milliseconds() {
    let mut dice = Dice::new(11);
    let modules = Modules::encode(&dice.upper_case(750), 15).unwrap();
    let clean = drawn(&modules, 4, 5);
    let camera = camera_like(&modules, &mut dice);
    for (name, picture) in [("clean 425 x 425", &clean), ("camera-like 1280 x 720", &camera)] {
        told(&format!(
            "{name}: rxing {:?}",
            mean(50, || {
                assert_eq!(rxing_pass::read(picture).unwrap().found.len(), 1);
            })
        ));
        told(&format!(
            "{name}: rqrr with its count {:?}",
            mean(20, || {
                rqrr_pass::read(picture);
            })
        ));
    }
    let empty = painted(1280, 720, |_, _| dice.byte());
    told(&format!(
        "noise 1280 x 720: live {:?}",
        mean(8, || {
            scan::Reader::live().read(&empty);
        })
    ));
    told(&format!(
        "noise 1280 x 720: still {:?}",
        mean(3, || {
            scan::Reader::still().read(&empty);
        })
    ));
    for version in [10, 15, 20, 25, 40] {
        let room = [(10, 390), (15, 750), (20, 1_240), (25, 1_850), (40, 4_290)];
        let room = room.iter().find(|(known, _)| *known == version).unwrap().1;
        let texts: Vec<_> = (0..90).map(|_| dice.upper_case(room)).collect();
        let options = Options { version: Some(version), scale: 5, ..Options::default() };
        let series = draw::series(&texts, options).unwrap();
        told(&format!(
            "90 frames v{version}: symbols {:?}, PNG sheet {:?}, APNG {:?}, GIF {:?}",
            mean(1, || (0..90).for_each(|frame| drop(series.modules(frame).unwrap()))),
            mean(1, || drop(series.png())),
            mean(1, || drop(series.apng().unwrap())),
            mean(1, || drop(series.gif().unwrap())),
        ));
    }
}
