//! What the linked program could call. A crate list proves intent, the symbol table proves the fact.

use std::collections::BTreeSet;
use std::env;
use std::fs;

/// libc's doors to the network and to other processes' sockets.
const FORBIDDEN: [&str; 22] = [
    "socket",
    "socketpair",
    "connect",
    "bind",
    "listen",
    "accept",
    "accept4",
    "send",
    "sendto",
    "sendmsg",
    "sendmmsg",
    "recv",
    "recvfrom",
    "recvmsg",
    "recvmmsg",
    "shutdown",
    "getaddrinfo",
    "freeaddrinfo",
    "gethostbyname",
    "getnameinfo",
    "res_init",
    "gai_strerror",
];

/// The program to look into: another build (release, static) can be named by `COLDFRAME_BINARY`.
pub(crate) fn program() -> String {
    env::var("COLDFRAME_BINARY").unwrap_or_else(|_| env!("CARGO_BIN_EXE_coldframe").to_owned())
}

#[test]
fn the_linked_program_has_no_network_symbol() {
    let path = program();
    let names = symbols(&fs::read(&path).unwrap());
    // A stripped file has no names and would prove nothing.
    assert!(names.len() > 1_000 && names.contains("main"), "{path} is stripped: {} names", names.len());
    let found: Vec<_> = FORBIDDEN.iter().filter(|name| names.contains(**name)).collect();
    assert!(found.is_empty(), "{path} can reach a network: {found:?}");
}

#[test]
fn the_symbol_reader_sees_what_is_there() {
    // This very test program links libc's write and no stripped table: the reader must find both kinds.
    let names = symbols(&fs::read(env::current_exe().unwrap()).unwrap());
    assert!(names.contains("main") && names.contains("write"), "{} names", names.len());
}

/// All names in the symbol tables of a 64-bit little-endian ELF file, versions (`@GLIBC…`) cut off.
fn symbols(file: &[u8]) -> BTreeSet<String> {
    assert_eq!(&file[..6], b"\x7fELF\x02\x01", "not a 64-bit little-endian ELF file");
    let sections = number(file, 0x28, 8);
    let (size, count) = (number(file, 0x3a, 2), number(file, 0x3c, 2));
    let header = |index: usize| sections + index * size;
    let mut names = BTreeSet::new();
    for index in 0..count {
        let (symtab, dynsym) = (2, 11);
        let kind = number(file, header(index) + 4, 4);
        if kind != symtab && kind != dynsym {
            continue;
        }
        let strings = number(file, header(number(file, header(index) + 0x28, 4)) + 0x18, 8);
        let (start, bytes) = (number(file, header(index) + 0x18, 8), number(file, header(index) + 0x20, 8));
        for symbol in (start..start + bytes).step_by(24) {
            names.insert(name(file, strings + number(file, symbol, 4)));
        }
    }
    names
}

fn name(file: &[u8], at: usize) -> String {
    let bytes = file[at..].iter().take_while(|byte| **byte != 0 && **byte != b'@');
    bytes.map(|byte| char::from(*byte)).collect()
}

fn number(file: &[u8], at: usize, bytes: usize) -> usize {
    file[at..at + bytes].iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}
