//! The short way back: what the sender of a PSBT does not have yet, and putting it together again.
//!
//! ```text
//! question ──sign──▶ signed ──answer──▶ answer = the transaction + the signatures
//! question + answer ──complete_with──▶ signed        (BIP-174, combiner)
//! ```
//! A companion keeps the PSBT it made, with previous transactions and key origins. Over QR codes
//! those cost most of the time somebody stands in front of a camera.

use super::field::{find, global, input as key};
use super::writer::write_maps;
use super::{Map, MapKind, Pair, Psbt, PsbtError, Version};
use crate::messages::{self, Code, Explain, Facts};
use crate::safe::Safe;
use std::fmt;

/// Why two PSBTs cannot be put together; inputs are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CombineError {
    /// They are about different transactions.
    OtherTransaction,
    /// They hold different values where only one can be.
    Differs {
        /// The input.
        input: usize,
    },
}

impl Psbt {
    /// The part of this PSBT that its maker lacks: the transaction, in the version of the container
    /// that came, and the signatures. Nothing else: no previous transaction, no path, no unknown pair.
    /// Signatures that were there before stay: a file that was signed here already and is signed again,
    /// because its codes were not read, came from nobody who has them.
    ///
    /// # Errors
    /// None for a PSBT that was read: what is made is read again, so that it holds to every rule for
    /// what comes.
    pub fn answer(&self) -> Result<Self, PsbtError> {
        let inputs = self
            .inputs
            .iter()
            .enumerate()
            .map(|(index, input)| Map { pairs: kept(&input.map, MapKind::Input(index), self.version) });
        let outputs =
            self.outputs.iter().enumerate().map(|(index, output)| Map {
                pairs: kept(&output.map, MapKind::Output(index), self.version),
            });
        let global = Map { pairs: kept(&self.global, MapKind::Global, self.version) };
        let maps: Vec<Map> = std::iter::once(global).chain(inputs).chain(outputs).collect();
        Self::parse(&write_maps(|| maps.iter()))
    }

    /// Takes the signatures of an answer, and final scripts if a signer made those; nothing else of
    /// it (attack E09: what an answer says beside its signatures is nobody's business). Returns how
    /// many pairs are new.
    ///
    /// # Errors
    /// The answer is about another transaction, or denies a signature that is here.
    pub fn complete_with(&mut self, answer: &Self) -> Result<usize, CombineError> {
        if self.transaction != answer.transaction {
            return Err(CombineError::OtherTransaction);
        }
        // All of it or nothing: a merge that fails in the middle would leave a file nobody made.
        let mut whole = self.clone();
        let mut new_count = 0_usize;
        for (index, answered) in answer.inputs.iter().enumerate() {
            for pair in answered.map.pairs.iter().filter(|pair| is_answer(pair.key_type)) {
                new_count = new_count.saturating_add(usize::from(whole.take(index, pair)?));
            }
        }
        // Read again: what is understood of an input follows from its pairs.
        *self = Self::parse(&whole.to_bytes()).map_err(|_| CombineError::OtherTransaction)?;
        Ok(new_count)
    }

    /// Takes one pair; `false` if it is there already.
    fn take(&mut self, index: usize, pair: &Pair) -> Result<bool, CombineError> {
        let input = self.inputs.get_mut(index).ok_or(CombineError::OtherTransaction)?;
        let is_same_key = |other: &&Pair| other.key_type == pair.key_type && other.key_data == pair.key_data;
        match input.map.pairs.iter().find(is_same_key) {
            Some(other) if other.value == pair.value => Ok(false),
            Some(_) => Err(CombineError::Differs { input: index }),
            None => {
                super::edit::insert_in_order(&mut input.map, pair.clone());
                Ok(true)
            }
        }
    }
}

/// What stays of one map: what says the transaction, and signatures.
fn kept(map: &Map, kind: MapKind, version: Version) -> Vec<Pair> {
    let is_kept = |pair: &&Pair| match kind {
        MapKind::Global if pair.key_type == global::VERSION => version == Version::V2,
        MapKind::Input(_) if is_signature(pair.key_type) => true,
        _ => find(kind, pair.key_type).is_some_and(|field| field.only == Some(version)),
    };
    map.pairs.iter().filter(is_kept).cloned().collect()
}

/// Signatures, whole ones: of an ECDSA key, of a taproot key, in a taproot leaf.
const fn is_signature(key_type: u64) -> bool {
    matches!(key_type, key::PARTIAL_SIG | key::TAP_KEY_SIG | key::TAP_SCRIPT_SIG)
}

/// What is taken of an answer.
const fn is_answer(key_type: u64) -> bool {
    is_signature(key_type) || matches!(key_type, key::FINAL_SCRIPTSIG | key::FINAL_SCRIPTWITNESS)
}

impl Explain for CombineError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::OtherTransaction => "psbt/combine-other",
            Self::Differs { .. } => "psbt/combine-differs",
        })
    }

    fn facts(&self) -> Facts {
        match *self {
            Self::OtherTransaction => Facts::new(),
            Self::Differs { input } => vec![("input", Safe::count(input))],
        }
    }
}

impl fmt::Display for CombineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::error_line(self))
    }
}

impl std::error::Error for CombineError {}
