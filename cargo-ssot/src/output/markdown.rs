//! For a comment on a change: tables of what there is, then the findings by their codes.

use std::collections::BTreeMap;

use ssot_rules::Rule;
use ssot_rules::classification::{Category, Risk};

use super::counts::Counts;
use super::region::Region;
use crate::finding::Finding;
use crate::outcome::Outcome;
use crate::paths;
use crate::pluralize::pluralize;

/// How many characters are written at most, less than the 65,536 that a comment may have.
const LONGEST: usize = 60_000;
/// What is kept free for the line that says what was left out.
const CLOSING: usize = 200;

/// Text that stays below a length, and counts what it has no place for.
struct Page {
    text: String,
    characters: usize,
    left_out: usize,
}

impl Page {
    /// Adds a block as a whole, if there is place for it.
    fn add(&mut self, block: &str) -> bool {
        let characters = block.chars().count();
        let fits = self.characters + characters + CLOSING < LONGEST;
        if fits {
            self.text += block;
            self.characters += characters;
        }
        fits
    }

    /// Adds an entry of a list. Once one has no place, the others have none: what is left out is the end.
    fn add_entry(&mut self, entry: &str) {
        if self.left_out > 0 || !self.add(entry) {
            self.left_out += 1;
        }
    }
}

/// Writes everything that there is to report, as far as a comment has place for it.
pub fn write(outcome: &Outcome<'_>) -> String {
    let counts = Counts::new(outcome);
    let mut page = Page {
        text: String::new(),
        characters: 0,
        left_out: 0,
    };
    page.add(&format!("## ssot\n\n{}\n", escaped(&counts.line())));
    if counts.findings > 0 {
        let categories = Category::ALL.iter().map(|category| category.word());
        page.add(&table("Category", categories, &counts.categories));
        let risks = Risk::ALL.iter().map(|risk| risk.word());
        page.add(&table("Risk", risks, &counts.risks));
    }
    problems(outcome, &mut page);
    findings(outcome, &mut page);
    if page.left_out > 0 {
        let more = pluralize(page.left_out, "entry");
        let closing = format!("\n… and {more} more, which a comment has no place for.\n");
        page.text += &closing;
    }
    page.text
}

/// A table of what there is any of.
fn table(
    heading: &str,
    words: impl Iterator<Item = &'static str>,
    counts: &BTreeMap<&'static str, usize>,
) -> String {
    let words = words.filter(|word| counts[word] > 0);
    let rows = words.map(|word| format!("| {word} | {} |\n", counts[word]));
    let rows: Vec<_> = rows.collect();
    format!("\n| {heading} | Findings |\n|---|---:|\n{}", rows.concat())
}

/// What failed, and what the baseline holds for nothing.
fn problems(outcome: &Outcome<'_>, page: &mut Page) {
    let problems = &outcome.scan.problems;
    if !problems.is_empty() {
        page.add("\n### Problems\n\n");
    }
    for problem in problems {
        page.add_entry(&format!("- {}\n", escaped(&problem.to_string())));
    }
    if !outcome.stale.is_empty() {
        page.add("\n### Lines of the baseline to remove\n\n");
    }
    for stale in &outcome.stale {
        let text = escaped(&format!("{}: {}", stale.message(), stale.text));
        page.add_entry(&format!("- line {}: {text}\n", stale.line));
    }
}

fn findings(outcome: &Outcome<'_>, page: &mut Page) {
    let mut groups: BTreeMap<Rule, Vec<&Finding>> = BTreeMap::new();
    for reported in outcome.new_findings() {
        let group = groups.entry(reported.finding.rule).or_default();
        group.push(reported.finding);
    }
    for (rule, findings) in groups {
        let entry = rule.entry();
        if page.left_out == 0 {
            let title = escaped(entry.title);
            let count = findings.len();
            page.add(&format!("\n### {}: {title} ({count})\n\n", entry.code));
        }
        let shared = shared_fix(&findings);
        if let Some(fix) = shared.filter(|_| page.left_out == 0) {
            page.add(&format!("help: {}\n\n", escaped(fix)));
        }
        for finding in findings {
            page.add_entry(&item(outcome, finding, shared.is_none()));
        }
    }
}

/// The fix of several findings, if it is the same, so that it is said once.
fn shared_fix<'a>(findings: &[&'a Finding]) -> Option<&'a str> {
    let (first, others) = findings.split_first()?;
    let same = others.iter().all(|other| other.fix == first.fix);
    (same && !others.is_empty() && !first.fix.is_empty()).then_some(first.fix.as_str())
}

fn item(outcome: &Outcome<'_>, finding: &Finding, with_fix: bool) -> String {
    let Region { file, start, .. } = Region::new(outcome.scan, &finding.place);
    let path = paths::text(&file.shown);
    let mut item = format!(
        "- [{}:{line}]({}#L{line}): {}",
        escaped(&path),
        paths::address(&file.shown),
        escaped(&finding.message),
        line = start.line,
    );
    if with_fix && !finding.fix.is_empty() {
        item.extend(["<br>help: ", &escaped(&finding.fix)]);
    }
    item + "\n"
}

/// Text on one line, of which nothing is taken for markup but code between two backticks.
fn escaped(text: &str) -> String {
    let parts: Vec<_> = text.split('`').collect();
    // Nothing is markup within code. Where a backtick is alone, it is unknown which.
    let are_pairs = parts.len() % 2 == 1;
    let is_code = |part: &str| !part.trim().is_empty() && !part.contains(['\r', '\n']);
    let code = parts.iter().skip(1).step_by(2);
    if !are_pairs || !code.copied().all(is_code) {
        return without_markup(text);
    }
    let parts = parts.iter().enumerate().map(|(index, part)| {
        if index % 2 == 1 {
            format!("`{part}`")
        } else {
            without_markup(part)
        }
    });
    parts.collect()
}

/// Text that no character of is taken for markup, on one line.
fn without_markup(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\r' => {}
            '\n' => escaped += "<br>",
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            // A name behind it would be called to the discussion.
            '@' => escaped += "&#64;",
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '|' | '~' | '>'
            | '!' => escaped.extend(['\\', character]),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_is_taken_for_markup() {
        assert_eq!(escaped("a|b <c>\n@d_*"), "a\\|b &lt;c\\><br>&#64;d\\_\\*");
        assert_eq!(escaped("one ` <c>"), "one \\` &lt;c\\>");
        assert_eq!(escaped("`a\n- b`"), "\\`a<br>- b\\`");
        assert_eq!(escaped("``<b>``"), "\\`\\`&lt;b\\>\\`\\`");
    }

    #[test]
    fn code_stays_code() {
        assert_eq!(escaped("use `a_b!(*)` <c>"), "use `a_b!(*)` &lt;c\\>");
    }
}
