//! The header of an age file, read before age reads it.
//!
//! age believes the work factor that a file names, up to what takes this machine 16 seconds, and
//! allocates for it: 2^22 is 4 GiB. So the header is read here first, bounded, and a file that
//! asks for too much or too little is refused before any memory is taken (attack F07).

use super::error::OpenError;
use age::armor::ArmoredReader;
use coldframe_core::limits::{
    VAULT_FILE_BYTES_MAX, VAULT_HEADER_BYTES_MAX, VAULT_LOG_N_MAX, VAULT_LOG_N_MIN, VAULT_RECIPIENTS_MAX,
};
use std::io::Read;

/// First line (age-encryption.org/v1, section Header).
const VERSION: &str = "age-encryption.org/v1";

/// Columns of a full line in a stanza's body; a shorter one ends it.
const BODY_COLUMNS: usize = 64;

/// Characters of the header's MAC: 32 bytes in base64 without padding.
const MAC_CHARS: usize = 43;

/// Whom a file is encrypted to: public, and all that is known of a file without its secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// What opens it.
    pub kind: Kind,
}

/// What opens a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A passphrase.
    Passphrase {
        /// scrypt's work is N = 2^log_n, its memory N KiB.
        log_n: u8,
    },
    /// One of so many X25519 identities.
    Recipients {
        /// Their number. Recipients of other kinds may stand beside them and are not counted.
        count: usize,
    },
}

impl Header {
    /// Reads the header of a file, binary or armored.
    ///
    /// # Errors
    /// [`OpenError`] for what is no age file, what no passphrase or X25519 identity can open, and
    /// what asks scrypt for too much or too little work.
    pub fn of_file(file: &[u8]) -> Result<Self, OpenError> {
        Self::of_binary(&binary(file)?)
    }

    /// Reads the header of a binary file.
    pub(super) fn of_binary(file: &[u8]) -> Result<Self, OpenError> {
        let window = file.get(..VAULT_HEADER_BYTES_MAX).unwrap_or(file);
        let mut lines = Lines { rest: window };
        if lines.next()? != VERSION {
            return Err(OpenError::NotAge);
        }
        let mut found = Found::default();
        loop {
            let line = lines.next()?;
            if let Some(mac) = line.strip_prefix("--- ") {
                return if mac.len() == MAC_CHARS { found.judged() } else { Err(OpenError::Header) };
            }
            found.add(line.strip_prefix("-> ").ok_or(OpenError::Header)?)?;
            while lines.next()?.len() == BODY_COLUMNS {}
        }
    }
}

/// The bytes of a file without its armor. What is not armored is returned as it is.
pub(super) fn binary(file: &[u8]) -> Result<Vec<u8>, OpenError> {
    let too_large = OpenError::TooLarge { limit: VAULT_FILE_BYTES_MAX };
    if file.len() > VAULT_FILE_BYTES_MAX {
        return Err(too_large);
    }
    let mut bytes = Vec::with_capacity(file.len());
    ArmoredReader::new(file).read_to_end(&mut bytes).map_err(|_| OpenError::NotAge)?;
    Ok(bytes)
}

/// Lines of printable ASCII, each ended by one line feed.
struct Lines<'a> {
    rest: &'a [u8],
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Result<&'a str, OpenError> {
        let end = self.rest.iter().position(|byte| *byte == b'\n').ok_or(OpenError::Header)?;
        let (line, rest) = self.rest.split_at_checked(end).ok_or(OpenError::Header)?;
        self.rest = rest.get(1..).ok_or(OpenError::Header)?;
        if !line.iter().all(|byte| (0x20..0x7f).contains(byte)) {
            return Err(OpenError::Header);
        }
        std::str::from_utf8(line).map_err(|_| OpenError::Header)
    }
}

/// The recipients met so far.
#[derive(Default)]
struct Found {
    all: usize,
    x25519: usize,
    log_n: Option<u8>,
}

impl Found {
    fn add(&mut self, arguments: &str) -> Result<(), OpenError> {
        let mut words = arguments.split(' ');
        self.all = self.all.saturating_add(1);
        match words.next() {
            Some("X25519") => self.x25519 = self.x25519.saturating_add(1),
            Some("scrypt") => {
                let (_salt, work) = (words.next(), words.next());
                self.log_n = Some(work_factor(work.ok_or(OpenError::Header)?)?);
            }
            // ssh, plugins, grease: other people's recipients, which the format says to pass over.
            Some(_) | None => {}
        }
        Ok(())
    }

    fn judged(self) -> Result<Header, OpenError> {
        let kind = match self {
            // A passphrase stands alone: else whoever holds the other key could have written it.
            Self { log_n: Some(log_n), all: 1, .. } => Kind::Passphrase { log_n: accepted(log_n)? },
            Self { log_n: Some(_), .. } => return Err(OpenError::Header),
            Self { x25519: 0, .. } => return Err(OpenError::OtherRecipients),
            Self { x25519, .. } if x25519 > VAULT_RECIPIENTS_MAX => return Err(OpenError::Header),
            Self { x25519: count, .. } => Kind::Recipients { count },
        };
        Ok(Header { kind })
    }
}

/// One or two digits, the first not a zero. Whatever is larger is 99: too much all the same.
fn work_factor(digits: &str) -> Result<u8, OpenError> {
    let is_number = digits.bytes().all(|digit| digit.is_ascii_digit()) && !digits.starts_with('0');
    if digits.is_empty() || !is_number {
        return Err(OpenError::Header);
    }
    Ok(if digits.len() > 2 { 99 } else { digits.parse().map_err(|_| OpenError::Header)? })
}

fn accepted(log_n: u8) -> Result<u8, OpenError> {
    if log_n > VAULT_LOG_N_MAX {
        return Err(OpenError::KdfWork { log_n });
    }
    if log_n < VAULT_LOG_N_MIN {
        return Err(OpenError::KdfWeak { log_n });
    }
    Ok(log_n)
}
