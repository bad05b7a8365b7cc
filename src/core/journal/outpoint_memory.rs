//! What this machine was told about the coins it has signed with (`formats/outpoint-memory.md`).
//!
//! A segwit v0 signature commits to the amount of its own input only. A host that shows the same
//! payment twice, each time lying about another input, gets two signatures that fit into one
//! transaction burning the difference as fee (attack A01, CVE-2020-14199). The second lie
//! contradicts the first, so a machine that remembers every amount it was told, ours or not,
//! notices. The same memory tells when a coin is signed away a second time (attack A10).

use crate::amount::Amount;
use crate::limits::OUTPOINT_MEMORY_ENTRIES_MAX;
use crate::messages::{Code, Explain, Facts, error_line};
use crate::safe::Safe;
use bitcoin::{OutPoint, Txid};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::str::FromStr;

/// First line of the file.
const HEADER: &str = "coldframe outpoint-memory 1";

/// What is known of one coin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The amount claimed when it was part of something we signed.
    pub amount: Amount,
    /// Id of the unsigned transaction that was signed.
    pub transaction: Txid,
    /// Whether the signature for this very coin was ours.
    pub signed: bool,
}

/// Bounded: the coin not heard of for longest is forgotten first.
#[derive(Clone, Debug, Default)]
pub struct OutpointMemory {
    by_age: BTreeMap<u64, OutPoint>,
    known: HashMap<OutPoint, (u64, Remembered)>,
    next_age: u64,
}

/// Why a file is no such memory. Lines are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MemoryError {
    /// A line of another shape, or the same coin twice.
    Line {
        /// Which.
        line: usize,
    },
    /// More coins than the limit.
    TooMany,
}

impl OutpointMemory {
    /// Reads a file.
    pub fn parse(file: &[u8]) -> Result<Self, MemoryError> {
        let text = std::str::from_utf8(file).map_err(|_| MemoryError::Line { line: 1 })?;
        let mut lines = text.split_terminator('\n');
        if lines.next() != Some(HEADER) || !text.ends_with('\n') {
            return Err(MemoryError::Line { line: 1 });
        }
        let mut memory = Self::default();
        for (index, line) in lines.enumerate() {
            if index >= OUTPOINT_MEMORY_ENTRIES_MAX {
                return Err(MemoryError::TooMany);
            }
            let bad = MemoryError::Line { line: index.saturating_add(2) };
            let (outpoint, remembered) = entry(line).ok_or(bad)?;
            if memory.known.contains_key(&outpoint) {
                return Err(bad);
            }
            memory.remember(outpoint, remembered);
        }
        Ok(memory)
    }

    /// The file, oldest coin first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut file = format!("{HEADER}\n");
        for (outpoint, known) in self.entries() {
            let word = if known.signed { "signed" } else { "seen" };
            file.push_str(&format!("{outpoint} {} {} {word}\n", known.amount.to_sat(), known.transaction));
        }
        file.into_bytes()
    }

    /// What is known of a coin.
    pub fn get(&self, outpoint: &OutPoint) -> Option<&Remembered> {
        self.known.get(outpoint).map(|(_, remembered)| remembered)
    }

    /// Every coin, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = (&OutPoint, &Remembered)> {
        self.by_age.values().filter_map(|outpoint| self.get(outpoint).map(|known| (outpoint, known)))
    }

    /// Keeps what a signed review said of a coin. A coin once signed by us stays signed.
    pub fn remember(&mut self, outpoint: OutPoint, mut remembered: Remembered) {
        if let Some((age, before)) = self.known.remove(&outpoint) {
            self.by_age.remove(&age);
            if before.signed && !remembered.signed {
                remembered = Remembered { amount: remembered.amount, ..before };
            }
        }
        self.known.insert(outpoint, (self.next_age, remembered));
        self.by_age.insert(self.next_age, outpoint);
        self.next_age = self.next_age.saturating_add(1);
        while self.known.len() > OUTPOINT_MEMORY_ENTRIES_MAX {
            let Some((_, oldest)) = self.by_age.pop_first() else { break };
            self.known.remove(&oldest);
        }
    }
}

/// One spelling per entry: lower-case hexadecimal, decimals without a leading zero.
fn entry(line: &str) -> Option<(OutPoint, Remembered)> {
    let mut fields = line.split(' ');
    let (txid, vout) = fields.next()?.split_once(':')?;
    let outpoint = OutPoint { txid: transaction_id(txid)?, vout: u32::try_from(decimal(vout)?).ok()? };
    let amount = Amount::from_sat(decimal(fields.next()?)?)?;
    let transaction = transaction_id(fields.next()?)?;
    let signed = match fields.next()? {
        "signed" => true,
        "seen" => false,
        _ => return None,
    };
    fields.next().is_none().then_some((outpoint, Remembered { amount, transaction, signed }))
}

fn transaction_id(field: &str) -> Option<Txid> {
    let is_canonical = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    field.bytes().all(is_canonical).then(|| Txid::from_str(field).ok()).flatten()
}

fn decimal(field: &str) -> Option<u64> {
    let is_canonical =
        field == "0" || !field.starts_with('0') && field.bytes().all(|byte| byte.is_ascii_digit());
    is_canonical.then(|| field.parse().ok()).flatten()
}

impl Explain for MemoryError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Line { .. } => "memory/line",
            Self::TooMany => "memory/too-many",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Line { line } => vec![("line", Safe::count(*line))],
            Self::TooMany => vec![("most", Safe::count(OUTPOINT_MEMORY_ENTRIES_MAX))],
        }
    }
}

impl fmt::Display for MemoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for MemoryError {}

#[cfg(test)]
mod tests {
    use super::*;
    use bitcoin::hashes::Hash;

    fn coin(number: u32) -> OutPoint {
        OutPoint { txid: Txid::from_byte_array([9; 32]), vout: number }
    }

    fn told(sat: u64, signed: bool) -> Remembered {
        Remembered {
            amount: Amount::from_sat(sat).unwrap(),
            transaction: Txid::from_byte_array([3; 32]),
            signed,
        }
    }

    #[test]
    fn atk_a01_what_was_claimed_of_a_foreign_coin_is_remembered_too() {
        let mut memory = OutpointMemory::default();
        memory.remember(coin(0), told(1_500_000_000, true));
        memory.remember(coin(1), told(1, false));
        let read = OutpointMemory::parse(&memory.to_bytes()).unwrap();
        assert_eq!(read.get(&coin(1)), Some(&told(1, false)));
        assert_eq!(read.get(&coin(0)), Some(&told(1_500_000_000, true)));
        assert_eq!(read.get(&coin(2)), None);
    }

    #[test]
    fn atk_a10_a_coin_once_signed_stays_signed() {
        let mut memory = OutpointMemory::default();
        memory.remember(coin(0), told(5, true));
        memory.remember(coin(0), told(5, false));
        assert!(memory.get(&coin(0)).unwrap().signed);
        assert_eq!(memory.entries().count(), 1);
    }

    #[test]
    fn the_oldest_coin_is_forgotten_when_the_memory_is_full() {
        let mut memory = OutpointMemory::default();
        let most = u32::try_from(OUTPOINT_MEMORY_ENTRIES_MAX).unwrap();
        (0..=most).for_each(|number| memory.remember(coin(number), told(1, false)));
        assert_eq!(memory.entries().count(), OUTPOINT_MEMORY_ENTRIES_MAX);
        assert_eq!(memory.get(&coin(0)), None);
        assert!(memory.get(&coin(most)).is_some());
    }

    #[test]
    fn every_vector_gets_its_verdict() {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../../../vectors/outpoint-memory/files.json")).unwrap();
        for row in vectors["rows"].as_array().unwrap() {
            let verdict = match OutpointMemory::parse(row["file"].as_str().unwrap().as_bytes()) {
                Ok(memory) => format!("{} coins", memory.entries().count()),
                Err(error) => error.code().to_string(),
            };
            assert_eq!(row["verdict"].as_str().unwrap(), verdict, "{}", row["name"]);
        }
    }
}
