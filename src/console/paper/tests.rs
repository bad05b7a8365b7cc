use super::card::{Fill, HandCode, Pieces, Quorum, SeedCard, Shape, ShareCard, Written};
use super::page::Mark;
use super::*;
use crate::optics::scan::Reader;
use crate::optics::symbol::Modules;
use coldframe_core::safe::Safe;

mod codes;
mod hostile;
mod looks;

const PAPERS: [Paper; 2] = [Paper::A4, Paper::Letter];

fn safe(text: &str) -> Option<Safe> {
    Some(Safe::text(text))
}

/// A share with everything a share can have.
fn share(shape: Shape) -> ShareCard {
    ShareCard {
        scheme: Safe::text("SLIP-39"),
        restores: Safe::text("Trezor Model T and Safe 3, Sparrow, Electrum, coldframe share combine"),
        set_id: Safe::text("7945"),
        member: Quorum { index: 2, need: 2, of: 3 },
        group: Some(Quorum { index: 1, need: 2, of: 3 }),
        share_name: None,
        fingerprint: safe("73c5da0a"),
        has_passphrase: true,
        label: safe("Treasury of the example, cold"),
        holder: safe("J\u{fc}rgen M\u{fc}ller-L\u{fc}denscheidt"),
        place: None,
        date: safe("2026-11-29"),
        shape,
        printed: Vec::new(),
        hand_code: None,
        steel: matches!(shape, Shape::Words(_)),
        descriptor: None,
    }
}

fn seed(shape: Shape, version: u8) -> SeedCard {
    SeedCard {
        language: Safe::text("English"),
        shape,
        fingerprint: safe("73c5da0a"),
        has_passphrase: false,
        label: None,
        holder: None,
        place: None,
        date: safe("2026-11-29"),
        hand_code: Some(HandCode { version, name: Safe::text("SeedQR") }),
        steel: true,
        descriptor: None,
    }
}

/// Words that are told apart at a glance: `AAAAxxxx`, `BBBBxxxx` …
fn words(count: usize) -> impl Fn(&mut dyn FnMut(&str)) {
    move |give| {
        for index in 0..count {
            let letter = char::from(b'a' + u8::try_from(index % 26).unwrap());
            give(&String::from(letter).repeat(if index.is_multiple_of(5) { 3 } else { 8 }));
        }
    }
}

fn texts(page: &Page) -> Vec<(i64, i64, String)> {
    let texts = page.marks.iter().filter_map(|mark| match mark {
        Mark::Text { x, y, text, .. } => Some((*x, *y, text.to_string())),
        _ => None,
    });
    texts.collect()
}

fn written<'a>(pieces: &'a Pieces<'a>, code: Option<&'a Modules>) -> Fill<'a> {
    Fill::Secret(Written { pieces, code })
}
