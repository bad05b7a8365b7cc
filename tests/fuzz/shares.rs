//! What the fuzz targets of shares have in common.

use coldframe_core::shares::Scheme;
use coldframe_keys::shares::{Gathering, Share, correction};

/// Most rounds of PBKDF2 that a fuzzer waits for.
const ROUNDS_MAX: u64 = 20_000;

/// Reads a share of each line: one that is read is written and read again as it was; one that is refused is
/// explained without an echo. Then all of them are put together, which must end in an answer.
pub fn judge(content: &[u8], scheme: Scheme) {
    let mut gathering = Gathering::new();
    let whole = Share::read(content, Some(scheme)).ok();
    let lines = content.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    for share in lines.take(40).filter_map(|line| read(line, scheme)).chain(whole) {
        if let Err(refusal) = gathering.add(share) {
            explained(&refusal.to_string());
        }
    }
    let quick = gathering.progress().is_some_and(|progress| progress.rounds <= ROUNDS_MAX);
    match gathering.finish(b"") {
        _ if !quick => {}
        Ok(recovered) => assert!(recovered.secret_bytes() > 0),
        Err(refusal) => explained(&refusal.to_string()),
    }
}

fn read(line: &[u8], scheme: Scheme) -> Option<Share> {
    // Whatever it is: recognising it never panics.
    let _ = Share::read(line, None);
    match Share::read(line, Some(scheme)) {
        Ok(share) => {
            for form in share.forms() {
                let again = share.expose_form(*form, |text| Share::read(text.as_bytes(), Some(scheme)));
                let again = again.expect("what we write we read");
                assert!(again.is_same(&share) && again.facts() == share.facts());
            }
            Some(share)
        }
        Err(refusal) => {
            explained(&refusal.to_string());
            let proposed = correction(line, Some(scheme))?;
            assert!(proposed.position() > 0);
            None
        }
    }
}

fn explained(said: &str) {
    assert!(!said.is_empty() && said.len() < 400);
}
