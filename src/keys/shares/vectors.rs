//! What the published vectors ask of shares, for the tests and for `coldframe self-test`.

use super::field::{Arithmetic, Gf256};
use super::{Gathering, Plan, Random, Recovered, Share, ShareError, slip39, split};
use crate::derive::Node;
use crate::entropy::EntropyError;
use crate::mnemonic::Mnemonic;
use crate::seed::Seed;
use bitcoin::bip32::Xpriv;
use bitcoin::secp256k1::Secp256k1;
use coldframe_core::messages::Explain;
use coldframe_core::self_test::Row;
use coldframe_core::shares::{Holds, Scheme};
use std::str::FromStr;

/// Products and an inverse in the field of shares.
pub(crate) fn products() -> Vec<u8> {
    vec![Gf256::multiply(0x57, 0x83), Gf256::multiply(0x57, 0x13), Gf256::inverse(0x53)]
}

/// The checksum of a published share, two bytes a word.
pub(crate) fn checksum() -> Vec<u8> {
    slip39::checksum(&NUMBERED).iter().flat_map(|number| number.to_be_bytes()).collect()
}

/// SLIP-39, vectors.json, case 1: its words before the checksum, as places in the list.
const NUMBERED: [u16; 17] = [248, 288, 0, 0, 17, 753, 521, 840, 372, 497, 155, 670, 192, 448, 297, 249, 23];

/// The secret of the published example of SSKR, of two groups. No PBKDF2: quick.
pub(crate) fn example() -> Option<Vec<u8>> {
    let mut gathering = Gathering::new();
    for share in EXAMPLE {
        gathering.add(Share::read(share.as_bytes(), None).ok()?).ok()?;
    }
    Some(gathering.finish(b"").ok()?.expose(<[u8]>::to_vec))
}

/// BCR-2020-011, Example/Test Vector: five of its eight shares, as UR.
const EXAMPLE: [&str; 5] = [
    "ur:sskr/gojlcybyadaevoemiadngdcwrewlvwdkwphldlzowtdtdnhtptrh",
    "ur:sskr/gojlcybyadaoknuyjekszezowppfjejyvacyghhfemgdfrdebkrs",
    "ur:sskr/gojlcybybgaecyjlhhaetbiostsofpdyndrhdmvdenwssphefhax",
    "ur:sskr/gojlcybybgaoahvltpkipstdlpbbfdiyhghppaimcegdtyjpmyhk",
    "ur:sskr/gojlcybybgaamylftomoehbnoesrtnwywmcsspdtfmzmieutcyim",
];

/// Shares and passphrase to the secret, and where the row has one to the master key.
pub(crate) fn restored(row: &Row<'_>) -> Option<()> {
    let recovered = gathered(row)?.ok()?;
    let expected = row.bytes("secret")?;
    recovered.expose(|secret| secret == expected).then_some(())?;
    match row.string("master_xprv") {
        Some(xprv) => {
            is_root(&recovered.seed(Holds::MasterSecret, bip39::Language::English, b"").ok()?, xprv)
        }
        None => Some(()),
    }
}

/// Shares that restore words.
pub(crate) fn restored_words(row: &Row<'_>) -> Option<()> {
    let words = gathered(row)?.ok()?.mnemonic(bip39::Language::English).ok()?;
    let expected = row.string("words")?;
    words.with_sentence(|sentence| sentence == expected).then_some(())
}

/// Shares that are refused, and how.
pub(crate) fn refused(row: &Row<'_>) -> Option<()> {
    let why = gathered(row)?.err()?;
    (why.code().as_str() == row.string("code")?).then_some(())
}

/// Words that Seed XOR splits into exactly these parts, without a random byte.
pub(crate) fn split_alike(row: &Row<'_>) -> Option<()> {
    let words = Mnemonic::parse(row.string("words")?.as_bytes()).ok()?;
    let parts = row.texts("shares")?;
    let count = u8::try_from(parts.len()).ok()?;
    let mut plan = Plan::single(Scheme::SeedXor, Holds::Entropy, count, count);
    plan.deterministic = true;
    let random: &mut Random<'_> = &mut |_: &mut [u8]| Err(EntropyError::NotReady);
    let shares = words.entropy(|entropy| split(&plan, entropy, b"", random)).ok()?.ok()?;
    let same = |(share, part): (&Share, &&str)| share.expose_text(|text| text == *part);
    (shares.len() == parts.len() && shares.iter().zip(&parts).all(same)).then_some(())
}

/// Gathers the shares of a row and finishes; `None` for a row that is none.
fn gathered(row: &Row<'_>) -> Option<Result<Recovered, ShareError>> {
    let named = row.string("scheme").map(|name| Scheme::named(name).ok_or(()));
    let named = named.transpose().ok()?;
    let passphrase = row.string("passphrase").unwrap_or_default();
    let mut gathering = Gathering::new();
    if let Some(need) = row.number("need") {
        gathering = gathering.needing(u8::try_from(need).ok()?);
    }
    for text in row.texts("shares")? {
        let added = Share::read(text.as_bytes(), named).and_then(|share| gathering.add(share));
        if let Err(why) = added {
            return Some(Err(why));
        }
    }
    Some(gathering.finish(passphrase.as_bytes()))
}

fn is_root(seed: &Seed, xprv: &str) -> Option<()> {
    let published = Xpriv::from_str(xprv).ok()?.private_key.secret_bytes();
    let master = Node::master(&Secp256k1::new(), seed).ok()?;
    master.with_key(|key| *key == published).then_some(())
}
