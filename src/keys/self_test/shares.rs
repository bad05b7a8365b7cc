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
];
