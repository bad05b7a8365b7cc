//! `coldframe seed show`.

use crate::cli::seed::show::Show;
use crate::desk::{Desk, HOLD_MAX, word_page};
use crate::error::Error;
use crate::exit::Exit;
use crate::seed_drawing::SeedDrawing;
use crate::surroundings;
use crate::unlock::{self, Opened, inside};
use crate::world::World;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::language_name;

/// Shows the words, or the same as a code, on the terminal, nowhere else.
pub(super) fn show(args: &Show, world: &mut World) -> Result<Exit, Error> {
    if args.numbers && args.kind.code().is_some() {
        return Err(Error::plain(Exit::Usage, "usage/code-numbers"));
    }
    let source = &unlock::found(&args.seed, world)?;
    surroundings::require(world)?;
    world.desk.can_show()?;
    let network = world.network;
    let fingerprint = inside(world, |world| {
        let desk = world.desk.as_mut();
        let opened = unlock::opened(source, desk, network)?;
        page(args, &opened, desk)?;
        Ok(opened.fingerprint)
    })?;
    world.say("desk/shown", &[("fingerprint", Safe::text(&fingerprint.to_string()))]);
    Ok(Exit::Done)
}

/// Words at once; of a code its blocks, and the whole of it under a hand only (attack G12).
fn page(args: &Show, opened: &Opened, desk: &mut dyn Desk) -> Result<(), Error> {
    let Some(code) = args.kind.code() else {
        let page = word_page(title(opened), &opened.mnemonic, args.numbers);
        let shown = if args.hold { desk.hold(&page, HOLD_MAX) } else { desk.show(&[page]) };
        return Ok(shown?);
    };
    let drawing = SeedDrawing::of(&opened.mnemonic, code)?;
    if args.hold {
        return Ok(desk.hold(&drawing.whole(), HOLD_MAX)?);
    }
    Ok(desk.show(&drawing.pages())?)
}

fn title(opened: &Opened) -> String {
    let facts = [
        ("count", Safe::count(opened.mnemonic.word_count())),
        ("language", Safe::text(language_name(opened.mnemonic.language()))),
        ("fingerprint", Safe::text(&opened.fingerprint.to_string())),
    ];
    text("desk/show-title", &facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{Cli, Command, seed};
    use crate::desk::ScriptedDesk;
    use clap::Parser;
    use coldframe_core::network::Network;

    const WORDS: &str =
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    fn shown(line: &str) -> Vec<String> {
        let line = ["coldframe", "seed", "show"].into_iter().chain(line.split_whitespace());
        let Command::Seed(seed) = Cli::try_parse_from(line).unwrap().command else { panic!("not seed") };
        let seed::Verb::Show(args) = seed.verb else { panic!("not show") };
        let mut desk = ScriptedDesk::answering(&[WORDS]);
        let opened = unlock::opened(&args.seed, &mut desk, Network::Main).unwrap();
        page(&args, &opened, &mut desk).unwrap();
        desk.shown.split_off(1)
    }

    #[test]
    fn atk_g12_a_whole_code_is_seen_under_a_hand_only() {
        for (kind, blocks) in [("seed-qr", 25), ("compact-seed-qr", 9)] {
            let pages = shown(&format!("--as {kind}"));
            assert_eq!(pages.len(), blocks, "{kind}");
            assert!(pages.iter().all(|page| page.contains(" block ")), "{kind}: {pages:?}");
            let whole = shown(&format!("--as {kind} --hold"));
            assert!(whole.len() == 1 && whole[0].contains("the whole code"), "{kind}: {whole:?}");
        }
        assert!(shown("").concat().contains("abandon"));
    }
}
