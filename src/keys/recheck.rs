//! A second opinion on every signature before it leaves (attack C02).
//!
//! A deterministic signature made under a bit flip can give the key away, so none is released on
//! the word of the library that made it. Everything is done again by other code: keys with `bip32`
//! and `k256`, hashes with `sha2`, sighashes with our own serialiser, the curve with `k256`.

mod chains;
mod scripts;
mod sighash;
mod verify;

pub(crate) use chains::master as bip32_master;
pub(crate) use sighash::Sighashes;
pub(crate) use verify::taproot_output_key;

use crate::seed::Seed;
use crate::sign::SignError;
use bip32::XPub;
use bitcoin::{Transaction, TxOut};
use chains::Chains;
use coldframe_core::bitcoin::facts::SigningJob;
use coldframe_core::bitcoin::signature::MadeSignature;
use coldframe_memory::{VaultError, vault_pair};
use std::sync::Arc;
use verify::verify;

/// Fewer tasks than this are done at once without a second thread.
const SHARED_TASKS_MIN: usize = 16;

/// Everything the check of one signature needs, all of it public.
struct Task<'a> {
    job: &'a SigningJob,
    made: &'a MadeSignature,
    chain: Arc<XPub>,
}

/// Agrees to all signatures or names the first input it does not agree to.
pub(crate) fn recheck(
    transaction: &Transaction,
    spent: &[TxOut],
    jobs: &[SigningJob],
    made: &[MadeSignature],
    seed: &Seed,
) -> Result<(), SignError> {
    if made.len() != jobs.len() {
        return Err(SignError::SelfCheck { input_index: made.len().min(jobs.len()) });
    }
    let mut chains = Chains::new(seed);
    let tasks = jobs.iter().zip(made).map(|(job, made)| {
        let wrong = SignError::SelfCheck { input_index: job.input_index };
        let chain = chains.chain(job.path).ok_or(wrong)?;
        Ok(Task { job, made, chain })
    });
    let tasks: Vec<Task<'_>> = tasks.collect::<Result<_, _>>()?;
    let sighashes = Sighashes::new(transaction, spent);
    match shared(&tasks, &sighashes) {
        None => Ok(()),
        Some(input_index) => Err(SignError::SelfCheck { input_index }),
    }
}

/// The input of the first wrong signature. Two threads share the work. Both see public values only;
/// the second is a vault too, so that no thread of this crate has another stack.
fn shared(tasks: &[Task<'_>], sighashes: &Sighashes<'_>) -> Option<usize> {
    if tasks.len() < SHARED_TASKS_MIN {
        return first_wrong(tasks, sighashes);
    }
    let (front, back) = tasks.split_at(tasks.len() / 2);
    match vault_pair(|| first_wrong(front, sighashes), || first_wrong(back, sighashes)) {
        Ok((in_front, in_back)) => in_front.or(in_back),
        Err(VaultError::NoMemory | VaultError::NoThread) => first_wrong(tasks, sighashes),
        // One that died agreed to nothing.
        Err(_) => tasks.first().map(|task| task.job.input_index),
    }
}

fn first_wrong(tasks: &[Task<'_>], sighashes: &Sighashes<'_>) -> Option<usize> {
    tasks.iter().find(|task| verify(task, sighashes).is_none()).map(|task| task.job.input_index)
}

#[cfg(test)]
mod tests;
