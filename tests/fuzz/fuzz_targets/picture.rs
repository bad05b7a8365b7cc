//! Any file is walked and any gray picture read without a panic, still and as a frame of a video, and gives
//! payloads no longer than a symbol can hold.
#![no_main]

use coldframe_console::optics::scan::Reader;
use coldframe_console::optics::{Gray, draw, picture};
use coldframe_core::limits::FRAME_CHARS_MAX;
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

/// Sixteen by sixteen pixels, one quarter of them black.
const JPEG: [u8; 145] = [
    0xff, 0xd8, 0xff, 0xdb, 0x00, 0x43, 0x00, 0x50, 0x37, 0x3c, 0x46, 0x3c, 0x32, 0x50, 0x46, 0x41, 0x46,
    0x5a, 0x55, 0x50, 0x5f, 0x78, 0xc8, 0x82, 0x78, 0x6e, 0x6e, 0x78, 0xf5, 0xaf, 0xb9, 0x91, 0xc8, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xc0, 0x00, 0x0b, 0x08, 0x00, 0x10, 0x00, 0x10, 0x01, 0x01, 0x11, 0x00, 0xff,
    0xc4, 0x00, 0x16, 0x00, 0x01, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x04, 0x05, 0xff, 0xc4, 0x00, 0x14, 0x10, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff, 0xda, 0x00, 0x08, 0x01, 0x01,
    0x00, 0x00, 0x3f, 0x00, 0x89, 0xb4, 0x0f, 0xff, 0xd9,
];

/// One small file of each format that is read.
fn seeds() {
    let options = draw::Options { scale: 1, ..draw::Options::default() };
    let series = draw::series(&["UR:BYTES/1-2/HELLO", "UR:BYTES/2-2/WORLD"], options).expect("small");
    for (name, bytes) in [("png", series.png()), ("apng", series.apng()), ("gif", series.gif())] {
        common::seeds::put(name, &bytes.expect("drawn"));
    }
    common::seeds::put("y4m", &[&b"YUV4MPEG2 W4 H4 F8:1 Cmono\nFRAME\n"[..], &[90; 16]].concat());
    common::seeds::put("jpeg", &JPEG);
    common::seeds::put("mjpeg", &[JPEG, JPEG].concat());
    let chunk = |name: &[u8], bytes: &[u8]| {
        let length = u32::try_from(bytes.len()).expect("small").to_le_bytes();
        [name, &length, bytes, &vec![0; bytes.len() % 2]].concat()
    };
    let frame = chunk(b"00dc", &JPEG);
    let movie = [&b"movi"[..], &frame, &chunk(b"01wb", &[1; 7]), &frame].concat();
    let head = chunk(b"LIST", &[&b"hdrl"[..], &chunk(b"avih", &[0; 56])].concat());
    let file = [&b"AVI "[..], &head, &chunk(b"JUNK", &[0; 5]), &chunk(b"LIST", &movie)].concat();
    common::seeds::put("avi", &chunk(b"RIFF", &file));
}

fuzz_target!(init: seeds(), |bytes: &[u8]| {
    // As it would come through a pipe, frame by frame.
    if let Ok(frames) = picture::live(Cursor::new(bytes.to_vec()), None) {
        frames.take(3).for_each(drop);
    }
    // A file by its first bytes, else a width and pixels.
    let frames: Vec<Gray> = match (picture::frames(bytes), bytes) {
        (Ok(frames), _) => frames.flatten().filter(|frame| frame.pixels().len() < 90_000).take(3).collect(),
        (Err(_), [width, pixels @ ..]) if *width > 0 => {
            let width = usize::from(*width);
            let height = pixels.len() / width;
            Gray::new(width, height, pixels[..width * height].to_vec()).into_iter().collect()
        }
        _ => return,
    };
    let mut video = Reader::live();
    for frame in frames {
        for payload in Reader::still().read(&frame).into_iter().chain(video.read(&frame)) {
            assert!(payload.len() <= FRAME_CHARS_MAX);
        }
    }
});
