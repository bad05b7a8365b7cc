//! Reads `vectors/psbt/*.json`.

use serde_json::Value;

/// One vector.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    /// What the source says.
    pub(crate) expect_valid: bool,
    /// Whether our verdict differs on purpose: stricter or laxer.
    pub(crate) differs: bool,
    pub(crate) code: Option<String>,
    pub(crate) locktime: Option<u32>,
    pub(crate) psbt: Vec<u8>,
    /// What a role of BIP-174 makes of it.
    pub(crate) role: Option<String>,
    pub(crate) result: Vec<u8>,
    pub(crate) transaction: String,
}

/// The rows with a verdict.
pub(crate) fn all() -> Vec<Row> {
    everything().into_iter().filter(|row| row.role.is_none()).collect()
}

/// The rows of all files.
pub(crate) fn everything() -> Vec<Row> {
    let files = ["bip174", "bip370", "bip370-locktime", "bip371", "bip373", "core", "roles"];
    let mut rows = Vec::new();
    for file in files {
        let text = repository_file(&format!("vectors/psbt/{file}.json"));
        let json: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json.get("format").and_then(Value::as_str), Some("psbt"));
        rows.extend(json.get("rows").and_then(Value::as_array).unwrap().iter().map(row));
    }
    rows
}

/// A text file of this repository.
pub(crate) fn repository_file(path: &str) -> String {
    std::fs::read_to_string(format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn row(json: &Value) -> Row {
    let text = |name: &str| json.get(name).and_then(Value::as_str).map(str::to_owned);
    let marked = |name: &str| json.get(name).and_then(Value::as_bool).unwrap_or_default();
    assert!(text("source").is_some_and(|source| source.len() > 10), "a row without a source");
    Row {
        name: text("name").unwrap(),
        expect_valid: text("expect").as_deref() == Some("valid"),
        differs: marked("stricter") || marked("laxer"),
        code: text("code"),
        locktime: json.get("locktime").and_then(Value::as_u64).map(|time| u32::try_from(time).unwrap()),
        psbt: base64(&text("psbt").unwrap()),
        role: text("role"),
        result: base64(&text("result").unwrap_or_default()),
        transaction: text("transaction").unwrap_or_default(),
    }
}

fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for character in text.chars().filter(|character| *character != '=') {
        bits = (bits << 6) | u32::try_from(ALPHABET.find(character).unwrap()).unwrap();
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff).unwrap());
        }
    }
    bytes
}
