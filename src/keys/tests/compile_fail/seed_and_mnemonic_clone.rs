use coldframe_keys::{Keychain, Mnemonic, Seed};

fn copied<T: Clone>() {}

fn main() {
    copied::<Seed>();
    copied::<Mnemonic>();
    copied::<Keychain>();
}
