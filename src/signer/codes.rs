//! Codes in pictures of secrets (SeedQR): what they carry goes straight into the vault.
#![allow(dead_code)]

use crate::error::Error;
use coldframe_console::optics::picture;
use coldframe_console::optics::scan::Reader;
use zeroize::Zeroizing;

/// What the codes of a picture file carry, each once, in the order they are found. Inside the
/// vault only.
pub(crate) fn of_picture(bytes: Vec<u8>) -> Result<Vec<Zeroizing<Vec<u8>>>, Error> {
    let mut reader = Reader::still();
    let mut found: Vec<Zeroizing<Vec<u8>>> = Vec::new();
    for frame in picture::frames(bytes)? {
        for payload in reader.read(&frame?).into_iter().map(Zeroizing::new) {
            if !found.contains(&payload) {
                found.push(payload);
            }
        }
    }
    Ok(found)
}
