//! Reading bytes that somebody else wrote: every length is held against what is left before it is used.

/// Where reading failed, and why. Becomes a [`super::PsbtError`] once the place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Byte of the file, from 0.
    pub(super) offset: usize,
    pub(super) why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// A length or count goes beyond the end.
    Cut,
    /// A CompactSize spelled longer than needed.
    NotMinimal,
    /// Not of the shape that belongs here.
    Shape,
    /// An amount below zero or above 21 million bitcoin.
    AmountRange,
    TooManyInputs(u64),
    TooManyOutputs(u64),
    /// The transaction to be signed carries a scriptSig.
    ScriptSigFilled,
}

/// A position in a slice of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Cursor<'a> {
    /// `offset` is where `bytes` begin in the file.
    pub(super) fn new(bytes: &'a [u8], offset: usize) -> Self {
        Self { rest: bytes, offset }
    }

    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(super) fn fault(&self, why: Why) -> Fault {
        Fault { offset: self.offset, why }
    }

    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(self.fault(Why::Cut))?;
        self.rest = rest;
        self.offset = self.offset.saturating_add(count);
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let fault = self.fault(Why::Cut);
        self.take(N)?.first_chunk().copied().ok_or(fault)
    }

    pub(super) fn byte(&mut self) -> Result<u8, Fault> {
        self.array().map(|[byte]: [u8; 1]| byte)
    }

    pub(super) fn u32(&mut self) -> Result<u32, Fault> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Result<u64, Fault> {
        self.array().map(u64::from_le_bytes)
    }

    /// Only the shortest spelling: two spellings of one key would not look like duplicates (attack E08).
    pub(super) fn compact_size(&mut self) -> Result<u64, Fault> {
        let fault = self.fault(Why::NotMinimal);
        let (number, least) = match self.byte()? {
            0xfd => (u64::from(u16::from_le_bytes(self.array()?)), 0xfd),
            0xfe => (u64::from(self.u32()?), 0x1_0000),
            0xff => (self.u64()?, 0x1_0000_0000),
            small => (u64::from(small), 0),
        };
        if number < least { Err(fault) } else { Ok(number) }
    }

    /// A count of things of at least `item_bytes` each, so that it may size an allocation.
    pub(super) fn count(&mut self, item_bytes: usize) -> Result<usize, Fault> {
        let fault = self.fault(Why::Cut);
        let count = usize::try_from(self.compact_size()?).map_err(|_| fault)?;
        match count.checked_mul(item_bytes) {
            Some(needed) if needed <= self.rest.len() => Ok(count),
            _ => Err(fault),
        }
    }

    /// Bytes behind their own length.
    pub(super) fn sized(&mut self) -> Result<&'a [u8], Fault> {
        let length = self.count(1)?;
        self.take(length)
    }

    /// Everything must have been read: what follows a value is no comment but a second meaning.
    pub(super) fn end(&self) -> Result<(), Fault> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.fault(Why::Shape)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atk_e08_longer_spellings_of_a_number_are_refused() {
        let read = |bytes: &[u8]| Cursor::new(bytes, 7).compact_size();
        let refused = Err(Fault { offset: 7, why: Why::NotMinimal });
        assert_eq!(read(&[0xfd, 0xfc, 0]), refused);
        assert_eq!(read(&[0xfe, 0xff, 0xff, 0, 0]), refused);
        assert_eq!(read(&[0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]), refused);
        assert_eq!(read(&[0xfc]), Ok(0xfc));
        assert_eq!(read(&[0xfd, 0xfd, 0]), Ok(0xfd));
        assert_eq!(read(&[0xfe, 0, 0, 1, 0]), Ok(0x1_0000));
        assert_eq!(read(&[0xff, 0, 0, 0, 0, 1, 0, 0, 0]), Ok(0x1_0000_0000));
    }

    #[test]
    fn atk_e07_a_length_beyond_the_end_is_refused_before_it_sizes_anything() {
        let mut huge = vec![0xff];
        huge.extend((1_u64 << 62).to_le_bytes());
        huge.extend([0; 32]);
        assert_eq!(Cursor::new(&huge, 0).sized(), Err(Fault { offset: 0, why: Why::Cut }));
        assert_eq!(Cursor::new(&huge, 0).count(usize::MAX), Err(Fault { offset: 0, why: Why::Cut }));
        assert_eq!(Cursor::new(&[2, 1], 0).sized(), Err(Fault { offset: 0, why: Why::Cut }));
        assert_eq!(Cursor::new(&[3, 1, 2, 3], 0).count(2), Err(Fault { offset: 0, why: Why::Cut }));
        assert_eq!(Cursor::new(&[], 5).byte(), Err(Fault { offset: 5, why: Why::Cut }));
    }
}
