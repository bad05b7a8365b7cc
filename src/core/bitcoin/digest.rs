//! The digest of a Bitcoin review (`formats/review-digest.md`).
//!
//! It covers what would be signed and what was proven about it, so that a second review of another
//! file, another amount or another owner cannot answer to the consent given to this one.

use crate::bitcoin::facts::{InputFact, OutputFact, OutputKind, Spend};
use crate::bitcoin::ownership::{InputOwner, OutputOwner, OwnKey};
use crate::bitcoin::psbt::{Psbt, Version};
use crate::network::Network;
use crate::path::AddressPath;
use crate::review::Digest;
use bitcoin::consensus::encode::serialize;
use bitcoin::hashes::{Hash, HashEngine, sha256};

const TAG: &[u8] = b"coldframe/review/bitcoin/1";

/// The digest of the facts over that PSBT.
pub(crate) fn of(psbt: &Psbt, spend: &Spend) -> Digest {
    let mut writer = Writer::new();
    writer.byte(match spend.network {
        Network::Main => 0,
        Network::Testnet4 => 1,
        Network::Signet => 2,
        Network::Regtest => 3,
    });
    writer.byte(match psbt.version() {
        Version::V0 => 0,
        Version::V2 => 2,
    });
    writer.bytes(&serialize(psbt.transaction()));
    writer.count(spend.inputs.len());
    for (fact, input) in spend.inputs.iter().zip(psbt.inputs()) {
        writer.input(fact, input.sighash_type);
    }
    writer.count(spend.outputs.len());
    for fact in &spend.outputs {
        writer.output(fact);
    }
    writer.finish()
}

struct Writer(sha256::HashEngine);

impl Writer {
    /// A tagged hash as in BIP-340, so that no other hash of ours can be mistaken for this one.
    fn new() -> Self {
        let tag = sha256::Hash::hash(TAG);
        let mut engine = sha256::Hash::engine();
        engine.input(tag.as_byte_array());
        engine.input(tag.as_byte_array());
        Self(engine)
    }

    fn finish(self) -> Digest {
        Digest::new(sha256::Hash::from_engine(self.0).to_byte_array())
    }

    fn input(&mut self, fact: &InputFact, sighash_type: Option<u32>) {
        self.option(fact.amount.is_some());
        self.number64(fact.amount.map_or(0, |amount| amount.to_sat()));
        self.option(fact.script.is_some());
        self.bytes(fact.script.as_ref().map_or(&[], |script| script.as_bytes()));
        self.byte(fact.proof.number());
        match &fact.owner {
            InputOwner::Foreign => self.byte(0),
            InputOwner::Ours(key) => {
                self.byte(1);
                self.key(key);
            }
            InputOwner::Hidden(path) => {
                self.byte(2);
                self.path(path);
            }
            InputOwner::False(path) => {
                self.byte(3);
                self.path(path);
            }
            InputOwner::Unheld(_) => self.byte(4),
            InputOwner::Unusual(_) => self.byte(5),
            InputOwner::CoinType(_) => self.byte(6),
        }
        self.option(sighash_type.is_some());
        self.number(sighash_type.unwrap_or(0));
    }

    fn output(&mut self, fact: &OutputFact) {
        self.byte(match fact.kind {
            OutputKind::Payment => 0,
            OutputKind::Change => 1,
            OutputKind::OwnReceive => 2,
            OutputKind::OpReturn => 3,
            OutputKind::Unknown => 4,
        });
        match &fact.owner {
            OutputOwner::Foreign => self.byte(0),
            OutputOwner::Ours { key, marked } => {
                self.byte(1);
                self.option(*marked);
                self.key(key);
            }
            OutputOwner::False(path) => {
                self.byte(3);
                self.path(path);
            }
            OutputOwner::Unheld(_) => self.byte(4),
            OutputOwner::Unusual { .. } => self.byte(5),
            OutputOwner::CoinType(_) => self.byte(6),
        }
    }

    fn key(&mut self, key: &OwnKey) {
        self.path(&key.path);
        self.0.input(&key.public_key.serialize());
    }

    fn path(&mut self, path: &AddressPath) {
        let account = path.account;
        for step in [account.kind.purpose(), account.coin_type, account.account] {
            self.number(step);
        }
        self.number(path.chain.number());
        self.number(path.index);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.0.input(bytes);
    }

    /// Every count is far below 2^32: the reader's limits see to that.
    fn count(&mut self, count: usize) {
        self.number(u32::try_from(count).unwrap_or(u32::MAX));
    }

    fn number(&mut self, number: u32) {
        self.0.input(&number.to_le_bytes());
    }

    fn number64(&mut self, number: u64) {
        self.0.input(&number.to_le_bytes());
    }

    fn option(&mut self, present: bool) {
        self.byte(u8::from(present));
    }

    fn byte(&mut self, byte: u8) {
        self.0.input(&[byte]);
    }
}
