//! Version 2 (BIP-370): the transaction lies spread over the maps, its locktime follows from the inputs.

use super::error::PsbtError;
use super::field::input as key;
use super::map::RawPair;
use bitcoin::absolute::{LOCK_TIME_THRESHOLD, LockTime};
use bitcoin::hashes::Hash;
use bitcoin::{OutPoint, ScriptBuf, Sequence, TxIn, Txid, Witness};

/// What the map of an input says about the transaction.
#[derive(Debug, Default)]
pub(super) struct InputParts {
    txid: Option<Txid>,
    vout: Option<u32>,
    sequence: Option<u32>,
    time: Option<u32>,
    height: Option<u32>,
    /// Where the map ended.
    pub(super) end: usize,
}

impl InputParts {
    /// Takes one field of version 2.
    pub(super) fn understand(&mut self, raw: &RawPair<'_>) -> Result<(), PsbtError> {
        match raw.place.key_type {
            key::PREVIOUS_TXID => self.txid = Some(Txid::from_byte_array(raw.array()?)),
            key::OUTPUT_INDEX => self.vout = Some(raw.u32()?),
            key::SEQUENCE => self.sequence = Some(raw.u32()?),
            key::REQUIRED_TIME_LOCKTIME => {
                self.time = Some(required(raw, |time| time >= LOCK_TIME_THRESHOLD)?)
            }
            key::REQUIRED_HEIGHT_LOCKTIME => {
                self.height = Some(required(raw, |height| (1..LOCK_TIME_THRESHOLD).contains(&height))?);
            }
            _ => {}
        }
        Ok(())
    }

    /// The input of the transaction.
    pub(super) fn tx_in(&self, index: usize) -> Result<TxIn, PsbtError> {
        let txid = self.txid.ok_or_else(|| self.missing(index, key::PREVIOUS_TXID))?;
        let vout = self.vout.ok_or_else(|| self.missing(index, key::OUTPUT_INDEX))?;
        Ok(TxIn {
            previous_output: OutPoint { txid, vout },
            script_sig: ScriptBuf::new(),
            sequence: self.sequence.map_or(Sequence::MAX, Sequence::from_consensus),
            witness: Witness::new(),
        })
    }
}

fn required(raw: &RawPair<'_>, in_range: impl FnOnce(u32) -> bool) -> Result<u32, PsbtError> {
    let locktime = raw.u32()?;
    if in_range(locktime) { Ok(locktime) } else { Err(PsbtError::LocktimeRange(raw.place)) }
}

/// The locktime that satisfies every input, a height where both would do (BIP-370, "Determining Lock Time").
#[derive(Debug)]
pub(super) struct Locktime {
    fallback: LockTime,
    demanded: bool,
    /// The highest one demanded, `None` once an input cannot take a height.
    height: Option<u32>,
    /// The latest one demanded, `None` once an input cannot take a time.
    time: Option<u32>,
}

impl Locktime {
    pub(super) fn new(fallback: LockTime) -> Self {
        Self { fallback, demanded: false, height: Some(0), time: Some(0) }
    }

    /// Hears one input.
    pub(super) fn hear(&mut self, parts: &InputParts) {
        if parts.height.is_none() && parts.time.is_none() {
            return;
        }
        self.demanded = true;
        let later = |before: Option<u32>, demanded: Option<u32>| Some(before?.max(demanded?));
        self.height = later(self.height, parts.height);
        self.time = later(self.time, parts.time);
    }

    pub(super) fn determine(&self) -> Result<LockTime, PsbtError> {
        if !self.demanded {
            return Ok(self.fallback);
        }
        let locktime = self.height.or(self.time).ok_or(PsbtError::LocktimeConflict)?;
        Ok(LockTime::from_consensus(locktime))
    }
}
