//! `coldframe seed derive`.

use super::language;
use crate::cli::common::SeedSource;
use crate::cli::secret_output::SecretOutput;
use crate::error::Error;
use crate::exit::Exit;
use clap::{Args, ValueEnum};
use coldframe_keys::{Application, Language};

/// Derive a child secret (BIP-85).
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/seed-derive.txt"))]
pub(crate) struct Derive {
    /// What is derived.
    #[arg(long, value_name = "KIND")]
    pub(crate) app: App,
    /// Which one of its kind, 0 to 2147483647.
    #[arg(long, value_name = "N")]
    pub(crate) index: u32,
    /// Number of words: 12, 15, 18, 21, 24 [words: 24].
    #[arg(long, value_name = "N")]
    pub(crate) words: Option<u32>,
    /// List of the words, named as `seed new` names it [words: english].
    #[arg(long, value_name = "LIST", value_parser = language)]
    pub(crate) language: Option<Language>,
    /// Bytes of hex (16-64), characters of base64 (20-86) or base85 (10-80) [hex: 32, base64: 24, base85: 20].
    #[arg(long, value_name = "N")]
    pub(crate) length: Option<u32>,
    /// Sides of the die [dice: 6].
    #[arg(long, value_name = "N")]
    pub(crate) sides: Option<u32>,
    /// Number of rolls [dice: 10].
    #[arg(long, value_name = "N")]
    pub(crate) rolls: Option<u32>,
    #[command(flatten)]
    pub(crate) seed: SeedSource,
    #[command(flatten)]
    pub(crate) output: SecretOutput,
    /// Write the public part as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// `--app`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum App {
    /// A mnemonic for another wallet.
    Words,
    /// Bytes.
    Hex,
    /// One private key.
    Wif,
    /// A root key.
    Xprv,
    /// A password of letters, digits, + and /.
    Base64,
    /// A password with more signs.
    Base85,
    /// Rolls of a die, counted from 0.
    Dice,
}

impl Derive {
    /// What the options ask for. An option that this kind does not have is an error: whoever gave
    /// it expects another secret.
    pub(crate) fn application(&self) -> Result<Application, Error> {
        let given = [
            (self.words.is_some(), "--words"),
            (self.language.is_some(), "--language"),
            (self.length.is_some(), "--length"),
            (self.sides.is_some(), "--sides"),
            (self.rolls.is_some(), "--rolls"),
        ];
        let own: &[&str] = match self.app {
            App::Words => &["--words", "--language"],
            App::Wif | App::Xprv => &[],
            App::Hex | App::Base64 | App::Base85 => &["--length"],
            App::Dice => &["--sides", "--rolls"],
        };
        if given.iter().any(|(given, option)| *given && !own.contains(option)) {
            return Err(Error::plain(Exit::Usage, "usage/derive-option"));
        }
        let length = |usual| self.length.unwrap_or(usual);
        Ok(match self.app {
            App::Words => Application::Words {
                language: self.language.unwrap_or(Language::English),
                word_count: self.words.unwrap_or(24),
            },
            App::Hex => Application::Hex { bytes: length(32) },
            App::Wif => Application::Wif,
            App::Xprv => Application::Xprv,
            App::Base64 => Application::Base64 { length: length(24) },
            App::Base85 => Application::Base85 { length: length(20) },
            App::Dice => {
                Application::Dice { sides: self.sides.unwrap_or(6), rolls: self.rolls.unwrap_or(10) }
            }
        })
    }
}
