//! Cards: what is handed to a person. Everything here but [`Written`] is public.
//!
//! ```text
//! let mut out = Zeroizing::new(Vec::new());
//! card.draw(&Fill::Blank, Paper::A4, Format::Pdf, &mut out)?;              // public: a hand writes the rest
//! card.draw(&Fill::Secret(written), Paper::A4, Format::Pdf, &mut out)?;    // secret: inside the vault only
//! ```

use super::{Format, Paper, PaperError, layout, write};
use crate::optics::symbol::Modules;
use coldframe_core::safe::Safe;
use zeroize::Zeroizing;

/// What the secret looks like: its length, which anybody may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Words told apart by their first four letters: BIP-39 in the Latin lists, SLIP-39.
    Words(usize),
    /// Words of four letters, all of them needed: bytewords.
    ShortWords(usize),
    /// Places in a word list, four digits each: for lists in letters that the fonts lack.
    Numbers(usize),
    /// One string, set in groups of four: codex32.
    Characters(usize),
}

impl Shape {
    /// How many words or characters.
    pub fn count(self) -> usize {
        match self {
            Self::Words(count) | Self::ShortWords(count) | Self::Numbers(count) | Self::Characters(count) => {
                count
            }
        }
    }
}

/// Which share of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quorum {
    /// Which one this is, counted from 1.
    pub index: u8,
    /// How many are needed.
    pub need: u8,
    /// How many there are.
    pub of: u8,
}

/// One share of a seed, as it is handed to its holder.
#[derive(Clone, Debug)]
pub struct ShareCard {
    /// What cut the seed: `SLIP-39`, `codex32`, `SSKR`, `SeedXOR`.
    pub scheme: Safe,
    /// What restores it, in one sentence.
    pub restores: Safe,
    /// What all shares of this set have in common.
    pub set_id: Safe,
    /// Which share of its group or of the whole set.
    pub member: Quorum,
    /// Which group of how many, where there are groups.
    pub group: Option<Quorum>,
    /// How the share is named where the scheme names it otherwise than by a number: codex32's letter.
    pub share_name: Option<Safe>,
    /// Master fingerprint of the wallet that the whole set restores; without it a line to write on.
    pub fingerprint: Option<Safe>,
    /// Whether a passphrase belongs to it that is not on this card.
    pub has_passphrase: bool,
    /// What the person calls it.
    pub label: Option<Safe>,
    /// Who keeps it; without it a line to write on.
    pub holder: Option<Safe>,
    /// Where it is kept; without it a line to write on.
    pub place: Option<Safe>,
    /// When it was made; without it a line to write on.
    pub date: Option<Safe>,
    /// What the secret looks like.
    pub shape: Shape,
    /// The first words (or the first characters, as one text) that follow from the public facts
    /// alone: set, group and member. Printed on blank cards too.
    pub printed: Vec<Safe>,
    /// QR version of a code that a hand can copy (1 to 3, SeedQR of a part), with its name: it gets
    /// a page of its own.
    pub hand_code: Option<HandCode>,
    /// Whether a page for punching into steel comes with it; for words of four telling letters.
    pub steel: bool,
    /// A public code printed on every card: the encrypted copy of the wallet's descriptor.
    pub descriptor: Option<Modules>,
}

/// A whole seed on paper.
#[derive(Clone, Debug)]
pub struct SeedCard {
    /// The list of the words, by its name.
    pub language: Safe,
    /// What the secret looks like: words, or numbers in the list.
    pub shape: Shape,
    /// Master fingerprint; without it a line to write on.
    pub fingerprint: Option<Safe>,
    /// Whether a passphrase belongs to it that is not on this card.
    pub has_passphrase: bool,
    /// What the person calls it.
    pub label: Option<Safe>,
    /// Who keeps it; without it a line to write on.
    pub holder: Option<Safe>,
    /// Where it is kept; without it a line to write on.
    pub place: Option<Safe>,
    /// When the card was made; without it a line to write on.
    pub date: Option<Safe>,
    /// The code of the words.
    pub hand_code: Option<HandCode>,
    /// Whether a page for punching into steel comes with it.
    pub steel: bool,
    /// A public code printed on every card: the encrypted copy of a wallet's descriptor.
    pub descriptor: Option<Modules>,
}

/// A code that a hand copies.
#[derive(Clone, Debug)]
pub struct HandCode {
    /// QR version, 1 to 3: 21, 25 or 29 modules on each side.
    pub version: u8,
    /// `SeedQR` or `CompactSeedQR`.
    pub name: Safe,
}

/// What stands in the boxes.
pub enum Fill<'a> {
    /// Nothing secret: a hand writes it. Printers remember what they print.
    Blank,
    /// The secret itself. Inside the vault only.
    Secret(Written<'a>),
}

/// Gives the pieces of a secret, in order, to whoever asks.
pub type Pieces<'a> = dyn Fn(&mut dyn FnMut(&str)) + 'a;

/// A secret to be printed: lent, never kept.
pub struct Written<'a> {
    /// Gives each word (each number, or the whole string) to the closure, in order.
    pub pieces: &'a Pieces<'a>,
    /// The same as a code: in the grid of [`HandCode`] where there is one, else beside the words.
    pub code: Option<&'a Modules>,
}

impl ShareCard {
    /// Draws the card. With [`Fill::Secret`] what stands in `out` is secret.
    ///
    /// # Errors
    /// [`PaperError`] when something does not fit its place; nothing is cut off.
    pub fn draw(
        &self,
        fill: &Fill<'_>,
        paper: Paper,
        format: Format,
        out: &mut Zeroizing<Vec<u8>>,
    ) -> Result<(), PaperError> {
        write(&layout::share(self, fill, paper)?, paper, format, out)
    }
}

impl SeedCard {
    /// Draws the card. With [`Fill::Secret`] what stands in `out` is secret.
    ///
    /// # Errors
    /// [`PaperError`] when something does not fit its place; nothing is cut off.
    pub fn draw(
        &self,
        fill: &Fill<'_>,
        paper: Paper,
        format: Format,
        out: &mut Zeroizing<Vec<u8>>,
    ) -> Result<(), PaperError> {
        write(&layout::seed(self, fill, paper)?, paper, format, out)
    }
}
