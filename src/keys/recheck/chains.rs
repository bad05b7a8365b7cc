//! Public keys, derived a second time: `bip32` over `k256`, master key by another HMAC.

use crate::seed::Seed;
use bip32::{ChildNumber, ExtendedKey, ExtendedKeyAttrs, Prefix, XPrv, XPub};
use bitcoin::hashes::{Hash, HashEngine, Hmac, HmacEngine, sha512};
use coldframe_core::path::{AccountPath, AddressPath, Chain};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

/// Receiving and change chains already derived. Only their public halves are kept.
pub(super) struct Chains<'a> {
    seed: &'a Seed,
    known: BTreeMap<(AccountPath, Chain), Arc<XPub>>,
}

impl<'a> Chains<'a> {
    pub(super) fn new(seed: &'a Seed) -> Self {
        Self { seed, known: BTreeMap::new() }
    }

    /// The public key of the chain that an address is on.
    pub(super) fn chain(&mut self, path: AddressPath) -> Option<Arc<XPub>> {
        match self.known.entry((path.account, path.chain)) {
            Entry::Occupied(known) => Some(Arc::clone(known.get())),
            Entry::Vacant(vacant) => {
                let chain = derive(self.seed, path.account, path.chain)?;
                Some(Arc::clone(vacant.insert(Arc::new(chain))))
            }
        }
    }
}

/// Never compare two `XPrv` with `==`: `bip32` leaves the private key out of the comparison.
fn derive(seed: &Seed, account: AccountPath, chain: Chain) -> Option<XPub> {
    let steps = [
        ChildNumber::new(account.kind.purpose(), true).ok()?,
        ChildNumber::new(account.coin_type, true).ok()?,
        ChildNumber::new(account.account, true).ok()?,
        ChildNumber::new(chain.number(), false).ok()?,
    ];
    let master = seed.expose(master)?;
    let end = steps.iter().try_fold(master, |node, step| node.derive_child(*step).ok())?;
    Some(end.public_key())
}

/// `XPrv::new` takes only seeds of 16, 32 and 64 bytes, so the root is put together by hand.
pub(crate) fn master(seed: &[u8]) -> Option<XPrv> {
    let mut engine = HmacEngine::<sha512::Hash>::new(b"Bitcoin seed");
    engine.input(seed);
    let mac = Hmac::<sha512::Hash>::from_engine(engine).to_byte_array();
    let (key, chain_code) = mac.split_first_chunk::<32>()?;
    let mut key_bytes = [0; 33];
    key_bytes.split_first_mut()?.1.copy_from_slice(key);
    let attrs = ExtendedKeyAttrs {
        depth: 0,
        parent_fingerprint: [0; 4],
        child_number: ChildNumber::default(),
        chain_code: chain_code.try_into().ok()?,
    };
    // `ExtendedKey` erases its key bytes on drop.
    XPrv::try_from(ExtendedKey { prefix: Prefix::XPRV, attrs, key_bytes }).ok()
}
