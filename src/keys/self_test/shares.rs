//! Vectors of shares inside the program, and the arithmetic asked before a secret is touched.

use crate::shares::vectors;
use coldframe_core::self_test::{Group, Known, KnownAnswer};
use hmac::Hmac;
use sha2::Sha256;

pub(super) const KNOWN: &[KnownAnswer] = &[
    KnownAnswer {
        primitive: "PBKDF2-HMAC-SHA256",
        answer: pbkdf2,
        // RFC 7914, section 11, its first 32 bytes.
        known: Known::Hex("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"),
    },
    KnownAnswer {
        primitive: "GF(256) of shares",
        answer: || Some(vectors::products()),
        // FIPS 197, section 4.2: {57} by {83} and by {13}; the inverse of {53} (section 5.1.1).
        known: Known::Hex("c1feca"),
    },
    KnownAnswer {
        primitive: "RS1024",
        answer: || Some(vectors::checksum()),
        // SLIP-39, vectors.json, case 1: the places of its last three words.
        known: Known::Hex("00ad00c401f0"),
    },
    KnownAnswer {
        primitive: "Shamir's shares",
        answer: vectors::example,
        // BCR-2020-011, the example's secret.
        known: Known::Hex("7daa851251002874e1a1995f0897e6b1"),
    },
];

fn pbkdf2() -> Option<Vec<u8>> {
    let mut out = vec![0; 32];
    pbkdf2::pbkdf2::<Hmac<Sha256>>(b"passwd", b"salt", 1, &mut out).ok()?;
    Some(out)
}

/// One line for each file.
pub(super) const GROUPS: &[Group] = &[
    Group {
        name: "SLIP-39",
        file: include_str!("../../../vectors/slip39/vectors.json"),
        holds: vectors::restored,
    },
    Group {
        name: "SLIP-39, refused",
        file: include_str!("../../../vectors/slip39/refused.json"),
        holds: vectors::refused,
    },
    Group {
        name: "codex32",
        file: include_str!("../../../vectors/codex32/strings.json"),
        holds: vectors::restored,
    },
    Group {
        name: "codex32, sets",
        file: include_str!("../../../vectors/codex32/sets.json"),
        holds: vectors::restored,
    },
    Group {
        name: "codex32, refused",
        file: include_str!("../../../vectors/codex32/refused.json"),
        holds: vectors::refused,
    },
    Group {
        name: "SSKR",
        file: include_str!("../../../vectors/sskr/published.json"),
        holds: vectors::restored,
    },
    Group {
        name: "SSKR, refused",
        file: include_str!("../../../vectors/sskr/refused.json"),
        holds: vectors::refused,
    },
    Group {
        name: "Seed-XOR",
        file: include_str!("../../../vectors/seed-xor/published.json"),
        holds: vectors::restored_words,
    },
    Group {
        name: "Seed-XOR, deterministic",
        file: include_str!("../../../vectors/seed-xor/deterministic.json"),
        holds: vectors::split_alike,
    },
    Group {
        name: "Seed-XOR, refused",
        file: include_str!("../../../vectors/seed-xor/refused.json"),
        holds: vectors::refused,
    },
    Group {
        name: "sharks",
        file: include_str!("../../../vectors/sharks/raw.json"),
        holds: vectors::restored,
    },
    Group {
        name: "sharks, refused",
        file: include_str!("../../../vectors/sharks/refused.json"),
        holds: vectors::refused,
    },
];
