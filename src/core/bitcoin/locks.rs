//! When the transaction can be mined: lock time, relative locks, replaceability (attack A09).

pub mod date;

use crate::bitcoin::context::Context;
use crate::limits::{LOCK_BLOCKS_FAR, LOCK_HEIGHT_UNREFERENCED_MAX};
use crate::network::Network;
use bitcoin::{Sequence, Transaction, absolute, relative};

/// The transaction's lock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsoluteLock {
    /// None.
    None,
    /// Set, but without effect since every sequence is final.
    Inert {
        /// The number as it stands.
        value: u32,
    },
    /// Not before that block.
    Height {
        /// Block height.
        height: u32,
        /// Estimated moment, seconds since 1970, where there is a reference.
        about_unix: Option<u64>,
        /// It lies so far ahead that the signature would sleep.
        far: bool,
    },
    /// Not before that moment.
    Time {
        /// Seconds since 1970.
        unix: u64,
        /// Later than this machine's clock, or the machine has none.
        far: bool,
    },
}

/// A relative lock (BIP-68): how long after its coin confirmed an input can be mined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelativeLock {
    /// Input, counted from 0.
    pub input_index: usize,
    /// The wait.
    pub wait: Wait,
    /// False in transactions of version 1, where the number has no effect.
    pub active: bool,
}

/// How long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Blocks of about ten minutes.
    Blocks(u16),
    /// Seconds, in steps of 512.
    Seconds(u32),
}

/// Everything about time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locks {
    /// Lock time.
    pub absolute: AbsoluteLock,
    /// Relative locks, one per locked input.
    pub relative: Vec<RelativeLock>,
    /// Replacement is signalled (BIP-125).
    pub replaceable: bool,
}

/// Main chain, a block and about when it came: the reference for estimates.
const REFERENCE_HEIGHT: u32 = 900_000;
const REFERENCE_UNIX: u64 = 1_749_200_000;
const SECONDS_PER_BLOCK: u64 = 600;
/// Two weeks: estimates over blocks are no better than that over years.
const FAR_SECONDS: u64 = 14 * 86_400;

impl Locks {
    /// Reads them off the transaction.
    pub fn of(transaction: &Transaction, context: &Context) -> Self {
        let sequences = || transaction.input.iter().map(|input| input.sequence);
        Self {
            absolute: absolute_lock(
                transaction,
                sequences().all(|sequence| sequence == Sequence::MAX),
                context,
            ),
            relative: sequences()
                .enumerate()
                .filter_map(|(index, sequence)| relative_lock(index, sequence, transaction.version.0))
                .collect(),
            replaceable: sequences().any(|sequence| sequence.is_rbf()),
        }
    }
}

impl Wait {
    /// About how long that is, in seconds.
    pub fn seconds(self) -> u64 {
        match self {
            Self::Blocks(blocks) => u64::from(blocks) * SECONDS_PER_BLOCK,
            Self::Seconds(seconds) => u64::from(seconds),
        }
    }

    /// Longer than a week: the payment would sleep.
    pub fn is_far(self) -> bool {
        self.seconds() > u64::from(LOCK_BLOCKS_FAR) * SECONDS_PER_BLOCK
    }
}

fn absolute_lock(transaction: &Transaction, all_final: bool, context: &Context) -> AbsoluteLock {
    let value = transaction.lock_time.to_consensus_u32();
    match transaction.lock_time {
        _ if value == 0 => AbsoluteLock::None,
        _ if all_final => AbsoluteLock::Inert { value },
        absolute::LockTime::Blocks(_) => {
            let about_unix = estimate(value, context);
            AbsoluteLock::Height { height: value, about_unix, far: is_far(value, about_unix, context) }
        }
        absolute::LockTime::Seconds(_) => {
            let unix = u64::from(value);
            AbsoluteLock::Time { unix, far: context.now_unix.is_none_or(|now| unix > now) }
        }
    }
}

fn is_far(height: u32, about_unix: Option<u64>, context: &Context) -> bool {
    match (about_unix, context.now_unix) {
        (Some(about), Some(now)) => about > now.saturating_add(FAR_SECONDS),
        _ => height > LOCK_HEIGHT_UNREFERENCED_MAX,
    }
}

/// The moment of a block, counted from the reference block.
fn estimate(height: u32, context: &Context) -> Option<u64> {
    if context.network != Network::Main {
        return None;
    }
    let ahead = u64::from(height.saturating_sub(REFERENCE_HEIGHT)) * SECONDS_PER_BLOCK;
    let behind = u64::from(REFERENCE_HEIGHT.saturating_sub(height)) * SECONDS_PER_BLOCK;
    Some(REFERENCE_UNIX.saturating_add(ahead).saturating_sub(behind))
}

fn relative_lock(input_index: usize, sequence: Sequence, version: i32) -> Option<RelativeLock> {
    let wait = match sequence.to_relative_lock_time()? {
        relative::LockTime::Blocks(blocks) => Wait::Blocks(blocks.value()),
        relative::LockTime::Time(time) => Wait::Seconds(u32::from(time.value()) * 512),
    };
    // Zero waits for nothing. Consensus reads the version as unsigned: a negative one counts as 2 and more.
    (wait.seconds() > 0).then_some(RelativeLock { input_index, wait, active: !(0..2).contains(&version) })
}

#[cfg(test)]
mod tests;
