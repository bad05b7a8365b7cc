// must fail: E0308
//! Thirty-two bytes could be the sighash of anything (attack D01).
use coldframe_keys::Keychain;

fn sign(keychain: &Keychain, hash: [u8; 32]) {
    let _signed = keychain.sign(hash);
}

fn main() {}
