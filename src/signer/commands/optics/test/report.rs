//! What arrived of a test, for people and for programs.

use coldframe_core::frames::optics_test::{Row, Tally};
use coldframe_core::messages::text;
use coldframe_core::optics_default::Pair;
use serde_json::json;

/// A line for each step.
pub(super) fn table(tally: &Tally) -> String {
    std::iter::once(header()).chain(tally.rows().iter().map(line)).collect()
}

/// The same as one object (`formats/optics-test.schema.json`).
pub(super) fn json(tally: &Tally, best: Option<Pair>, is_stored: bool) -> String {
    let step = |row: &Row| {
        json!({
            "version": row.step.version,
            "fps": row.step.fps,
            "shown": row.step.count,
            "read": row.seen,
            "bytes_per_second": row.bytes_per_second(),
            "holds": row.is_sustained(),
        })
    };
    let object = json!({
        "schema": "optics-test/1",
        "steps": tally.rows().iter().map(step).collect::<Vec<_>>(),
        "best": best.map(|pair| json!({ "version": pair.version, "fps": pair.fps })),
        "stored": is_stored,
    });
    format!("{object}\n")
}

fn header() -> String {
    const COLUMNS: [&str; 6] = [
        "optics-test/column-version",
        "optics-test/column-fps",
        "optics-test/column-read",
        "optics-test/column-shown",
        "optics-test/column-bytes",
        "optics-test/column-holds",
    ];
    cells(&COLUMNS.map(|code| text(code, &[])))
}

fn line(row: &Row) -> String {
    let verdict = if row.is_sustained() { "optics-test/holds" } else { "optics-test/holds-not" };
    cells(&[
        row.step.version.to_string(),
        row.step.fps.to_string(),
        row.seen.to_string(),
        row.step.count.to_string(),
        row.bytes_per_second().to_string(),
        text(verdict, &[]),
    ])
}

fn cells(cells: &[String]) -> String {
    let line: String = cells.iter().map(|cell| format!("{cell:<10}")).collect();
    format!("{}\n", line.trim_end())
}
