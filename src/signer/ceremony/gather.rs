//! Shares gathered in any order, and who is still needed after each. Inside the vault only.

use super::wording::{here, needed, still};
use super::{scheme_name, share_of};
use crate::cli::share::common::ShareSource;
use crate::desk::Kind;
use crate::error::Error;
use crate::exit::Exit;
use crate::secret_input;
use crate::world::World;
use coldframe_core::limits::SHARE_ROUNDS_ORDINARY_MAX;
use coldframe_core::messages::{Part, error_line, sentence, text};
use coldframe_core::safe::Safe;
use coldframe_core::shares::{Scheme, SetProgress, Waiting};
use coldframe_keys::Secret;
use coldframe_keys::shares::{Added, Gathering, Recovered, Share, ShareError, correction, corrections};
use zeroize::Zeroizing;

/// When enough is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Until {
    /// As soon as it can be put together.
    Enough,
    /// When the person says that all are there.
    All,
}

/// Shares of one set. Lives in the vault.
pub(crate) struct Gathered {
    /// They.
    pub(crate) gathering: Gathering,
    /// What is known of their set.
    pub(crate) progress: SetProgress,
    /// Each of them as it was read, in the order of the gathering.
    texts: Vec<Zeroizing<String>>,
}

impl Gathered {
    /// What those at these places come to, and they alone.
    pub(crate) fn restored(
        &self,
        places: &[usize],
        parts: Option<u8>,
        passphrase: &[u8],
    ) -> Result<Recovered, Error> {
        let mut alone = parts.map_or_else(Gathering::new, |parts| Gathering::new().needing(parts));
        for text in places.iter().filter_map(|place| self.texts.get(*place)) {
            alone.add(Share::read(text.as_bytes(), Some(self.progress.scheme))?)?;
        }
        Ok(alone.finish(passphrase)?)
    }
}

/// The table on which they are laid.
#[derive(Default)]
struct Table {
    gathering: Gathering,
    texts: Vec<Zeroizing<String>>,
}

/// Takes the shares of files and descriptors, then asks for more at the terminal.
pub(crate) fn gather(
    source: &ShareSource,
    scheme: Option<Scheme>,
    until: Until,
    world: &mut World,
) -> Result<Gathered, Error> {
    let gathering = source.parts.map_or_else(Gathering::new, |parts| Gathering::new().needing(parts));
    let mut table = Table { gathering, texts: Vec::new() };
    let found = super::found(source, world.desk.as_mut())?;
    let were_named = !found.is_empty();
    for found in &found {
        let said = take(&mut table, &found.content, scheme, &found.from).inspect_err(|_| {
            world.desk.tell(&text("share-screen/in", &[("from", found.from.clone())]));
        })?;
        world.desk.tell(&said);
    }
    if let Some(progress) = table.gathering.progress() {
        may_take_long(&progress, source, world)?;
    }
    let is_enough = |table: &Table| match (until, table.gathering.progress()) {
        (_, None) => false,
        (Until::Enough, Some(progress)) => progress.is_complete() || is_open_ended(&progress) && were_named,
        (Until::All, Some(progress)) => were_named && (progress.is_complete() || is_open_ended(&progress)),
    };
    if !is_enough(&table) {
        if let (Some(progress), Err(_)) = (table.gathering.progress(), world.desk.ready()) {
            let facts = vec![
                ("needed", Safe::again(&needed(&progress))),
                ("here", Safe::again(&here(&progress).to_lowercase())),
            ];
            return Err(Error::with(Exit::WrongSecret, "share/incomplete", facts));
        }
        if scheme == Some(Scheme::SeedXor) && source.parts.is_none() {
            // Two parts of three look like a whole set (attack F02).
            return Err(Error::plain(Exit::Usage, "usage/share-parts"));
        }
        typed(&mut table, scheme, until, world)?;
    }
    let Table { gathering, texts } = table;
    warn_of_scheme(&gathering, world);
    let progress = gathering.progress().ok_or(ShareError::TooFew { missing: 1 })?;
    if !were_named {
        may_take_long(&progress, source, world)?;
    }
    Ok(Gathered { gathering, progress, texts })
}

/// Every exponent of SLIP-39 is read, and the highest takes minutes, for each quorum again. One share that was
/// slipped in can say so (attack F07): nothing is begun before the person knows.
fn may_take_long(progress: &SetProgress, source: &ShareSource, world: &mut World) -> Result<(), Error> {
    if progress.rounds <= SHARE_ROUNDS_ORDINARY_MAX {
        return Ok(());
    }
    let facts = vec![("rounds", Safe::number(progress.rounds))];
    world.desk.tell(&text("share-screen/slow", &facts));
    if source.acknowledge_slow {
        return Ok(());
    }
    let refused = Error::with(Exit::Refused, "share/slow", facts.clone());
    if world.desk.ready().is_err() {
        return Err(refused);
    }
    let above = [text("share-screen/slow", &facts)];
    let answer = world.desk.question(&above, &text("share-screen/slow-question", &[]))?;
    if answer.trim() == text("share-screen/slow-word", &[]) { Ok(()) } else { Err(refused) }
}

/// Whether nobody can tell how many are needed, and some are there.
fn is_open_ended(progress: &SetProgress) -> bool {
    progress.waiting == Waiting::Unknown && progress.share_count > 1
}

/// Some schemes have nothing in their shares that proves they belong together.
fn warn_of_scheme(gathering: &Gathering, world: &mut World) {
    let warning = gathering.progress().and_then(|progress| progress.scheme.warning());
    if let Some(said) = warning.and_then(|code| sentence(code, Part::Text, &[])) {
        world.desk.tell(&said);
    }
}

/// Asks until it is enough; what was wrong with one share is said above the question for the next.
fn typed(table: &mut Table, scheme: Option<Scheme>, until: Until, world: &mut World) -> Result<(), Error> {
    let mut said: Vec<String> = Vec::new();
    loop {
        let progress = table.gathering.progress();
        let is_complete = progress.as_ref().is_some_and(SetProgress::is_complete);
        // Of SeedXOR all parts are needed, so there is nobody else to wait for.
        let is_last = progress.as_ref().is_some_and(|progress| progress.scheme == Scheme::SeedXor);
        if is_complete && (until == Until::Enough || is_last) {
            return Ok(());
        }
        let may_end = is_complete || progress.as_ref().is_some_and(is_open_ended);
        let mut above = std::mem::take(&mut said);
        above.extend(progress.as_ref().map(still));
        let of = scheme.or(progress.map(|progress| progress.scheme)).unwrap_or(Scheme::Slip39);
        let share = world.desk.ask(&above, Kind::Share(of), may_end)?;
        if share.expose(Vec::is_empty) {
            return Ok(());
        }
        let from = Safe::text(&text("share-screen/terminal", &[]));
        match share.expose(|share| take(table, share, Some(of), &from)) {
            Ok(taken) => said.push(taken),
            Err(why) => {
                said.push(error_line(&why));
                said.push(text("share-screen/leave-out", &[]));
            }
        }
    }
}

/// Adds one share; what is said of it, or why it is left out.
fn take(table: &mut Table, content: &[u8], scheme: Option<Scheme>, from: &Safe) -> Result<String, Error> {
    let share = read(content, scheme)?;
    let facts = share.facts();
    let written = share.expose_text(|text| Zeroizing::new(text.to_owned()));
    let added = table.gathering.add(share)?;
    if added == Added::New {
        table.texts.push(written);
    }
    let said = [
        ("from", from.clone()),
        ("scheme", Safe::text(scheme_name(facts.scheme))),
        ("share", Safe::text(&share_of(&facts, None))),
    ];
    Ok(text(
        match added {
            Added::New => "share-screen/took",
            Added::Already => "share-screen/again",
        },
        &said,
    ))
}

/// Reads a share; of one that was misread the places are named where the checksum tells them.
pub(crate) fn read(content: &[u8], scheme: Option<Scheme>) -> Result<Share, Error> {
    // Raw shares and parts of SeedXOR look like something else: they are what they are said to be.
    let named = scheme.filter(|scheme| matches!(scheme, Scheme::SeedXor | Scheme::Sharks));
    let why = match Share::read(content, named) {
        Ok(share) => return Ok(share),
        Err(why) => why,
    };
    if let ShareError::Codex32(_) = why {
        return Err(misread_letters(content, scheme).unwrap_or_else(|| why.into()));
    }
    match correction(content, scheme) {
        Some(correction) => {
            let facts = vec![("place", Safe::count(correction.position()))];
            Err(Error::with(Error::from(why).exit(), "share/misread", facts))
        }
        None => Err(why.into()),
    }
}

/// Of codex32 the checksum may know several letters.
fn misread_letters(content: &[u8], scheme: Option<Scheme>) -> Option<Error> {
    let places: Vec<_> = corrections(content, scheme).iter().map(|one| one.position().to_string()).collect();
    let facts = vec![("places", Safe::text(&places.join(", ")))];
    (!places.is_empty()).then(|| Error::with(Exit::Malformed, "share/misread-letters", facts))
}

/// The passphrase of the set, where one is said to be.
pub(crate) fn set_passphrase(source: &ShareSource, world: &mut World) -> Result<Secret<Vec<u8>>, Error> {
    Ok(match (source.share_passphrase_fd, source.ask_share_passphrase) {
        (Some(fd), _) => secret_input::of_descriptor(fd, true)?,
        (None, true) => {
            world.desk.ask(&[text("share-screen/set-passphrase", &[])], Kind::Passphrase, true)?
        }
        (None, false) => Secret::built(Vec::new(), |_| ()),
    })
}
