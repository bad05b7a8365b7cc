//! The one catalogue of everything a person reads, keyed by stable codes.
//!
//! The logic holds codes and facts; the words live in `messages/en/*.txt`, so that they can be
//! translated (amounts, units, addresses and digits never are). Format of those files:
//!
//! ```text
//! [psbt/prevtx-mismatch]
//! error: input {input}: this is not the transaction being spent
//! cause: psbt input {input}, non_witness_utxo hashes to another txid (BIP-174)
//! hint: ask the wallet for a fresh file
//! help: A longer explanation, on one line however long, for `coldframe help errors CODE`.
//! ```
//! `{name}` is replaced by the fact of that name. Parts: error, cause, hint, help, text.

use crate::safe::Safe;
use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

/// A stable, dotted code such as `psbt/prevtx-mismatch`: part of the public interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

impl Code {
    /// Names a catalogue entry; a test proves that every code used has one.
    pub const fn new(code: &'static str) -> Self {
        Self(code)
    }

    /// The code as printed.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Which sentence of an entry is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// What went wrong, one line, lower case, no full stop.
    Error,
    /// Where and by which rule.
    Cause,
    /// The next step, a command where there is one.
    Hint,
    /// The explanation of `help errors CODE`.
    Help,
    /// A label or sentence of the screens.
    Text,
}

/// The facts that fill a sentence: name and display-safe value.
pub type Facts = Vec<(&'static str, Safe)>;

/// Something that can be said to a person: an error, a finding, a line of the review.
pub trait Explain {
    /// The stable code.
    fn code(&self) -> Code;
    /// The facts its sentences need.
    fn facts(&self) -> Facts {
        Facts::new()
    }
}

/// The sentence of an entry with its facts filled in; `None` if the entry has no such part.
pub fn sentence(code: Code, part: Part, facts: &[(&'static str, Safe)]) -> Option<String> {
    let template = catalog().get(code.as_str())?.get(&part)?;
    Some(fill(template, facts))
}

/// A label or sentence of the screens. A missing entry shows its code, never nothing.
pub fn text(code: &'static str, facts: &[(&'static str, Safe)]) -> String {
    sentence(Code::new(code), Part::Text, facts).unwrap_or_else(|| code.to_owned())
}

/// The error sentence of something explainable, for `Display` implementations.
pub fn error_line(what: &dyn Explain) -> String {
    sentence(what.code(), Part::Error, &what.facts()).unwrap_or_else(|| what.code().to_string())
}

/// Every code of the catalogue, sorted, for `help errors` and the tests.
pub fn codes() -> Vec<&'static str> {
    let mut all: Vec<_> = catalog().keys().copied().collect();
    all.sort_unstable();
    all
}

/// The raw sentences of an entry, unfilled; `None` for an unknown code.
pub fn entry(code: &str) -> Option<&'static HashMap<Part, &'static str>> {
    catalog().get(code)
}

type Catalog = HashMap<&'static str, HashMap<Part, &'static str>>;

const SOURCES: &[&str] = &[
    include_str!("messages/en/psbt.txt"),
    include_str!("messages/en/frames.txt"),
    include_str!("messages/en/review.txt"),
    include_str!("messages/en/keys.txt"),
    include_str!("messages/en/camera.txt"),
    include_str!("messages/en/optics.txt"),
    include_str!("messages/en/cli.txt"),
    include_str!("messages/en/player.txt"),
    include_str!("messages/en/screens.txt"),
    include_str!("messages/en/wallet.txt"),
    include_str!("messages/en/rehearse.txt"),
    include_str!("messages/en/memory.txt"),
    include_str!("messages/en/worker.txt"),
    include_str!("messages/en/surroundings.txt"),
    include_str!("messages/en/entropy.txt"),
    include_str!("messages/en/desk.txt"),
    include_str!("messages/en/seed.txt"),
    include_str!("messages/en/vault.txt"),
    include_str!("messages/en/self_test.txt"),
    include_str!("messages/en/shares.txt"),
    include_str!("messages/en/ceremony.txt"),
    include_str!("messages/en/codex32.txt"),
    include_str!("messages/en/inventory.txt"),
    include_str!("messages/en/paper.txt"),
];

fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| SOURCES.iter().flat_map(|source| parse(source)).collect())
}

fn parse(source: &'static str) -> Vec<(&'static str, HashMap<Part, &'static str>)> {
    let mut entries: Vec<(&'static str, HashMap<Part, &'static str>)> = Vec::new();
    for line in source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(code) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            entries.push((code, HashMap::new()));
        } else if let (Some((name, words)), Some((_, parts))) = (line.split_once(": "), entries.last_mut())
            && let Some(part) = part_named(name)
        {
            parts.insert(part, words);
        }
    }
    entries
}

fn part_named(name: &str) -> Option<Part> {
    match name {
        "error" => Some(Part::Error),
        "cause" => Some(Part::Cause),
        "hint" => Some(Part::Hint),
        "help" => Some(Part::Help),
        "text" => Some(Part::Text),
        _ => None,
    }
}

/// One pass, so that a fact holding `{other}` is never expanded again.
fn fill(template: &str, facts: &[(&'static str, Safe)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match facts.iter().find(|(fact, _)| *fact == name) {
            Some((_, value)) => out.push_str(value.as_str()),
            None => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_catalogue_is_an_entry_or_a_known_part() {
        for source in SOURCES {
            for line in source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
                let known = line.starts_with('[') && line.ends_with(']')
                    || line.split_once(": ").is_some_and(|(name, _)| part_named(name).is_some());
                assert!(known, "catalogue line not understood: {line}");
            }
        }
    }

    #[test]
    fn no_code_is_explained_twice() {
        let mut seen = std::collections::HashSet::new();
        for source in SOURCES {
            for (code, _) in parse(source) {
                assert!(seen.insert(code), "{code} stands twice in the catalogue");
            }
        }
    }

    #[test]
    fn a_fact_that_looks_like_a_placeholder_is_not_expanded() {
        let facts = [("label", Safe::text("{amount}")), ("amount", Safe::text("1"))];
        assert_eq!(fill("pays {label}", &facts), "pays {amount}");
    }
}
