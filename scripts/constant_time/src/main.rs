//! Everything that sharing does to a secret, with the secret marked: `constant-time [field|checksum|shares|
//! slip39|codex32|leaky]`. Under valgrind a branch or an address that a marked byte decides is an error; `leaky` has one,
//! so that a run which would see nothing is noticed.
#![allow(dead_code, unreachable_pub, reason = "files of the house that know their callers there")]

mod codex32;
mod entropy {
    #[derive(Debug)]
    pub enum EntropyError {}
}
mod marks;
mod secret;
mod shares;

use shares::slip39::driver;

fn main() {
    let what = std::env::args().nth(1).unwrap_or_default();
    match what.as_str() {
        "field" => driver::field(),
        "checksum" => driver::checksum(),
        "shares" => driver::shares(),
        "slip39" => driver::slip39(),
        "codex32" => codex32::run(),
        "leaky" => driver::leaky(),
        _ => panic!("which one?"),
    }
    println!("{what}: done");
}
