//! What a camera would film of `spend.psbt` on a screen, in the formats that programs of cameras write.

use crate::fixture::Folder;
use crate::picture_of;
use coldframe_console::optics::{Gray, picture};
use std::process::Command;

/// Width and height of the films in planes.
pub const SIZE: (usize, usize) = (1280, 720);

/// `film.mjpeg`, `film.avi`, `film.yuv` and `film.y4m`.
pub fn put(folder: &Folder) {
    let codes = codes(folder);
    let jpegs: Vec<Vec<u8>> = codes.iter().map(jpeg).collect();
    let mjpeg: Vec<u8> = jpegs.concat();
    std::fs::write(folder.path("film.avi"), avi(&jpegs)).unwrap();
    let frames: Vec<Vec<u8>> = codes.iter().map(|code| on_gray(code, SIZE)).collect();
    let chroma = vec![128; SIZE.0 * SIZE.1 / 2];
    let yuv: Vec<u8> = frames.iter().flat_map(|frame| [&frame[..], &chroma].concat()).collect();
    std::fs::write(folder.path("film.mjpeg"), mjpeg).unwrap();
    std::fs::write(folder.path("film.yuv"), yuv).unwrap();
    std::fs::write(folder.path("film.y4m"), y4m(&frames)).unwrap();
}

/// The codes of the message, one after the other.
pub fn codes(folder: &Folder) -> Vec<Gray> {
    let drawn = Command::new(env!("CARGO_BIN_EXE_coldframe"))
        .args(["show", "spend.psbt", "--density", "tiny", "--force", "-o", "film.gif"])
        .current_dir(&folder.0)
        .output()
        .unwrap();
    assert_eq!(drawn.status.code(), Some(0), "{drawn:?}");
    let gif = std::fs::read(folder.path("film.gif")).unwrap();
    picture::frames(gif).unwrap().map(Result::unwrap).collect()
}

/// Pictures in an AVI, as a webcam's program records them: sound between them, an index after them.
pub fn avi(jpegs: &[Vec<u8>]) -> Vec<u8> {
    let chunk = |name: &[u8], bytes: &[u8]| {
        let length = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        [name, &length, bytes, &vec![0; bytes.len() % 2]].concat()
    };
    let sound = chunk(b"01wb", &[0; 4_411]);
    let frames: Vec<u8> =
        jpegs.iter().flat_map(|jpeg| [chunk(b"00dc", jpeg), sound.clone()].concat()).collect();
    let head = chunk(b"LIST", &[&b"hdrl"[..], &chunk(b"avih", &[0; 56])].concat());
    let movie = chunk(b"LIST", &[&b"movi"[..], &frames].concat());
    let index = chunk(b"idx1", &vec![0; 16 * jpegs.len()]);
    chunk(b"RIFF", &[&b"AVI "[..], &head, &chunk(b"JUNK", &[0; 2_000]), &movie, &index].concat())
}

/// Gray frames as a y4m stream.
pub fn y4m(frames: &[Vec<u8>]) -> Vec<u8> {
    let mut stream = format!("YUV4MPEG2 W{} H{} F20:1 Cmono\n", SIZE.0, SIZE.1).into_bytes();
    for frame in frames {
        stream.extend(b"FRAME\n");
        stream.extend(frame);
    }
    stream
}

/// The code in the middle of something gray.
pub fn on_gray(code: &Gray, (width, height): (usize, usize)) -> Vec<u8> {
    let (left, top) = ((width - code.width()) / 2, (height - code.height()) / 2);
    let mut pixels = vec![90; width * height];
    for (row, line) in code.rows().enumerate() {
        let start = (top + row) * width + left;
        pixels[start..start + line.len()].copy_from_slice(line);
    }
    pixels
}

/// A code as a camera's JPEG, a block of 8 x 8 pixels for each module.
fn jpeg(code: &Gray) -> Vec<u8> {
    let scale = (0..code.width()).find(|x| code.at(*x, *x) < 128).unwrap() / 4;
    let is_dark = |x, y| code.at(x * scale + scale / 2, y * scale + scale / 2) < 128;
    picture_of::jpeg(code.width() / scale, is_dark)
}
