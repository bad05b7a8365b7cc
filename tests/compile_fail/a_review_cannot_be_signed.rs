// must fail: E0308
//! Reading is not consenting.
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::review::Review;
use coldframe_keys::Keychain;

fn sign(keychain: &Keychain, review: Review<Psbt>) {
    let _signed = keychain.sign(review);
}

fn main() {}
