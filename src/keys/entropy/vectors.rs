//! The published vectors of new seeds, held by `coldframe self-test`.

use super::formula::{self, Part};
use crate::mnemonic::Mnemonic;
use crate::secret::Secret;
use coldframe_core::entropy::{Source, WordCount};
use coldframe_core::self_test::Row;

/// Sources to commitment, entropy and words (`formats/entropy.md`).
pub(crate) fn formula(row: &Row<'_>) -> Option<()> {
    let parts = row.rows("sources")?.iter().map(part).collect::<Option<Vec<Part>>>()?;
    let commitment = parts.first()?.bytes.expose(|os| formula::commitment(os));
    let word_count = WordCount::new(usize::try_from(row.number("word_count")?).ok()?)?;
    let (entropy, words) = (row.bytes("entropy")?, row.string("words")?);
    let mixed = formula::mix(&parts, word_count).expose(|mixed| *mixed == entropy);
    (mixed && commitment.hex() == row.string("commitment")? && stands_for(words, &entropy)).then_some(())
}

/// Rolls to words (Coldcard, SeedSigner).
pub(crate) fn rolls(row: &Row<'_>) -> Option<()> {
    let words = row.string("words")?;
    let word_count = WordCount::new(words.split(' ').count())?;
    let entropy = formula::sha256_rolls(row.string("rolls")?.as_bytes(), word_count);
    entropy.expose(|entropy| stands_for(words, entropy)).then_some(())
}

fn stands_for(words: &str, entropy: &[u8]) -> bool {
    Mnemonic::parse(words.as_bytes()).is_ok_and(|read| read.entropy(|read| read == entropy) == Ok(true))
}

fn part(row: &Row<'_>) -> Option<Part> {
    let name = row.string("source")?;
    let all = [Source::Os, Source::Dice, Source::Coins, Source::Cards, Source::File];
    let source = all.into_iter().find(|source| source.name() == name)?;
    let given = match row.string("symbols") {
        Some(symbols) => symbols.as_bytes().to_vec(),
        None => row.bytes("hex")?,
    };
    Some(Part { source, bytes: Secret::built(Vec::new(), |bytes| *bytes = given) })
}
