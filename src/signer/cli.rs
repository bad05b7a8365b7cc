//! The command line: what may be said, one leaf per command. What it does is in `commands`.
//!
//! No option takes a secret and no option is read from the environment (attack G01).

pub(crate) mod account;
pub(crate) mod address;
pub(crate) mod cards;
pub(crate) mod common;
pub(crate) mod completions;
pub(crate) mod convert;
pub(crate) mod doctor;
pub(crate) mod draw;
pub(crate) mod finalize;
pub(crate) mod help;
pub(crate) mod optics;
pub(crate) mod rehearse;
pub(crate) mod review;
pub(crate) mod scan;
pub(crate) mod secret_output;
pub(crate) mod seed;
pub(crate) mod self_test;
pub(crate) mod share;
pub(crate) mod show;
pub(crate) mod sign;
pub(crate) mod vault;

use clap::{Parser, Subcommand};

/// An offline, air-gapped Bitcoin signer.
///
/// An unsigned transaction (PSBT) comes in as a file or as QR pictures, a person reviews it, the
/// signed one goes out the same way. This program cannot reach a network.
///
/// Inputs and outputs are a PATH (file, picture, folder of pictures) or - (standard input or
/// output). Formats are recognised, never asked for; the answer leaves in the format that came.
#[derive(Debug, Parser)]
#[command(name = "coldframe", version, disable_help_subcommand = true, after_help = include_str!("cli/examples/coldframe.txt"))]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// What holds for every command.
    #[command(flatten)]
    pub(crate) global: common::Global,
}

/// Every command. What its help says at length stands here and at the verbs of the nouns: of a struct of
/// arguments clap takes the words of the last group of options that is flattened into it.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what a transaction does, without signing it.
    ///
    /// Without --account or a seed nothing can be proven ours, and the review says so. Exits 0 if
    /// nothing refuses, 3 if a finding refuses.
    Review(review::Review),
    /// Review a transaction, ask for consent, sign it.
    ///
    /// A person reads every page, types two groups of each unknown address from the other source and
    /// acknowledges every warning by name. A script names the digest of the review it read and every
    /// warning in it. There is no option that skips this.
    Sign(sign::Sign),
    /// Show a public payload as QR pictures.
    Show(show::Show),
    /// Read QR pictures and write what they carry.
    Scan(scan::Scan),
    /// Write a payload in another format or PSBT version.
    Convert(convert::Convert),
    /// Public account keys.
    Account(account::Account),
    /// Addresses of an account.
    Address(address::Address),
    /// Seeds: made, shown, checked and derived.
    Seed(seed::Seed),
    /// Named seeds in encrypted files.
    ///
    /// Each is one file in the age format, in the folder vault of the state folder. An ordinary age
    /// opens it. Its name is public; words, label and notes are inside.
    Vault(vault::Vault),
    /// Shares of a seed: some of them restore it, fewer say nothing.
    Share(share::Share),
    /// This screen and the camera before it.
    Optics(optics::Optics),
    /// Turn a signed PSBT into the transaction to broadcast.
    Finalize(finalize::Finalize),
    /// Walk through the whole journey with a throwaway key.
    ///
    /// Makes an account on regtest, an unsigned transaction, its QR pictures; reads them back,
    /// reviews, signs, rechecks, and verifies the result. Nothing of it is worth anything.
    Rehearse(rehearse::Rehearse),
    /// Look at this machine: what protects a secret here, and what does not.
    ///
    /// Every measure is tried and reported as held, degraded, absent or unknown; everything around is
    /// good, noted, refuse or unknown, each with the step that mends it. Ends with 8 if anything
    /// refuses: then no secret of the main network is opened here, unless it is accepted by name.
    Doctor(doctor::Doctor),
    /// Run every test vector in this program.
    ///
    /// Published vectors of words, derivation, signatures, sighashes and frames travel inside the
    /// program; each is computed here, on this machine. Ends with 70 if one comes out otherwise: then
    /// the file is damaged or the machine computes wrongly. A part of it runs before every secret.
    SelfTest(self_test::SelfTest),
    /// Explain a command or an error code.
    ///
    /// "help errors" lists every code, "help errors CODE" explains one, "help COMMAND" is the same as
    /// "COMMAND --help".
    Help(help::Help),
    /// Write completions for a shell.
    Completions(completions::Completions),
    /// Write the manual page.
    #[command(after_help = include_str!("cli/examples/man.txt"))]
    Man,
    /// Say which version this is.
    #[command(after_help = include_str!("cli/examples/version.txt"))]
    Version,
}
