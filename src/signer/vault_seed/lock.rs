//! What a new file is encrypted to: keys that were named, a passphrase that was drawn, or one that
//! a person brings and that is judged.

use crate::cli::vault::LockSource;
use crate::desk::{Desk, Kind, SecretPage};
use crate::error::Error;
use crate::exit::Exit;
use crate::secret_input;
use crate::world::World;
use coldframe_core::journal::Event;
use coldframe_core::messages::{Code, text};
use coldframe_keys::Secret;
use coldframe_keys::passphrase::{self, PassphraseError};
use coldframe_keys::vault::{Lock, Recipient, WorkFactor};
use zeroize::Zeroizing;

/// How often a passphrase may be typed wrongly before nothing is stored.
const TRIES: usize = 3;

/// What was chosen.
#[derive(Debug)]
pub(crate) struct Chosen {
    recipients: Vec<Recipient>,
    passphrase: Option<Secret<Vec<u8>>>,
    work: WorkFactor,
    is_weak: bool,
}

impl Chosen {
    /// Follows the options; without any, eight words are drawn, shown, and typed back once.
    /// Inside the vault only.
    pub(crate) fn of(source: &LockSource, desk: &mut dyn Desk) -> Result<Self, Error> {
        let recipients = recipients(source)?;
        let work = work(source);
        if !recipients.is_empty() {
            return Ok(Self { recipients, passphrase: None, work, is_weak: false });
        }
        let brought = match source.new_vault_passphrase_fd {
            Some(fd) => Some(secret_input::of_descriptor(fd, false)?),
            None if source.own_passphrase => Some(own(desk)?),
            None => None,
        };
        match brought {
            Some(passphrase) => Self::of_passphrase(passphrase, source, work),
            None => Ok(Self { recipients, passphrase: Some(drawn(desk)?), work, is_weak: false }),
        }
    }

    /// A passphrase that was not drawn, judged.
    fn of_passphrase(
        passphrase: Secret<Vec<u8>>,
        source: &LockSource,
        work: WorkFactor,
    ) -> Result<Self, Error> {
        let is_weak = match passphrase::judge(&passphrase) {
            Ok(()) => false,
            Err(PassphraseError::Weak { .. }) if source.accept_weak_passphrase => true,
            Err(why) => return Err(why.into()),
        };
        Ok(Self { recipients: Vec::new(), passphrase: Some(passphrase), work, is_weak })
    }

    /// The passphrase that another file was opened with.
    pub(crate) fn same_passphrase(passphrase: Secret<Vec<u8>>, source: &LockSource) -> Result<Self, Error> {
        Self::of_passphrase(passphrase, source, work(source))
    }

    /// Keys.
    pub(crate) fn of_recipients(recipients: Vec<Recipient>) -> Self {
        Self { recipients, passphrase: None, work: WorkFactor::FULL, is_weak: false }
    }

    /// What to encrypt to.
    pub(crate) fn lock(&self) -> Lock<'_> {
        match &self.passphrase {
            Some(passphrase) => Lock::Passphrase(passphrase, self.work),
            None => Lock::Recipients(&self.recipients),
        }
    }

    /// The passphrase, if it is one.
    pub(crate) fn passphrase(&self) -> Option<&Secret<Vec<u8>>> {
        self.passphrase.as_ref()
    }

    /// Whether a passphrase was taken although it can be guessed.
    pub(crate) fn is_weak(&self) -> bool {
        self.is_weak
    }
}

/// The keys that were named; asked for early too, so that nobody types words for nothing.
pub(crate) fn recipients(source: &LockSource) -> Result<Vec<Recipient>, Error> {
    source.recipients.iter().map(|named| Recipient::parse(named).map_err(Error::from)).collect()
}

/// Stops where the passphrase is to be typed or shown and there is nobody: found out before a
/// person spends an hour on dice.
pub(super) fn needs(source: &LockSource, desk: &mut dyn Desk) -> Result<(), Error> {
    if !source.recipients.is_empty() || source.new_vault_passphrase_fd.is_some() {
        return Ok(());
    }
    desk.ready()?;
    if source.own_passphrase { Ok(()) } else { Ok(desk.can_show()?) }
}

/// A passphrase that was taken although it can be guessed is a line of the journal.
pub(super) fn recorded(is_weak: bool, world: &mut World) -> Result<(), Error> {
    match is_weak {
        true => world.record(&Event::Override { code: Code::new("vault/passphrase-weak") }),
        false => Ok(()),
    }
}

fn work(source: &LockSource) -> WorkFactor {
    if source.low_memory { WorkFactor::LOW_MEMORY } else { WorkFactor::FULL }
}

fn drawn(desk: &mut dyn Desk) -> Result<Secret<Vec<u8>>, Error> {
    desk.can_show()?;
    let drawn = passphrase::generate()?;
    let mut page = SecretPage { title: text("vault-screen/drawn", &[]), lines: Vec::with_capacity(1) };
    drawn.expose(|bytes| {
        let mut line = Zeroizing::new(String::with_capacity(bytes.len()));
        line.push_str(std::str::from_utf8(bytes).unwrap_or_default());
        page.lines.push(line);
    });
    let above = [text("vault-screen/type-back", &[])];
    for _ in 0..TRIES {
        desk.show(std::slice::from_ref(&page))?;
        let typed = desk.ask(&above, Kind::FilePassphrase, false)?;
        if passphrase::is_same(&drawn, &typed) {
            return Ok(drawn);
        }
        // Said on the page that comes next, or nobody knows why it comes again.
        page.title =
            ["vault-screen/not-the-same", "vault-screen/drawn"].map(|code| text(code, &[])).join(" ");
    }
    Err(Error::plain(Exit::Declined, "store/not-repeated"))
}

fn own(desk: &mut dyn Desk) -> Result<Secret<Vec<u8>>, Error> {
    Ok(desk.ask(&[text("vault-screen/choose", &[])], Kind::NewFilePassphrase, false)?)
}
