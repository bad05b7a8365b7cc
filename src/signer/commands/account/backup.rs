//! No account or address of a new seed leaves before its backup was tested (attack F09).

use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;
use bitcoin::bip32::Fingerprint;
use coldframe_core::journal::Event;
use coldframe_core::messages::{Code, text};
use coldframe_core::safe::Safe;

/// What is refused, and recorded where it is overridden.
const UNVERIFIED: &str = "backup/unverified";

/// Stops (exit 3) for a seed that was made on this machine and whose words were never typed again,
/// unless that is accepted by the option or by a typed sentence.
pub(in crate::commands) fn require(
    fingerprint: Fingerprint,
    is_accepted: bool,
    world: &mut World,
) -> Result<(), Error> {
    if !world.state()?.has_untested_backup(fingerprint)? {
        return Ok(());
    }
    if !is_accepted && !is_typed(world)? {
        return Err(refused(fingerprint));
    }
    world.record(&Event::Override { code: Code::new(UNVERIFIED) })
}

fn refused(fingerprint: Fingerprint) -> Error {
    let facts = vec![("fingerprint", Safe::text(&fingerprint.to_string()))];
    Error::with(Exit::Refused, UNVERIFIED, facts)
}

fn is_typed(world: &mut World) -> Result<bool, Error> {
    if world.ui.ready().is_err() {
        return Ok(false);
    }
    let word = text("backup/word", &[]);
    let answer = world.ui.ask(&[], &text("backup/question", &[("word", Safe::text(&word))]))?;
    Ok(answer.trim() == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;
    use clap::Parser;
    use coldframe_console::scripted::Scripted;
    use coldframe_core::entropy::Source;

    fn world(folder: &std::path::Path, answers: &[&str]) -> World {
        let line = ["coldframe", "--state", folder.to_str().unwrap(), "version"];
        let cli = Cli::try_parse_from(line).unwrap();
        World::scripted(&cli.global, Box::new(Scripted::answering(answers)))
    }

    #[test]
    fn atk_f09_no_account_of_a_new_seed_leaves_before_its_backup_was_tested() {
        let folder = std::env::temp_dir().join(format!("coldframe-f09-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let fingerprint = Fingerprint::from([1, 2, 3, 4]);
        let journal = || std::fs::read_to_string(folder.join("journal.jsonl")).unwrap();
        assert_eq!(require(fingerprint, false, &mut world(&folder, &[])), Ok(()), "not made here");
        let made = Event::SeedMade { fingerprint, word_count: 24, sources: vec![Source::Os] };
        world(&folder, &[]).record(&made).unwrap();
        let refused = require(fingerprint, false, &mut world(&folder, &["yes"]));
        assert_eq!(refused, Err(self::refused(fingerprint)));
        assert!(!journal().contains("override"));
        let word = text("backup/word", &[]);
        assert_eq!(require(fingerprint, false, &mut world(&folder, &[&word])), Ok(()));
        assert_eq!(require(fingerprint, true, &mut world(&folder, &[])), Ok(()));
        assert_eq!(journal().matches(UNVERIFIED).count(), 2, "both overrides are recorded");
        world(&folder, &[]).record(&Event::BackupVerified { fingerprint }).unwrap();
        assert_eq!(require(fingerprint, false, &mut world(&folder, &[])), Ok(()), "the backup was tested");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
