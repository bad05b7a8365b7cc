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

/// Every command.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what a transaction does, without signing it.
    Review(review::Review),
    /// Review a transaction, ask for consent, sign it.
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
    Vault(vault::Vault),
    /// Shares of a seed: some of them restore it, fewer say nothing.
    Share(share::Share),
    /// This screen and the camera before it.
    Optics(optics::Optics),
    /// Turn a signed PSBT into the transaction to broadcast.
    Finalize(finalize::Finalize),
    /// Walk through the whole journey with a throwaway key.
    Rehearse(rehearse::Rehearse),
    /// Look at this machine: what protects a secret here, and what does not.
    Doctor(doctor::Doctor),
    /// Run every test vector in this program.
    SelfTest(self_test::SelfTest),
    /// Explain a command or an error code.
    Help(help::Help),
    /// Write completions for a shell.
    Completions(completions::Completions),
    /// Write the manual page.
    Man,
    /// Say which version this is.
    Version,
}
