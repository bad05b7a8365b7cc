//! What is to be made, of what, and where it goes: settled before anything is asked.

use crate::cli::seed::new::New;
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::vault_seed::{Keeping, SecretFile, Way};
use crate::world::World;
use coldframe_core::entropy::{Formula, Source};
use coldframe_core::limits::ENTROPY_FILES_MAX;
use coldframe_core::messages::Code;
use coldframe_core::network::Network;
use coldframe_keys::entropy::{EntropyError, Quality, Recipe};
use std::path::PathBuf;

/// A run of `seed new`.
pub(super) struct Plan {
    pub(super) recipe: Recipe,
    /// What a person adds, in the order it is asked for, each typed or from a descriptor.
    pub(super) sources: Vec<(Source, Option<u32>)>,
    pub(super) files: Vec<PathBuf>,
    pub(super) asks_passphrase: bool,
    pub(super) passphrase_fd: Option<u32>,
    pub(super) is_audit: bool,
    pub(super) acknowledged: Vec<String>,
    /// Whether what two devices are compared by may be made: by a formula of others, where no coins are.
    pub(super) is_comparison: bool,
    /// What rolls were refused for and was accepted by name all the same.
    pub(super) overridden: Vec<Code>,
    /// Where the words go: to the vault also by way of the screen, where there is one; into a file with the
    /// whole transcript.
    pub(super) way: Way,
    /// Whether there is a terminal.
    pub(super) has_desk: bool,
    /// What a seed made of one source alone is warned of.
    pub(super) note: Option<&'static str>,
}

impl Plan {
    /// Checks what was said, and that everything can be written, before a person spends an hour on dice.
    pub(super) fn of(args: &New, world: &mut World) -> Result<Self, Error> {
        let sources = sources(args)?;
        if args.published.is_some() && !args.audit {
            return Err(Error::plain(Exit::Usage, "entropy/nothing-to-publish"));
        }
        for path in [&args.certificate, &args.published].into_iter().flatten() {
            files::may_write(path, args.output.force)?;
        }
        if args.mix.len() > ENTROPY_FILES_MAX {
            return Err(Error::plain(Exit::Usage, "entropy/too-many-files"));
        }
        let desk = world.desk.ready();
        let is_typed = sources.iter().any(|(_, fd)| fd.is_none()) || args.ask_passphrase || args.audit;
        if is_typed {
            desk?;
        }
        let way = way(args, world)?;
        let note = match (args.formula, args.os) {
            (Formula::Sha256Rolls, _) => Some("entropy/note-rolls"),
            (Formula::SeedV1, true) => Some("entropy/note-os"),
            (Formula::SeedV1, false) => None,
        };
        if let Some(note) = note {
            world.say(note, &[]);
        }
        Ok(Self {
            recipe: Recipe { formula: args.formula, word_count: args.words, language: args.language },
            sources,
            files: args.mix.clone(),
            asks_passphrase: args.ask_passphrase,
            passphrase_fd: args.passphrase_fd,
            is_audit: args.audit,
            acknowledged: args.acknowledge.clone(),
            is_comparison: args.formula == Formula::Sha256Rolls && world.network != Network::Main,
            overridden: Vec::new(),
            way,
            has_desk: desk.is_ok(),
            note,
        })
    }
}

impl Plan {
    /// What stands between these symbols and a seed, after what was accepted.
    pub(super) fn judge(&self, quality: &Quality, accepted: &[String]) -> Result<(), EntropyError> {
        match self.is_comparison {
            true => quality.report_for_comparison(accepted).map(drop),
            false => quality.report(accepted).map(drop),
        }
    }
}

/// Found out before the dice that words can get there: on a terminal that takes nothing back they
/// would stay.
fn way(args: &New, world: &mut World) -> Result<Way, Error> {
    if let Some(name) = &args.vault {
        let keeping = Keeping::prepare(name, &args.output.lock, world)?;
        let keeping = keeping.described(args.label.as_deref(), &args.notes);
        keeping.needs(world.desk.as_mut())?;
        if world.desk.ready().is_ok() {
            world.desk.can_show()?;
        }
        return Ok(Way::Vault(keeping));
    }
    match SecretFile::named(&args.output)? {
        Some(file) => {
            file.needs(world.desk.as_mut())?;
            Ok(Way::File(file))
        }
        None => {
            world.desk.can_show()?;
            Ok(Way::Screen)
        }
    }
}

/// Dice where nothing was named: a person's own chance is mixed in unless --os says that it is not.
fn sources(args: &New) -> Result<Vec<(Source, Option<u32>)>, Error> {
    let all = [
        (Source::Dice, args.dice, args.dice_fd),
        (Source::Coins, args.coins, args.coins_fd),
        (Source::Cards, args.cards, args.cards_fd),
    ];
    let named = all.into_iter().filter(|(_, named, fd)| *named || fd.is_some());
    let mut sources: Vec<_> = named.map(|(source, _, fd)| (source, fd)).collect();
    let is_rolls = args.formula == Formula::Sha256Rolls;
    if args.os && (is_rolls || !sources.is_empty()) {
        return Err(Error::plain(Exit::Usage, "entropy/os-alone"));
    }
    let is_foreign = |(source, _): &(Source, Option<u32>)| *source != Source::Dice;
    if is_rolls && (sources.iter().any(is_foreign) || !args.mix.is_empty()) {
        return Err(Error::plain(Exit::Usage, "entropy/rolls-only"));
    }
    if is_rolls && args.audit {
        return Err(Error::plain(Exit::Usage, "entropy/rolls-audit"));
    }
    if args.os && args.audit {
        return Err(Error::plain(Exit::Usage, "entropy/os-audit"));
    }
    if sources.is_empty() && !args.os {
        sources.push((Source::Dice, None));
    }
    Ok(sources)
}
