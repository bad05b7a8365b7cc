//! What stands where on a card.

use super::boxes::{self, Said};
use super::card::{Fill, HandCode, Quorum, SeedCard, Shape, ShareCard};
use super::page::Page;
use super::{Paper, PaperError, code_grid, letters, punch};
use crate::optics::symbol::Modules;
use coldframe_core::messages::{Code, text};
use coldframe_core::safe::Safe;

mod sheet;

use sheet::Captioned;
pub(super) use sheet::{BLACK, FAINT, GRAY, Sheet, points};

/// A card before it is drawn: what a share and a seed have in common.
struct Card<'a> {
    title: String,
    subtitle: String,
    /// Rows of facts: a code, what it says (nothing: a line to write on), and how many thirds of the width.
    facts: Vec<Vec<Fact>>,
    sentences: Vec<String>,
    shape: Shape,
    printed: &'a [Safe],
    hand_code: Option<&'a HandCode>,
    steel: bool,
    descriptor: Option<&'a Modules>,
}

struct Fact {
    name: Code,
    says: Option<String>,
    thirds: i64,
}

/// The pages of a share.
pub(super) fn share(card: &ShareCard, fill: &Fill<'_>, paper: Paper) -> Result<Vec<Page>, PaperError> {
    let counts = quorum_facts(card.member, card.group);
    let (title, subtitle) = match card.group {
        Some(_) => ("paper/share-title-group", "paper/share-need-group"),
        None => ("paper/share-title", "paper/share-need"),
    };
    let name = card.share_name.clone().unwrap_or_else(|| Safe::number(card.member.index));
    let said = |text: String| Some(Safe::again(&text));
    let mut facts = vec![
        vec![
            fact("paper/fact-set", Some(&card.set_id), 1),
            fact("paper/fact-share", Some(&name), 1),
            fact(
                "paper/fact-need",
                said(text("paper/of", &of(card.member.need, card.member.of))).as_ref(),
                1,
            ),
        ],
        vec![
            fact("paper/fact-scheme", Some(&card.scheme), 1),
            fact("paper/fact-fingerprint", card.fingerprint.as_ref(), 1),
            fact("paper/fact-date", card.date.as_ref(), 1),
        ],
    ];
    if let Some(group) = card.group {
        let which = said(text("paper/of", &of(group.index, group.of)));
        let need = said(text("paper/of", &of(group.need, group.of)));
        facts.insert(
            1,
            vec![
                fact("paper/fact-group", which.as_ref(), 1),
                fact("paper/fact-group-need", need.as_ref(), 1),
            ],
        );
    }
    facts.push(vec![fact("paper/fact-label", card.label.as_ref(), 3)]);
    facts.push(vec![
        fact("paper/fact-holder", card.holder.as_ref(), 2),
        fact("paper/fact-place", card.place.as_ref(), 1),
    ]);
    let mut sentences = vec![text("paper/restores", &[("restores", card.restores.clone())])];
    sentences.extend(card.has_passphrase.then(|| text("paper/passphrase", &[])));
    let card = Card {
        title: text(title, &counts),
        subtitle: text(subtitle, &counts),
        facts,
        sentences,
        shape: card.shape,
        printed: &card.printed,
        hand_code: card.hand_code.as_ref(),
        steel: card.steel,
        descriptor: card.descriptor.as_ref(),
    };
    pages(&card, fill, paper)
}

/// The pages of a whole seed.
pub(super) fn seed(card: &SeedCard, fill: &Fill<'_>, paper: Paper) -> Result<Vec<Page>, PaperError> {
    let facts = vec![
        vec![
            fact("paper/fact-fingerprint", card.fingerprint.as_ref(), 1),
            fact("paper/fact-list", Some(&card.language), 1),
            fact("paper/fact-date", card.date.as_ref(), 1),
        ],
        vec![fact("paper/fact-label", card.label.as_ref(), 3)],
        vec![
            fact("paper/fact-holder", card.holder.as_ref(), 2),
            fact("paper/fact-place", card.place.as_ref(), 1),
        ],
    ];
    let mut sentences = vec![text("paper/seed-restores", &[])];
    sentences.extend(card.has_passphrase.then(|| text("paper/passphrase", &[])));
    let count = [("count", Safe::count(card.shape.count()))];
    let card = Card {
        title: text("paper/seed-title", &[]),
        subtitle: text("paper/seed-need", &count),
        facts,
        sentences,
        shape: card.shape,
        printed: &[],
        hand_code: card.hand_code.as_ref(),
        steel: card.steel,
        descriptor: card.descriptor.as_ref(),
    };
    pages(&card, fill, paper)
}

fn quorum_facts(member: Quorum, group: Option<Quorum>) -> Vec<(&'static str, Safe)> {
    let group = group.unwrap_or(Quorum { index: 1, need: 1, of: 1 });
    vec![
        ("index", Safe::number(member.index)),
        ("need", Safe::number(member.need)),
        ("of", Safe::number(member.of)),
        ("group", Safe::number(group.index)),
        ("groups_needed", Safe::number(group.need)),
        ("groups", Safe::number(group.of)),
    ]
}

fn of(part: u8, whole: u8) -> [(&'static str, Safe); 2] {
    [("part", Safe::number(part)), ("whole", Safe::number(whole))]
}

fn fact(name: &'static str, says: Option<&Safe>, thirds: i64) -> Fact {
    Fact { name: Code::new(name), says: says.map(letters::of), thirds }
}

fn pages(card: &Card<'_>, fill: &Fill<'_>, paper: Paper) -> Result<Vec<Page>, PaperError> {
    let said = boxes::said(card.shape, card.printed, fill)?;
    let code = match fill {
        Fill::Secret(written) => written.code,
        Fill::Blank => None,
    };
    let beside = if card.hand_code.is_some() { None } else { code };
    let mut sheets = Vec::new();
    let mut front = front(card, &said, paper)?;
    let codes = codes(card, beside);
    if front.takes(&codes) {
        front.codes(&codes)?;
        sheets.push(front);
    } else {
        // A code that is too small is none: it gets a page of its own.
        let mut own = top(&text("paper/codes-title", &[("title", whole(card))]), card, paper)?;
        own.codes(&codes)?;
        sheets.extend([front, own]);
    }
    if let Some(hand_code) = card.hand_code {
        let title = text("paper/code-title", &[("name", hand_code.name.clone()), ("title", whole(card))]);
        let mut sheet = top(&title, card, paper)?;
        code_grid::draw(hand_code.version, code, &mut sheet)?;
        sheets.push(sheet);
    }
    if card.steel {
        let title = text("paper/steel-title", &[("title", whole(card))]);
        let mut sheet = top(&title, card, paper)?;
        punch::draw(card.shape, &said, &mut sheet)?;
        sheets.push(sheet);
    }
    let count = sheets.len();
    let kind = match fill {
        Fill::Blank => text("paper/kind-blank", &[]),
        Fill::Secret(_) => text("paper/kind-filled", &[]),
    };
    let finished = sheets.into_iter().enumerate();
    Ok(finished.map(|(index, sheet)| sheet.finished(&kind, index + 1, count)).collect())
}

fn whole(card: &Card<'_>) -> Safe {
    Safe::again(&card.title)
}

/// Title, what it is, and a warning: the head of every page.
fn top(title: &str, card: &Card<'_>, paper: Paper) -> Result<Sheet, PaperError> {
    let mut sheet = Sheet::new(paper);
    sheet.title(title, &card.subtitle)?;
    let facts: Vec<_> = card.facts.iter().take(1).collect();
    rows_of_facts(&facts, &mut sheet)?;
    sheet.y += 2_500;
    Ok(sheet)
}

/// The first page down to the words and up from the signatures.
fn front(card: &Card<'_>, said: &Said, paper: Paper) -> Result<Sheet, PaperError> {
    let mut sheet = Sheet::new(paper);
    sheet.title(&card.title, &card.subtitle)?;
    let banner = if said.is_secret { "paper/banner-filled" } else { "paper/banner-blank" };
    sheet.banner(&text(banner, &[]), said.is_secret)?;
    rows_of_facts(&card.facts.iter().collect::<Vec<_>>(), &mut sheet)?;
    sheet.y += 1_500;
    for sentence in &card.sentences {
        sheet.paragraph(Code::new("paper/fact-restores"), sentence)?;
    }
    sheet.signatures(&["paper/sign-holder", "paper/sign-witness", "paper/sign-date"]);
    boxes::draw(card.shape, said, &mut sheet)?;
    Ok(sheet)
}

fn rows_of_facts(rows: &[&Vec<Fact>], sheet: &mut Sheet) -> Result<(), PaperError> {
    for row in rows {
        let mut third = 0;
        for fact in *row {
            sheet.fact(fact.name, fact.says.as_deref(), third, fact.thirds)?;
            third += fact.thirds;
        }
        sheet.y += sheet::FACT_HEIGHT;
    }
    Ok(())
}

/// The codes below the words: the descriptor's, which is public, and the secret's own.
fn codes<'a>(card: &Card<'a>, secret: Option<&'a Modules>) -> Vec<Captioned<'a>> {
    let descriptor = card.descriptor.map(|code| (code, "paper/descriptor-code", "paper/descriptor-how"));
    let secret = secret.map(|code| (code, "paper/share-code", "paper/share-code-how"));
    descriptor.into_iter().chain(secret).collect()
}
