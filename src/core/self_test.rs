//! Answers known beforehand, and the published vectors that travel inside the program.
//!
//! A machine whose memory or processor is bad, or a file that was damaged on its way, computes
//! wrong keys without noticing. A few known answers are asked for whenever a secret is about to be
//! touched ([`KNOWN`], and more in `keys`); `coldframe self-test` runs every vector.

mod frames;
mod row;

pub use row::Row;

use crate::frames::{base43, bbqr, plain, ur};
use crate::messages::{Code, Explain, Facts, error_line};
use crate::safe::Safe;
use std::fmt;

/// One primitive, asked something whose answer is known.
#[derive(Clone, Copy, Debug)]
pub struct KnownAnswer {
    /// What is asked, as a person would name it.
    pub primitive: &'static str,
    /// Asks it; `None` when it gives no answer at all.
    pub answer: fn() -> Option<Vec<u8>>,
    /// What it must answer.
    pub known: Known,
}

/// A known answer as it is published.
#[derive(Clone, Copy, Debug)]
pub enum Known {
    /// Bytes, in lower-case hexadecimal.
    Hex(&'static str),
    /// Text.
    Text(&'static str),
}

/// Published vectors of one kind.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// What they prove.
    pub name: &'static str,
    /// The file of `vectors/`, as it was when the program was built.
    pub file: &'static str,
    /// Does what one row asks; `None` when anything differs from what the row says.
    pub holds: fn(&Row<'_>) -> Option<()>,
}

/// Why the program does not trust itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SelfTestError {
    /// A primitive gave another answer than the published one.
    Failed {
        /// Which.
        primitive: &'static str,
    },
}

impl Group {
    /// Runs every row: how many hold, and whether that is all of them. A file without rows fails.
    pub fn run(&self) -> (usize, bool) {
        let rows = row::read(self.file);
        let held = rows.iter().filter(|row| (self.holds)(&Row(row)).is_some()).count();
        (held, held == rows.len() && held > 0)
    }
}

/// The primitives of this crate that a payload passes through on its way.
pub const KNOWN: &[KnownAnswer] = &[
    KnownAnswer {
        primitive: "CRC-32",
        answer: || Some(ur::crc32::crc32(b"123456789").to_be_bytes().to_vec()),
        known: Known::Hex("cbf43926"),
    },
    KnownAnswer {
        primitive: "bytewords",
        answer: || ur::bytewords::decode("aeadaolazmjendeoti").ok(),
        known: Known::Hex("00010280ff"),
    },
    KnownAnswer {
        primitive: "BBQr base32",
        answer: || bbqr::base32::decode(b"MZXW6YTBOI"),
        known: Known::Text("foobar"),
    },
    KnownAnswer {
        primitive: "BBQr deflate",
        answer: || bbqr::deflate::inflate(&bbqr::deflate::deflate(b"cold cold cold cold cold")?).ok(),
        known: Known::Hex("636f6c6420636f6c6420636f6c6420636f6c6420636f6c64"),
    },
    KnownAnswer { primitive: "base43", answer: || base43::decode(b"029B"), known: Known::Hex("001000") },
];

/// The vectors of this crate that travel inside the program.
pub const GROUPS: &[Group] = &[
    Group {
        name: "UR bytewords",
        file: include_str!("../../vectors/ur/bytewords.json"),
        holds: frames::bytewords,
    },
    Group {
        name: "UR fountain",
        file: include_str!("../../vectors/ur/fountain.json"),
        holds: frames::fountain,
    },
    Group { name: "BBQr", file: include_str!("../../vectors/bbqr/series.json"), holds: frames::bbqr },
    Group { name: "base43", file: include_str!("../../vectors/base43/numbers.json"), holds: frames::base43 },
    Group {
        name: "Specter",
        file: include_str!("../../vectors/specter/pieces.json"),
        holds: frames::received,
    },
    Group {
        name: "plain text",
        file: include_str!("../../vectors/plain/static.json"),
        holds: frames::received,
    },
];

/// Asks every primitive and stops at the first wrong answer. `strike` is where a glitch could
/// change an answer: the tests flip bits there, the program passes a function that does nothing.
///
/// # Errors
/// [`SelfTestError::Failed`] with the primitive's name.
pub fn ask(
    answers: &[KnownAnswer],
    strike: impl Fn(&'static str, &mut Vec<u8>),
) -> Result<(), SelfTestError> {
    for KnownAnswer { primitive, answer, known } in answers {
        let mut given = answer().ok_or(SelfTestError::Failed { primitive })?;
        strike(primitive, &mut given);
        let is_known = match known {
            Known::Hex(digits) => plain::hex(&given) == *digits,
            Known::Text(text) => given == text.as_bytes(),
        };
        if !is_known {
            return Err(SelfTestError::Failed { primitive });
        }
    }
    Ok(())
}

impl Explain for SelfTestError {
    fn code(&self) -> Code {
        match self {
            Self::Failed { .. } => Code::new("self-test/failed"),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Failed { primitive } => vec![("primitive", Safe::text(primitive))],
        }
    }
}

impl fmt::Display for SelfTestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for SelfTestError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_answer_of_this_crate_is_given() {
        assert_eq!(ask(KNOWN, |_, _| ()), Ok(()));
    }

    #[test]
    fn a_glitch_in_any_primitive_is_caught_and_named() {
        for broken in KNOWN.iter().map(|answer| answer.primitive) {
            let flip = |asked: &'static str, answer: &mut Vec<u8>| {
                if asked == broken {
                    answer[0] ^= 1;
                }
            };
            assert_eq!(ask(KNOWN, flip), Err(SelfTestError::Failed { primitive: broken }));
        }
    }

    #[test]
    fn every_vector_in_the_program_holds() {
        for group in GROUPS {
            let (held, all) = group.run();
            assert!(all, "{}: only {held} hold", group.name);
        }
    }

    #[test]
    fn a_vector_that_was_tampered_with_and_a_file_without_rows_fail() {
        let base43 = GROUPS.iter().find(|group| group.name == "base43").unwrap();
        let tampered = base43.file.replacen("020000000001", "020000000002", 1);
        let group = Group { file: tampered.leak(), ..*base43 };
        assert!(!group.run().1);
        for file in ["", "{}", "{\"rows\": []}"] {
            assert!(!Group { file, ..*base43 }.run().1, "{file}");
        }
    }
}
