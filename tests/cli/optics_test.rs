//! The test of screen and camera, read from a video by the worker that reads every video.

use crate::camera::film;
use crate::fixture::Folder;
use crate::run;

/// A camera that reads version 7 and no more, and loses every third code above eight a second.
pub fn film_of_a_poor_camera(path: &std::path::Path) {
    film(path, 10, 0, |shot, number| {
        let is_fast = shot.every.as_millis() < 100;
        shot.modules.side() > 17 + 4 * 7 || is_fast && number.is_multiple_of(3)
    });
}

/// A short one.
pub fn short_film(path: &std::path::Path) {
    film(path, 4, 0, |_, _| false);
}

#[test]
fn a_simulated_camera_finds_what_it_sustains() {
    let folder = Folder::new("optics-test");
    film_of_a_poor_camera(&folder.path("test.y4m"));
    let done = run(&folder.0, "coldframe optics test --receive test.y4m --state state");
    let table = String::from_utf8(done.stdout).unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(0), "{said}{table}");
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
    let row = |version: &str, fps: &str| {
        rows.iter()
            .find(|row| row[0] == version && row[1] == fps)
            .unwrap_or_else(|| panic!("{table}"))
            .clone()
    };
    assert_eq!((row("7", "8")[2], row("7", "8")[5]), ("16", "yes"), "{table}");
    assert_eq!(row("7", "15")[5], "no", "{table}");
    assert_eq!((row("10", "4")[2], row("10", "4")[5]), ("0", "no"), "{table}");
    assert_eq!(rows.len(), 1 + 16);
    // It is of use on the machine that showed the test, and kept there.
    assert!(said.contains("coldframe optics test --pair 7,8"), "{said}");
    // Version 10 was shown and not read: no larger window does more.
    assert!(!said.contains("a larger window"), "{said}");
    assert!(!folder.path("state/optics").exists());
    let done = run(&folder.0, "coldframe optics test --pair 7,8 --state state");
    assert_eq!(done.status.code(), Some(0));
    let kept = std::fs::read_to_string(folder.path("state/optics")).unwrap();
    assert_eq!(kept, "coldframe optics 1\npair 7 8\n");
}

#[test]
fn light_that_spreads_over_two_modules_leaves_the_large_ones() {
    let folder = Folder::new("optics-blur");
    // A module of version 4 has five pixels, one of version 7 has four.
    film(&folder.path("test.y4m"), 7, 2, |_, _| false);
    let done = run(&folder.0, "coldframe optics test --receive test.y4m");
    let table = String::from_utf8(done.stdout).unwrap();
    assert_eq!(done.status.code(), Some(0), "{table}");
    let holds = |version: &str| {
        table.lines().filter(|line| line.starts_with(&format!("{version} ")) && line.ends_with("yes")).count()
    };
    assert_eq!(holds("4"), 4, "{table}");
    assert!(holds("7") <= 4, "{table}");
}

#[test]
fn a_program_reads_the_same_as_one_object() {
    let folder = Folder::new("optics-json");
    short_film(&folder.path("test.y4m"));
    let done = run(&folder.0, "coldframe optics test --receive test.y4m --json");
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let object: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let schema = std::fs::read_to_string(crate::top().join("formats/optics-test.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let has_all = |object: &serde_json::Value, schema: &serde_json::Value| {
        let keys: Vec<&String> = object.as_object().unwrap().keys().collect();
        let known: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
        assert_eq!(keys, known);
    };
    has_all(&object, &schema);
    has_all(&object["steps"][0], &schema["properties"]["steps"]["items"]);
    assert_eq!(object["schema"], "optics-test/1");
    assert_eq!(object["steps"].as_array().unwrap().len(), 4);
    assert_eq!((&object["best"]["version"], &object["best"]["fps"]), (&4.into(), &15.into()));
    // The window was what ended the test, not the camera.
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.contains("no larger codes than version 4"), "{said}");
    // It was another screen.
    assert_eq!(object["stored"], false);
}

#[test]
fn a_part_of_a_test_is_no_answer() {
    let folder = Folder::new("optics-part");
    film_of_a_poor_camera(&folder.path("whole.y4m"));
    let whole = std::fs::read(folder.path("whole.y4m")).unwrap();
    // Cut between two frames: their header, and 220 by 220 pixels.
    let head = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let frame = 6 + 220 * 220;
    std::fs::write(folder.path("part.y4m"), &whole[..head + 200 * frame]).unwrap();
    let done = run(&folder.0, "coldframe optics test --receive part.y4m");
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    assert!(done.stdout.is_empty() && String::from_utf8_lossy(&done.stderr).contains("[optics-test/part]"));
}

#[test]
fn where_nothing_can_be_kept_it_is_said() {
    let folder = Folder::new("optics-nowhere");
    std::fs::write(folder.path("file"), "no folder").unwrap();
    let done = run(&folder.0, "coldframe optics test --pair 7,8 --state file/state");
    assert_eq!(done.status.code(), Some(9), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stderr).contains("[optics-test/cannot-store]"), "{done:?}");
}

#[test]
fn a_video_without_the_test_is_no_answer() {
    let folder = Folder::new("optics-nothing");
    film(&folder.path("test.y4m"), 4, 0, |_, _| true);
    let done = run(&folder.0, "coldframe optics test --receive test.y4m");
    assert_eq!(done.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&done.stderr).contains("[optics-test/nothing]"));
    let done = run(&folder.0, "coldframe optics test --receive spend.psbt");
    assert_eq!(done.status.code(), Some(6), "a file that is no picture is said to be none");
    let done = run(&folder.0, "coldframe optics test --send -o test.gif");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!([Some(2), Some(8)].contains(&done.status.code()), "{said}");
}

#[test]
fn a_film_says_nothing_of_this_screen() {
    let folder = Folder::new("optics-not-live");
    short_film(&folder.path("test.y4m"));
    for input in ["test.y4m", "."] {
        let line = format!("coldframe optics test --send --receive {input} --state state");
        let done = run(&folder.0, &line);
        assert_eq!(done.status.code(), Some(2), "{done:?}");
        assert!(String::from_utf8_lossy(&done.stderr).contains("[usage/not-live]"), "{done:?}");
        assert!(!folder.path("state/optics").exists());
    }
}

#[test]
fn notes_beside_pictures_change_nothing() {
    let folder = Folder::new("optics-notes");
    std::fs::create_dir(folder.path("shots")).unwrap();
    std::fs::write(folder.path("shots/notes.txt"), "the third was blurred").unwrap();
    let done = run(&folder.0, "coldframe optics test --receive shots");
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stderr).contains("[optics-test/nothing]"), "{done:?}");
}

/// As for whoever reads a message there: one file that cannot be read costs that one.
#[test]
fn a_file_of_a_folder_that_cannot_be_read_does_not_end_the_test() {
    let folder = Folder::new("optics-unread");
    std::fs::create_dir(folder.path("shots")).unwrap();
    let huge = std::fs::File::create(folder.path("shots/0.bin")).unwrap();
    huge.set_len((64 << 20) + 1).unwrap();
    let done = run(&folder.0, "coldframe optics test --receive shots");
    assert_eq!(done.status.code(), Some(9), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stderr).contains("[io/too-large]"), "{done:?}");
    short_film(&folder.path("shots/test.y4m"));
    let done = run(&folder.0, "coldframe optics test --receive shots");
    assert_eq!(done.status.code(), Some(0), "{done:?}");
}

#[test]
fn a_damaged_memory_of_the_screen_is_said_once_and_replaced() {
    let folder = Folder::new("optics-damaged");
    run(&folder.0, "coldframe optics test --pair 7,8 --state state");
    std::fs::write(folder.path("state/optics"), "something else\n").unwrap();
    let done = run(&folder.0, "coldframe optics test --pair 7,9 --state state");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(said.matches("remembered of screen and camera cannot be read").count(), 1, "{said}");
    assert!(std::fs::read_to_string(folder.path("state/optics")).unwrap().ends_with("pair 7 9\n"));
}

#[test]
fn a_version_without_room_for_a_part_is_not_stored() {
    let folder = Folder::new("optics-pair");
    for pair in ["1,1", "2,8"] {
        let done = run(&folder.0, &format!("coldframe optics test --pair {pair} --state state"));
        assert_eq!(done.status.code(), Some(2), "{done:?}");
    }
    assert!(!folder.path("state/optics").exists());
}

#[test]
fn without_a_terminal_it_is_said_that_a_screen_is_missing_and_a_file_is_wrong_usage_before() {
    let folder = Folder::new("optics-no-terminal");
    for (line, code, says) in [
        ("optics test --send", 8, "[optics-test/no-terminal]"),
        ("optics test --send -o test.gif", 2, "[usage/screens-only]"),
        ("optics test -o test.gif", 2, "[usage/screens-only]"),
    ] {
        let done = run(&folder.0, &format!("setsid -w coldframe {line}"));
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(code), "{line}: {said}");
        assert!(said.contains(says), "{line}: {said}");
    }
}
