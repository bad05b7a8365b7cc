//! Frames of a real camera, where a copy of them is at hand.
//!
//! They are the qvga frames that Blockstream's Jade tests its scanner with (MIT licence): raw
//! deflate of 320 x 240 gray, and a JSON file with the expected text or bytes. They are not part
//! of this repository; `COLDFRAME_FRAMES` names the folder that holds them. `COLDFRAME_SEEDQR`
//! names a folder with the pictures of the SeedQR specification.

use crate::optics::{Gray, folder, picture, rqrr_pass, rxing_pass, scan};
use std::path::{Path, PathBuf};

#[path = "../../../../tests/skips.rs"]
mod skips;

fn folder_of(variable: &str) -> Option<PathBuf> {
    let place = std::env::var_os(variable).map(PathBuf::from);
    if place.is_none() {
        // A skipped test must not look like a passed one.
        skips::skipped(&format!("{variable} names no folder"));
    }
    place
}

fn camera_frame(data: &Path) -> (Gray, Vec<u8>) {
    let pixels = miniz_oxide::inflate::decompress_to_vec(&std::fs::read(data).unwrap()).unwrap();
    let json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(data.with_extension("json")).unwrap()).unwrap();
    let expected = &json["expected_output"];
    let payload = match (expected["text"].as_str(), expected["hex"].as_str()) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (_, Some(hex)) => {
            (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
        }
        _ => panic!("{} expects nothing", data.display()),
    };
    (Gray::new(320, 240, pixels).unwrap(), payload)
}

#[test]
fn frames_of_a_real_camera_are_read_exactly() {
    let Some(place) = folder_of("COLDFRAME_FRAMES") else { return };
    let (mut count, mut first, mut second, mut chain) = (0, 0, 0, 0);
    for data in
        folder::files(&place).unwrap().iter().filter(|path| path.extension().is_some_and(|end| end == "dat"))
    {
        let (picture, expected) = camera_frame(data);
        count += 1;
        let alone = rxing_pass::read(&picture).unwrap_or_default().found;
        first += usize::from(alone.iter().map(|found| &found.payload).eq([&expected]));
        second += usize::from(rqrr_pass::read(&picture) == [expected.clone()]);
        let both = scan::Reader::still().read(&picture);
        chain += usize::from(both == [expected.clone()]);
        assert!(both.iter().all(|payload| *payload == expected), "{} misread", data.display());
    }
    let line = format!("real frames: {count}, rxing alone {first}, rqrr alone {second}, chain {chain}\n");
    std::io::Write::write_all(&mut std::io::stderr(), line.as_bytes()).unwrap();
    assert!(chain >= first.max(second));
    assert_eq!(chain, count);
}

#[test]
fn the_pictures_of_the_seed_qr_specification_are_read_exactly() {
    let Some(place) = folder_of("COLDFRAME_SEEDQR") else { return };
    let read = |name: &str| {
        let frames = picture::frames(std::fs::read(place.join(name)).unwrap()).unwrap();
        let mut payloads: Vec<_> =
            frames.flat_map(|frame| scan::Reader::still().read(&frame.unwrap())).collect();
        assert_eq!(payloads.len(), 1, "{name}");
        payloads.remove(0)
    };
    for (words, digits, bytes) in [("12word", 48, 16), ("24word", 96, 32)] {
        let standard = read(&format!("standard_{words}.png"));
        let compact = read(&format!("compact_{words}.png"));
        assert_eq!((standard.len(), compact.len()), (digits, bytes));
        // Four digits are the number of a word; the bits of all words begin with the entropy.
        let numbers =
            standard.chunks(4).map(|four| std::str::from_utf8(four).unwrap().parse::<u16>().unwrap());
        let bits: Vec<bool> =
            numbers.flat_map(|word| (0..11).rev().map(move |bit| word >> bit & 1 == 1)).collect();
        let entropy: Vec<u8> = bits
            .chunks(8)
            .map(|eight| eight.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit)))
            .collect();
        assert_eq!(entropy[..bytes], compact);
    }
}
