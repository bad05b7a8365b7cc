//! What the doctor found, for people and for scripts (`formats/doctor.schema.json`).

use crate::surroundings::{Grade, Measure, State, Surrounding, codes_of, of_grade};
use coldframe_console::output::wrapped;
use coldframe_console::style::Style;
use coldframe_core::frames::digest_words;
use coldframe_core::messages::{Explain, text};
use coldframe_core::review::pages::Tone;
use coldframe_core::safe::Safe;
use serde_json::{Value, json};

/// Columns of the judgement and of the code.
const STATE_COLUMNS: usize = 9;
const CODE_COLUMNS: usize = 30;
/// Fewest for a reason beside them.
const REASON_COLUMNS: usize = 30;

/// What has to be mended comes first.
const GRADES: [Grade; 4] = [Grade::Refuse, Grade::Unknown, Grade::Noted, Grade::Good];

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

    /// As a person reads it: the verdict first, what refuses before what is good, and the verdict
    /// again where the eye is after all that scrolled by. On a terminal of so many columns no reason
    /// is cut in a word; a stream has one line for each.
    pub(super) fn to_text(&self, style: Style, columns: Option<usize>) -> String {
        let mut lines = vec![self.verdict(style), String::new()];
        lines.extend(self.around(style, columns));
        lines.extend([String::new(), heading("doctor/measures", style)]);
        for measure in &self.measures {
            let row = (measure.state.name(), tone_of_state(measure.state), measure.code.as_str());
            lines.extend(self::row(row, &measure.reason(), style, columns));
        }
        lines.push(String::new());
        lines.extend(self.program(style, columns));
        lines.extend([String::new(), self.verdict(style)]);
        let refusing = of_grade(&self.surroundings, Grade::Refuse);
        if !refusing.is_empty() {
            let codes = [("codes", codes_of(&refusing))];
            lines.extend(cut(&text("doctor/mend-first", &codes), columns));
        }
        lines.join("\n") + "\n"
    }

    fn around(&self, style: Style, columns: Option<usize>) -> Vec<String> {
        let mut lines = vec![heading("doctor/surroundings", style)];
        for seen in GRADES.into_iter().flat_map(|grade| of_grade(&self.surroundings, grade)) {
            let row = (seen.grade().name(), tone_of_grade(seen.grade()), seen.code().as_str());
            lines.extend(self::row(row, &seen.reason(), style, columns));
            // Never cut: it is copied.
            let mend = seen.mend().map(|mend| text("doctor/mend", &[("mend", Safe::again(&mend))]));
            lines.extend(mend.map(|mend| style.paint(&format!("{:STATE_COLUMNS$}{mend}", ""), Tone::Strong)));
        }
        lines.push(attached("surroundings/keyboards", self.keyboards.as_deref()));
        lines.push(attached("surroundings/cameras", self.cameras.as_deref()));
        lines
    }

    fn program(&self, style: Style, columns: Option<usize>) -> Vec<String> {
        let mut lines = vec![heading("doctor/program", style)];
        match self.sha256 {
            Some(hash) => {
                lines.push(text("doctor/sha256", &[("sha256", Safe::hex(&hash))]));
                lines.push(text("doctor/words", &[("words", Safe::text(&digest_words(&hash)))]));
            }
            None => lines.push(text("surroundings/unreadable", &[("path", Safe::text("/proc/self/exe"))])),
        }
        lines.extend(cut(&text("doctor/elsewhere", &[]), columns));
        lines
    }

    fn verdict(&self, style: Style) -> String {
        let count = |grade| Safe::count(of_grade(&self.surroundings, grade).len());
        let facts = [
            ("refusing", count(Grade::Refuse)),
            ("noted", count(Grade::Noted)),
            ("unknown", count(Grade::Unknown)),
        ];
        let refuses = !of_grade(&self.surroundings, Grade::Refuse).is_empty();
        let (code, tone) =
            if refuses { ("doctor/refuses", Tone::Refuse) } else { ("doctor/passes", Tone::Good) };
        style.paint(&text(code, &facts), tone)
    }
}

/// The reason stands beside its code where there is room for both, else below it.
fn row(
    (word, tone, code): (&str, Tone, &str),
    reason: &str,
    style: Style,
    columns: Option<usize>,
) -> Vec<String> {
    let word = style.paint(&format!("{word:<STATE_COLUMNS$}"), tone);
    let beside = STATE_COLUMNS + CODE_COLUMNS + 1;
    let (first, indent) = match columns {
        Some(columns) if columns < beside + REASON_COLUMNS => (Some(format!("{word}{code}")), STATE_COLUMNS),
        _ => (None, beside),
    };
    let rows = cut(reason, columns.map(|columns| columns.saturating_sub(indent)));
    let is_beside = first.is_none();
    let below = rows.into_iter().enumerate().map(|(number, row)| match (is_beside, number) {
        (true, 0) => format!("{word}{code:<CODE_COLUMNS$} {row}"),
        _ => format!("{:indent$}{row}", ""),
    });
    first.into_iter().chain(below).collect()
}

/// A stream is not cut.
fn cut(line: &str, columns: Option<usize>) -> Vec<String> {
    wrapped(line, columns.unwrap_or(usize::MAX))
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
        State::Degraded => Tone::Warn,
        State::Absent => Tone::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(reason: &str, columns: Option<usize>) -> Vec<String> {
        row(("refuse", Tone::Refuse, "air-gap/interface-up"), reason, Style::PLAIN, columns)
    }

    #[test]
    fn no_reason_is_cut_in_a_word_and_none_overruns_a_window() {
        let reason = "what this terminal shows is kept or carried away by tmux, tmux: server";
        for columns in [40, 69, 70, 80, 132] {
            let rows = rows(reason, Some(columns));
            assert!(rows.iter().all(|row| row.len() <= columns), "{columns}: {rows:#?}");
            let words: Vec<_> = rows.iter().flat_map(|row| row.split_whitespace()).collect();
            assert_eq!(words[2..].join(" "), reason, "{columns}");
        }
    }

    #[test]
    fn a_script_finds_the_judgement_its_code_and_the_whole_reason_on_one_line() {
        let reason = "word ".repeat(40).trim_end().to_owned();
        assert_eq!(rows(&reason, None), [format!("refuse   air-gap/interface-up           {reason}")]);
    }

    #[test]
    fn the_verdict_stands_first_and_last_and_what_refuses_before_what_is_good() {
        let report = Report {
            sha256: None,
            measures: Vec::new(),
            surroundings: crate::surroundings::all(&crate::surroundings::Probe::real(
                coldframe_core::journal::UnixSeconds(0),
            )),
            keyboards: None,
            cameras: None,
        };
        let said = report.to_text(Style::PLAIN, None);
        let verdict = said.lines().next().unwrap();
        assert_eq!(said.lines().rev().take(2).filter(|line| *line == verdict).count(), 1, "{said}");
        let grades: Vec<_> = GRADES.map(Grade::name).to_vec();
        let places: Vec<_> = said
            .lines()
            .filter_map(|line| grades.iter().position(|grade| line.starts_with(&format!("{grade:<9}"))))
            .collect();
        assert!(places.len() > 10 && places.is_sorted(), "{places:?}");
    }
}
