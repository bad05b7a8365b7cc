//! The transcript of a seed: everything it takes to make it again with a script of one's own.

use super::Made;
use super::formula::Part;
use crate::mnemonic::language_name;
use coldframe_core::entropy::Source;
use std::fmt::Write;
use zeroize::Zeroizing;

/// Room for the longest transcript: symbols, hashes and words of the longest list.
const BYTES_MAX: usize = 16 * 1024;

/// One line of JSON. Written by hand: a tree of values would leave the secret in many small pieces.
pub(super) fn json(made: &Made, published: bool) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(BYTES_MAX));
    // Writing to a text cannot fail.
    let _ = write(made, published, &mut out);
    out
}

/// A source and its bytes, in groups a person can keep their place in.
pub(super) fn line(part: &Part) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(BYTES_MAX));
    out.push_str(part.source.name());
    part.bytes.expose(|bytes| match part.source {
        Source::Os | Source::File => bytes.chunks(2).for_each(|pair| {
            out.push(' ');
            pair.iter().for_each(|byte| _ = write!(out, "{byte:02x}"));
        }),
        Source::Dice | Source::Coins | Source::Cards => bytes.chunks(10).for_each(|symbols| {
            out.push(' ');
            symbols.iter().for_each(|symbol| out.push(char::from(*symbol)));
        }),
    });
    out
}

fn write(made: &Made, published: bool, out: &mut String) -> std::fmt::Result {
    let recipe = made.recipe;
    write!(out, "{{\"schema\":\"seed-transcript/1\",\"formula\":\"{}\"", recipe.formula.name())?;
    write!(out, ",\"word_count\":{}", recipe.word_count.words())?;
    write!(out, ",\"language\":\"{}\",\"sources\":[", language_name(recipe.language))?;
    for (index, part) in made.parts.iter().enumerate() {
        out.push_str(if index == 0 { "" } else { "," });
        source(part, out)?;
    }
    out.push(']');
    if let Some(commitment) = made.commitment {
        write!(out, ",\"commitment\":\"{}\"", commitment.hex())?;
    }
    write!(out, ",\"passphrase\":{},\"fingerprint\":\"{}\"", made.has_passphrase, made.fingerprint)?;
    out.push_str(",\"words\":\"");
    made.with_words(|words| out.push_str(words));
    write!(out, "\",\"published\":{published}}}")
}

fn source(part: &Part, out: &mut String) -> std::fmt::Result {
    let name = part.source.name();
    part.bytes.expose(|bytes| match part.source {
        Source::Os | Source::File => {
            write!(out, "{{\"source\":\"{name}\",\"hex\":\"")?;
            bytes.iter().try_for_each(|byte| write!(out, "{byte:02x}"))?;
            out.push_str("\"}");
            Ok(())
        }
        Source::Dice | Source::Coins | Source::Cards => {
            write!(out, "{{\"source\":\"{name}\",\"symbols\":\"")?;
            bytes.iter().for_each(|symbol| out.push(char::from(*symbol)));
            out.push_str("\"}");
            Ok(())
        }
    })
}
