//! The screen of a person who aims.

use super::*;
use crate::optics::camera::Pixels;

fn finder() -> Viewfinder {
    let mut finder = Viewfinder::default();
    finder.camera(CameraInfo {
        number: Some(2),
        name: "A camera".to_owned(),
        pixels: Pixels::Yuyv,
        width: 1_280,
        height: 720,
        frames_per_ks: 30_000,
    });
    finder.preview(Preview::new(160, vec![90; 160 * 90]).unwrap());
    let start = Instant::now();
    for frame in 0..60_u64 {
        finder.read(frame.is_multiple_of(4));
        let corners = Some([(300.0, 100.0), (700.0, 100.0), (700.0, 500.0), (300.0, 500.0)]);
        let look = Look {
            size: (1_280, 720),
            corners,
            module_px: 5.2,
            version: 15,
            codes: 1,
            brightness: 120,
            contrast: 200,
            sharpness: 70,
        };
        finder.look(look, start + Duration::from_millis(frame * 33));
    }
    finder.collected(5, 20, String::new());
    finder
}

/// What is read on a line, without the colours.
fn words(line: &str) -> String {
    let mut in_sequence = false;
    line.chars()
        .filter(|one| {
            let was_in = in_sequence;
            in_sequence = *one == '\u{1b}' || in_sequence && !one.is_ascii_alphabetic();
            !was_in && !in_sequence
        })
        .collect()
}

#[test]
fn the_whole_screen_fits_an_80_by_24_window_and_smaller_ones() {
    for (rows, columns) in [(24, 80), (25, 80), (10, 40), (6, 20), (3, 10), (60, 200)] {
        let lines = finder().lines((rows, columns));
        assert!(lines.len() <= rows, "{rows} x {columns}: {}", lines.len());
        let widest = lines.iter().map(|line| words(line).chars().count()).max().unwrap();
        assert!(widest <= columns, "{rows} x {columns}: {widest}");
    }
}

#[test]
fn it_says_how_far_how_fast_and_how_large() {
    let shown = finder().lines((24, 120)).iter().map(|line| words(line)).collect::<Vec<_>>().join("\n");
    for part in
        ["[######..................] 5 of 20 frames", "A camera", "1280 x 720", "30.3", "5.2", "version 15"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert_eq!(finder().advice(), Advice::Keep);
}

#[test]
fn a_usual_window_says_how_large_the_code_is_whatever_the_camera_is_called() {
    let mut finder = finder();
    finder.camera.as_mut().unwrap().name = "HD Pro Webcam C920 with long name".to_owned();
    let shown = finder.lines((24, 80)).join("\n");
    assert!(shown.contains("5.2 pixels/module, version 15") && shown.contains("read/s"), "{shown}");
    // A reader that found a code without measuring its modules.
    finder.look(Look { module_px: f32::INFINITY, version: 0, ..finder.look.unwrap() }, Instant::now());
    let shown = finder.lines((24, 80)).join("\n");
    assert!(!shown.contains("inf") && !shown.contains("version 0"), "{shown}");
}

#[test]
fn without_a_screen_the_same_is_a_line() {
    let line = finder().line();
    assert!(line.starts_with("5 of 20 frames; ") && !line.contains('\u{1b}'), "{line}");
    let mut told = Vec::new();
    in_lines(&mut |line| told.push(line.to_owned()), &mut |show| {
        assert!(show(&finder()).is_continue());
    });
    assert!(told.is_empty(), "what is over at once needs no line");
}

#[test]
fn atk_e06_a_camera_with_a_hostile_name_moves_no_cursor() {
    let mut finder = finder();
    finder.camera.as_mut().unwrap().name = "\u{1b}[2J\u{9b}2J".to_owned();
    assert!(!finder.line().contains('\u{1b}') && !finder.line().contains('\u{9b}'));
}
