//! A sender, a receiver, and an attacker between them who drops, repeats, shuffles and forges frames.

use coldframe_core::frames::{FrameSize, Progress, Receiver, SenderOptions, Wire, sender};

/// Most frames one play may take: bounded as a patient person is.
const FRAMES_MAX: usize = 400;

/// Plays the attacker's moves. Whatever they are, the receiver ends with the message or with nothing.
pub fn play(message: &[u8], wire: Wire, part_bytes: usize, moves: &[u8]) {
    let options = SenderOptions::of(FrameSize::PartBytes(part_bytes));
    let Ok(source) = sender(message, wire, options) else { return };
    let mut receiver = Receiver::new();
    let (mut next, mut best) = (0, 0);
    for step in moves.iter().take(FRAMES_MAX) {
        let text = match step % 8 {
            // Seen, or seen again.
            0..=2 => source.frame(next).0,
            3 => source.frame(next / 2).0,
            // Torn by a hand in front of the camera: the part's own check must find it.
            4 => torn(&source.frame(next).0, *step),
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
                assert!(have <= need && have >= best, "progress fell from {best} to {have} of {need}");
                best = have;
            }
            Err(_) => {}
        }
    }
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
