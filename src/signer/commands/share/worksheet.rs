//! `coldframe share worksheet`.

use crate::ceremony;
use crate::cli::share::common::ShareSource;
use crate::cli::share::worksheet::Worksheet;
use crate::desk::{Kind, SecretPage};
use crate::error::Error;
use crate::exit::Exit;
use crate::surroundings;
use crate::unlock::inside;
use crate::vault_seed::SecretFile;
use crate::world::{self, World};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_core::shares::Scheme;
use coldframe_keys::Secret;
use coldframe_keys::shares::{Share, addition_table, blank_worksheet, checksum_table};
use zeroize::Zeroizing;

/// Blank for a printer; filled in for its holder alone.
pub(super) fn worksheet(args: &Worksheet, world: &mut World) -> Result<Exit, Error> {
    if args.names_a_share() { filled(args, world) } else { blank(args) }
}

fn blank(args: &Worksheet) -> Result<Exit, Error> {
    let output = &args.output;
    if output.output.is_some() || output.write_plaintext_secret.is_some() || output.lock.says_anything() {
        // Nothing secret is in it, and a file that says "encrypted" must be.
        return Err(Error::plain(Exit::Usage, "usage/worksheet-blank"));
    }
    let bytes = usize::from(args.bytes);
    let sheet = blank_worksheet(bytes).unwrap_or_default();
    let words = checksum_table(bytes).unwrap_or_default();
    let pages = [sheet, addition_table(), words].map(|lines| lines.join("\n"));
    world::result(format!("{}\n", pages.join("\n\n")).as_bytes())
}

fn filled(args: &Worksheet, world: &mut World) -> Result<Exit, Error> {
    let mut file = SecretFile::named(&args.output)?;
    surroundings::require(world)?;
    match &file {
        Some(file) => file.needs(world.desk.as_mut())?,
        None => world.desk.can_show()?,
    }
    if args.typed {
        world.desk.ready()?;
    }
    inside(world, |world| {
        let share = share(args, world)?;
        let none = || Error::plain(Exit::Usage, "share/no-worksheet");
        let lines = share.worksheet().ok_or_else(none)?;
        match &mut file {
            Some(file) => written(&lines).expose(|sheet| file.write(sheet, world.desk.as_mut())),
            None => Ok(world.desk.show(&[page(&lines)])?),
        }
    })?;
    match file {
        Some(file) => file.finish(world)?,
        None => world.say("share-screen/worksheet-shown", &[]),
    }
    Ok(Exit::Done)
}

fn share(args: &Worksheet, world: &mut World) -> Result<Share, Error> {
    if args.typed {
        let typed = world.desk.ask(&[], Kind::Share(Scheme::Codex32), false)?;
        return typed.expose(|typed| ceremony::read(typed, Some(Scheme::Codex32)));
    }
    let source = ShareSource {
        shares: args.share.iter().cloned().collect(),
        share_fds: args.share_fd.into_iter().collect(),
        identity_fd: args.identity_fd,
        ..ShareSource::default()
    };
    let found = ceremony::found(&source, world.desk.as_mut())?;
    match found.as_slice() {
        [one] => ceremony::read(&one.content, None),
        many => {
            let from = many.first().map_or_else(|| Safe::text(""), |found| found.from.clone());
            let facts = vec![("count", Safe::count(many.len())), ("from", from)];
            Err(Error::with(Exit::Usage, "share/several", facts))
        }
    }
}

fn page(lines: &Secret<Vec<String>>) -> SecretPage {
    let copied = |lines: &Vec<String>| lines.iter().cloned().map(Zeroizing::new).collect();
    SecretPage { title: text("share-screen/worksheet", &[]), lines: lines.expose(copied) }
}

fn written(lines: &Secret<Vec<String>>) -> Secret<Vec<u8>> {
    lines.expose(|lines| {
        let room = lines.iter().map(|line| line.len().saturating_add(1)).sum();
        Secret::built(Vec::with_capacity(room), |sheet: &mut Vec<u8>| {
            for line in lines {
                sheet.extend_from_slice(line.as_bytes());
                sheet.push(b'\n');
            }
        })
    })
}
