//! Signing what was approved, and only if a second implementation agrees.
//!
//! The order is fixed: each job is held against the seed and the transaction, all signatures are
//! made, all are rechecked, and only then does any of them leave the place.

mod error;
mod fault;
mod make;
mod signed;

pub use error::SignError;
pub use signed::Signed;

use crate::derive::Node;
use crate::keychain::Keychain;
use crate::place::{self, Keys};
use crate::recheck::recheck;
use crate::seed::Seed;
use bitcoin::bip32::ChildNumber;
use bitcoin::{Transaction, TxOut};
use coldframe_core::bitcoin::facts::SigningJob;
use coldframe_core::bitcoin::psbt::{Psbt, PsbtError};
use coldframe_core::bitcoin::signature::{MadeSignature, Scheme};
use coldframe_core::path::{AccountPath, AddressPath, Chain};
use coldframe_core::review::Approved;
use coldframe_core::wallet::account::script_pubkey;
use fault::{Fault, NoFault};
use make::Maker;
use std::collections::{BTreeMap, BTreeSet};

impl Keychain {
    /// Signs what was approved: every input of ours, rechecked, and nothing else. The approval is spent.
    ///
    /// # Errors
    /// [`SignError`]; in every case nothing was signed that leaves this function.
    pub fn sign(&self, approved: Approved<Psbt>) -> Result<Signed<Psbt>, SignError> {
        let (mut psbt, facts, digest) = approved.into_parts();
        let made = sign_jobs(psbt.transaction(), facts.spent_outputs(), facts.signing_jobs(), self.seed())?;
        let mut added: usize = 0;
        for signature in &made {
            added = added.saturating_add(usize::from(insert(&mut psbt, signature)?));
        }
        psbt.close_to_changes();
        Ok(Signed::new(psbt, digest, added))
    }
}

/// False where our key signed with another nonce before, on another device say: the review verified
/// that signature, or there were no approval, so it stands as well as ours.
fn insert(psbt: &mut Psbt, made: &MadeSignature) -> Result<bool, SignError> {
    let input_index = made.input_index();
    let taken = match made.scheme() {
        Scheme::Ecdsa => psbt.add_ecdsa_signature(input_index, made.public_key(), made.bytes()),
        Scheme::TaprootKey => psbt.add_tap_key_signature(input_index, made.bytes()),
    };
    match taken {
        Ok(()) => Ok(true),
        Err(PsbtError::SignaturePresent { .. }) => Ok(false),
        Err(_) => Err(SignError::NotTaken { input_index }),
    }
}

/// Makes and rechecks one signature per job, in the order of the jobs.
///
/// `spent` are the outputs of all inputs in their order; taproot commits to every one of them.
pub(crate) fn sign_jobs(
    transaction: &Transaction,
    spent: &[TxOut],
    jobs: &[SigningJob],
    seed: &Seed,
) -> Result<Vec<MadeSignature>, SignError> {
    sign_jobs_with(transaction, spent, jobs, seed, &NoFault)
}

fn sign_jobs_with(
    transaction: &Transaction,
    spent: &[TxOut],
    jobs: &[SigningJob],
    seed: &Seed,
    fault: &impl Fault,
) -> Result<Vec<MadeSignature>, SignError> {
    check_orders(transaction, spent, jobs)?;
    place::with_keys(seed, |keys| {
        let made = make_all(keys, transaction, spent, jobs, fault)?;
        recheck(transaction, spent, jobs, &made, keys.seed)?;
        Ok(made)
    })
    .map_err(SignError::Vault)?
}

/// A job that does not belong to this transaction is a bug of ours, caught before any key exists.
fn check_orders(transaction: &Transaction, spent: &[TxOut], jobs: &[SigningJob]) -> Result<(), SignError> {
    if jobs.is_empty() {
        return Err(SignError::NothingOurs);
    }
    let mut seen = BTreeSet::new();
    for job in jobs {
        let input_index = job.input_index;
        let in_place = spent.len() == transaction.input.len()
            && spent.get(input_index) == Some(&job.spent)
            && seen.insert(input_index);
        if !in_place {
            return Err(SignError::OtherTransaction { input_index });
        }
    }
    Ok(())
}

fn make_all(
    keys: &Keys<'_>,
    transaction: &Transaction,
    spent: &[TxOut],
    jobs: &[SigningJob],
    fault: &impl Fault,
) -> Result<Vec<MadeSignature>, SignError> {
    let mut chains = Chains::new(keys);
    let mut maker = Maker::new(&keys.secp, transaction, spent);
    let mut made = Vec::with_capacity(jobs.len());
    for job in jobs {
        let node = chains.key(job.path).map_err(|_| SignError::OtherKey { input_index: job.input_index })?;
        let script = script_pubkey(&keys.secp, job.kind, node.public_key());
        if node.public_key() != job.public_key || script != job.spent.script_pubkey {
            return Err(SignError::OtherKey { input_index: job.input_index });
        }
        made.push(node.with_key(|key| maker.make(job, key, fault))?);
    }
    Ok(made)
}

/// Receiving and change chains already derived, so that an input costs one step of derivation.
struct Chains<'a> {
    keys: &'a Keys<'a>,
    known: BTreeMap<(AccountPath, Chain), Node>,
}

impl<'a> Chains<'a> {
    fn new(keys: &'a Keys<'a>) -> Self {
        Self { keys, known: BTreeMap::new() }
    }

    fn key(&mut self, path: AddressPath) -> Result<Node, crate::DeriveError> {
        use std::collections::btree_map::Entry;
        let secp = &self.keys.secp;
        let chain = match self.known.entry((path.account, path.chain)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(vacant) => {
                let account = path.account.derivation().ok_or(crate::DeriveError::InvalidChild)?;
                let mut steps: Vec<ChildNumber> = account.into();
                steps.push(ChildNumber::from(path.chain.number()));
                vacant.insert(Node::master(secp, self.keys.seed)?.descend(secp, &steps)?)
            }
        };
        let index = ChildNumber::from_normal_idx(path.index).map_err(|_| crate::DeriveError::InvalidChild)?;
        chain.child(secp, index)
    }
}

#[cfg(test)]
mod tests;
