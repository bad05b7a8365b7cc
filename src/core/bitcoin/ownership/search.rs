//! Looks for our scripts where nobody claims them.

use super::keyring::{Keyring, Ring};
use super::{InputOwner, OutputOwner, OwnKey};
use crate::bitcoin::psbt::Psbt;
use crate::limits::UNMARKED_SEARCH_ADDRESSES;
use crate::limits::{ADDRESS_INDEX_GAP_MAX, HIDDEN_SEARCH_ACCOUNTS_MAX, HIDDEN_SEARCH_INDEX_MAX};
use crate::path::{Chain, ScriptKind};
use bitcoin::{Script, ScriptBuf, TxOut};
use std::collections::{BTreeSet, HashMap};

/// Marks foreign inputs that are ours after all. Two coins of ours, each once declared somebody
/// else's, make two reviews that both look cheap and one transaction that is not (attack B10).
/// True if there are too many accounts to search them all.
pub(super) fn hidden_inputs(
    inputs: &mut [InputOwner],
    coins: &[Option<&TxOut>],
    keyring: &Keyring<'_>,
    highest: u32,
) -> bool {
    let wanted: HashMap<&Script, Vec<usize>> = wanted(inputs, coins);
    if wanted.is_empty() {
        return false;
    }
    let rings: Vec<_> =
        keyring.rings().iter().filter(|ring| wanted.keys().any(|script| may_be(ring, script))).collect();
    let near: BTreeSet<u32> =
        inputs.iter().filter_map(|owner| owner.key().map(|key| key.path.index)).collect();
    let numbers = numbers_to_search(&near, highest);
    for ring in rings.iter().take(HIDDEN_SEARCH_ACCOUNTS_MAX) {
        for chain in Chain::ALL {
            for (key, script) in numbers.iter().filter_map(|index| keyring.derive(ring, chain, *index)) {
                for index in wanted.get(script.as_script()).into_iter().flatten() {
                    if let Some(owner) = inputs.get_mut(*index) {
                        *owner = InputOwner::Hidden(key.path);
                    }
                }
            }
        }
    }
    rings.len() > HIDDEN_SEARCH_ACCOUNTS_MAX
}

/// Marks outputs that pay ourselves although the file does not say so: the scripts being spent, and
/// a few addresses after the ones seen.
pub(super) fn unmarked_outputs(
    outputs: &mut [OutputOwner],
    psbt: &Psbt,
    inputs: &[InputOwner],
    coins: &[Option<&TxOut>],
    keyring: &Keyring<'_>,
) {
    let mut ours: HashMap<ScriptBuf, OwnKey> = HashMap::new();
    for (owner, coin) in inputs.iter().zip(coins) {
        if let (Some(key), Some(coin)) = (owner.key(), coin) {
            ours.insert(coin.script_pubkey.clone(), *key);
        }
    }
    let last = inputs.iter().filter_map(InputOwner::key).max_by_key(|key| key.path.index);
    let ring = last.and_then(|key| keyring.rings().iter().find(|ring| ring.path() == key.path.account));
    if let (Some(key), Some(ring)) = (last, ring) {
        let after = (0..UNMARKED_SEARCH_ADDRESSES).filter_map(|step| key.path.index.checked_add(step));
        let numbers: BTreeSet<u32> = (0..UNMARKED_SEARCH_ADDRESSES).chain(after).collect();
        for index in numbers {
            ours.extend(
                Chain::ALL
                    .into_iter()
                    .filter_map(|chain| keyring.derive(ring, chain, index))
                    .map(|(key, script)| (script, key)),
            );
        }
    }
    for (owner, paid) in outputs.iter_mut().zip(&psbt.transaction().output) {
        if let (OutputOwner::Foreign, Some(key)) = (&owner, ours.get(&paid.script_pubkey)) {
            *owner = OutputOwner::Ours { key: *key, marked: false };
        }
    }
}

fn wanted<'a>(inputs: &[InputOwner], coins: &[Option<&'a TxOut>]) -> HashMap<&'a Script, Vec<usize>> {
    let mut wanted: HashMap<&Script, Vec<usize>> = HashMap::new();
    for (index, (owner, coin)) in inputs.iter().zip(coins).enumerate() {
        if let (InputOwner::Foreign, Some(coin)) = (owner, coin) {
            wanted.entry(coin.script_pubkey.as_script()).or_default().push(index);
        }
    }
    wanted
}

/// All numbers up to the highest seen and the gap, and where that is too many, those around each seen.
fn numbers_to_search(near: &BTreeSet<u32>, highest: u32) -> BTreeSet<u32> {
    let top = highest.saturating_add(ADDRESS_INDEX_GAP_MAX);
    let mut numbers: BTreeSet<u32> = (0..=top.min(HIDDEN_SEARCH_INDEX_MAX)).collect();
    for seen in near.iter().filter(|seen| **seen > HIDDEN_SEARCH_INDEX_MAX) {
        let room = usize::try_from(HIDDEN_SEARCH_INDEX_MAX).unwrap_or(usize::MAX).saturating_mul(2);
        if numbers.len() < room {
            numbers.extend(
                seen.saturating_sub(ADDRESS_INDEX_GAP_MAX)..=seen.saturating_add(ADDRESS_INDEX_GAP_MAX),
            );
        }
    }
    numbers
}

fn may_be(ring: &Ring<'_>, script: &Script) -> bool {
    match ring.path().kind {
        ScriptKind::P2pkh => script.is_p2pkh(),
        ScriptKind::P2shP2wpkh => script.is_p2sh(),
        ScriptKind::P2wpkh => script.is_p2wpkh(),
        ScriptKind::P2tr => script.is_p2tr(),
    }
}
