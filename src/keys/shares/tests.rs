//! Shares, from the outside and at their joints.

mod attacks;
mod correcting;
mod gathering;
mod hostile;
mod privacy;
mod quorums;
mod round_trips;

use super::*;
use coldframe_core::shares::{Holds, Scheme};
use sha2::{Digest, Sha256};

/// Bytes that look random and are the same in every run.
fn known(seed: u64) -> impl FnMut(&mut [u8]) -> Result<(), EntropyError> {
    let mut counter = 0_u64;
    move |bytes: &mut [u8]| {
        for piece in bytes.chunks_mut(32) {
            counter += 1;
            let hash = Sha256::new().chain_update(seed.to_be_bytes()).chain_update(counter.to_be_bytes());
            piece.iter_mut().zip(hash.finalize()).for_each(|(byte, drawn)| *byte = drawn);
        }
        Ok(())
    }
}

fn bytes(count: usize, seed: u64) -> Vec<u8> {
    let mut bytes = vec![0; count];
    known(seed)(&mut bytes).unwrap();
    bytes
}

fn text(share: &Share) -> String {
    share.expose_text(str::to_owned)
}

fn read(text: &str) -> Share {
    Share::read(text.as_bytes(), None).unwrap()
}

/// A quick set: no rounds to wait for.
fn plan(scheme: Scheme, need: u8, of: u8) -> Plan {
    Plan { iteration_exponent: 0, ..Plan::single(scheme, Holds::MasterSecret, need, of) }
}

fn made(plan: &Plan, secret: &[u8], seed: u64) -> Vec<Share> {
    split(plan, secret, b"", &mut known(seed)).unwrap()
}

fn combined(shares: &[&Share]) -> Result<Vec<u8>, ShareError> {
    let mut gathering = Gathering::new();
    for share in shares {
        gathering.add(share.expose_text(|text| Share::read(text.as_bytes(), None))?)?;
    }
    Ok(gathering.finish(b"")?.expose(<[u8]>::to_vec))
}
