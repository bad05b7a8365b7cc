//! The frame of a PSBT: maps of pairs, each key once, every bound checked before anything is kept.

use super::cursor::{Cursor, Fault};
use super::error::{MapKind, Place, PsbtError};
use super::field::{self, Field};
use super::{Map, Pair, shape};
use crate::limits::{
    PSBT_KEYS_PER_MAP_MAX, PSBT_UNKNOWN_KEYS_MAX, PSBT_UNKNOWN_KEYS_PER_MAP_MAX, PSBT_UNKNOWN_VALUE_BYTES_MAX,
};
use std::collections::BTreeSet;

/// A pair still lying in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawPair<'a> {
    pub(super) place: Place,
    pub(super) key_data: &'a [u8],
    pub(super) value: &'a [u8],
    value_offset: usize,
}

impl<'a> RawPair<'a> {
    /// Reads the value with `read`, which must consume all of it.
    pub(super) fn read<T>(
        &self,
        read: impl FnOnce(&mut Cursor<'a>) -> Result<T, Fault>,
    ) -> Result<T, PsbtError> {
        let mut cursor = self.cursor();
        let found = read(&mut cursor).and_then(|found| cursor.end().map(|()| found));
        found.map_err(|fault| PsbtError::inside(self.place, fault))
    }

    /// A value of exactly that many bytes.
    pub(super) fn array<const N: usize>(&self) -> Result<[u8; N], PsbtError> {
        self.read(Cursor::array)
    }

    /// A value of four bytes, least first.
    pub(super) fn u32(&self) -> Result<u32, PsbtError> {
        self.read(Cursor::u32)
    }

    /// The value, if `fits` says so.
    pub(super) fn checked(&self, fits: impl FnOnce(&[u8]) -> bool) -> Result<&'a [u8], PsbtError> {
        if fits(self.value) { Ok(self.value) } else { Err(PsbtError::ValueShape(self.place)) }
    }

    pub(super) fn cursor(&self) -> Cursor<'a> {
        Cursor::new(self.value, self.value_offset)
    }

    fn kept(&self) -> Pair {
        Pair { key_type: self.place.key_type, key_data: self.key_data.to_vec(), value: self.value.to_vec() }
    }
}

/// A map as it came.
#[derive(Debug)]
pub(super) struct ReadMap {
    pub(super) map: Map,
    pub(super) unknown_count: usize,
    /// Where it ended, for what is missing in it.
    pub(super) end: usize,
}

impl ReadMap {
    /// The error that a field is missing in this map.
    pub(super) fn missing(&self, map: MapKind, key_type: u64) -> PsbtError {
        PsbtError::Missing(Place { map, key_type, offset: self.end })
    }
}

/// Reads map after map.
#[derive(Debug)]
pub(super) struct MapReader<'a> {
    cursor: Cursor<'a>,
    unknown_count: usize,
}

impl<'a> MapReader<'a> {
    pub(super) fn new(cursor: Cursor<'a>) -> Self {
        Self { cursor, unknown_count: 0 }
    }

    /// Where reading stands.
    pub(super) fn cursor(&self) -> &Cursor<'a> {
        &self.cursor
    }

    /// Reads one map; `understand` sees each pair of a known type once its key is in order.
    pub(super) fn read(
        &mut self,
        kind: MapKind,
        mut understand: impl FnMut(&'static Field, &RawPair<'a>) -> Result<(), PsbtError>,
    ) -> Result<ReadMap, PsbtError> {
        let mut read = ReadMap { map: Map::default(), unknown_count: 0, end: 0 };
        let mut keys = BTreeSet::new();
        while let Some((key, raw)) = self.pair(kind)? {
            if !keys.insert(key) {
                return Err(PsbtError::DuplicateKey(raw.place));
            }
            match field::find(kind, raw.place.key_type) {
                Some(field) => {
                    let known_count = read.map.pairs.len().saturating_sub(read.unknown_count);
                    if known_count >= PSBT_KEYS_PER_MAP_MAX {
                        return Err(PsbtError::TooManyKeys(raw.place));
                    }
                    if !shape::key_fits(field.key, raw.key_data) {
                        return Err(PsbtError::KeyShape(raw.place));
                    }
                    understand(field, &raw)?;
                }
                None => self.unknown(&raw, &mut read)?,
            }
            read.map.pairs.push(raw.kept());
        }
        read.end = self.cursor.offset();
        Ok(read)
    }

    /// The next pair with its whole key, `None` at the end of the map.
    fn pair(&mut self, map: MapKind) -> Result<Option<(&'a [u8], RawPair<'a>)>, PsbtError> {
        let offset = self.cursor.offset();
        let key = self.cursor.sized()?;
        if key.is_empty() {
            return Ok(None);
        }
        let mut key_cursor = Cursor::new(key, self.cursor.offset().saturating_sub(key.len()));
        let key_type = key_cursor.compact_size()?;
        let value_length = self.cursor.count(1)?;
        let value_offset = self.cursor.offset();
        let value = self.cursor.take(value_length)?;
        let place = Place { map, key_type, offset };
        Ok(Some((key, RawPair { place, key_data: key_cursor.rest(), value, value_offset })))
    }

    /// Unknown and proprietary pairs are kept, but few and small (attack E07).
    fn unknown(&mut self, raw: &RawPair<'a>, read: &mut ReadMap) -> Result<(), PsbtError> {
        read.unknown_count = read.unknown_count.saturating_add(1);
        self.unknown_count = self.unknown_count.saturating_add(1);
        if read.unknown_count > PSBT_UNKNOWN_KEYS_PER_MAP_MAX || self.unknown_count > PSBT_UNKNOWN_KEYS_MAX {
            return Err(PsbtError::TooManyUnknown(raw.place));
        }
        if raw.key_data.len().max(raw.value.len()) > PSBT_UNKNOWN_VALUE_BYTES_MAX {
            return Err(PsbtError::UnknownTooLarge(raw.place));
        }
        Ok(())
    }
}
