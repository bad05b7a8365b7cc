//! Workers that misbehave in every way a picture could make them.

use super::job::{Kind, LENGTH_BYTES, TASK_BYTES, Task};
use super::*;
use coldframe_memory::probe::Door;
use std::io::{PipeReader, PipeWriter, Read, Write};
use std::os::fd::OwnedFd;
use std::time::Instant;

const TASK: Task = Task { kind: Kind::Picture, order: Order::STILL };
const QUICK: Caps = Caps { frame: Duration::from_millis(200), job: Some(Duration::from_secs(20)) };

/// The first piece of what belongs to a job.
fn piece(data: &mut PipeReader) -> Vec<u8> {
    let mut length = [0; LENGTH_BYTES];
    data.read_exact(&mut length).unwrap();
    let mut piece = vec![0; usize::try_from(u32::from_le_bytes(length)).unwrap()];
    data.read_exact(&mut piece).unwrap();
    piece
}

/// A decoder that does what its picture says.
fn taken_over(mut data: PipeReader, mut payloads: PipeWriter) -> u8 {
    data.read_exact(&mut [0; TASK_BYTES]).unwrap();
    let mut say = |bytes: &[u8]| {
        payloads.write_all(&record::payload(bytes)).unwrap();
        payloads.write_all(&record::frame()).unwrap();
    };
    match piece(&mut data).first_chunk::<4>().unwrap() {
        b"spin" => loop {
            std::hint::spin_loop();
        },
        b"quit" => return 3,
        b"kill" => {
            rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::ABORT).unwrap()
        }
        b"talk" => loop {
            say(b"once more");
        },
        b"lone" => {
            let server = rustix::process::getppid().unwrap();
            rustix::process::kill_process(server, rustix::process::Signal::KILL).unwrap();
        }
        b"lies" => payloads.write_all(&[9; 100]).unwrap(),
        b"half" => {
            payloads.write_all(&record::payload(b"cut off")[..5]).unwrap();
            std::thread::sleep(Duration::from_secs(60));
        }
        b"file" => say(if std::fs::File::open("/proc/self/maps").is_ok() { b"opened" } else { b"refused" }),
        b"open" => {
            job::confine(TASK);
            say(b"confined");
            let _ = std::fs::File::open("/proc/self/maps");
            say(b"still here");
        }
        b"sock" => {
            job::confine(TASK);
            say(b"confined");
            let _ = Door::Socket.is_shut();
            say(b"still here");
        }
        b"eats" => {
            job::confine(TASK);
            let most = usize::try_from(coldframe_core::limits::WORKER_ADDRESS_BYTES_MAX).unwrap();
            say(&Vec::<u8>::with_capacity(most));
        }
        b"echo" => loop {
            match piece(&mut data) {
                piece if piece.is_empty() => return 0,
                piece => say(&piece),
            }
        },
        _ => say(b"read"),
    }
    0
}

fn line() -> Line {
    server::start(taken_over, &[]).unwrap()
}

fn said(line: &mut Line, picture: &[u8]) -> (Vec<Vec<u8>>, Result<(), WorkerError>) {
    let mut payloads = Vec::new();
    let outcome = line.job(TASK, Source::Bytes(picture.to_vec()), QUICK, &mut |seen| {
        if let Seen::Payload(payload) = seen {
            payloads.push(payload.to_vec());
        }
        ControlFlow::Continue(())
    });
    (payloads, outcome)
}

/// The next picture gets a new worker, and nothing of the last job is in it.
fn next_is_read(line: &mut Line) {
    assert_eq!(said(line, b"next"), (vec![b"read".to_vec()], Ok(())));
}

#[test]
fn atk_e05_a_decoder_that_never_ends_is_killed_and_the_next_picture_is_read() {
    let mut line = line();
    let before = Instant::now();
    // More than the pipe holds, so that the next worker would find the rest of it there.
    let mut picture = b"spin".to_vec();
    picture.resize(1_000_000, b'x');
    let (payloads, outcome) = said(&mut line, &picture);
    assert_eq!((payloads, outcome), (Vec::new(), Err(WorkerError::Timeout { frame: 0, seconds: 0 })));
    assert!(before.elapsed() < Duration::from_secs(10));
    next_is_read(&mut line);
}

#[test]
fn atk_e05_a_decoder_that_breaks_down_costs_its_picture_only() {
    let mut line = line();
    for picture in [b"kill", b"quit", b"eats"] {
        assert_eq!(said(&mut line, picture), (Vec::new(), Err(WorkerError::Died { frame: 0 })));
        next_is_read(&mut line);
    }
}

#[test]
fn atk_e05_a_decoder_that_was_taken_over_is_ended_at_its_first_wrong_word() {
    let mut line = line();
    assert_eq!(said(&mut line, b"lies"), (Vec::new(), Err(WorkerError::Garbled { frame: 0 })));
    next_is_read(&mut line);
    assert_eq!(said(&mut line, b"half"), (Vec::new(), Err(WorkerError::Timeout { frame: 0, seconds: 0 })));
    next_is_read(&mut line);
    // Every word is right, and there is no end of them.
    assert!(matches!(said(&mut line, b"talk").1, Err(WorkerError::Garbled { .. })));
    next_is_read(&mut line);
}

#[test]
fn atk_e05_a_worker_can_open_no_file_and_no_socket() {
    let mut line = line();
    let landlocked = std::thread::spawn(|| crate::sandbox::shut_files(&[])).join().unwrap();
    // What the server has given up, its worker cannot have.
    assert!(!landlocked || said(&mut line, b"file").0 == [b"refused"]);
    // And what a decoder never calls ends it.
    for picture in [b"open", b"sock"] {
        let (payloads, outcome) = said(&mut line, picture);
        assert_eq!((payloads, outcome), (vec![b"confined".to_vec()], Err(WorkerError::Died { frame: 1 })));
    }
    next_is_read(&mut line);
}

#[test]
fn atk_e05_a_server_that_is_killed_is_missed_and_never_waited_for() {
    let mut line = line();
    for picture in [b"lone", b"next"] {
        assert_eq!(said(&mut line, picture), (Vec::new(), Err(WorkerError::Absent)));
    }
}

#[test]
fn what_is_read_of_a_stream_is_told_while_the_camera_still_films() {
    let (film, mut camera) = std::io::pipe().unwrap();
    camera.write_all(b"first").unwrap();
    let mut line = line();
    let mut told = Vec::new();
    let source = Source::Stream(b"echo".to_vec(), OwnedFd::from(film).into());
    let outcome = line.job(Task { kind: Kind::Picture, order: Order::LIVE }, source, QUICK, &mut |seen| {
        let Seen::Payload(payload) = seen else { return ControlFlow::Continue(()) };
        told.push(payload.to_vec());
        // The second frame is filmed after the first was told; the end of the film never comes.
        camera.write_all(b"second").unwrap();
        if told.len() == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(outcome, Ok(()));
    assert_eq!(told, [b"first".to_vec(), b"second".to_vec()]);
    next_is_read(&mut line);
}

#[test]
fn a_camera_that_takes_its_time_is_waited_for() {
    let (film, mut camera) = std::io::pipe().unwrap();
    let filming = std::thread::spawn(move || {
        std::thread::sleep(QUICK.frame * 3);
        camera.write_all(b"late").unwrap();
    });
    let mut told = Vec::new();
    let source = Source::Stream(b"echo".to_vec(), OwnedFd::from(film).into());
    let outcome = line().job(TASK, source, QUICK, &mut |seen| {
        if seen != Seen::Waiting {
            told.push(seen);
        }
        ControlFlow::Continue(())
    });
    filming.join().unwrap();
    assert_eq!(outcome, Ok(()));
    assert_eq!(told.first(), Some(&Seen::Payload(Zeroizing::new(b"late".to_vec()))));
}

#[test]
fn atk_e05_a_png_of_20000_by_20000_pixels_is_refused_by_its_header() {
    const HEADER: [u8; 25] =
        [0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 78, 32, 0, 0, 78, 32, 8, 0, 0, 0, 0, 198, 27, 25, 229];
    let picture = [&b"\x89PNG\r\n\x1a\n"[..], &HEADER].concat();
    let mut told = Vec::new();
    let before = Instant::now();
    look(Source::Bytes(picture), Order::STILL, &mut |seen| {
        told.push(seen);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(before.elapsed() < Duration::from_secs(5));
    let [Seen::Trouble(PictureError::TooManyPixels { width: 20_000, height: 20_000, .. })] = told.as_slice()
    else {
        panic!("{told:?}")
    };
}

#[test]
fn a_worker_that_is_asked_answers() {
    assert!(is_alive());
}

#[test]
fn atk_e05_without_a_server_a_picture_is_an_error_and_is_not_decoded_here() {
    let absent = WorkerError::Absent;
    assert_eq!(absent.code().as_str(), "worker/absent");
    let mut line = line();
    // A server that is gone: its workers would have nobody to tell how they ended.
    line.hang_up();
    assert_eq!(said(&mut line, b"next"), (Vec::new(), Err(absent)));
}
