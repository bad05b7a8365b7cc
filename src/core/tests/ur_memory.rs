//! What a hostile UR frame costs, measured on the whole process from outside our code (attack E01).
//! The file holds one test, so that nothing else in the process allocates while it measures.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

#[path = "../../../tests/skips.rs"]
mod skips;

use coldframe_core::frames::Receiver;
use coldframe_core::messages::Explain;
use std::hint::black_box;
use std::time::{Duration, Instant};
use ur::bytewords::{Style, encode};

/// Least growth that counts as work of the size the frame claims.
const GROWTH_KIB_MAX: u64 = 1_024;

/// The two frames that took another decoder 549 MB, and its process: 7 bytes of one part, of
/// 20 million and of 4 thousand million parts.
fn frames() -> [String; 2] {
    [frame(20_000_000, 140_000_000), frame(4_000_000_000, u32::MAX)]
}

/// One part as CBOR: a list of five, numbers of 32 bits, then the fragment.
fn frame(parts: u32, message_bytes: u32) -> String {
    let sequence = parts + 1;
    let mut cbor = vec![0x85];
    for number in [sequence, parts, message_bytes, 0x0102_0304] {
        cbor.push(0x1a);
        cbor.extend(number.to_be_bytes());
    }
    cbor.extend([0x47, 1, 2, 3, 4, 5, 6, 7]);
    format!("ur:bytes/{sequence}-{parts}/{}", encode(&cbor, Style::Minimal))
}

/// Most memory this process ever held and ever asked for, in KiB.
fn peaks() -> Option<[u64; 2]> {
    Some([status("VmHWM:")?, status("VmPeak:")?])
}

fn status(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Asks for as much as the process once had and gave back, so that the next request is a new peak.
fn up_to_the_peak() -> Vec<u8> {
    let slack = status("VmPeak:").unwrap() - status("VmSize:").unwrap();
    Vec::with_capacity(usize::try_from(slack << 10).unwrap())
}

fn growth<R>(work: impl FnOnce() -> R) -> (R, [u64; 2]) {
    let before = peaks().unwrap();
    let done = work();
    let after = peaks().unwrap();
    (done, [after[0] - before[0], after[1] - before[1]])
}

#[test]
fn atk_e01_one_frame_that_claims_millions_of_parts_costs_no_memory() {
    if peaks().is_none() {
        skips::skipped("this system does not say what memory a process took");
        return;
    }
    let [first, second] = frames();
    assert_eq!([first.len(), second.len()], [93, 97], "not the frames that were measured");
    // Whatever is set up once is set up now.
    let _ = Receiver::new().push(frame(9_000, 63_000).as_bytes());
    let slack = up_to_the_peak();
    for frame in [first, second] {
        let start = Instant::now();
        let (pushed, grown) = growth(|| Receiver::new().push(frame.as_bytes()));
        let took = start.elapsed();
        assert_eq!(pushed.unwrap_err().code().as_str(), "frames/ur-limit", "{frame}");
        assert!(grown.iter().all(|grown| *grown < GROWTH_KIB_MAX), "{grown:?} KiB for {frame}");
        assert!(took < Duration::from_millis(100), "{took:?} for {frame}");
    }
    let (_, grown) = growth(|| black_box(vec![1_u8; 64 << 20]).len());
    assert!(grown.iter().all(|grown| *grown >= GROWTH_KIB_MAX), "the measure sees nothing: {grown:?}");
    drop(slack);
}
