//! What the doctor found, for people and for scripts (`formats/doctor.schema.json`).

use crate::surroundings::{Grade, Measure, State, Surrounding, of_grade};
use coldframe_console::style::Style;
use coldframe_core::frames::digest_words;
use coldframe_core::messages::{Explain, text};
use coldframe_core::review::pages::Tone;
use coldframe_core::safe::Safe;
use serde_json::{Value, json};

/// Columns of the judgement and of the code.
const STATE_COLUMNS: usize = 9;
const CODE_COLUMNS: usize = 30;

/// Everything that was seen.
#[derive(Debug)]
pub(super) struct Report {
    /// Of the file this program was started from, if it could be read.
    pub(super) sha256: Option<[u8; 32]>,
    /// What we do.
    pub(super) measures: Vec<Measure>,
    /// What is around us.
    pub(super) surroundings: Vec<Surrounding>,
    /// Names of what types; `None` if that could not be read.
    pub(super) keyboards: Option<Vec<String>>,
    /// Names of what sees.
    pub(super) cameras: Option<Vec<String>>,
}

impl Report {
    /// As a script reads it. Names of devices are escaped here too: a script may print them.
    pub(super) fn to_json(&self) -> Value {
        let measures = self.measures.iter().map(|measure| {
            json!({ "code": measure.code.as_str(), "state": measure.state.name(), "reason": measure.reason() })
        });
        let surroundings = self.surroundings.iter().map(|seen| {
            json!({
                "code": seen.code().as_str(),
                "grade": seen.grade().name(),
                "reason": seen.reason(),
                "mend": seen.mend(),
            })
        });
        json!({
            "schema": "doctor/1",
            "version": env!("CARGO_PKG_VERSION"),
            "sha256": self.sha256.map(|hash| Safe::hex(&hash).as_str().to_owned()),
            "words": self.sha256.map(|hash| digest_words(&hash)),
            "measures": measures.collect::<Value>(),
            "surroundings": surroundings.collect::<Value>(),
            "keyboards": listed(self.keyboards.as_deref()),
            "cameras": listed(self.cameras.as_deref()),
        })
    }

    /// As a person reads it.
    pub(super) fn to_text(&self, style: Style) -> String {
        let mut lines = self.program(style);
        lines.extend([String::new(), heading("doctor/measures", style)]);
        for measure in &self.measures {
            let row = (measure.state.name(), tone_of_state(measure.state), measure.code.as_str());
            lines.push(self::row(row, &measure.reason(), style));
        }
        lines.extend([String::new(), heading("doctor/surroundings", style)]);
        for seen in &self.surroundings {
            let row = (seen.grade().name(), tone_of_grade(seen.grade()), seen.code().as_str());
            lines.push(self::row(row, &seen.reason(), style));
            let mend = seen.mend().map(|mend| text("doctor/mend", &[("mend", Safe::again(&mend))]));
            lines.extend(mend.map(|mend| style.paint(&format!("{:STATE_COLUMNS$}{mend}", ""), Tone::Strong)));
        }
        lines.push(String::new());
        lines.push(attached("surroundings/keyboards", self.keyboards.as_deref()));
        lines.push(attached("surroundings/cameras", self.cameras.as_deref()));
        lines.push(self.verdict());
        lines.join("\n") + "\n"
    }

    fn program(&self, style: Style) -> Vec<String> {
        let mut lines = vec![heading("doctor/program", style)];
        match self.sha256 {
            Some(hash) => {
                lines.push(text("doctor/sha256", &[("sha256", Safe::hex(&hash))]));
                lines.push(text("doctor/words", &[("words", Safe::text(&digest_words(&hash)))]));
            }
            None => lines.push(text("surroundings/unreadable", &[("path", Safe::text("/proc/self/exe"))])),
        }
        lines.push(text("doctor/elsewhere", &[]));
        lines
    }

    fn verdict(&self) -> String {
        let count = |grade| Safe::count(of_grade(&self.surroundings, grade).len());
        let facts = [
            ("refusing", count(Grade::Refuse)),
            ("noted", count(Grade::Noted)),
            ("unknown", count(Grade::Unknown)),
        ];
        text("doctor/verdict", &facts)
    }
}

fn row((word, tone, code): (&str, Tone, &str), reason: &str, style: Style) -> String {
    format!("{}{code:<CODE_COLUMNS$} {reason}", style.paint(&format!("{word:<STATE_COLUMNS$}"), tone))
}

fn heading(code: &'static str, style: Style) -> String {
    style.paint(&text(code, &[]), Tone::Label)
}

fn attached(code: &'static str, names: Option<&[String]>) -> String {
    let names = match names {
        None => Safe::again(&text("surroundings/not-known", &[])),
        Some([]) => Safe::again(&text("surroundings/none", &[])),
        Some(names) => Safe::text(&names.join(", ")),
    };
    text(code, &[("names", names)])
}

fn listed(names: Option<&[String]>) -> Value {
    names
        .map(|names| names.iter().map(|name| Value::from(Safe::text(name).as_str())).collect())
        .unwrap_or(Value::Null)
}

fn tone_of_grade(grade: Grade) -> Tone {
    match grade {
        Grade::Good => Tone::Good,
        Grade::Noted => Tone::Plain,
        Grade::Refuse => Tone::Refuse,
        Grade::Unknown => Tone::Warn,
    }
}

fn tone_of_state(state: State) -> Tone {
    match state {
        State::Held => Tone::Good,
        State::Degraded | State::Unknown => Tone::Warn,
        State::Absent => Tone::Plain,
    }
}
