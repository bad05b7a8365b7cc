//! How many frames a message costs, as a Markdown table: `cargo bench -p coldframe-core`.
//!
//! The same lossy streams go to our receiver, which eliminates, and to the decoder of the `ur`
//! crate, which peels. Then the dearest frames an attacker can draw are timed.
#![expect(clippy::print_stdout, reason = "a bench prints its table")]
#![expect(clippy::as_conversions, clippy::indexing_slicing, reason = "statistics over small numbers")]
#![expect(clippy::unwrap_used, reason = "a bench that fails has no table")]

use coldframe_core::frames::ur::fountain::Fountain;
use coldframe_core::frames::ur::gauss::Solver;
use coldframe_core::frames::{Order, Receiver, UrType, ur};
use std::time::Instant;

const RUNS: usize = 400;
const FRAGMENT_BYTES: usize = 10;
/// Frames after which a run is given up and counted as that many.
const GIVE_UP: u64 = 30;

fn main() {
    let started = Instant::now();
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
    hostile();
    println!("\n{} s in all", started.elapsed().as_secs());
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

/// The best of three, because a busy machine only ever adds.
fn best_of<T, R>(copies: &mut [T], work: impl Fn(&mut T) -> R) -> f64 {
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
