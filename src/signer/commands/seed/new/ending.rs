//! The words, on their only way out.

use super::plan::Plan;
use crate::desk::{Desk, SecretPage, word_page};
use crate::error::Error;
use crate::files;
use coldframe_console::ui::Ui;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::entropy::Made;
use zeroize::Zeroizing;

/// Gives the words to the person, or the whole transcript to the file that was asked for by name.
pub(super) fn give(made: &Made, plan: &Plan, desk: &mut dyn Desk, ui: &mut dyn Ui) -> Result<(), Error> {
    if let Some(path) = &plan.plaintext {
        made.with_transcript(|transcript| {
            let mut line = Zeroizing::new(String::with_capacity(transcript.len().saturating_add(1)));
            line.push_str(transcript);
            line.push('\n');
            files::write(path, line.as_bytes(), plan.force)
        })?;
        ui.tell(&text("entropy/plain-file", &[("path", files::shown(path))]));
        return Ok(());
    }
    let count = [("count", Safe::count(plan.recipe.word_count.words()))];
    desk.show(&[word_page(text("entropy/words-title", &count), made.mnemonic(), false)])?;
    let fingerprint = [("fingerprint", Safe::text(&made.fingerprint().to_string()))];
    let said = [
        text("entropy/made-title", &[]),
        text("entropy/made-fingerprint", &fingerprint),
        text("entropy/made-next", &fingerprint),
    ];
    let answer = desk.question(&said, &text("entropy/transcript-question", &[]))?;
    if answer.trim() == text("entropy/transcript-word", &[]) {
        desk.show(&[transcript(made)])?;
    }
    Ok(())
}

fn transcript(made: &Made) -> SecretPage {
    SecretPage { title: text("entropy/transcript-title", &[]), lines: made.source_lines() }
}
