//! A share as its holder sees it, and as it stands in a file. Inside the vault only.

use super::hand::About;
use super::holders::Holder;
use super::{scheme_name, set_name, share_of};
use crate::desk::{SecretPage, in_cells};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::shares::{Share, share_file};
use zeroize::Zeroizing;

/// Letters of a line that stand together.
const GROUP_LETTERS: usize = 4;

/// The page on which a holder sees a share, and nobody else.
pub(super) fn page(share: &Share, number: usize, holder: &Holder, about: &About<'_>) -> SecretPage {
    let cells = share
        .with_words(|words| in_cells(words.map(|(word, _)| word), None))
        .unwrap_or_else(|| share.expose_text(in_groups));
    let mut lines = vec![cells, Zeroizing::default()];
    lines.extend(remarks(about).into_iter().map(Zeroizing::new));
    SecretPage { title: text("share-screen/title", &facts(share, number, holder, about)), lines }
}

/// The text of a file with one share: an ordinary age, and a person in twenty years, read it
/// (`formats/share-file.md`).
pub(super) fn file(share: &Share, number: usize, holder: &Holder, about: &About<'_>) -> Zeroizing<String> {
    let facts = facts(share, number, holder, about);
    let heads = ["share-screen/file-head", "share-screen/file-set", "share-screen/file-fingerprint"];
    let mut said: Vec<String> = heads.iter().map(|code| text(code, &facts)).collect();
    said.extend(about.label.iter().map(Safe::to_string));
    said.extend(remarks(about));
    share_file(&said, share)
}

/// What restores the set, and what is not in it.
fn remarks(about: &About<'_>) -> Vec<String> {
    let mut lines = about.restores();
    if about.has_passphrase {
        lines.push(text("share-screen/with-passphrase", &[]));
    }
    lines
}

fn facts(share: &Share, number: usize, holder: &Holder, about: &About<'_>) -> Vec<(&'static str, Safe)> {
    vec![
        ("scheme", Safe::text(scheme_name(about.plan.scheme))),
        ("share", Safe::text(&share_of(&about.facts_of(share, number), Some(number)))),
        ("holder", holder.name.clone()),
        ("set", Safe::text(&set_name(about.set))),
        ("fingerprint", Safe::text(&about.fingerprint.to_string())),
        ("date", Safe::text(about.made_at.to_string().split('T').next().unwrap_or_default())),
    ]
}

/// A line in groups of four with the place of their first letter, as a typed one is shown.
pub(crate) fn in_groups(line: &str) -> Zeroizing<String> {
    let mut cells = Zeroizing::new(String::with_capacity(line.len().saturating_mul(4)));
    for (index, group) in line.as_bytes().chunks(GROUP_LETTERS).enumerate() {
        if index > 0 {
            cells.push('\t');
        }
        let first = index.saturating_mul(GROUP_LETTERS).saturating_add(1);
        cells.push_str(&format!("{first:>4} "));
        cells.push_str(std::str::from_utf8(group).unwrap_or_default());
    }
    cells
}
