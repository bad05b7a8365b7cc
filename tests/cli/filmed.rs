//! Films from pipes and files, as the programs of cameras write them.

use crate::fixture::{self, Folder};
use crate::{film, run};

#[test]
fn what_the_program_of_a_raspberry_pi_writes_is_read_as_it_comes() {
    let folder = Folder::new("cli-film");
    film::put(&folder);
    let lines = [
        "coldframe scan film.mjpeg -o a.psbt",
        "cat film.mjpeg | coldframe scan - -o b.psbt",
        "cat film.yuv | coldframe scan - --raw-yuv420 1280x720 -o c.psbt",
        "cat film.y4m | coldframe review -",
        "coldframe convert film.y4m --as base64 -o d.txt",
        // No end of it ever comes: reading is over when the message is whole.
        "mkfifo pipe; (cat film.mjpeg; sleep 60) >pipe 2>&1 & coldframe scan pipe -o e.psbt",
    ];
    for line in lines {
        let begun = std::time::Instant::now();
        let done = run(&folder.0, line);
        assert_eq!(done.status.code(), Some(0), "{line}: {done:?}");
        assert!(begun.elapsed().as_secs() < 55, "{line}");
    }
    for name in ["a.psbt", "b.psbt", "c.psbt", "e.psbt"] {
        assert_eq!(std::fs::read(folder.path(name)).unwrap(), fixture::spend(), "{name}");
    }
}

#[test]
fn what_a_webcam_recorded_is_read_from_a_file_a_pipe_and_a_folder() {
    let folder = Folder::new("cli-film-avi");
    film::put(&folder);
    std::fs::create_dir(folder.path("films")).unwrap();
    std::fs::copy(folder.path("film.avi"), folder.path("films/one.avi")).unwrap();
    let lines = [
        "coldframe scan film.avi -o a.psbt",
        "cat film.avi | coldframe scan - -o b.psbt",
        "coldframe scan films -o c.psbt",
        "mkfifo pipe; (cat film.avi; sleep 60) >pipe 2>&1 & coldframe scan pipe -o d.psbt",
    ];
    for line in lines {
        let done = run(&folder.0, line);
        assert_eq!(done.status.code(), Some(0), "{line}: {done:?}");
    }
    for name in ["a.psbt", "b.psbt", "c.psbt", "d.psbt"] {
        assert_eq!(std::fs::read(folder.path(name)).unwrap(), fixture::spend(), "{name}");
    }
    let each = run(&folder.0, "coldframe scan --each films");
    assert!(String::from_utf8_lossy(&each.stdout).starts_with("one.avi\t55523a"), "{each:?}");
    let whole = std::fs::read(folder.path("film.avi")).unwrap();
    let at = whole.windows(4).position(|window| window == b"00dc").unwrap();
    for (name, change) in [("lie.avi", 4..8), ("other.avi", 8..10)] {
        let mut bytes = whole.clone();
        bytes[at + change.start..at + change.end].fill(0xfe);
        std::fs::write(folder.path(name), bytes).unwrap();
        let done = run(&folder.0, &format!("coldframe scan {name}"));
        assert_eq!(done.status.code(), Some(6), "{name}: {done:?}");
    }
}

#[test]
fn atk_e05_a_film_that_lies_or_breaks_off_ends_with_an_error_and_not_with_the_program() {
    let folder = Folder::new("cli-film-hostile");
    film::put(&folder);
    let whole = std::fs::read(folder.path("film.mjpeg")).unwrap();
    let mut damaged = whole.clone();
    // Sizes of 65535 x 65535 in every picture.
    for at in 0..damaged.len() - 8 {
        if damaged[at..at + 2] == [0xff, 0xc0] {
            damaged[at + 5..at + 9].fill(0xff);
        }
    }
    std::fs::write(folder.path("giant.mjpeg"), damaged).unwrap();
    std::fs::write(folder.path("short.mjpeg"), &whole[..whole.len() / 50]).unwrap();
    std::fs::write(folder.path("junk.mjpeg"), [&b"\xff\xd8\xff\xd9"[..], &[0xff; 100_000]].concat()).unwrap();
    for (name, code) in [("giant", 6), ("short", 6), ("junk", 6)] {
        let done = run(&folder.0, &format!("coldframe scan {name}.mjpeg"));
        assert_eq!(done.status.code(), Some(code), "{name}: {done:?}");
    }
    for (size, code) in [("0x0", 6), ("65536x65536", 6), ("4294967295x4294967295", 6), ("1x", 2)] {
        let done = run(&folder.0, &format!("coldframe scan - --raw-yuv420 {size} < film.yuv"));
        assert_eq!(done.status.code(), Some(code), "{size}: {done:?}");
    }
}

#[test]
fn a_camera_that_is_not_there_is_said_wherever_one_can_be_named() {
    let folder = Folder::new("cli-no-camera");
    for line in [
        "coldframe scan qr:987",
        "coldframe review qr:987",
        "coldframe show qr:987 -o a.gif",
        "coldframe convert qr:987 --as hex",
        "coldframe finalize qr:987 -o a.txn",
        "coldframe --network regtest seed check --seed qr:987",
        "coldframe --network regtest account export --seed qr:/dev/video987",
    ] {
        let done = run(&folder.0, line);
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.code() == Some(9) && said.contains("[camera/missing]"), "{line}: {done:?}");
    }
}

/// Whoever is told that there was no code takes the same film again.
#[test]
fn a_film_without_an_end_is_said_to_be_too_long_and_not_to_be_without_a_code() {
    let folder = Folder::new("filmed-long");
    let film = ["YUV4MPEG2 W1 H1 Cmono\n".to_owned(), "FRAME\n0".repeat(20_001)].concat();
    std::fs::write(folder.path("long.y4m"), film).unwrap();
    for line in ["coldframe scan long.y4m", "cat long.y4m | coldframe scan -"] {
        let done = run(&folder.0, line);
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(6), "{said}");
        assert!(said.contains("[optics/too-many-frames]"), "{said}");
    }
}
