// must fail: E0308
//! Nothing is signed that nobody looked at.
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::review::Unsigned;
use coldframe_keys::Keychain;

fn sign(keychain: &Keychain, unsigned: Unsigned<Psbt>) {
    let _signed = keychain.sign(unsigned);
}

fn main() {}
