//! The desk at the controlling terminal.

use super::collect::Collect;
use super::form::{self, Form};
use super::hold::Hold;
use super::pages::Pages;
use super::passphrase::{Opens, Passphrase};
use super::share_text::ShareText;
use super::share_words::ShareWords;
use super::words::{Wanted, Words};
use super::{Desk, Kind, Live, SecretPage};
use crate::ceremony;
use crate::secret_input::SecretInputError;
use crate::surroundings;
use coldframe_console::tty::Tty;
use coldframe_console::viewfinder::{self, Watched};
use coldframe_core::messages::text;
use coldframe_core::network::Network;
use coldframe_core::safe::Safe;
use coldframe_core::shares::Scheme;
use coldframe_keys::{Language, Secret};
use std::time::Duration;

/// Opens the terminal anew for every question: a run that asks nothing needs none.
#[derive(Debug, Default)]
pub(crate) struct TerminalDesk {
    /// Whether nothing but questions and errors is said.
    pub(crate) is_quiet: bool,
}

impl Desk for TerminalDesk {
    fn ready(&mut self) -> Result<(), SecretInputError> {
        Ok(Tty::open().map(|_| ())?)
    }

    fn can_show(&mut self) -> Result<(), SecretInputError> {
        can_hide()
    }

    fn size(&mut self) -> Result<(usize, usize), SecretInputError> {
        Ok(Tty::open()?.size())
    }

    fn ask(
        &mut self,
        above: &[String],
        kind: Kind,
        allow_empty: bool,
    ) -> Result<Secret<Vec<u8>>, SecretInputError> {
        if !matches!(kind, Kind::Words(_) | Kind::Share(_)) {
            // Words are held against their list; nothing tells a passphrase typed on another layout.
            surroundings::before_typing(self)?;
        }
        // Who may watch stands above whatever is typed next; above a passphrase it stood a screen before.
        let watching = match kind {
            Kind::Words(_) | Kind::Share(_) => surroundings::attached(),
            _ => Vec::new(),
        };
        let asked = vec![text(asked(kind), &[])];
        let above = [banner(kind), watching, above.to_vec(), asked].concat();
        match kind {
            Kind::Words(_) => filled(Words::new(above, Wanted::All), Words::into_secret),
            Kind::Share(scheme) => share(above, scheme, allow_empty),
            Kind::Passphrase | Kind::NewPassphrase => {
                let twice = kind == Kind::NewPassphrase;
                filled(Passphrase::new(above, Opens::Wallet, twice, allow_empty), Passphrase::into_secret)
            }
            Kind::FilePassphrase | Kind::NewFilePassphrase => {
                let twice = kind == Kind::NewFilePassphrase;
                filled(Passphrase::new(above, Opens::File, twice, allow_empty), Passphrase::into_secret)
            }
        }
    }

    fn first_words(
        &mut self,
        network: Network,
        language: Option<Language>,
    ) -> Result<(Secret<Vec<u8>>, Option<Language>), SecretInputError> {
        let asked = vec![text("desk/question-first-words", &[])];
        let above = [test_network(network), surroundings::attached(), asked].concat();
        let mut words = Words::new(above, Wanted::First).of_list(language);
        form::fill(&mut words)?;
        let language = words.language();
        Ok((words.into_secret(), language))
    }

    fn collect(
        &mut self,
        above: &[String],
        accepts: &dyn Fn(u8) -> bool,
        live: &mut dyn FnMut(&[u8]) -> Live,
    ) -> Result<Secret<Vec<u8>>, SecretInputError> {
        let above = [surroundings::attached(), above.to_vec()].concat();
        filled(Collect::new(&above, accepts, live), Collect::into_secret)
    }

    fn show(&mut self, pages: &[SecretPage]) -> Result<(), SecretInputError> {
        can_hide()?;
        form::fill(&mut Pages::new(pages))
    }

    fn hold(&mut self, page: &SecretPage, most: Duration) -> Result<(), SecretInputError> {
        can_hide()?;
        form::fill(&mut Hold::new(page, most))
    }

    fn watch(&mut self, work: &mut Watched<'_>) -> Result<(), SecretInputError> {
        match Tty::open() {
            Ok(tty) if tty.moves() => Ok(viewfinder::on_terminal(&tty, true, work)?),
            _ => {
                viewfinder::in_lines(&mut |line| self.tell(line), work);
                Ok(())
            }
        }
    }

    fn tell(&mut self, line: &str) {
        if !self.is_quiet {
            coldframe_console::output::tell(line);
        }
    }

    fn question(&mut self, above: &[String], question: &str) -> Result<String, SecretInputError> {
        let accepts = |byte| (0x20..0x7f).contains(&byte);
        let mut live = |typed: &[u8]| Live {
            lines: vec![format!("{question} {}", String::from_utf8_lossy(typed))],
            enough: true,
        };
        let typed = filled(Collect::new(above, &accepts, &mut live), Collect::into_secret)?;
        Ok(typed.expose(|typed| String::from_utf8_lossy(typed).into_owned()))
    }
}

/// Shares of words, of which the list and the checksum are the scheme's; parts of SeedXOR are words of a
/// seed; and one line.
fn share(above: Vec<String>, scheme: Scheme, allow_empty: bool) -> Result<Secret<Vec<u8>>, SecretInputError> {
    match (ceremony::share_words(scheme), scheme) {
        (Some(of), _) => filled(ShareWords::new(above, of, allow_empty), ShareWords::into_secret),
        (None, Scheme::SeedXor) => filled(Words::new(above, Wanted::All), Words::into_secret),
        (None, _) => {
            let judge = ceremony::share_text_judge(scheme);
            filled(ShareText::new(above, judge, allow_empty), ShareText::into_secret)
        }
    }
}

fn filled<F: Form>(
    mut form: F,
    into_secret: impl FnOnce(F) -> Secret<Vec<u8>>,
) -> Result<Secret<Vec<u8>>, SecretInputError> {
    form::fill(&mut form)?;
    Ok(into_secret(form))
}

/// What a terminal shows that cannot take anything back stays there, on paper even (attack G02).
fn can_hide() -> Result<(), SecretInputError> {
    if Tty::open()?.moves() { Ok(()) } else { Err(SecretInputError::DumbTerminal) }
}

/// Whoever is made to think it is only a test must see that it is one (attack B11).
fn banner(kind: Kind) -> Vec<String> {
    match kind {
        Kind::Words(network) => test_network(network),
        _ => Vec::new(),
    }
}

fn test_network(network: Network) -> Vec<String> {
    let said = || text("secret/test-network", &[("network", Safe::text(network.name()))]);
    (network != Network::Main).then(said).into_iter().collect()
}

fn asked(kind: Kind) -> &'static str {
    match kind {
        Kind::Words(_) => "secret/question-words",
        Kind::Share(scheme) if ceremony::share_words(scheme).is_some() => "desk/question-share-words",
        Kind::Share(Scheme::SeedXor) => "desk/question-part-words",
        Kind::Share(_) => "desk/question-share-text",
        Kind::Passphrase | Kind::NewPassphrase => "secret/question-passphrase",
        Kind::FilePassphrase | Kind::NewFilePassphrase => "desk/question-file",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atk_b11_the_question_of_a_test_network_names_it_and_that_of_the_main_one_does_not() {
        assert!(banner(Kind::Words(Network::Main)).is_empty());
        for network in Network::ALL.into_iter().filter(|network| *network != Network::Main) {
            let said = banner(Kind::Words(network)).join("\n");
            assert!(said.starts_with(&format!("test network {network}: ")), "{said}");
            assert!(said.contains("real money"), "{said}");
        }
    }
}
