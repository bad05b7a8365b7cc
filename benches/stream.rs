//! What a transfer takes, as Markdown tables: `cargo bench -p coldframe-core --bench stream`.
//!
//! First what each way back costs in codes. Then seconds of a simulated camera transfer, our sender
//! and receiver against the peeling decoder of the `ur` crate and against a BBQr loop, all with the
//! same symbols, the same screen and the same camera. Ends with an error unless a transfer of 20 kB
//! with 10 % loss is at least 1.5 times faster than UR as others read it.
#![expect(clippy::print_stdout, reason = "a bench prints its tables")]
#![expect(clippy::as_conversions, clippy::indexing_slicing, reason = "statistics over small numbers")]
#![expect(clippy::unwrap_used, reason = "a bench that fails has no table")]

#[path = "stream/camera.rs"]
mod camera;
#[path = "stream/payment.rs"]
mod payment;

use camera::{Camera, Dice};
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::frames::{
    BbqrEncoding, BbqrType, FrameSize, FrameSource, Order, Progress, Receiver, SenderOptions, UrType, Wire,
    sender,
};
use std::process::ExitCode;

const UR: Wire = Wire::Ur(UrType::Psbt);
const BBQR: Wire = Wire::Bbqr { encoding: BbqrEncoding::Base32, file_type: BbqrType::Psbt };
const BBQR_Z: Wire = Wire::Bbqr { encoding: BbqrEncoding::Deflate, file_type: BbqrType::Psbt };

/// Symbols and speed of every contender: what a webcam takes from a laptop's screen.
const QR_VERSION: u8 = 20;
const SHOWN_PER_SECOND: f64 = 10.0;
const RUNS: u64 = 300;
/// Seconds after which a run is given up and counted as that many.
const GIVE_UP_SECONDS: f64 = 900.0;
const FASTER_AT_LEAST: f64 = 1.5;

fn main() -> ExitCode {
    println!("What the signed answer costs\n");
    ways_back();
    println!("\nSeconds until the message is whole, mean (95 % are below)\n");
    println!("v{QR_VERSION} symbols, {SHOWN_PER_SECOND} a second, {RUNS} runs a cell; {}.\n", camera::MODEL);
    let ratio = transfers();
    println!("\n20 kB, 10 % loss, from anywhere: {ratio:.2} times as fast as peeling in the usual order");
    if ratio < FASTER_AT_LEAST { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Codes of the whole answer and of the short one, for ordinary spends with previous transactions.
fn ways_back() {
    let presets =
        [("tiny", SenderOptions::TINY), ("normal", SenderOptions::NORMAL), ("fast", SenderOptions::FAST)];
    println!("| inputs | answer | bytes | form | tiny (v7) | normal (v15) | fast (v22) |");
    println!("|---:|---|---:|---|---:|---:|---:|");
    for inputs in [1, 20, 200] {
        let signed = Psbt::parse(&payment::spend(inputs).1).unwrap();
        let short = signed.answer().unwrap().to_bytes();
        for (name, bytes) in [("whole (`--full`)", signed.to_bytes()), ("short", short)] {
            for (form, wire) in [("UR", UR), ("BBQr Z", BBQR_Z)] {
                let count = |options| match sender(&bytes, wire, options) {
                    Ok(source) => source.part_count().to_string(),
                    Err(_) => "–".to_owned(),
                };
                let counts = presets.map(|(_, options)| count(options)).join(" | ");
                println!("| {inputs} | {name} | {} | {form} | {counts} |", grouped(bytes.len()));
            }
        }
    }
}

/// One way from a message to its receiver.
struct Way {
    name: &'static str,
    wire: Wire,
    order: Order,
    peels: bool,
}

const WAYS: [Way; 5] = [
    Way { name: "UR, usual order, peeling", wire: UR, order: Order::Standard, peels: true },
    Way { name: "UR, our order, peeling", wire: UR, order: Order::CycHalf, peels: true },
    Way { name: "**UR, our order, our receiver**", wire: UR, order: Order::CycHalf, peels: false },
    Way { name: "**UR to coldframe (dense)**", wire: UR, order: Order::Dense, peels: false },
    Way { name: "BBQr 2, loop", wire: BBQR, order: Order::Standard, peels: false },
];
const BBQR_Z_WAY: Way = Way { name: "BBQr Z, loop", wire: BBQR_Z, order: Order::Standard, peels: false };

/// Prints the table; gives how many times faster ours is than the first way, at 20 kB and 10 %.
fn transfers() -> f64 {
    let names: Vec<_> = WAYS.iter().chain([&BBQR_Z_WAY]).map(|way| way.name).collect();
    println!("| bytes | loss | from | {} | ours against the first |", names.join(" | "));
    println!("|---:|---:|---|{}---:|", "---:|".repeat(names.len()));
    let mut wanted = 0.0;
    for target in [1_000, 4_000, 20_000, 100_000] {
        let bytes = payment::of_about(target);
        for loss_percent in [0, 10, 30] {
            for joins_late in [true, false] {
                let ways = WAYS.iter().chain([&BBQR_Z_WAY]);
                let cells: Vec<_> = ways.map(|way| seconds(&bytes, way, loss_percent, joins_late)).collect();
                let ratio = cells[0].0 / cells[2].0;
                if (target, loss_percent, joins_late) == (20_000, 10, true) {
                    wanted = ratio;
                }
                let shown: Vec<_> = cells.iter().map(|(mean, p95)| format!("{mean:.1} ({p95:.1})")).collect();
                let from = if joins_late { "anywhere" } else { "the first" };
                let size = grouped(bytes.len());
                println!("| {size} | {loss_percent} % | {from} | {} | {ratio:.2} × |", shown.join(" | "));
            }
        }
    }
    wanted
}

/// Mean and 95th percentile.
fn seconds(bytes: &[u8], way: &Way, loss_percent: u64, joins_late: bool) -> (f64, f64) {
    let size = FrameSize::QrVersion(QR_VERSION);
    let source = sender(bytes, way.wire, SenderOptions { size, order: way.order }).unwrap();
    let runs = if way.peels && source.part_count() > 100 { RUNS / 10 } else { RUNS };
    let mut all: Vec<f64> = (0..runs)
        .map(|run| {
            let mut dice = Dice::of(run * 1_000 + loss_percent);
            let begin = if joins_late { dice.below(20 * source.part_count() as u64) } else { 0 };
            let camera = Camera::new(SHOWN_PER_SECOND, loss_percent, begin, dice);
            one_run(&*source, camera, way.peels)
        })
        .collect();
    all.sort_by(f64::total_cmp);
    (all.iter().sum::<f64>() / all.len() as f64, all[all.len() * 95 / 100])
}

/// Seconds from the first look at the screen until the message is there.
fn one_run(source: &dyn FrameSource, mut camera: Camera, peels: bool) -> f64 {
    let mut ours = Receiver::new();
    let mut theirs = ::ur::Decoder::default();
    while camera.seconds() < GIVE_UP_SECONDS {
        let Some(frame) = camera.next_read() else { continue };
        let text = source.frame(frame).0;
        let done = match peels {
            // A message of one part is no fountain to that decoder.
            true if source.part_count() == 1 => true,
            true => theirs.receive(&text.to_lowercase()).is_ok() && theirs.complete(),
            false => matches!(ours.push(text.as_bytes()), Ok(Progress::Complete(_))),
        };
        if done {
            return camera.seconds();
        }
    }
    GIVE_UP_SECONDS
}

fn grouped(number: usize) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", number / 1_000, number % 1_000),
    }
}
