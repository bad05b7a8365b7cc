//! What sharing costs: `cargo bench -p coldframe-keys --bench shares`.
//!
//! The arithmetic alone is timed through SSKR, which has no PBKDF2; split there includes reading every
//! share back and restoring from all of them. SLIP-39 is timed whole.
#![expect(clippy::print_stdout, reason = "a bench prints its table")]
#![expect(clippy::unwrap_used, reason = "a bench that fails has no table")]

use coldframe_core::shares::{Holds, Scheme};
use coldframe_keys::entropy;
use coldframe_keys::self_test;
use coldframe_keys::shares::{Gathering, Plan, Share, split};
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 301;

fn main() {
    println!("3 of 5, 32 bytes, median of {ROUNDS} runs\n");
    println!("| scheme | split, restored from all five | combine three |");
    println!("|---|---|---|");
    row("arithmetic alone (SSKR)", Scheme::Sskr, 0);
    row("codex32", Scheme::Codex32, 0);
    row("SLIP-39, exponent 0", Scheme::Slip39, 0);
    row("SLIP-39, exponent 1", Scheme::Slip39, 1);
    println!(
        "\nAll known answers before a secret is touched: {}",
        told(median(|| self_test::quick().unwrap()))
    );
}

fn row(name: &str, scheme: Scheme, exponent: u8) {
    let secret = [0xa5; 32];
    let plan = Plan { iteration_exponent: exponent, ..Plan::single(scheme, Holds::MasterSecret, 3, 5) };
    let made = || split(&plan, black_box(&secret), b"", &mut entropy::fill).unwrap();
    let texts: Vec<String> = made().iter().take(3).map(|share| share.expose_text(str::to_owned)).collect();
    let splitting = median(|| drop(black_box(made())));
    let combining = median(|| {
        let mut gathering = Gathering::new();
        for text in &texts {
            gathering.add(Share::read(text.as_bytes(), None).unwrap()).unwrap();
        }
        black_box(gathering.finish(b"").unwrap());
    });
    println!("| {name} | {} | {} |", told(splitting), told(combining));
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(ROUNDS / 2).copied().unwrap()
}

fn told(time: Duration) -> String {
    format!("{:.1} us", time.as_secs_f64() * 1e6)
}
