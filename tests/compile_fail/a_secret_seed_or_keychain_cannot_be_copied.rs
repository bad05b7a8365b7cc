// must fail: E0277 E0277 E0277
//! The same for what is made of secrets.

use coldframe_keys::{Keychain, Mnemonic, Seed};

fn copied<T: Clone>() {}

fn main() {
    copied::<Seed>();
    copied::<Mnemonic>();
    copied::<Keychain>();
}
