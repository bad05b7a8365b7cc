//! The pages of findings: each code once, with cause, next step and every place.

use super::line::wrapped;
use super::summary::severity;
use super::{Layout, Line, Page, Tone, gather};
use crate::messages::{Code, Part, sentence, text};
use crate::review::{Finding, Severity, wording};
use crate::safe::Safe;

const INDENT: usize = 10;

/// Findings of one code and weight. A flood of one kind must not push another off the screen.
pub(super) struct Group<'a> {
    pub(super) code: Code,
    pub(super) severity: Severity,
    findings: Vec<&'a Finding>,
}

/// The findings by code, in the order they came (worst first).
pub(super) fn grouped(findings: &[Finding]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for finding in findings {
        let same = |group: &&mut Group<'_>| group.code == finding.code && group.severity == finding.severity;
        match groups.iter_mut().find(same) {
            Some(group) => group.findings.push(finding),
            None => {
                groups.push(Group {
                    code: finding.code,
                    severity: finding.severity,
                    findings: vec![finding],
                });
            }
        }
    }
    groups
}

pub(super) fn pages(findings: &[Finding], layout: &Layout<'_>) -> Vec<Page> {
    let groups = grouped(findings);
    let gathered = gather(groups.iter().map(|group| group.lines(layout)));
    let count = gathered.len();
    gathered
        .into_iter()
        .enumerate()
        .map(|(page, part)| {
            let facts = [("page", Safe::count(page + 1)), ("pages", Safe::count(count))];
            let title = Line::blank().with(text("review/findings-page", &facts), Tone::Strong);
            let mut lines = vec![title, Line::blank()];
            lines.extend(part.lines);
            Page { lines }
        })
        .collect()
}

impl Group<'_> {
    /// Code and first sentence, and how often it was found.
    pub(super) fn headline(&self) -> String {
        let first = self.findings.first().and_then(|finding| said(finding, Part::Error)).unwrap_or_default();
        match self.findings.len() {
            0 | 1 => format!("{}  {first}", self.code),
            count => format!("{} ({count})  {first}", self.code),
        }
    }

    fn lines(&self, layout: &Layout<'_>) -> Vec<Line> {
        let (word, tone) = severity(self.severity);
        let head = Line::blank().with("  ", Tone::Plain).with(word, tone).at_column(INDENT);
        let mut lines = vec![head.with(self.code.as_str(), Tone::Strong)];
        let Some(first) = self.findings.first() else { return lines };
        if let Some(error) = said(first, Part::Error) {
            lines.extend(wrapped(Line::blank(), &error, Tone::Plain, INDENT, layout));
        }
        for (label, part) in [("review/cause", Part::Cause), ("review/hint", Part::Hint)] {
            let Some(words) = said(first, part) else { continue };
            let head = Line::blank().with("  ", Tone::Plain).with(text(label, &[]), Tone::Dim);
            lines.extend(wrapped(head, &words, Tone::Dim, INDENT, layout));
        }
        if self.findings.len() > 1 {
            let places: Vec<_> =
                self.findings.iter().map(|finding| wording::place(finding.at).to_string()).collect();
            let head = Line::blank().with("  ", Tone::Plain).with(text("review/at", &[]), Tone::Dim);
            lines.extend(wrapped(head, &places.join(", "), Tone::Plain, INDENT, layout));
        }
        lines.push(Line::blank());
        lines
    }
}

fn said(finding: &Finding, part: Part) -> Option<String> {
    sentence(finding.code, part, &finding.facts)
}
