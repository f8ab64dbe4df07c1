//! Workflow commands, which GitHub Actions shows beside the lines of a change.
//!
//! GitHub shows ten annotations of a kind for each step and drops the rest without a word. So fewer are written: what is
//! new comes first, the highest risk before the others, and the last one of a kind says how many more there are.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::region::Region;
use super::severity::Severity;
use crate::finding::Finding;
use crate::outcome::Outcome;
use crate::paths;

/// How many annotations of a kind are written at most.
const MOST: usize = 9;
/// The word for what needs no attention.
const NOTICE: &str = "notice";

struct Annotation {
    kind: &'static str,
    properties: Vec<(&'static str, String)>,
    text: String,
}

/// Writes everything that there is to report. `repository` is the folder that GitHub's paths start from, if that is
/// known; otherwise they start from the root of the workspace.
pub fn write(outcome: &Outcome<'_>, repository: Option<&Path>) -> String {
    let paths = Paths::new(&outcome.scan.workspace.root, repository);
    let annotations = annotations(outcome, &paths);
    let mut totals: BTreeMap<_, usize> = BTreeMap::new();
    for annotation in &annotations {
        *totals.entry(annotation.kind).or_default() += 1;
    }
    let mut written: BTreeMap<_, usize> = BTreeMap::new();
    let mut output = String::new();
    for mut annotation in annotations {
        let number = written.entry(annotation.kind).or_default();
        *number += 1;
        let more = totals[annotation.kind].saturating_sub(MOST);
        if *number == MOST && more > 0 {
            let kind = annotation.kind;
            write!(
                annotation.text,
                "\n\nThere are {more} more of this kind ({kind})."
            )
            .expect("a string takes it");
        }
        if *number <= MOST {
            output += &line(&annotation);
        }
    }
    output
}

fn annotations(outcome: &Outcome<'_>, paths: &Paths) -> Vec<Annotation> {
    let mut new: Vec<_> = outcome.new_findings().collect();
    new.sort_by_key(|reported| Reverse(reported.finding.risk));
    let new = new.into_iter().map(|reported| {
        let kind = Severity::of(reported.finding.risk).word();
        of_finding(
            outcome,
            paths,
            reported.finding,
            kind,
            text(outcome, paths, reported.finding),
        )
    });
    let stale = outcome.stale.iter().map(|stale| Annotation {
        kind: Severity::Error.word(),
        properties: vec![
            ("file", paths.of(&stale.shown)),
            ("line", stale.line.to_string()),
            ("title", "ssot baseline".to_owned()),
        ],
        text: stale.to_string(),
    });
    let problems = outcome.scan.problems.iter().map(|problem| {
        let mut properties = Vec::new();
        properties.extend(problem.path.as_ref().map(|path| ("file", paths.of(path))));
        if let Some((line, column)) = problem.position {
            properties.extend([("line", line.to_string()), ("col", column.to_string())]);
        }
        properties.push(("title", "ssot could not do all of its work".to_owned()));
        Annotation {
            kind: Severity::Error.word(),
            properties,
            text: format!("{}\nhelp: {}", problem.message, problem.help),
        }
    });
    let baselined = outcome.reported.iter().filter_map(|reported| {
        let suppression = reported.suppression.as_ref()?;
        let mut text = format!("{}\nsuppressed by the baseline", reported.finding.message);
        if let Some(reason) = &suppression.reason {
            text = format!("{text}: {reason}");
        }
        Some(of_finding(outcome, paths, reported.finding, NOTICE, text))
    });
    new.chain(stale).chain(problems).chain(baselined).collect()
}

fn of_finding(
    outcome: &Outcome<'_>,
    paths: &Paths,
    finding: &Finding,
    kind: &'static str,
    text: String,
) -> Annotation {
    let Region { file, start, end } = Region::new(outcome.scan, &finding.place);
    let entry = finding.rule.entry();
    let mut properties = vec![
        ("file", paths.of(&file.shown)),
        ("line", start.line.to_string()),
        ("endLine", end.line.to_string()),
    ];
    // GitHub refuses columns of an annotation that spans lines. Its last column belongs to the annotation.
    if start.line == end.line {
        let last = start.column.max(end.column.saturating_sub(1));
        properties.push(("col", start.column.to_string()));
        properties.push(("endColumn", last.to_string()));
    }
    properties.push(("title", format!("{}: {}", entry.code, entry.title)));
    Annotation {
        kind,
        properties,
        text,
    }
}

fn text(outcome: &Outcome<'_>, paths: &Paths, finding: &Finding) -> String {
    let mut text = finding.message.clone();
    for note in &finding.notes {
        text.extend(["\nnote: ", &note.text]);
        // An annotation has one place, so another is told in words.
        if let Some(place) = &note.place {
            let Region { file, start, .. } = Region::new(outcome.scan, place);
            write!(text, " ({}:{})", paths.of(&file.shown), start.line).expect("a string takes it");
        }
    }
    if !finding.fix.is_empty() {
        text.extend(["\nhelp: ", &finding.fix]);
    }
    text
}

fn line(annotation: &Annotation) -> String {
    let properties = annotation.properties.iter();
    let properties = properties.map(|(name, value)| format!("{name}={}", property(value)));
    let properties: Vec<_> = properties.collect();
    format!(
        "::{} {}::{}\n",
        annotation.kind,
        properties.join(","),
        data(&annotation.text)
    )
}

/// Text behind the last `::`, where a line ends the command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A value, where the next property and the text have their marks too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

struct Paths {
    /// What leads from there to the workspace.
    prefix: PathBuf,
}

impl Paths {
    fn new(root: &Path, repository: Option<&Path>) -> Self {
        let prefix = repository.and_then(|repository| root.strip_prefix(repository).ok());
        Self {
            prefix: prefix.unwrap_or(Path::new("")).to_owned(),
        }
    }

    fn of(&self, shown: &Path) -> String {
        paths::text(&self.prefix.join(shown))
    }
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn marks_of_the_command_are_escaped_once() {
        assert_eq!(data("100% a:b,c\r\nd"), "100%25 a:b,c%0D%0Ad");
        assert_eq!(property("100% a:b,c\r\nd"), "100%25 a%3Ab%2Cc%0D%0Ad");
    }
}
