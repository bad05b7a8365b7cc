//! Writes and reads `vectors/psbt-attacks` and `vectors/review-digest`: the attacks as files, so that
//! other programs, the fuzzers and the command line can be held against them.
//!
//! With `COLDFRAME_WRITE_VECTORS` set the files are written anew; without, they must be what the
//! scenes give.

use super::catalogue::attacks;
use crate::bitcoin::context::Context;
use crate::bitcoin::owner::Owner;
use crate::bitcoin::psbt::Psbt;
use crate::bitcoin::scene::{Scene, bytes};
use crate::messages::Explain;
use crate::network::Network;
use crate::path::ScriptKind;
use crate::review::{Finding, Severity, Unsigned};
use crate::wallet::{export, import};
use serde_json::{Value, json};
use std::path::PathBuf;

fn file(format: &str, name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../vectors").join(format).join(name)
}

/// Codes of warning weight and above, as `code severity`.
fn codes(findings: &[Finding]) -> Vec<String> {
    let heavy = findings.iter().filter(|finding| finding.severity > Severity::Note);
    let mut codes: Vec<_> =
        heavy.map(|finding| format!("{} {}", finding.code, finding.severity.name())).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The verdict any program should come to from bytes, account and context alone: what the review
/// objects to, or the one reason why the file is not even read.
fn verdict(bytes: &[u8], owner: &Owner, context: &Context) -> Vec<String> {
    match Psbt::parse(bytes) {
        Err(error) => vec![format!("{} {}", error.code(), Severity::Refuse.name())],
        Ok(psbt) => codes(Unsigned::new(psbt).review(owner, context).findings()),
    }
}

fn attack_row(attack: &str, name: &str, scene: &Scene) -> Value {
    json!({
        "name": name,
        "attack": attack,
        "source": "coldframe, attack catalogue",
        "network": scene.context.network.name(),
        "account": export::key_with_origin(&scene.account),
        "now_unix": scene.context.now_unix,
        "psbt": base64(&bytes(scene)),
        "objections": verdict(&bytes(scene), &scene.owner, &scene.context),
    })
}

fn digest_row(kind: ScriptKind) -> Value {
    let scene = Scene::honest(kind);
    let psbt = Psbt::parse(&bytes(&scene)).unwrap();
    let review = Unsigned::new(psbt).review(&scene.owner, &scene.context);
    json!({
        "name": format!("an honest payment from a {} account", kind.name()),
        "source": "coldframe",
        "network": scene.context.network.name(),
        "account": export::key_with_origin(&scene.account),
        "psbt": base64(&bytes(&scene)),
        "digest": review.digest().to_string(),
    })
}

fn hold(format: &str, name: &str, rows: Vec<Value>) {
    let document = json!({ "format": format, "rows": rows });
    let text = serde_json::to_string_pretty(&document).unwrap() + "\n";
    let path = file(format, name);
    if std::env::var_os("COLDFRAME_WRITE_VECTORS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap();
    assert!(known == text, "{name} is not what the scenes give");
}

#[test]
fn the_attack_vectors_are_what_the_scenes_give() {
    let rows = attacks().iter().map(|(attack, name, scene)| attack_row(attack, name, scene)).collect();
    hold("psbt-attacks", "attacks.json", rows);
}

#[test]
fn the_digest_vectors_are_what_the_scenes_give() {
    hold("review-digest", "honest.json", ScriptKind::ALL.into_iter().map(digest_row).collect());
}

#[test]
fn the_json_vectors_are_what_the_scenes_give() {
    let rows = ScriptKind::ALL.into_iter().map(|kind| {
        let scene = Scene::honest(kind);
        let review = Unsigned::new(Psbt::parse(&bytes(&scene)).unwrap()).review(&scene.owner, &scene.context);
        json!({
            "name": format!("the review of a payment from a {} account", kind.name()),
            "source": "coldframe",
            "network": scene.context.network.name(),
            "account": export::key_with_origin(&scene.account),
            "psbt": base64(&bytes(&scene)),
            "review": crate::review::json::json(&review),
        })
    });
    hold("review", "honest.json", rows.collect());
}

/// Reads the files alone, as a stranger would: text in, verdict out.
#[test]
fn every_attack_vector_raises_exactly_the_objections_it_names() {
    let text = std::fs::read_to_string(file("psbt-attacks", "attacks.json")).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    for row in document["rows"].as_array().unwrap() {
        let network = Network::named(row["network"].as_str().unwrap()).unwrap();
        let account = import::account(row["account"].as_str().unwrap(), network, None).unwrap();
        let context = Context { network, now_unix: row["now_unix"].as_u64(), ..Context::default() };
        let psbt = unbase64(row["psbt"].as_str().unwrap());
        let found = verdict(&psbt, &Owner::of_account(account), &context);
        assert_eq!(json!(found), row["objections"], "{}", row["name"]);
        assert!(!found.is_empty(), "{}", row["name"]);
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> String {
    let encode = |chunk: &[u8]| {
        let word =
            chunk.iter().fold(0_u32, |word, byte| (word << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        let symbol = |place: usize| match place <= chunk.len() {
            true => char::from(ALPHABET[usize::try_from((word >> (18 - 6 * place)) & 63).unwrap()]),
            false => '=',
        };
        (0..4).map(symbol).collect::<String>()
    };
    bytes.chunks(3).map(encode).collect()
}

fn unbase64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut word, mut bits) = (0_u32, 0);
    for symbol in text.bytes().filter(|symbol| *symbol != b'=') {
        let value = ALPHABET.iter().position(|known| *known == symbol).unwrap();
        word = ((word << 6) | u32::try_from(value).unwrap()) & 0xff_ffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((word >> bits) & 0xff).unwrap());
        }
    }
    bytes
}
