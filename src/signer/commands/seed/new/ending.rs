//! The words, on their only way out.

use super::plan::Plan;
use crate::desk::{Desk, SecretPage, word_page};
use crate::error::Error;
use crate::vault_seed::Way;
use crate::world::World;
use coldframe_core::entropy::{Provenance, WordCount};
use coldframe_core::journal::Event;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::entropy::Made;
use zeroize::Zeroizing;

/// Gives the words to the person and to the vault, or the whole transcript to the file that was
/// asked for. What is stored comes last: whoever leaves before has nothing but what they saw.
///
/// The journal knows of the seed before anybody can see a word: whoever wrote the words down and
/// then left, or pulled the plug, has a seed whose backup nobody tested (attack F09).
pub(super) fn give(
    made: Made,
    provenance: &Provenance,
    passphrase: &[u8],
    plan: &mut Plan,
    world: &mut World,
) -> Result<(), Error> {
    let mut events: Vec<Event> = plan.overridden.iter().map(|code| Event::Override { code: *code }).collect();
    events.push(Event::SeedMade {
        fingerprint: provenance.fingerprint,
        word_count: provenance.word_count.words(),
        sources: provenance.sources.iter().map(|report| report.source).collect(),
    });
    world.record_all(&events)?;
    let desk = world.desk.as_mut();
    match &mut plan.way {
        Way::Screen => show(&made, plan.recipe.word_count, desk),
        Way::Vault(keeping) => {
            if plan.has_desk {
                show(&made, plan.recipe.word_count, desk)?;
            }
            keeping.keep(made.into_mnemonic(), passphrase, desk)
        }
        Way::File(file) => made.with_transcript(|transcript| {
            let mut line = Zeroizing::new(String::with_capacity(transcript.len().saturating_add(1)));
            line.push_str(transcript);
            line.push('\n');
            file.write(line.as_bytes(), desk)
        }),
    }
}

fn show(made: &Made, word_count: WordCount, desk: &mut dyn Desk) -> Result<(), Error> {
    let count = [("count", Safe::count(word_count.words()))];
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
