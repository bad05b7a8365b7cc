//! Codes in pictures of secrets (SeedQR): what they carry goes straight into the vault.

use crate::error::Error;
use crate::worker::{self, Seen, Source};
use coldframe_console::optics::scan::Effort;
use std::ops::ControlFlow;
use zeroize::Zeroizing;

/// What the codes of a picture file carry, each once, in the order they are found. Inside the
/// vault only: the bytes come from the worker's pipe into places that are wiped.
pub(crate) fn of_picture(bytes: Vec<u8>) -> Result<Vec<Zeroizing<Vec<u8>>>, Error> {
    let mut found: Vec<Zeroizing<Vec<u8>>> = Vec::new();
    let mut trouble = None;
    worker::look(Source::Bytes(bytes), Effort::Still, None, &mut |seen| {
        match seen {
            Seen::Payload(payload) if !found.contains(&payload) => found.push(payload),
            Seen::Trouble(error) => trouble = Some(error),
            Seen::Payload(_) | Seen::Frame | Seen::Took(_) => {}
        }
        ControlFlow::Continue(())
    })?;
    match trouble {
        Some(error) => Err(error.into()),
        None => Ok(found),
    }
}
