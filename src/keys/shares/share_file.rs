//! Shares in a file, with what is said of them: text that a person, an ordinary age and this program read
//! (`formats/share-file.md`). Inside the vault only.

use super::{Share, ShareError};
use coldframe_core::limits::{SHARE_TEXT_BYTES_MAX, SHARES_INPUT_BYTES_MAX, SHARES_MAX};
use zeroize::Zeroizing;

/// How a line begins that is for people.
const REMARK: &str = "#";
/// What editors of Windows put before a text.
const BYTE_ORDER_MARK: &[u8] = &[0xef, 0xbb, 0xbf];

/// The shares of a file, as they stand in it: one on each line, without remarks and blank lines. A file
/// that is no text is one raw share, whole: any of its bytes may look like the end of a line.
///
/// # Errors
/// [`ShareError::FileTooLong`] and [`ShareError::FileTooMany`]; what a line is, [`Share::read`] says.
pub fn shares_in(file: &[u8]) -> Result<Vec<&[u8]>, ShareError> {
    if file.len() > SHARES_INPUT_BYTES_MAX {
        return Err(ShareError::FileTooLong { limit: SHARES_INPUT_BYTES_MAX });
    }
    let is_of_text = |letter: char| !letter.is_control() || letter.is_whitespace();
    if !std::str::from_utf8(file).is_ok_and(|text| text.chars().all(is_of_text)) {
        return Ok(vec![file]);
    }
    let file = file.strip_prefix(BYTE_ORDER_MARK).unwrap_or(file);
    let lines = file.split(|byte| matches!(byte, b'\n' | b'\r')).map(<[u8]>::trim_ascii);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with(REMARK.as_bytes()));
    let shares: Vec<&[u8]> = lines.take(SHARES_MAX.saturating_add(1)).collect();
    match shares.len() > SHARES_MAX {
        true => Err(ShareError::FileTooMany { limit: SHARES_MAX }),
        false => Ok(shares),
    }
}

/// One share as a file, each remark on a line of its own above it.
pub fn share_file(remarks: &[String], share: &Share) -> Zeroizing<String> {
    // Room for all of it at once: a text that grows leaves its old block behind.
    let said: usize = remarks.iter().map(|remark| remark.len().saturating_add(3)).sum();
    let room = said.saturating_add(SHARE_TEXT_BYTES_MAX).saturating_add(1);
    let mut file = Zeroizing::new(String::with_capacity(room));
    for remark in remarks {
        file.push_str(REMARK);
        file.push(' ');
        // A remark that ended its line would go on as a share.
        file.extend(remark.chars().map(|character| if character.is_control() { ' ' } else { character }));
        file.push('\n');
    }
    share.expose_text(|text| file.push_str(text));
    file.push('\n');
    file
}

#[cfg(test)]
mod tests {
    use super::*;
    use coldframe_core::messages::Explain;
    use serde_json::Value;

    fn rows(file: &str) -> Vec<Value> {
        let file: Value = serde_json::from_str(file).unwrap();
        file["rows"].as_array().unwrap().clone()
    }

    fn texts(value: &Value) -> Vec<String> {
        value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
    }

    fn unhex(digits: &str) -> Vec<u8> {
        let byte = |place| u8::from_str_radix(&digits[place..place + 2], 16).unwrap();
        (0..digits.len()).step_by(2).map(byte).collect()
    }

    /// Its text, its bytes, or one line many times.
    fn content(row: &Value) -> Vec<u8> {
        match (row["file"].as_str(), row["file_hex"].as_str()) {
            (Some(text), _) => text.as_bytes().to_vec(),
            (None, Some(digits)) => unhex(digits),
            (None, None) => {
                let times = usize::try_from(row["times"].as_u64().unwrap()).unwrap();
                row["line"].as_str().unwrap().repeat(times).into_bytes()
            }
        }
    }

    #[test]
    fn the_shares_of_every_file_are_found_or_it_is_refused_for_its_own_reason() {
        for row in rows(include_str!("../../../vectors/share-file/read.json")) {
            let (file, name) = (content(&row), &row["name"]);
            match shares_in(&file) {
                Ok(found) => {
                    let wanted: Vec<Vec<u8>> = match row["shares_hex"].is_array() {
                        true => texts(&row["shares_hex"]).iter().map(|digits| unhex(digits)).collect(),
                        false => texts(&row["shares"]).into_iter().map(String::into_bytes).collect(),
                    };
                    assert_eq!(found, wanted, "{name}");
                }
                Err(why) => assert_eq!(row["code"].as_str(), Some(why.code().as_str()), "{name}"),
            }
        }
    }

    #[test]
    fn what_is_written_is_the_file_of_the_vector_and_comes_back() {
        for row in rows(include_str!("../../../vectors/share-file/written.json")) {
            let share = Share::read(row["share"].as_str().unwrap().as_bytes(), None).unwrap();
            let file = share_file(&texts(&row["remarks"]), &share);
            assert_eq!(row["file"].as_str().unwrap(), file.as_str(), "{}", row["name"]);
            let found = shares_in(file.as_bytes()).unwrap();
            assert_eq!(found.len(), 1, "{}", row["name"]);
            assert!(Share::read(found[0], None).unwrap().is_same(&share));
        }
    }
}
