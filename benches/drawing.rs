//! How long a symbol takes to draw, as a Markdown table: `cargo bench -p coldframe-console`.
#![expect(clippy::print_stdout, reason = "a bench prints its table")]
#![expect(clippy::unwrap_used, reason = "a bench that fails has no table")]

use coldframe_console::optics::symbol::Modules;
use coldframe_console::optics::{Glyphs, terminal_lines};
use coldframe_core::frames::capacity;
use std::hint::black_box;
use std::time::{Duration, Instant};

const RUNS: u32 = 200;

fn main() {
    println!("Microseconds a frame of full alphanumeric text at level L, median of {RUNS}\n");
    println!("| version | modules | half blocks | both |");
    println!("|---|---|---|---|");
    for version in [5, 10, 15, 20, 25, 30, 40] {
        let text: String = ('A'..='Z').cycle().take(capacity::alphanumeric_chars(version).unwrap()).collect();
        let symbol = Modules::encode(text.as_bytes(), version).unwrap();
        let encoded =
            median(|| drop(black_box(Modules::encode(black_box(text.as_bytes()), version).unwrap())));
        let drawn = median(|| drop(black_box(terminal_lines(black_box(&symbol), 4, Glyphs::HalfBlocks))));
        let both = encoded + drawn;
        println!("| {version} | {} | {} | {} |", encoded.as_micros(), drawn.as_micros(), both.as_micros());
    }
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.into_iter().nth(usize::try_from(RUNS / 2).unwrap()).unwrap()
}
