//! The name of a seed. It is the name of a file too, so anybody who sees the folder reads it.

use coldframe_core::limits::VAULT_NAME_CHARS_MAX;
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use std::fmt;

/// 1 to 32 of `a` to `z`, `0` to `9` and `-`, not beginning with `-`: no path, no option, no
/// capital that a card's file system would fold (attack E13).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

/// A name that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameError;

impl Name {
    /// Checks a name.
    ///
    /// # Errors
    /// [`NameError`].
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let taken = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_name = (1..=VAULT_NAME_CHARS_MAX).contains(&text.len())
            && text.bytes().all(taken)
            && !text.starts_with('-');
        if is_name { Ok(Self(text.to_owned())) } else { Err(NameError) }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Explain for NameError {
    fn code(&self) -> Code {
        Code::new("vault/name")
    }

    fn facts(&self) -> Facts {
        vec![("most", Safe::count(VAULT_NAME_CHARS_MAX))]
    }
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for NameError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atk_e13_a_name_is_never_a_path_or_an_option() {
        for good in ["cold", "a", "0", "hot-2", &"a".repeat(32)] {
            assert_eq!(Name::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", "..", "../x", "a/b", "/a", "-f", "A", "a.b", "a b", "\u{e4}", "a\n", &"a".repeat(33)]
        {
            assert_eq!(Name::parse(bad), Err(NameError), "{bad:?}");
        }
    }
}
