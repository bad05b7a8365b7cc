//! Vectors of shares inside the program, and the arithmetic asked before a secret is touched.

use crate::shares::vectors;
use coldframe_core::self_test::Group;

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
        name: "Seed XOR",
        file: include_str!("../../../vectors/seed-xor/published.json"),
        holds: vectors::restored_words,
    },
    Group {
        name: "Seed XOR, parts made by hashing",
        file: include_str!("../../../vectors/seed-xor/deterministic.json"),
        holds: vectors::split_alike,
    },
    Group {
        name: "Seed XOR, refused",
        file: include_str!("../../../vectors/seed-xor/refused.json"),
        holds: vectors::refused,
    },
    Group {
        name: "raw shares of sharks",
        file: include_str!("../../../vectors/sharks/raw.json"),
        holds: vectors::restored,
    },
    Group {
        name: "raw shares of sharks, refused",
        file: include_str!("../../../vectors/sharks/refused.json"),
        holds: vectors::refused,
    },
];
