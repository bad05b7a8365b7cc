//! The desk: where a person types secrets and looks at them.
//!
//! Everything here runs inside the vault (`keys::in_vault`, `Keychain::make`): what is typed goes
//! from read(2) into a [`Secret`], what is shown goes from there to write(2), and neither passes
//! through a stack or a buffer that outlives the work. A trait, so that a test can play the
//! person, record the sequence of screens and walk away at any of them.

mod collect;
mod form;
mod hold;
mod layout;
mod pages;
mod passphrase;
mod paste;
mod person;
mod row;
mod scripted;
mod share_text;
mod share_words;
mod terminal;
mod word_page;
mod words;

#[cfg(test)]
pub(crate) use person::Person;
#[cfg(test)]
pub(crate) use scripted::ScriptedDesk;
pub(crate) use share_words::{Judged, ShareWordsOf};
pub(crate) use terminal::TerminalDesk;
pub(crate) use word_page::{in_cells, word_page};

use crate::secret_input::SecretInputError;
use coldframe_console::viewfinder::Watched;
use coldframe_core::network::Network;
use coldframe_core::shares::Scheme;
use coldframe_keys::{Language, Secret};
use std::time::Duration;
use zeroize::Zeroizing;

/// What one answer looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Seed words, for keys of this network: completed and checked while they are typed.
    Words(Network),
    /// The BIP-39 passphrase that goes with them.
    Passphrase,
    /// The same for a wallet that is being made: typed twice.
    NewPassphrase,
    /// The passphrase of a file.
    FilePassphrase,
    /// The same for a file that is being made: typed twice.
    NewFilePassphrase,
    /// A share of this scheme: completed and checked while it is typed.
    Share(Scheme),
}

/// What stands below symbols that are being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Live {
    /// Public lines: how many, how good. Redrawn after every symbol.
    pub(crate) lines: Vec<String>,
    /// Whether Enter ends the typing now.
    pub(crate) enough: bool,
}

/// A page that holds secrets. The title is public.
#[derive(Debug, Default)]
pub(crate) struct SecretPage {
    /// Above the lines.
    pub(crate) title: String,
    /// Wiped on drop. Cells between tabs are set in as many columns as the window has room for;
    /// a page with block characters is a drawing, which is shown whole or not at all.
    pub(crate) lines: Vec<Zeroizing<String>>,
}

/// Longest a secret is seen in one go behind [`Desk::hold`] (attack G12).
pub(crate) const HOLD_MAX: Duration = Duration::from_secs(20);

/// A person and a terminal, for secrets.
pub(crate) trait Desk: Send {
    /// Whether there is anybody to ask (else exit 8).
    fn ready(&mut self) -> Result<(), SecretInputError>;

    /// Whether secrets can be shown: the terminal takes back what stood on it (else exit 8).
    fn can_show(&mut self) -> Result<(), SecretInputError>;

    /// Rows and columns of the screen.
    fn size(&mut self) -> Result<(usize, usize), SecretInputError>;

    /// Asks for one secret; `above` are public lines.
    fn ask(
        &mut self,
        above: &[String],
        kind: Kind,
        allow_empty: bool,
    ) -> Result<Secret<Vec<u8>>, SecretInputError>;

    /// Asks for all words but the last, of that list where one is named; with the list they were taken
    /// from, which no checksum tells and which the person may have chosen.
    fn first_words(
        &mut self,
        network: Network,
        language: Option<Language>,
    ) -> Result<(Secret<Vec<u8>>, Option<Language>), SecretInputError>;

    /// Symbols typed one at a time (dice, coins, cards): only those `accepts` takes are kept,
    /// `live` says what stands below after each one.
    fn collect(
        &mut self,
        above: &[String],
        accepts: &dyn Fn(u8) -> bool,
        live: &mut dyn FnMut(&[u8]) -> Live,
    ) -> Result<Secret<Vec<u8>>, SecretInputError>;

    /// Shows pages that hold secrets, one after the other; returns when the last has been left.
    fn show(&mut self, pages: &[SecretPage]) -> Result<(), SecretInputError>;

    /// Shows a page while a key is held down, at most that long in one go (attack G12).
    fn hold(&mut self, page: &SecretPage, most: Duration) -> Result<(), SecretInputError>;

    /// Shows what a camera sees of a secret while `work` looks for it.
    fn watch(&mut self, work: &mut Watched<'_>) -> Result<(), SecretInputError>;

    /// One public line that stays, for a step that takes its time.
    fn tell(&mut self, line: &str);

    /// Asks for one line of public text, echoed, on the same terminal.
    fn question(&mut self, above: &[String], question: &str) -> Result<String, SecretInputError>;
}
