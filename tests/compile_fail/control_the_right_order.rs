// must compile
//! The right order. If this one fails, the others fail for a reason of their own and prove nothing.

use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::review::{Consent, Payload, Unsigned};
use coldframe_keys::{Keychain, Secret};

type Owner = <Psbt as Payload>::Owner;
type Context = <Psbt as Payload>::Context;

fn sign(psbt: Psbt, owner: &Owner, context: &Context, keychain: &Keychain) -> Option<usize> {
    let review = Unsigned::new(psbt).review(owner, context);
    let consent = Consent { seen: review.digest(), acknowledged: Default::default() };
    let approved = review.approve(&consent).ok()?;
    let signed = keychain.sign(approved).ok()?;
    Some(signed.signature_count())
}

fn main() {
    let secret = Secret::built(vec![0_u8; 32], |_| ());
    let _length = secret.expose(|bytes| bytes.len());
    let _sign = sign;
}
