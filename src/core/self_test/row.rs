//! One row of a file of vectors.

use crate::frames::plain;
use serde_json::Value;

/// The fields of a row, read as the kind they ought to be.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a>(pub(super) &'a Value);

impl<'a> Row<'a> {
    /// A field of text.
    pub fn string(&self, field: &str) -> Option<&'a str> {
        self.0.get(field)?.as_str()
    }

    /// A field of bytes, written in hexadecimal.
    pub fn bytes(&self, field: &str) -> Option<Vec<u8>> {
        plain::unhex(self.string(field)?.as_bytes())
    }

    /// A field that is a number of at least 0.
    pub fn number(&self, field: &str) -> Option<u64> {
        self.0.get(field)?.as_u64()
    }

    /// A field that is yes or no.
    pub fn truth(&self, field: &str) -> Option<bool> {
        self.0.get(field)?.as_bool()
    }

    /// A field that is a list of rows.
    pub fn rows(&self, field: &str) -> Option<Vec<Row<'a>>> {
        Some(self.0.get(field)?.as_array()?.iter().map(Row).collect())
    }

    /// A field that is a list of texts.
    pub fn texts(&self, field: &str) -> Option<Vec<&'a str>> {
        self.0.get(field)?.as_array()?.iter().map(Value::as_str).collect()
    }

    /// A field that is a list of numbers of at least 0.
    pub fn numbers(&self, field: &str) -> Option<Vec<u64>> {
        self.0.get(field)?.as_array()?.iter().map(Value::as_u64).collect()
    }

    /// A field that is a list of lists of numbers.
    pub fn tables(&self, field: &str) -> Option<Vec<Vec<u64>>> {
        let numbers = |list: &Value| list.as_array()?.iter().map(Value::as_u64).collect();
        self.0.get(field)?.as_array()?.iter().map(numbers).collect()
    }

    /// A field that is a list of pairs of a number and bytes in hexadecimal.
    pub fn pairs(&self, field: &str) -> Option<Vec<(u64, Vec<u8>)>> {
        let pair =
            |pair: &Value| Some((pair.get(0)?.as_u64()?, plain::unhex(pair.get(1)?.as_str()?.as_bytes())?));
        self.0.get(field)?.as_array()?.iter().map(pair).collect()
    }
}

/// The rows of a file; none if it is no such file.
pub(super) fn read(file: &str) -> Vec<Value> {
    let file = serde_json::from_str::<Value>(file).unwrap_or_default();
    file.get("rows").and_then(Value::as_array).cloned().unwrap_or_default()
}
