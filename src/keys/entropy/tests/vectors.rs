use super::super::formula;
use super::*;
use crate::mnemonic::language_named;
use serde_json::Value;

fn rows(text: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).unwrap();
    file["rows"].as_array().unwrap().clone()
}

fn bytes(hex: &Value) -> Vec<u8> {
    let digits = hex.as_str().unwrap();
    let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    (0..digits.len()).step_by(2).map(byte).collect()
}

fn source(name: &str) -> Source {
    let all = [Source::Os, Source::Dice, Source::Coins, Source::Cards, Source::File];
    all.into_iter().find(|source| source.name() == name).unwrap()
}

#[test]
fn atk_c04_the_formula_gives_what_a_program_of_others_computes() {
    let rows = rows(include_str!("../../../../vectors/entropy/formula.json"));
    for row in &rows {
        let name = &row["name"];
        let words = usize::try_from(row["word_count"].as_u64().unwrap()).unwrap();
        let language = language_named(row["language"].as_str().unwrap()).unwrap();
        let mut parts = row["sources"].as_array().unwrap().iter();
        let os = bytes(&parts.next().unwrap()["hex"]).try_into().unwrap();
        let mut draft = Draft::with_os(Recipe { language, ..recipe(words) }, os_of(os));
        for part in parts {
            match source(part["source"].as_str().unwrap()) {
                Source::File => draft.push_file_hash(&bytes(&part["hex"])),
                source => {
                    let symbols = Symbols::read(source, part["symbols"].as_str().unwrap().as_bytes());
                    draft.add(symbols.unwrap(), &accepted()).unwrap();
                }
            }
        }
        assert_eq!(draft.commitment().unwrap().hex(), row["commitment"], "{name}");
        let made = draft.finish(row["passphrase"].as_str().unwrap().as_bytes()).unwrap();
        assert_eq!(made.with_words(str::to_owned), row["words"], "{name}");
        assert_eq!(made.fingerprint().to_string(), row["fingerprint"], "{name}");
        made.with_transcript(|transcript| {
            let said: Value = serde_json::from_str(transcript).unwrap();
            for field in ["sources", "words", "fingerprint", "commitment", "language"] {
                assert_eq!(said[field], row[field], "{name}: {field}");
            }
            assert_eq!(said["published"], false);
        });
    }
    assert!(rows.len() >= 19);
}

#[test]
fn rolls_give_what_coldcard_and_seedsigner_give() {
    let rows = rows(include_str!("../../../../vectors/entropy/rolls.json"));
    for row in &rows {
        let words = row["words"].as_str().unwrap();
        let count = WordCount::new(words.split(' ').count()).unwrap();
        let recipe = Recipe { formula: Formula::Sha256Rolls, ..recipe(count.words()) };
        let rolls = row["rolls"].as_str().unwrap().as_bytes();
        let entropy = formula::sha256_rolls(rolls, count);
        let made = Made::of(recipe, entropy, None, Vec::new(), Vec::new(), b"").unwrap();
        assert_eq!(made.with_words(str::to_owned), words, "{}", row["name"]);
    }
    assert_eq!(rows.len(), 7);
}

#[test]
fn the_lists_beside_the_vectors_are_those_of_the_program() {
    let rows = rows(include_str!("../../../../vectors/mnemonic/word-lists.json"));
    assert_eq!(rows.len(), 10);
    for row in rows {
        let language = language_named(row["name"].as_str().unwrap()).unwrap();
        let listed: Vec<_> = row["words"].as_str().unwrap().split(' ').collect();
        assert_eq!(listed, language.word_list(), "{}", row["name"]);
    }
}
