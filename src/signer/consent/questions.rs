//! The questions, each with a small number of tries.

use crate::error::Error;
use crate::exit::Exit;
use coldframe_console::ui::Ui;
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::limits::CONSENT_TRIES_MAX;
use coldframe_core::messages::{Part, error_line, sentence, text};
use coldframe_core::review::expect::Comparison;
use coldframe_core::review::pages::{Line, Span, Tone};
use coldframe_core::review::{Review, Severity};
use coldframe_core::safe::Safe;
use coldframe_core::wallet::address::AddressText;

/// What stands where a group is masked.
const MASK: &str = "____";

/// Asks for two groups of each unknown recipient; how many were asked for.
pub(super) fn recipients(
    review: &Review<Psbt>,
    compared: Option<&Comparison>,
    salt: &[u8; 32],
    ui: &mut dyn Ui,
) -> Result<usize, Error> {
    let mut asked = 0usize;
    for recipient in review.facts().recipients() {
        let confirmed = compared.is_some_and(|compared| compared.confirms(recipient.output_index));
        if confirmed {
            continue;
        }
        let amount = recipient.amount.map(|amount| amount.to_string()).unwrap_or_default();
        let facts = vec![("output", Safe::count(recipient.output_index)), ("amount", Safe::text(&amount))];
        let masked = recipient.address.masked_groups(&review.digest(), salt);
        groups(&recipient.address, masked, facts, ui)?;
        ui.tell(&text("consent/confirmed", &[("address", Safe::text(&recipient.address.grouped()))]));
        asked = asked.saturating_add(1);
    }
    Ok(asked)
}

/// Asks for a word where the second source names payments that are not made; how many there are.
pub(super) fn missing(compared: Option<&Comparison>, ui: &mut dyn Ui) -> Result<usize, Error> {
    let differences = compared.map(Comparison::differences).unwrap_or_default();
    let missing = differences.iter().filter(|difference| difference.output_index().is_none());
    let above: Vec<Line> = missing.map(|difference| line(&error_line(difference), Tone::Warn)).collect();
    if above.is_empty() {
        return Ok(0);
    }
    let name = "missing";
    let question = text("consent/question-warning", &[("name", Safe::text(name))]);
    tries(&above, &question, &|answer| answer == name, "consent/warning", ui)?;
    Ok(above.len())
}

/// Asks for each warning by its short name; the codes acknowledged.
pub(super) fn warnings(review: &Review<Psbt>, ui: &mut dyn Ui) -> Result<Vec<String>, Error> {
    let mut acknowledged: Vec<String> = Vec::new();
    for finding in review.findings().iter().filter(|finding| finding.severity == Severity::Warn) {
        let code = finding.code.as_str();
        if acknowledged.iter().any(|known| known == code) {
            continue;
        }
        let short = code.split_once('/').map_or(code, |(_, short)| short);
        let mut above = vec![line(&error_line(finding), Tone::Warn)];
        above
            .extend(sentence(finding.code, Part::Cause, &finding.facts).map(|words| line(&words, Tone::Dim)));
        let question = text("consent/question-warning", &[("name", Safe::text(short))]);
        tries(&above, &question, &|answer| answer == short || answer == code, "consent/warning", ui)?;
        acknowledged.push(code.to_owned());
    }
    Ok(acknowledged)
}

/// The last word, where nothing else had to be typed.
pub(super) fn sign_word(ui: &mut dyn Ui) -> Result<(), Error> {
    let word = text("consent/word", &[]);
    let question = text("consent/question-word", &[("word", Safe::text(&word))]);
    tries(&[], &question, &|answer| answer == word, "consent/word-missed", ui)
}

fn groups(
    address: &AddressText,
    masked: [usize; 2],
    mut facts: Vec<(&'static str, Safe)>,
    ui: &mut dyn Ui,
) -> Result<(), Error> {
    let shown: Vec<&str> = address
        .groups()
        .iter()
        .enumerate()
        .map(|(place, group)| if masked.contains(&place) { MASK } else { *group })
        .collect();
    let [first, second] = masked;
    facts.push(("first", Safe::count(first.saturating_add(1))));
    facts.push(("second", Safe::count(second.saturating_add(1))));
    let above = [line(&text("consent/recipient", &facts), Tone::Label), line(&shown.join(" "), Tone::Strong)];
    let wanted: String = address
        .groups()
        .iter()
        .enumerate()
        .filter(|(place, _)| masked.contains(place))
        .map(|(_, group)| *group)
        .collect();
    // Bech32 means the same in both cases; base58 does not.
    let one_case = address.as_str().bytes().all(|byte| !byte.is_ascii_uppercase());
    let right = |answer: &str| {
        let typed: String = answer.split_whitespace().collect();
        typed == wanted || one_case && typed.to_ascii_lowercase() == wanted
    };
    tries(&above, &text("consent/question-groups", &facts), &right, "consent/groups", ui)
}

/// A few tries, then declined: whoever guesses is not comparing.
fn tries(
    above: &[Line],
    question: &str,
    right: &dyn Fn(&str) -> bool,
    code: &'static str,
    ui: &mut dyn Ui,
) -> Result<(), Error> {
    let mut above = above.to_vec();
    for left in (0..CONSENT_TRIES_MAX).rev() {
        let answer = ui.ask(&above, &format!("{question} "))?;
        if right(answer.trim()) {
            return Ok(());
        }
        above = vec![line(&text("consent/not-that", &[("left", Safe::number(left))]), Tone::Warn)];
    }
    Err(Error::with(Exit::Declined, code, vec![("tries", Safe::number(CONSENT_TRIES_MAX))]))
}

fn line(words: &str, tone: Tone) -> Line {
    Line { spans: vec![Span { text: Safe::whole(words), tone }] }
}
