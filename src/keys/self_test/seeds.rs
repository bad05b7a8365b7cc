//! Vectors of making, drawing and deriving seeds, inside the program.

use crate::bip85::{Application, Bip85};
use crate::derive::ExtendedPrivateKey;
use crate::entropy::vectors as entropy;
use crate::mnemonic::Mnemonic;
use crate::seed_qr::SeedQr;
use bip39::Language;
use coldframe_core::messages::Explain;
use coldframe_core::self_test::{Group, Row};

/// One line for each file.
pub(super) const GROUPS: &[Group] = &[
    Group {
        name: "new seeds",
        file: include_str!("../../../vectors/entropy/formula.json"),
        holds: entropy::formula,
    },
    Group {
        name: "SHA-256 of rolls",
        file: include_str!("../../../vectors/entropy/rolls.json"),
        holds: entropy::rolls,
    },
    Group { name: "SeedQR", file: include_str!("../../../vectors/seed-qr/seeds.json"), holds: seed_qr },
    Group {
        name: "SeedQR, refused",
        file: include_str!("../../../vectors/seed-qr/refused.json"),
        holds: refused_seed_qr,
    },
    Group { name: "BIP-85", file: include_str!("../../../vectors/bip85/children.json"), holds: child },
    Group {
        name: "BIP-32, refused",
        file: include_str!("../../../vectors/bip32/invalid.json"),
        holds: refused_key,
    },
];

/// Both forms, written and read.
fn seed_qr(row: &Row<'_>) -> Option<()> {
    let mnemonic = Mnemonic::parse(row.string("words")?.as_bytes()).ok()?;
    let forms = [
        (SeedQr::Standard, row.string("digits")?.as_bytes().to_vec()),
        (SeedQr::Compact, row.bytes("bytes")?),
    ];
    let holds = |(form, payload): &(SeedQr, Vec<u8>)| {
        let written = form.payload(&mnemonic).is_ok_and(|made| made.expose(|made| made == payload));
        written && SeedQr::read(payload).is_ok_and(|read| read.is_same(&mnemonic))
    };
    forms.iter().all(holds).then_some(())
}

fn refused_seed_qr(row: &Row<'_>) -> Option<()> {
    let why = SeedQr::read(row.string("payload")?.as_bytes()).err()?;
    (why.code().as_str() == row.string("code")?).then_some(())
}

fn refused_key(row: &Row<'_>) -> Option<()> {
    let why = ExtendedPrivateKey::parse(row.string("key")?.as_bytes()).err()?;
    (why.code().as_str() == row.string("code")?).then_some(())
}

/// Root, application and index to path and secret.
fn child(row: &Row<'_>) -> Option<()> {
    let root = Bip85::of_key(ExtendedPrivateKey::parse(row.string("root")?.as_bytes()).ok()?).ok()?;
    let (application, index) = (application(row)?, small(row, "index")?);
    let secret = root.derive(application, index).ok()?;
    let path = application.path(index).ok()?;
    let expected = row.string("secret")?;
    (path == row.string("path")? && secret.expose(|secret| secret == expected)).then_some(())
}

fn application(row: &Row<'_>) -> Option<Application> {
    Some(match row.string("app")? {
        "words" => {
            let named = row.string("language")?;
            let language = *Language::ALL.iter().find(|language| language.to_string() == named)?;
            Application::Words { language, word_count: small(row, "words")? }
        }
        "wif" => Application::Wif,
        "xprv" => Application::Xprv,
        "hex" => Application::Hex { bytes: small(row, "bytes")? },
        "base64" => Application::Base64 { length: small(row, "length")? },
        "base85" => Application::Base85 { length: small(row, "length")? },
        "dice" => Application::Dice { sides: small(row, "sides")?, rolls: small(row, "rolls")? },
        _ => return None,
    })
}

fn small(row: &Row<'_>, field: &str) -> Option<u32> {
    u32::try_from(row.number(field)?).ok()
}
