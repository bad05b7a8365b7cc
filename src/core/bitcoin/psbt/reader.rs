//! From bytes to a [`Psbt`], in one pass.

use super::cursor::{Cursor, Why};
use super::error::{MapKind, Place, PsbtError};
use super::field;
use super::map::MapReader;
use super::v2::Locktime;
use super::{Psbt, Version, global, input, output, transaction};
use crate::limits::PSBT_BYTES_MAX;

/// `psbt` and 0xff.
pub(super) const MAGIC: &[u8] = b"psbt\xff";

pub(super) fn read(bytes: &[u8]) -> Result<Psbt, PsbtError> {
    if bytes.len() > PSBT_BYTES_MAX {
        return Err(PsbtError::TooLarge { bytes: bytes.len() });
    }
    let mut cursor = Cursor::new(bytes, 0);
    if cursor.take(MAGIC.len()) != Ok(MAGIC) {
        return Err(PsbtError::Magic);
    }
    let mut reader = MapReader::new(cursor);
    let global = global::read(&mut reader)?;
    room_for_maps(&reader, global.input_count, global.output_count)?;

    let (version, mut transaction) = (global.version, global.transaction);
    let mut locktime = Locktime::new(transaction.lock_time);
    let mut inputs = Vec::with_capacity(global.input_count);
    for index in 0..global.input_count {
        let (input, parts) = input::read(&mut reader, index, version)?;
        if version == Version::V2 {
            transaction.input.push(parts.tx_in(index)?);
            locktime.hear(&parts);
        }
        inputs.push(input);
    }
    let mut outputs = Vec::with_capacity(global.output_count);
    for index in 0..global.output_count {
        let (output, tx_out) = output::read(&mut reader, index, version)?;
        transaction.output.extend(tx_out);
        outputs.push(output);
    }
    end(reader.cursor())?;
    transaction.lock_time = locktime.determine()?;
    if !transaction::sum_in_range(&transaction.output) {
        let map = MapKind::Output(outputs.len().saturating_sub(1));
        let place = Place { map, key_type: field::output::AMOUNT, offset: bytes.len() };
        return Err(PsbtError::AmountRange(place));
    }
    Ok(Psbt {
        version,
        global: global.read.map,
        transaction,
        inputs,
        outputs,
        unknown_count: global.read.unknown_count,
        modifiable: global.modifiable,
    })
}

/// Every map takes at least its end byte: counts that the rest cannot hold size nothing (attack E07).
fn room_for_maps(reader: &MapReader<'_>, inputs: usize, outputs: usize) -> Result<(), PsbtError> {
    let cursor = reader.cursor();
    match inputs.checked_add(outputs) {
        Some(maps) if maps <= cursor.rest().len() => Ok(()),
        _ => Err(cursor.fault(Why::Cut).into()),
    }
}

fn end(cursor: &Cursor<'_>) -> Result<(), PsbtError> {
    match cursor.rest().len() {
        0 => Ok(()),
        count => Err(PsbtError::Trailing { offset: cursor.offset(), count }),
    }
}
