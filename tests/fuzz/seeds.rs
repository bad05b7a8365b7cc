//! Fuzzing starts from the vectors: every input they hold becomes a seed.

use serde_json::Value;
use std::path::Path;
use std::{env, fs};

/// Longest seed, in bytes: libFuzzer learns from short ones.
const SEED_BYTES_MAX: usize = 20_000;

/// Writes the seeds of these vector folders into the folder named by `COLDFRAME_SEEDS`, if it is set.
pub fn write(folders: &[&str]) {
    let Ok(target) = env::var("COLDFRAME_SEEDS") else { return };
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors");
    let mut count = 0;
    for folder in folders {
        let Ok(files) = fs::read_dir(vectors.join(folder)) else { continue };
        for file in
            files.flatten().filter(|file| file.path().extension().is_some_and(|ending| ending == "json"))
        {
            let text = fs::read_to_string(file.path()).expect("readable vectors");
            let parsed: Value = serde_json::from_str(&text).expect("vectors are JSON");
            for seed in inputs(&parsed).into_iter().filter(|seed| seed.len() <= SEED_BYTES_MAX) {
                fs::write(Path::new(&target).join(format!("{folder}-{count}")), seed)
                    .expect("writable seeds");
                count += 1;
            }
        }
    }
    assert!(count > 0, "no seeds in vectors/{folders:?}");
}

/// Writes a seed that no vector holds.
pub fn put(name: &str, bytes: &[u8]) {
    let Ok(target) = env::var("COLDFRAME_SEEDS") else { return };
    fs::write(Path::new(&target).join(name), bytes).expect("writable seeds");
}

/// Every text in the rows as it stands, and as the bytes it spells if it spells any.
fn inputs(value: &Value) -> Vec<Vec<u8>> {
    match value {
        Value::String(text) => [Some(text.clone().into_bytes()), unhex(text), unbase64(text)]
            .into_iter()
            .flatten()
            .filter(|seed| !seed.is_empty())
            .collect(),
        Value::Array(items) => {
            let lines: String =
                items.iter().filter_map(Value::as_str).map(|line| format!("{line}\n")).collect();
            items
                .iter()
                .flat_map(inputs)
                .chain([lines.into_bytes()].into_iter().filter(|seed| !seed.is_empty()))
                .collect()
        }
        Value::Object(fields) => {
            let told = ["name", "source", "format", "note"];
            fields
                .iter()
                .filter(|(name, _)| !told.contains(&name.as_str()))
                .flat_map(|(_, item)| inputs(item))
                .collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

fn unbase64(text: &str) -> Option<Vec<u8>> {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let trimmed = text.trim_end_matches('=');
    let sixes: Option<Vec<usize>> = trimmed.chars().map(|c| alphabet.find(c)).collect();
    let sixes = sixes.filter(|_| text.len() % 4 == 0)?;
    let bytes = sixes.chunks(4).flat_map(|four| {
        let word = four.iter().enumerate().fold(0, |word, (at, six)| word | six << (18 - 6 * at));
        (0..four.len() - 1).map(move |at| (word >> (16 - 8 * at) & 0xff) as u8)
    });
    Some(bytes.collect())
}
