//! `coldframe seed backup --cards`.

use crate::cards::CardPlace;
use crate::cli::cards::Cards;
use crate::cli::seed::backup::Backup;
use crate::desk::{Desk, word_page};
use crate::error::Error;
use crate::exit::Exit;
use crate::sealed_descriptor;
use crate::seed_drawing::SeedDrawing;
use crate::surroundings;
use crate::unlock::{self, Opened, inside};
use crate::world::World;
use coldframe_console::paper::Format;
use coldframe_console::paper::card::{Fill, HandCode, SeedCard, Shape, Written};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::{Keychain, Language, Mnemonic, SeedQr, is_latin, language_name};
use zeroize::Zeroizing;

/// Blank cards need no seed; filled ones are drawn inside the vault and leave it by one of the ways
/// a secret may leave.
pub(super) fn cards(fill: Cards, args: &Backup, world: &mut World) -> Result<Exit, Error> {
    let mut place = CardPlace::named(fill, &args.cards, &args.output)?;
    let format = place.format()?;
    let mut blank = blank(args, world);
    let descriptor = crate::cards::descriptor_code(&args.cards, world)?;
    let keys = descriptor.as_ref().map(|descriptor| descriptor.keys.clone());
    blank.descriptor = descriptor.map(|descriptor| descriptor.code);
    if fill == Cards::Blank && !args.seed.is_named() {
        let mut pages = Zeroizing::new(Vec::new());
        blank.draw(&Fill::Blank, args.cards.paper.into(), format, &mut pages)?;
        place.needs(world.desk.as_mut())?;
        inside(world, |world| place.write(&pages, world.desk.as_mut()))?;
        place.finish(fill, world)?;
        return Ok(Exit::Done);
    }
    let source = &unlock::found(&args.seed, world)?;
    surroundings::require(world)?;
    place.needs(world.desk.as_mut())?;
    let network = world.network;
    inside(world, |world| {
        let opened = unlock::opened(source, world.desk.as_mut(), network)?;
        described(&mut blank, args, &opened);
        if let Some(keys) = &keys {
            let keychain = Keychain::of_seed(opened.seed)?;
            sealed_descriptor::is_of(keys, &keychain, opened.fingerprint, &args.acknowledge, world)?;
        }
        let desk = world.desk.as_mut();
        match (&mut place, fill) {
            (CardPlace::Screen, _) => preview(&blank, args, &opened.mnemonic, desk),
            (place, Cards::Blank) => {
                let mut pages = Zeroizing::new(Vec::new());
                blank.draw(&Fill::Blank, args.cards.paper.into(), format, &mut pages)?;
                place.write(&pages, desk)
            }
            (place, Cards::Filled) => place.write(&filled(&blank, args, &opened.mnemonic, format)?, desk),
        }
    })?;
    place.finish(fill, world)?;
    Ok(Exit::Done)
}

/// What the options alone say of a seed.
fn blank(args: &Backup, world: &World) -> SeedCard {
    let said = |text: &Option<String>| text.as_deref().map(Safe::text);
    let date = world.now().to_string();
    let (language, count) = (args.language, args.words.words());
    SeedCard {
        language: Safe::text(language_name(language)),
        shape: shape(language, count),
        fingerprint: args.seed.expect_fingerprint.map(|fingerprint| Safe::text(&fingerprint.to_string())),
        has_passphrase: args.seed.names_a_passphrase(),
        label: said(&args.label),
        holder: said(&args.holder),
        place: said(&args.place),
        date: Some(Safe::text(date.split('T').next().unwrap_or_default())),
        hand_code: hand_code(args.kind.into(), language, count),
        steel: true,
        descriptor: None,
    }
}

/// The same of a seed that was opened.
fn described(card: &mut SeedCard, args: &Backup, opened: &Opened) {
    let (language, count) = (opened.mnemonic.language(), opened.mnemonic.word_count());
    card.language = Safe::text(language_name(language));
    card.shape = shape(language, count);
    card.fingerprint = Some(Safe::text(&opened.fingerprint.to_string()));
    card.has_passphrase = opened.has_passphrase;
    card.hand_code = hand_code(args.kind.into(), language, count);
}

/// Words in letters that printers have; numbers for the others.
fn shape(language: Language, count: usize) -> Shape {
    match is_latin(language) {
        true => Shape::Words(count),
        false => Shape::Numbers(count),
    }
}

/// Every reader takes a SeedQR for English words, so others have none.
fn hand_code(kind: SeedQr, language: Language, count: usize) -> Option<HandCode> {
    let code = || HandCode { version: kind.version(count), name: SeedDrawing::name_of(kind) };
    (language == Language::English).then(code)
}

/// The pages, filled. Inside the vault only.
fn filled(
    card: &SeedCard,
    args: &Backup,
    mnemonic: &Mnemonic,
    format: Format,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let drawing = match &card.hand_code {
        Some(_) => Some(SeedDrawing::of(mnemonic, args.kind.into())?),
        None => None,
    };
    let mut pages = Zeroizing::new(Vec::new());
    let pieces = |give: &mut dyn FnMut(&str)| pieces(card.shape, mnemonic, give);
    let written = Written { pieces: &pieces, code: drawing.as_ref().map(SeedDrawing::modules) };
    card.draw(&Fill::Secret(written), args.cards.paper.into(), format, &mut pages)?;
    Ok(pages)
}

/// Words in full, or their numbers in the list, from 1.
fn pieces(shape: Shape, mnemonic: &Mnemonic, give: &mut dyn FnMut(&str)) {
    mnemonic.with_words(|words| {
        for (word, number) in words {
            if let Shape::Numbers(_) = shape {
                let mut digits = Zeroizing::new(String::with_capacity(4));
                for unit in [1_000, 100, 10, 1] {
                    let digit =
                        u32::try_from(number / unit % 10).ok().and_then(|digit| char::from_digit(digit, 10));
                    digits.extend(digit);
                }
                give(&digits);
            } else {
                give(word);
            }
        }
    });
}

/// What would be printed, on the terminal: the words with their numbers, then the code block by block.
fn preview(card: &SeedCard, args: &Backup, mnemonic: &Mnemonic, desk: &mut dyn Desk) -> Result<(), Error> {
    let facts = [
        ("count", Safe::count(mnemonic.word_count())),
        ("language", card.language.clone()),
        ("fingerprint", card.fingerprint.clone().unwrap_or_else(|| Safe::text(""))),
    ];
    let mut pages = vec![word_page(text("desk/show-title", &facts), mnemonic, true)];
    if card.hand_code.is_some() {
        pages.extend(SeedDrawing::of(mnemonic, args.kind.into())?.pages());
    }
    Ok(desk.show(&pages)?)
}

#[cfg(test)]
mod tests;
