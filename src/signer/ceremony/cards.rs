//! Cards for shares: blank ones for a hand to fill in, or the share itself on paper.
//!
//! Printers remember what they print. So blank cards are made of public facts alone, and a filled one
//! goes where its share goes, or to a printer in front of its holder. Inside the vault only.

use super::hand::About;
use super::holders::Holder;
use super::{scheme_name, set_name};
use crate::cards::Printer;
use crate::cli::cards::{CardOptions, Cards};
use crate::cli::share::common::CardFormat;
use crate::error::Error;
use crate::exit::Exit;
use coldframe_console::optics::draw;
use coldframe_console::optics::symbol::Modules;
use coldframe_console::paper::card::{Fill, Quorum, Shape, ShareCard, Written};
use coldframe_console::paper::{Format, Paper};
use coldframe_core::safe::Safe;
use coldframe_core::shares::{Scheme, ShareFacts};
use coldframe_keys::shares::{Form, Share};
use zeroize::Zeroizing;

/// Words of a SLIP-39 share that its set and its numbers settle: 40 bits.
const SLIP39_PUBLIC_WORDS: usize = 4;
/// Letters of a codex32 share that do: `ms1`, threshold, name, index.
const CODEX32_PUBLIC_LETTERS: usize = 9;

/// Which cards, and where they go.
#[derive(Debug)]
pub(super) struct ShareCards {
    fill: Cards,
    paper: Paper,
    printer: Option<Printer>,
    format: CardFormat,
    /// Public: the same on every card.
    pub(super) descriptor: Option<Modules>,
}

impl ShareCards {
    /// What the options name; a filled card needs a printer, or a file by the ways of its share.
    pub(super) fn named(
        options: &CardOptions,
        format: CardFormat,
        has_folder: bool,
        shares_in_files: bool,
    ) -> Result<Option<Self>, Error> {
        let Some(fill) = options.cards else { return Ok(None) };
        let printer = options.printer.as_deref().map(Printer::named).transpose()?;
        let has_place = match fill {
            Cards::Blank => has_folder,
            Cards::Filled => shares_in_files,
        };
        match printer.is_some() || has_place {
            true => Ok(Some(Self { fill, paper: options.paper.into(), printer, format, descriptor: None })),
            false => Err(Error::plain(Exit::Usage, "usage/share-cards")),
        }
    }

    /// Whether a hand fills them in.
    pub(super) fn is_blank(&self) -> bool {
        self.fill == Cards::Blank
    }

    /// The card of one share for a file, and how its name ends: secret unless it is blank.
    pub(super) fn pages(
        &self,
        share: &Share,
        number: usize,
        holder: &Holder,
        about: &About<'_>,
    ) -> Result<(Zeroizing<Vec<u8>>, &'static str), Error> {
        let (format, ending) = match self.format {
            CardFormat::Pdf => (Format::Pdf, "card.pdf"),
            CardFormat::Svg => (Format::Svg, "card.svg"),
        };
        Ok((self.drawn(format, share, number, holder, about)?, ending))
    }

    fn drawn(
        &self,
        format: Format,
        share: &Share,
        number: usize,
        holder: &Holder,
        about: &About<'_>,
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        let card = ShareCard { descriptor: self.descriptor.clone(), ..card(share, number, holder, about) };
        let mut pages = Zeroizing::new(Vec::new());
        if self.is_blank() {
            card.draw(&Fill::Blank, self.paper, format, &mut pages)?;
            return Ok(pages);
        }
        let form = share.forms().last().copied().unwrap_or(Form::Line);
        let code = share.expose_form(form, |text| {
            draw::series(&[text.as_bytes()], draw::Options::default())?.modules(0)
        })?;
        let pieces = |give: &mut dyn FnMut(&str)| {
            let words = share.with_words(|words| words.for_each(|(word, _)| give(word)));
            if words.is_none() {
                share.expose_text(|line| give(line));
            }
        };
        let written = Written { pieces: &pieces, code: Some(&code) };
        card.draw(&Fill::Secret(written), self.paper, format, &mut pages)?;
        Ok(pages)
    }

    /// Stops where the card cannot be drawn: its texts are too long for it.
    pub(super) fn fits(
        &self,
        share: &Share,
        number: usize,
        holder: &Holder,
        about: &About<'_>,
    ) -> Result<(), Error> {
        self.drawn(Format::Pdf, share, number, holder, about).map(drop)
    }

    /// Sends the card to the printer, if there is one.
    pub(super) fn print(
        &self,
        share: &Share,
        number: usize,
        holder: &Holder,
        about: &About<'_>,
    ) -> Result<(), Error> {
        match &self.printer {
            Some(printer) => printer.print(&self.drawn(Format::Pdf, share, number, holder, about)?),
            None => Ok(()),
        }
    }
}

/// Everything public about a share.
fn card(share: &Share, number: usize, holder: &Holder, about: &About<'_>) -> ShareCard {
    let facts = about.facts_of(share, number);
    let restores = about.restores().join(". ");
    let counted = u8::try_from(number).unwrap_or(u8::MAX);
    let groups = facts.group.of.filter(|of| *of > 1);
    ShareCard {
        scheme: Safe::text(scheme_name(about.plan.scheme)),
        restores: Safe::again(&restores),
        set_id: Safe::text(&set_name(about.set)),
        member: Quorum {
            index: facts.member.index.unwrap_or(counted),
            need: facts.member.need.unwrap_or_default(),
            of: facts.member.of.unwrap_or_default(),
        },
        group: groups.map(|of| Quorum {
            index: facts.group.index.unwrap_or(1),
            need: facts.group.need.unwrap_or(1),
            of,
        }),
        share_name: facts.letter.map(|letter| Safe::text(&letter.to_string())),
        fingerprint: Some(Safe::text(&about.fingerprint.to_string())),
        has_passphrase: about.has_passphrase,
        label: about.label.clone(),
        holder: Some(holder.name.clone()),
        place: None,
        date: Some(Safe::text(about.made_at.to_string().split('T').next().unwrap_or_default())),
        shape: shape(share, &facts),
        printed: printed(share, &facts),
        hand_code: None,
        steel: matches!(facts.scheme, Scheme::Slip39 | Scheme::SeedXor),
        descriptor: None,
    }
}

fn shape(share: &Share, facts: &ShareFacts) -> Shape {
    let count = share.with_words(|words| words.count());
    match (facts.scheme, count) {
        (Scheme::Sskr, Some(count)) => Shape::ShortWords(count),
        (_, Some(count)) => Shape::Words(count),
        (_, None) => Shape::Characters(share.expose_text(str::len)),
    }
}

/// What set and numbers settle: it stands on a blank card, and is no part of the secret.
fn printed(share: &Share, facts: &ShareFacts) -> Vec<Safe> {
    match facts.scheme {
        Scheme::Slip39 => share
            .with_words(|words| words.take(SLIP39_PUBLIC_WORDS).map(|(word, _)| Safe::text(word)).collect())
            .unwrap_or_default(),
        Scheme::Codex32 => {
            share.expose_text(|line| line.get(..CODEX32_PUBLIC_LETTERS).map(Safe::text).into_iter().collect())
        }
        Scheme::Sskr | Scheme::SeedXor | Scheme::Sharks => Vec::new(),
    }
}
