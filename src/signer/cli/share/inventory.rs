//! `coldframe share inventory`.

use super::common::{Group, group, holds, scheme, set_id};
use crate::cli::common::fingerprint;
use bitcoin::bip32::Fingerprint;
use clap::{Args, Subcommand};
use coldframe_core::inventory::{Day, Format, Label, Medium, Recipient};
use coldframe_core::messages::text;
use coldframe_core::shares::{Holds, Scheme, SetId};

/// Who has which share, where, and what is wrong with it. Public facts only.
#[derive(Debug, Args)]
pub(crate) struct Inventory {
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What can be done with the inventory.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Say where all shares are and what is to be mended.
    ///
    /// Warns when one place or one person has enough shares, when a share can only be opened with one
    /// key, when nobody ever rehearsed a set or looked at a share for a year, when a revoked set was not
    /// destroyed, and when a seed was split three times.
    List(List),
    /// Say where the shares of one set are.
    Show(Show),
    /// Write down a set that was made elsewhere, on another machine or with another program.
    ///
    /// Sets made here are written down by share split and share reshare.
    New(New),
    /// Write down one more copy of a share.
    Add(Add),
    /// Change what is written of a copy: who has it, where, when it was checked or destroyed.
    Edit(Edit),
    /// Write down that a set is not to be used any more.
    Revoke(Revoke),
}

/// Say where all shares are and what is to be mended.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/share-inventory-list.txt"))]
pub(crate) struct List {
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// End with 1 if something is to be mended.
    #[arg(long)]
    pub(crate) check: bool,
}

/// Say where the shares of one set are.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/share-inventory-show.txt"))]
pub(crate) struct Show {
    #[command(flatten)]
    pub(crate) set: Named,
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// End with 1 if something is to be mended.
    #[arg(long)]
    pub(crate) check: bool,
}

/// Write down a set that was made elsewhere, on another machine or with another program.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/share-inventory-new.txt"))]
pub(crate) struct New {
    /// How its shares were made: slip39, codex32, sskr, xor, sharks.
    #[arg(long, value_name = "SCHEME", value_parser = scheme)]
    pub(crate) scheme: Scheme,
    /// Its four characters, where its shares name them.
    #[arg(long, value_name = "SET", value_parser = set_id)]
    pub(crate) id: Option<SetId>,
    /// Fingerprint of the wallet it restores: 8 hexadecimal digits.
    #[arg(long, value_name = "FINGERPRINT", value_parser = fingerprint)]
    pub(crate) fingerprint: Fingerprint,
    /// What was split: entropy (of BIP-39 words) or master-secret.
    #[arg(long, value_name = "WHAT", value_parser = holds)]
    pub(crate) holds: Holds,
    /// How many shares restore it.
    #[arg(
        long,
        value_name = "K",
        requires = "of",
        conflicts_with = "groups",
        required_unless_present = "groups"
    )]
    pub(crate) need: Option<u8>,
    /// How many shares there are.
    #[arg(long, value_name = "N", conflicts_with = "groups")]
    pub(crate) of: Option<u8>,
    /// A group of shares, as 2/3. Once for every group.
    #[arg(long = "group", value_name = "K/N", value_parser = group)]
    pub(crate) groups: Vec<Group>,
    /// How many groups restore it [default: all].
    #[arg(long, value_name = "G", requires = "groups")]
    pub(crate) groups_needed: Option<u8>,
    /// The day it was made, as 2026-11-29 [default: today].
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) made: Option<Day>,
    /// What you call it.
    #[arg(long, value_name = "TEXT", value_parser = label)]
    pub(crate) label: Option<Label>,
}

/// Write down one more copy of a share.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/share-inventory-add.txt"))]
pub(crate) struct Add {
    #[command(flatten)]
    pub(crate) share: NamedShare,
    #[command(flatten)]
    pub(crate) facts: CopyFacts,
    /// The day it was made, as 2026-11-29 [default: today].
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) made: Option<Day>,
}

/// Change what is written of a copy: who has it, where, when it was checked or destroyed.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/share-inventory-edit.txt"))]
pub(crate) struct Edit {
    #[command(flatten)]
    pub(crate) share: NamedShare,
    /// Which of its copies, as share inventory show numbers them; not needed where there is one.
    #[arg(long, value_name = "N")]
    pub(crate) copy: Option<usize>,
    #[command(flatten)]
    pub(crate) facts: CopyFacts,
    /// Somebody destroyed it, on this day or today.
    #[arg(long, value_name = "DAY", num_args = 0..=1, default_missing_value = "today", value_parser = day_or_today)]
    pub(crate) destroyed: Option<When>,
}

/// Write down that a set is not to be used any more. Its shares restore the wallet all the same, until
/// the last one is destroyed.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/share-inventory-revoke.txt"))]
pub(crate) struct Revoke {
    #[command(flatten)]
    pub(crate) set: Named,
    /// The set that takes its place.
    #[arg(long, value_name = "SET", value_parser = set_id)]
    pub(crate) replaced_by: Option<SetId>,
    /// Since when, as 2026-11-29 [default: today].
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) on: Option<Day>,
}

/// A set of the inventory.
#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The set: its four characters, the fingerprint of its wallet, or its label; several of them with /
    /// between where one alone is not enough.
    #[arg(value_name = "SET")]
    pub(crate) set: String,
}

/// A share of a set of the inventory.
#[derive(Debug, Args)]
pub(crate) struct NamedShare {
    #[command(flatten)]
    pub(crate) set: Named,
    /// The share: its number, its letter in codex32, or group.number.
    #[arg(value_name = "SHARE")]
    pub(crate) share: String,
}

/// What may be said of a copy.
#[derive(Debug, Args)]
pub(crate) struct CopyFacts {
    /// Who has it.
    #[arg(long, value_name = "NAME", value_parser = label)]
    pub(crate) holder: Option<Label>,
    /// Where it is.
    #[arg(long, value_name = "PLACE", value_parser = label)]
    pub(crate) place: Option<Label>,
    /// What it is written on: paper, steel, age-file, file, other.
    #[arg(long, value_name = "MEDIUM", value_parser = medium)]
    pub(crate) medium: Option<Medium>,
    /// How it is written: words, letters, ur, qr.
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub(crate) format: Option<Format>,
    /// The age key it is sealed to. May be repeated; replaces those written down.
    #[arg(long, value_name = "RECIPIENT", value_parser = recipient)]
    pub(crate) sealed_to: Vec<Recipient>,
    /// Somebody read it and its checksum held, on this day or today.
    #[arg(long, value_name = "DAY", num_args = 0..=1, default_missing_value = "today", value_parser = day_or_today)]
    pub(crate) checked: Option<When>,
}

/// A day, or the one that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// The clock is asked later.
    Today,
    /// A day that was named.
    On(Day),
}

impl When {
    /// The day that is meant.
    pub(crate) fn day(self, today: Day) -> Day {
        match self {
            Self::Today => today,
            Self::On(day) => day,
        }
    }
}

fn day(said: &str) -> Result<Day, String> {
    Day::parse(said).ok_or_else(|| text("usage/inventory-day", &[]))
}

fn day_or_today(said: &str) -> Result<When, String> {
    if said == "today" { Ok(When::Today) } else { day(said).map(When::On) }
}

fn label(said: &str) -> Result<Label, String> {
    Label::parse(said).ok_or_else(|| text("usage/inventory-label", &[]))
}

fn medium(said: &str) -> Result<Medium, String> {
    Medium::named(said).ok_or_else(|| text("usage/inventory-medium", &[]))
}

fn format(said: &str) -> Result<Format, String> {
    Format::named(said).ok_or_else(|| text("usage/inventory-format", &[]))
}

fn recipient(said: &str) -> Result<Recipient, String> {
    Recipient::parse(said).ok_or_else(|| text("usage/inventory-recipient", &[]))
}
