//! How many frames a message costs, as a Markdown table: `cargo bench -p coldframe-core`.
//!
//! The same lossy streams go to our receiver, which eliminates, and to the decoder of the `ur`
//! crate, which peels. Then the dearest frames an attacker can draw are timed.
#![expect(clippy::print_stdout, reason = "a bench prints its table")]
#![expect(clippy::as_conversions, clippy::indexing_slicing, reason = "statistics over small numbers")]
#![expect(clippy::unwrap_used, reason = "a bench that fails has no table")]

use coldframe_core::frames::ur::fountain::Fountain;
use coldframe_core::frames::ur::gauss::Solver;
use coldframe_core::frames::{
    BbqrEncoding, BbqrType, FrameError, FrameSize, Order, Receiver, SenderOptions, UrType, Wire, sender, ur,
};
use coldframe_core::limits::MESSAGE_BYTES_MAX;
use std::time::Instant;

const RUNS: usize = 400;
const FRAGMENT_BYTES: usize = 10;
/// Frames after which a run is given up and counted as that many.
const GIVE_UP: u64 = 30;

fn main() {
    let started = Instant::now();
    // `cargo bench --bench transport -- hostile` leaves the long table out.
    if !std::env::args().any(|argument| argument == "hostile") {
        honest();
    }
    hostile();
    flooded();
    rejoined();
    println!("\n{} s in all", started.elapsed().as_secs());
}

fn honest() {
    println!("Frames shown / K until the message is whole, mean (p95) of {RUNS} runs\n");
    println!("| K | loss | from | order | ours (elimination) | `ur` 0.5 (peeling) |");
    println!("|---|---|---|---|---|---|");
    let mut dice = Dice(1);
    for parts in [8, 20, 40, 80, 320] {
        for loss in [0, 10, 30] {
            for joins_late in [true, false] {
                for order in [Order::Standard, Order::CycHalf, Order::Dense] {
                    row(parts, loss, joins_late, order, &mut dice);
                }
            }
        }
    }
}

fn row(parts: usize, loss: u64, joins_late: bool, order: Order, dice: &mut Dice) {
    let mut ours = Vec::with_capacity(RUNS);
    let mut theirs = Vec::with_capacity(RUNS);
    // The peeling decoder is slow on long messages, and gets nowhere with dense parts alone.
    let peel_runs = match (order, parts) {
        (Order::Dense, 40..) => 0,
        (Order::Dense, _) if joins_late => 0,
        (_, 320) => 10,
        (_, 40..) => 100,
        _ => RUNS,
    };
    for run in 0..RUNS {
        let message = dice.bytes(parts * FRAGMENT_BYTES);
        let fountain = Fountain::new(UrType::Bytes, &message, FRAGMENT_BYTES).unwrap();
        let first = if joins_late { dice.below(20 * parts as u64) } else { 0 };
        let seed = dice.next();
        ours.push(frames_ours(&fountain, order, first, loss, Dice(seed)) as f64 / parts as f64);
        if run < peel_runs {
            theirs.push(frames_theirs(&fountain, order, first, loss, Dice(seed)) as f64 / parts as f64);
        }
    }
    let from = if joins_late { "anywhere" } else { "part 1" };
    println!("| {parts} | {loss} % | {from} | {order:?} | {} | {} |", summary(ours), summary(theirs));
}

/// Frames shown until our solver has the message.
fn frames_ours(fountain: &Fountain, order: Order, first: u64, loss: u64, mut dice: Dice) -> u64 {
    let count = fountain.id().part_count as usize;
    let mut solver = Solver::new(count, 0);
    let most = GIVE_UP * count as u64;
    (first..first + most)
        .find(|frame| {
            if dice.below(100) >= loss {
                let seq_num = order.seq_num(fountain, *frame);
                solver.absorb(&fountain.fragments_of(seq_num), Vec::new());
            }
            solver.is_solved()
        })
        .map_or(most, |last| last - first + 1)
}

/// Frames shown until the peeling decoder has the message.
fn frames_theirs(fountain: &Fountain, order: Order, first: u64, loss: u64, mut dice: Dice) -> u64 {
    let mut decoder = ::ur::Decoder::default();
    let most = GIVE_UP * u64::from(fountain.id().part_count);
    (first..first + most)
        .find(|frame| {
            if dice.below(100) >= loss {
                let text = fountain.part(order.seq_num(fountain, *frame)).to_lowercase();
                decoder.receive(&text).unwrap();
            }
            decoder.complete()
        })
        .map_or(most, |last| last - first + 1)
}

/// The dearest frames: a new message of the most parts each time, and systems of dense rows up to
/// the largest message.
fn hostile() {
    let message = vec![7; 8_192 * FRAGMENT_BYTES];
    let fountain = Fountain::new(UrType::Bytes, &message, FRAGMENT_BYTES).unwrap();
    let (mut receivers, mut slowest) = (vec![Receiver::new(); 3], 0.0_f64);
    let before = resident_kib();
    for number in 0..400_u32 {
        let mut id = *fountain.id();
        id.checksum = number.wrapping_mul(2_654_435_761);
        let text = ur::write_part(&id, 1_000_000 + number, &[0; FRAGMENT_BYTES]);
        slowest = slowest.max(best_of(&mut receivers, |receiver| receiver.push(text.as_bytes())));
    }
    let grown = resident_kib().saturating_sub(before) / 3;
    println!("\n| hostile frames | mean ms | 99 % below ms | memory |");
    println!("|---|---|---|---|");
    println!("| 400, each opens a message of 8,192 parts | | slowest {slowest:.2} | {grown} KiB in all |");
    for (count, fragment_len) in [(320, 1_024), (1_024, 1_024), (4_096, 1_024)] {
        let (mean, most) = dense_system(count, fragment_len);
        println!(
            "| {count}, each mixes half of {count} fragments of {fragment_len} bytes | {mean:.2} | {most:.2} | |"
        );
    }
}

/// The longest message in the most parts, every part dense and one of them forged: all parts until
/// the checksum fails, then the search for the forged one.
fn flooded() {
    let message = Dice(5).bytes(MESSAGE_BYTES_MAX - 8);
    let fountain = Fountain::new(UrType::Bytes, &message, 512).unwrap();
    let count = fountain.id().part_count;
    let mut dense = (1_000_000..).filter(|number| fountain.degree(*number) > count / 3);
    let mut receivers = vec![Receiver::new(); 2];
    let mut forged = fountain.fragment(dense.next().unwrap());
    forged[0] ^= 1;
    let text = ur::write_part(fountain.id(), 999_999, &forged);
    receivers.iter_mut().for_each(|receiver| drop(receiver.push(text.as_bytes())));
    let (mut solving, mut after) = (Vec::new(), Vec::new());
    let mut failed = false;
    while after.len() < 2_000 && solving.len() < 3 * count as usize {
        let text = fountain.part(dense.next().unwrap());
        let mut failing = false;
        let took = best_of(&mut receivers, |receiver| {
            failing |= receiver.push(text.as_bytes()) == Err(FrameError::UrChecksum);
        });
        if failing || !failed {
            solving.push(took)
        } else {
            after.push(took)
        }
        if failing && !failed {
            println!("\nthe frame at which the checksum fails: {took:.2} ms");
        }
        failed |= failing;
    }
    println!("\n| {count} dense parts of 512 bytes, one forged | frames | p50 ms | p99 ms | max ms |");
    println!("|---|---|---|---|---|");
    for (what, mut took) in [("until the checksum fails", solving), ("after it", after)] {
        took.sort_by(f64::total_cmp);
        let at = |share: usize| took.get((took.len() * share / 1_000).min(took.len().saturating_sub(1)));
        let [p50, p99, max] = [500, 990, 1_000].map(|share| at(share).copied().unwrap_or_default());
        println!("| {what} | {} | {p50:.2} | {p99:.2} | {max:.2} |", took.len());
    }
    let stored = receivers.first().map_or(0, Receiver::stored_bytes);
    println!("\nstored at the end: {} KiB", stored / 1_024);
}

/// The longest BBQr series, deflated, with the last part but one changed by every frame: each makes the
/// series whole again.
fn rejoined() {
    let message: Vec<u8> = Dice(3).bytes(MESSAGE_BYTES_MAX - 8).iter().map(|byte| byte & 0x3f).collect();
    let options = SenderOptions::of(FrameSize::PartBytes(2_600));
    let wire = Wire::Bbqr { encoding: BbqrEncoding::Deflate, file_type: BbqrType::Psbt };
    let source = sender(&message, wire, options).unwrap();
    let count = source.part_count() as u64;
    let mut receivers = vec![Receiver::new(); 2];
    let (mut first, mut took) = (0.0, Vec::new());
    for frame in (0..count).filter(|frame| *frame != count - 2) {
        let text = source.frame(frame).0;
        first = best_of(&mut receivers, |receiver| receiver.push(text.as_bytes()));
    }
    let text = source.frame(count - 2).0;
    for letters in 0..400 {
        let digit = char::from(b'A' + (letters % 26) as u8);
        let forged = format!("{}{digit}{}", &text[..40 + letters], &text[41 + letters..]);
        took.push(best_of(&mut receivers, |receiver| receiver.push(forged.as_bytes())));
    }
    took.sort_by(f64::total_cmp);
    println!(
        "\n{count} parts of BBQr, one changes: last honest part {first:.2} ms, then p50 {:.2} ms, max {:.2} ms",
        took[200], took[399]
    );
}

/// The best of three, because a busy machine only ever adds.
fn best_of<T, R>(copies: &mut [T], mut work: impl FnMut(&mut T) -> R) -> f64 {
    let timed = copies.iter_mut().map(|copy| {
        let started = Instant::now();
        let _ = work(copy);
        started.elapsed().as_secs_f64() * 1e3
    });
    timed.fold(f64::INFINITY, f64::min)
}

/// Equations that each hold about half of the unknowns: mean and 99th percentile of one.
fn dense_system(count: usize, fragment_len: usize) -> (f64, f64) {
    let mut dice = Dice(9);
    let mut solver = Solver::new(count, fragment_len);
    let mut took = Vec::with_capacity(count);
    while !solver.is_solved() {
        let fragments: Vec<u32> = (0..count as u32).filter(|_| dice.next() & 1 == 1).collect();
        let body = dice.bytes(fragment_len);
        let started = Instant::now();
        solver.absorb(&fragments, body);
        took.push(started.elapsed().as_secs_f64() * 1e3);
    }
    took.sort_by(f64::total_cmp);
    (took.iter().sum::<f64>() / took.len() as f64, took[took.len() * 99 / 100])
}

fn summary(mut values: Vec<f64>) -> String {
    if values.is_empty() {
        return "-".to_owned();
    }
    values.sort_by(f64::total_cmp);
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    format!("{mean:.2} ({:.2})", values[values.len() * 95 / 100])
}

fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// A seeded generator (splitmix64): the table is the same on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.next() as u8).collect()
    }
}
