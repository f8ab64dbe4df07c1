//! For people, as the compiler writes.

use std::borrow::Cow;

use annotate_snippets::renderer::{AnsiColor, Effects};
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str,
};

use super::counts::Counts;
use super::severity::Severity;
use crate::baseline::Stale;
use crate::escape::escape_control;
use crate::finding::{Finding, Place};
use crate::outcome::Outcome;
use crate::paths;
use crate::scan::Scan;

/// How many bytes behind a place are shown at most. Lines of generated code have no end.
const BEHIND: usize = 200;

/// Writes everything that there is to report, with colours. Findings that are suppressed are counted only.
pub fn write(outcome: &Outcome<'_>) -> String {
    let renderer = Renderer::styled();
    let mut text = String::new();
    for reported in outcome.new_findings() {
        text += &diagnostic(outcome.scan, reported.finding, &renderer);
        text += "\n\n";
    }
    for stale in &outcome.stale {
        text += &stale_line(stale, &renderer);
        text += "\n\n";
    }
    let counts = Counts::new(outcome);
    let clean = counts.findings + counts.stale + counts.not_judged + counts.problems == 0;
    text + &summary(clean, &counts.line())
}

pub(crate) fn summary(clean: bool, line: &str) -> String {
    let color = if clean {
        AnsiColor::BrightGreen
    } else {
        AnsiColor::BrightRed
    };
    let style = color.on_default().effects(Effects::BOLD);
    format!("{style}ssot:{style:#} {line}\n")
}

/// One finding, without the end of its last line.
pub(super) fn diagnostic(scan: &Scan, finding: &Finding, renderer: &Renderer) -> String {
    let level = match Severity::of(finding.risk) {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let code = finding.rule.entry().code;
    let mut main = level
        .primary_title(normalize_untrusted_str(&escape_control(&finding.message)))
        .id(code)
        .element(snippet(scan, &finding.place, &finding.label));
    for note in finding.notes.iter().filter(|note| note.place.is_none()) {
        main = main.element(Level::NOTE.message(normalize_untrusted_str(&note.text)));
    }
    if !finding.fix.is_empty() {
        main = main.element(Level::HELP.message(normalize_untrusted_str(&finding.fix)));
    }
    let elsewhere = finding.notes.iter().filter_map(|note| {
        let title = Level::NOTE.secondary_title(normalize_untrusted_str(&note.text));
        Some(title.element(snippet(scan, note.place.as_ref()?, "")))
    });
    let report: Vec<Group<'_>> = std::iter::once(main).chain(elsewhere).collect();
    renderer.render(&report)
}

/// A line of the baseline that has to go, without the end of its last line.
pub(super) fn stale_line(stale: &Stale, renderer: &Renderer) -> String {
    let text = without_commands(&stale.text);
    let length = text.len();
    let snippet = Snippet::source(text)
        .path(escape_control(&paths::text(&stale.shown)))
        .line_start(stale.line)
        .annotation(AnnotationKind::Primary.span(0..length));
    let group = Level::ERROR
        .primary_title(stale.message())
        .element(snippet)
        .element(Level::HELP.message(stale.help()));
    renderer.render(&[group])
}

/// The lines of a place, and no others: the whole file would be searched for each finding.
fn snippet<'a>(scan: &'a Scan, place: &Place, label: &str) -> Snippet<'a, Annotation<'a>> {
    let file = &scan.files[place.file.0];
    let text = file.text.as_str();
    let range = &place.range;
    let start = file.line_start(range.start);
    let behind = text[range.end..].split(['\n', '\r']).next();
    let mut end = range.end + behind.map_or(0, |behind| behind.len().min(BEHIND));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut annotation = AnnotationKind::Primary.span(range.start - start..range.end - start);
    if !label.is_empty() {
        annotation = annotation.label(normalize_untrusted_str(label));
    }
    Snippet::source(without_commands(&text[start..end]))
        .path(escape_control(&paths::text(&file.shown)))
        .line_start(file.position(range.start).line)
        .annotation(annotation)
}

/// Text without the control characters that the renderer lets through and that some terminals obey: those from U+0080 on.
/// Each becomes one of as many bytes, so that places stay where they are.
fn without_commands(text: &str) -> Cow<'_, str> {
    let obeyed = |character: char| matches!(character, '\u{80}'..='\u{9f}');
    if text.contains(obeyed) {
        Cow::Owned(text.replace(obeyed, "\u{a4}"))
    } else {
        Cow::Borrowed(text)
    }
}
