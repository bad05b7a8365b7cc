//! The global map, and what it says about the rest of the file.

use super::Version;
use super::cursor::Cursor;
use super::error::{MapKind, Place, PsbtError};
use super::field::{Field, global as key};
use super::map::{MapReader, RawPair, ReadMap};
use super::{shape, transaction};
use crate::limits::{PSBT_INPUTS_MAX, PSBT_OUTPUTS_MAX};
use bitcoin::Transaction;
use bitcoin::absolute::LockTime;

/// What follows from the global map.
#[derive(Debug)]
pub(super) struct Global {
    pub(super) read: ReadMap,
    pub(super) version: Version,
    /// Whole for version 0; for version 2 still without inputs and outputs, the locktime being the fallback.
    pub(super) transaction: Transaction,
    pub(super) input_count: usize,
    pub(super) output_count: usize,
    pub(super) modifiable: Option<u8>,
}

/// Fields as they come, before the version is known.
#[derive(Debug, Default)]
struct Parts {
    version: u32,
    unsigned: Option<(Place, Transaction)>,
    first_of_v2: Option<Place>,
    transaction_version: Option<i32>,
    fallback_locktime: u32,
    input_count: Option<usize>,
    output_count: Option<usize>,
    modifiable: Option<u8>,
}

pub(super) fn read(reader: &mut MapReader<'_>) -> Result<Global, PsbtError> {
    let mut parts = Parts::default();
    let read = reader.read(MapKind::Global, |field, raw| parts.understand(field, raw))?;
    match parts.version {
        0 => parts.version_0(read),
        2 => parts.version_2(read),
        version => Err(PsbtError::Version { version }),
    }
}

impl Parts {
    fn understand(&mut self, field: &Field, raw: &RawPair<'_>) -> Result<(), PsbtError> {
        if field.only == Some(Version::V2) {
            self.first_of_v2.get_or_insert(raw.place);
        }
        match field.key_type {
            key::UNSIGNED_TX => {
                let unsigned = transaction::unsigned(raw.cursor());
                let unsigned = unsigned.map_err(|fault| PsbtError::inside(raw.place, fault))?;
                self.unsigned = Some((raw.place, unsigned));
            }
            key::XPUB => drop(raw.read(shape::origin)?),
            key::TX_VERSION => {
                self.transaction_version = Some(i32::from_le_bytes(raw.array()?));
            }
            key::FALLBACK_LOCKTIME => self.fallback_locktime = raw.u32()?,
            key::INPUT_COUNT => {
                let too_many = |count| PsbtError::TooManyInputs { count };
                self.input_count = Some(count(raw, PSBT_INPUTS_MAX, too_many)?);
            }
            key::OUTPUT_COUNT => {
                let too_many = |count| PsbtError::TooManyOutputs { count };
                self.output_count = Some(count(raw, PSBT_OUTPUTS_MAX, too_many)?);
            }
            key::TX_MODIFIABLE => self.modifiable = Some(raw.read(Cursor::byte)?),
            key::VERSION => self.version = raw.u32()?,
            _ => {}
        }
        Ok(())
    }

    fn version_0(self, read: ReadMap) -> Result<Global, PsbtError> {
        if let Some(place) = self.first_of_v2 {
            return Err(PsbtError::Forbidden(place));
        }
        let (place, transaction) =
            self.unsigned.ok_or_else(|| read.missing(MapKind::Global, key::UNSIGNED_TX))?;
        if !transaction::sum_in_range(&transaction.output) {
            return Err(PsbtError::AmountRange(place));
        }
        let (input_count, output_count) = (transaction.input.len(), transaction.output.len());
        let version = Version::V0;
        Ok(Global { read, version, transaction, input_count, output_count, modifiable: None })
    }

    fn version_2(self, read: ReadMap) -> Result<Global, PsbtError> {
        if let Some((place, _)) = self.unsigned {
            return Err(PsbtError::Forbidden(place));
        }
        let missing = |key_type| read.missing(MapKind::Global, key_type);
        // BIP-370 asks creators for at least 2; a signer signs what it is shown, and old wallets use 1.
        let version = self.transaction_version.ok_or_else(|| missing(key::TX_VERSION))?;
        let input_count = self.input_count.ok_or_else(|| missing(key::INPUT_COUNT))?;
        let output_count = self.output_count.ok_or_else(|| missing(key::OUTPUT_COUNT))?;
        let transaction = Transaction {
            version: bitcoin::transaction::Version(version),
            lock_time: LockTime::from_consensus(self.fallback_locktime),
            input: Vec::with_capacity(input_count),
            output: Vec::with_capacity(output_count),
        };
        let (version, modifiable) = (Version::V2, self.modifiable);
        Ok(Global { read, version, transaction, input_count, output_count, modifiable })
    }
}

fn count(raw: &RawPair<'_>, max: usize, too_many: fn(u64) -> PsbtError) -> Result<usize, PsbtError> {
    let count = raw.read(Cursor::compact_size)?;
    usize::try_from(count).ok().filter(|count| *count <= max).ok_or(too_many(count))
}
