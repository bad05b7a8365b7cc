//! A sender, a receiver, and an attacker between them who drops, repeats, shuffles and forges frames.

use coldframe_core::frames::ur::{self, UrPart};
use coldframe_core::frames::{FrameSize, FrameSource, Progress, Receiver, SenderOptions, Wire, sender};

/// Most frames one play may take: bounded as a patient person is.
const FRAMES_MAX: usize = 400;

/// Plays the attacker's moves. Whatever they are, the receiver ends with the message or with nothing.
pub fn play(message: &[u8], wire: Wire, part_bytes: usize, moves: &[u8]) {
    let options = SenderOptions::of(FrameSize::PartBytes(part_bytes));
    let Ok(source) = sender(message, wire, options) else { return };
    let mut receiver = Receiver::new();
    let (mut next, mut best, mut forgeries) = (0, 0, 0_u64);
    for step in moves.iter().take(FRAMES_MAX) {
        let text = match step % 8 {
            // Seen, or seen again.
            0..=2 => source.frame(next).0,
            3 => source.frame(next / 2).0,
            // Torn by a hand in front of the camera: the part's own check must find it.
            4 => torn(&source.frame(next).0, *step),
            // Well-formed, of the same message, and a lie.
            5 if wire_is_checked(wire) => {
                forgeries += 1;
                forged(&source.frame(next).0, u32::from(*step) + forgeries as u32 * 1_000)
            }
            // Missed.
            _ => String::new(),
        };
        next += 1;
        if text.is_empty() {
            continue;
        }
        match receiver.push(text.as_bytes()) {
            Ok(Progress::Complete(received)) => {
                assert!(received.bytes == message, "another message came out");
                return;
            }
            Ok(Progress::Partial { have, need, .. }) => {
                assert!(have <= need, "{have} of {need}");
                assert!(have >= best || forgeries > 0, "progress fell from {best} to {have} of {need}");
                best = have;
            }
            Err(_) => {}
        }
    }
    if wire_is_checked(wire) {
        completes(&mut receiver, &*source, message, forgeries);
    }
}

/// The attacker is gone: an honest sender that loops gets through, however many lies there were.
fn completes(receiver: &mut Receiver, source: &dyn FrameSource, message: &[u8], forgeries: u64) {
    let most = source.part_count() as u64 * 12 + forgeries * 4 + 100;
    for frame in 0..most {
        if let Ok(Progress::Complete(received)) = receiver.push(source.frame(frame).0.as_bytes()) {
            assert!(received.bytes == message, "another message came out");
            return;
        }
    }
    panic!("{most} honest frames after {forgeries} forged ones did not do");
}

/// Only a message with a checksum of its own tells a lie from the truth.
fn wire_is_checked(wire: Wire) -> bool {
    matches!(wire, Wire::Ur(_))
}

/// Another fragment under the number of this part, or under a number nobody else shows.
fn forged(frame: &str, seed: u32) -> String {
    let Ok(UrPart::Multi { id, seq_num, mut fragment }) = ur::read(frame) else { return String::new() };
    for (byte, place) in fragment.iter_mut().zip(0_u32..) {
        *byte ^= seed.wrapping_mul(place.wrapping_add(1)).to_be_bytes()[3] | u8::from(place == 0);
    }
    let number = if seed % 2 == 0 { seq_num } else { seed.wrapping_add(100_000) };
    ur::write_part(&id, number, &fragment)
}

/// One character of the frame replaced by another of the same alphabet.
fn torn(frame: &str, seed: u8) -> String {
    let at = frame.len() - 1 - usize::from(seed) * 7 % frame.len();
    let mut bytes = frame.as_bytes().to_vec();
    bytes[at] = if bytes[at] == b'A' { b'E' } else { b'A' };
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Pushes each line as one frame, as an attacker with a printer would.
pub fn push_lines(frames: &[u8]) {
    let mut receiver = Receiver::of_text_too();
    for line in frames.split(|byte| *byte == b'\n').take(FRAMES_MAX) {
        if let Ok(Progress::Partial { have, need, .. }) = receiver.push(line) {
            assert!(have <= need);
        }
    }
}
