// must fail: E0382
//! One consent, one signing (attack A10).
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::review::Approved;
use coldframe_keys::Keychain;

fn sign_twice(keychain: &Keychain, approved: Approved<Psbt>) {
    let _first = keychain.sign(approved);
    let _second = keychain.sign(approved);
}

fn main() {}
