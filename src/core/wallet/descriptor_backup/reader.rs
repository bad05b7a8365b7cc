//! Bytes of a backup, read once from the front.

use super::DescriptorBackupError;

/// What is left to read.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(rest: &'a [u8]) -> Self {
        Self { rest }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn bytes(&mut self, count: u64) -> Result<&'a [u8], DescriptorBackupError> {
        let count = usize::try_from(count).map_err(|_| DescriptorBackupError::CutShort)?;
        let (bytes, rest) = self.rest.split_at_checked(count).ok_or(DescriptorBackupError::CutShort)?;
        self.rest = rest;
        Ok(bytes)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], DescriptorBackupError> {
        let (bytes, rest) = self.rest.split_first_chunk().ok_or(DescriptorBackupError::CutShort)?;
        self.rest = rest;
        Ok(*bytes)
    }

    pub(super) fn byte(&mut self) -> Result<u8, DescriptorBackupError> {
        let [byte] = self.array()?;
        Ok(byte)
    }

    /// A length in Bitcoin's variable form, in as few bytes as it needs.
    pub(super) fn compact_size(&mut self) -> Result<u64, DescriptorBackupError> {
        let (value, least) = match self.byte()? {
            0xfd => (u64::from(u16::from_le_bytes(self.array()?)), 0xfd),
            0xfe => (u64::from(u32::from_le_bytes(self.array()?)), 0x1_0000),
            0xff => (u64::from_le_bytes(self.array()?), 0x1_0000_0000),
            byte => (u64::from(byte), 0),
        };
        if value < least { Err(DescriptorBackupError::Length) } else { Ok(value) }
    }

    /// Paths as BIP-32 counts their steps; each at least one, in order, none twice.
    pub(super) fn paths(&mut self) -> Result<Vec<Vec<u32>>, DescriptorBackupError> {
        let mut paths = Vec::new();
        for _ in 0..self.byte()? {
            let mut path = Vec::new();
            for _ in 0..self.byte()? {
                path.push(u32::from_be_bytes(self.array()?));
            }
            if path.is_empty() {
                return Err(DescriptorBackupError::EmptyPath);
            }
            paths.push(path);
        }
        paths.sort_unstable();
        paths.dedup();
        Ok(paths)
    }
}
