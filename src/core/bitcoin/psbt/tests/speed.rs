//! Cost grows with the file and not faster. Figures are printed by
//! `cargo test --release -p coldframe-core speed -- --nocapture --ignored`.

use super::build::{count, file, global_v0, pair, tx_out};
use crate::bitcoin::psbt::Psbt;
use bitcoin::secp256k1::{PublicKey, Secp256k1, SecretKey};
use std::time::{Duration, Instant};

/// Inputs as a wallet sends them: previous transaction of so many outputs, lone output, key origin.
fn spend(inputs: usize, previous_outputs: usize) -> Vec<u8> {
    let script = [&[0, 20], [7; 20].as_slice()].concat();
    let previous = [
        [2, 0, 0, 0, 1].to_vec(),
        [[0x22; 36].as_slice(), &[0], &[0xff; 4]].concat(),
        count(previous_outputs),
        tx_out(5_000, &script).repeat(previous_outputs),
        vec![0; 4],
    ];
    let public_key = PublicKey::from_secret_key(&Secp256k1::new(), &SecretKey::from_slice(&[7; 32]).unwrap());
    let claim = pair(&[[6].as_slice(), &public_key.serialize()].concat(), &[1; 24]);
    let input = vec![pair(&[0], &previous.concat()), pair(&[1], &tx_out(5_000, &script)), claim];
    let mut maps = vec![global_v0(inputs, &[1, 2])];
    maps.resize(inputs + 1, input);
    maps.extend([vec![], vec![]]);
    file(&maps)
}

fn fastest(bytes: &[u8]) -> Duration {
    let once = |_| {
        let start = Instant::now();
        assert!(Psbt::parse(bytes).is_ok());
        start.elapsed()
    };
    (0..30).map(once).min().unwrap()
}

#[test]
#[ignore = "prints figures; run it in release"]
#[expect(clippy::print_stdout, reason = "it prints figures")]
fn speed_of_reading() {
    for (inputs, outputs) in [(1, 2), (10, 2), (100, 2), (200, 2), (1_000, 2), (200, 250)] {
        let bytes = spend(inputs, outputs);
        println!(
            "{inputs:5} inputs, previous of {outputs:3} outputs, {:8} B: {:?}",
            bytes.len(),
            fastest(&bytes)
        );
    }
}

#[test]
#[ignore = "timed: run it in release on a quiet machine"]
fn reading_a_thousand_inputs_costs_about_a_hundred_times_reading_ten() {
    let (few, many) = (fastest(&spend(10, 2)), fastest(&spend(1_000, 2)));
    assert!(many < few * 400, "{few:?} {many:?}");
}
