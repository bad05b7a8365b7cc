//! Who gets which share, and the keys their shares are sealed to. Public, settled before the vault.

use crate::cli::share::common::Handing;
use crate::codes;
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use coldframe_console::optics::picture;
use coldframe_core::limits::{PICTURE_FILE_BYTES_MAX, SHARE_HOLDERS_BYTES_MAX};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::vault::Recipient;
use std::path::{Path, PathBuf};

/// How an age key begins.
const KEY: &str = "age1";

/// Somebody who gets one share.
#[derive(Debug)]
pub(crate) struct Holder {
    /// What people call them.
    pub(crate) name: Safe,
    /// The key their share is sealed to; without one it is shown to them.
    pub(crate) key: Option<Recipient>,
}

/// One holder for each share, in order; numbers where nobody was named.
pub(super) fn holders(handing: &Handing, share_count: usize) -> Result<Vec<Holder>, Error> {
    let named: Vec<Holder> = match &handing.holders {
        Some(list) => {
            let file = files::read(list, SHARE_HOLDERS_BYTES_MAX)?;
            let file = String::from_utf8_lossy(&file).into_owned();
            let lines = file.lines().map(str::trim);
            let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
            // What a run reads stands on its command line: a list names no further files.
            lines.enumerate().map(|(at, line)| holder(at, line, false)).collect::<Result<_, _>>()?
        }
        None => {
            let each = handing.holder.iter().enumerate();
            each.map(|(at, said)| holder(at, said, true)).collect::<Result<_, _>>()?
        }
    };
    if named.is_empty() {
        let number = |number| Safe::text(&text("share-screen/holder", &[("number", Safe::count(number))]));
        return Ok((1..=share_count).map(|at| Holder { name: number(at), key: None }).collect());
    }
    match named.len() == share_count {
        true => Ok(named),
        false => {
            let facts = vec![("count", Safe::count(named.len())), ("shares", Safe::count(share_count))];
            Err(Error::with(Exit::Usage, "usage/share-holders", facts))
        }
    }
}

/// The file a holder's key is in, if one is named.
pub(crate) fn named_file(said: &str) -> Option<PathBuf> {
    let (_, key) = said.split_once('=')?;
    (!key.trim().starts_with(KEY)).then(|| PathBuf::from(key.trim()))
}

fn holder(at: usize, said: &str, may_name_files: bool) -> Result<Holder, Error> {
    let number = Safe::count(at.saturating_add(1));
    let refused = Error::with(Exit::Usage, "usage/share-holder", vec![("number", number.clone())]);
    let (name, key) = match said.split_once('=') {
        Some((name, key)) => (name.trim(), Some(key.trim())),
        None => (said.trim(), None),
    };
    if name.is_empty() || name.starts_with(KEY) || key.is_some_and(str::is_empty) {
        return Err(refused);
    }
    let key = match key {
        None => None,
        Some(key) if key.starts_with(KEY) => Some(Recipient::parse(key)?),
        Some(_) if !may_name_files => return Err(refused),
        Some(path) => Some(key_in(Path::new(path), &number)?),
    };
    Ok(Holder { name: Safe::text(name), key })
}

/// The one age key in a text, or in the codes of a picture.
fn key_in(path: &Path, number: &Safe) -> Result<Recipient, Error> {
    let file = files::read(path, PICTURE_FILE_BYTES_MAX)?;
    let texts = match picture::detect(&file) {
        Some(_) => codes::of_picture(file)?.iter().map(|code| code.to_vec()).collect(),
        None => vec![file],
    };
    let texts: Vec<String> = texts.iter().map(|text| String::from_utf8_lossy(text).into_owned()).collect();
    let mut lines = texts.iter().flat_map(|text| text.split_whitespace());
    match lines.find(|word| word.to_ascii_lowercase().starts_with(KEY)) {
        Some(key) => Ok(Recipient::parse(&key.to_ascii_lowercase())?),
        None => {
            let facts = vec![("number", number.clone()), ("path", files::shown(path))];
            Err(Error::with(Exit::Malformed, "usage/share-holder-key", facts))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use coldframe_core::messages::Explain;

    const ANN: &str = "age1dn9j3yssad7upempypx84mrpqf3enhcwcww36xclgc4qksamspvscq4e6r";

    fn of(said: &[&str], shares: usize) -> Result<Vec<Holder>, Error> {
        let holder = said.iter().map(|said| (*said).to_owned()).collect();
        holders(&Handing { holder, ..Handing::default() }, shares)
    }

    fn code(said: &[&str], shares: usize) -> &'static str {
        of(said, shares).unwrap_err().code().as_str()
    }

    #[test]
    fn holders_are_names_with_or_without_a_key_and_numbers_where_nobody_is_named() {
        let named = of(&["Ann", &format!("Bob = {ANN}")], 2).unwrap();
        assert_eq!(named[0].name.as_str(), "Ann");
        assert!(named[0].key.is_none() && named[1].key.as_ref().unwrap().to_string() == ANN);
        assert_eq!(of(&[], 3).unwrap().len(), 3);
    }

    #[test]
    fn as_many_holders_as_shares_and_nothing_that_is_no_holder() {
        assert_eq!(code(&["Ann"], 3), "usage/share-holders");
        for wrong in ["", "=", "Ann=", ANN, &format!("={ANN}")] {
            assert_eq!(code(&[wrong], 1), "usage/share-holder", "{wrong:?}");
        }
    }

    #[test]
    fn atk_f08_a_plugin_is_no_key_of_a_holder() {
        assert_eq!(code(&["Ann=age1../../x"], 1), "vault/recipient");
        assert_eq!(named_file("Ann=ann.png"), Some("ann.png".into()));
        assert_eq!(named_file(&format!("Ann={ANN}")), None);
        assert_eq!(named_file("Ann"), None);
    }

    #[test]
    fn the_key_of_a_holder_is_read_from_a_file_that_says_more() {
        let path = std::env::temp_dir().join(format!("coldframe-holder-{}", std::process::id()));
        std::fs::write(&path, format!("# public key of Ann\n{}\n", ANN.to_uppercase())).unwrap();
        let said = format!("Ann={}", path.display());
        assert_eq!(of(&[&said], 1).unwrap()[0].key.as_ref().unwrap().to_string(), ANN);
        std::fs::write(&path, "nothing").unwrap();
        assert_eq!(code(&[&said], 1), "usage/share-holder-key");
        std::fs::remove_file(path).unwrap();
    }
}
