//! `coldframe share`.

pub(crate) mod check;
pub(crate) mod combine;
pub(crate) mod common;
pub(crate) mod inventory;
pub(crate) mod rehearse;
pub(crate) mod reshare;
pub(crate) mod split;
pub(crate) mod worksheet;

use clap::{Args, Subcommand};

/// Shares of a seed: some of them restore it, fewer say nothing.
#[derive(Debug, Args)]
pub(crate) struct Share {
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What can be done with shares.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Split a seed into shares and hand each to its holder.
    ///
    /// What is split is the entropy of your words, or a master secret that you bring. Each share restores
    /// nothing alone. Before anybody sees one, the set has been put together again in memory and the
    /// fingerprint compared. Holders come to the terminal one after the other, each behind a screen that
    /// is wiped; or their shares are sealed to their age keys and nobody here sees them.
    Split(split::Split),
    /// Restore what was split, from enough of its shares.
    ///
    /// Shares come from files, pictures and descriptors, then from the terminal, in any order. After each
    /// one it is said who is still needed. The seed is shown, or goes into the vault or a file; and its
    /// fingerprint is compared with the one that is expected, because a wrong passphrase of a SLIP-39 set
    /// restores another seed without a word.
    Combine(combine::Combine),
    /// Check one share alone.
    ///
    /// Says whether its checksum holds, which set it is of, which of the shares it is and how many are
    /// needed; never a word of it. A typing error is named by the place of the word.
    Check(check::Check),
    /// Prove that every quorum restores the same seed, without showing it.
    ///
    /// Takes as many shares as there are and tries every choice of them that should be enough, or so many
    /// as --sample says. What is restored never leaves the vault: only its fingerprint is said.
    Rehearse(rehearse::Rehearse),
    /// Make a new set with a new id from a quorum of the old, and record the old one as revoked.
    ///
    /// Old shares still restore the seed: whoever holds enough of them has the money until every one is
    /// destroyed, or the coins have moved to another seed. From the seed itself, split it anew with
    /// --revokes.
    Reshare(reshare::Reshare),
    /// Who has which share, where, and what is wrong with it.
    Inventory(inventory::Inventory),
    /// Check a codex32 share with pencil and paper.
    ///
    /// Without a share: a blank worksheet, the addition table and the checksum words, for a printer. Whoever
    /// has a share fills it in with a pencil, and no machine ever sees the share again. With a share: the same
    /// filled in, to learn it or to compare, on the terminal or in an encrypted file.
    Worksheet(worksheet::Worksheet),
}
