//! Any gray picture is read without a panic, still and as a frame of a video, and gives payloads no longer
//! than a symbol can hold.
#![no_main]

use coldframe_console::optics::scan::Reader;
use coldframe_console::optics::{Gray, picture};
use coldframe_core::limits::FRAME_CHARS_MAX;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
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
