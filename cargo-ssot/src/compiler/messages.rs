//! What rustc said, as findings.

use std::collections::HashMap;
use std::path::Path;

use cargo_metadata::CompilerMessage;
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel, DiagnosticSpan};
use ssot_rules::{Rule, names};

use crate::finding::{FileId, Finding, Place, Source};
use crate::index::ItemPath;
use crate::scan::Scan;
use crate::workspace::TargetKind;

/// The findings in one message: one for each place that it is about.
pub(super) fn findings(scan: &Scan, files: &Files<'_>, message: &CompilerMessage) -> Vec<Finding> {
    let diagnostic = &message.message;
    let Some(said) = Said::read(scan, message) else {
        return Vec::new();
    };
    let primary = diagnostic.spans.iter().filter(|span| span.is_primary);
    let found = primary.filter_map(|span| {
        let (written, in_macro) = outermost(span);
        let place = files.place(written)?;
        let mut finding = Finding::new(said.rule, place, &said.symbol, &said.values);
        if let Some(text) = &said.message {
            finding.message.clone_from(text);
        }
        if let Some(fix) = &said.fix {
            finding.fix.clone_from(fix);
        }
        finding.source = Source::Compiler;
        Some(if in_macro {
            finding.unsure("it is in what the macro expands to, which is called here")
        } else {
            finding
        })
    });
    found.collect()
}

struct Said {
    rule: Rule,
    symbol: String,
    values: Vec<(&'static str, String)>,
    /// In words that are not the catalogue's.
    message: Option<String>,
    fix: Option<String>,
}

impl Said {
    fn read(scan: &Scan, message: &CompilerMessage) -> Option<Self> {
        let diagnostic = &message.message;
        let deprecated = diagnostic
            .code
            .as_ref()
            .is_some_and(|code| code.code == "deprecated");
        let text = diagnostic.message.as_str();
        if deprecated && let Some((before, note)) = text.split_once(names::CANONICAL_NOTE) {
            return Some(Self::moved(scan, &message.target.name, before, note));
        }
        let is_error = matches!(diagnostic.level, DiagnosticLevel::Error);
        (deprecated || is_error).then(|| Self::coded(diagnostic))?
    }

    /// What stands before the words that start a note of ours, and behind them: the old path in backticks, and the
    /// canonical one.
    fn moved(scan: &Scan, crate_name: &str, before: &str, note: &str) -> Self {
        let item = quoted(before).unwrap_or_default();
        let canonical = note.split([',', '\n']).next().unwrap_or_default().trim();
        // A note says `crate` for the crate in which it stands.
        let first = ItemPath::new(item).first();
        let mut targets = scan
            .workspace
            .packages
            .iter()
            .flat_map(|package| &package.targets);
        let elsewhere = first != crate_name.replace('-', "_")
            && targets.any(|target| target.kind == TargetKind::Library && target.name == first);
        let canonical = ItemPath::new(canonical);
        let canonical = if elsewhere && canonical.first() == "crate" {
            canonical.with_first(first)
        } else {
            canonical.to_buf()
        };
        Self {
            rule: Rule::OldPath,
            symbol: last(item).to_owned(),
            values: vec![
                ("item", item.to_owned()),
                ("canonical", canonical.into_string()),
            ],
            message: None,
            fix: None,
        }
    }

    /// `SSOT001: what is wrong`, with `help: what to do` behind it or in a note.
    fn coded(diagnostic: &Diagnostic) -> Option<Self> {
        let text = diagnostic.message.as_str();
        let starts = Rule::ALL.iter().filter_map(|rule| {
            let start = text.find(&format!("{rule}: "))?;
            Some((start, *rule))
        });
        let (start, rule) = starts.min()?;
        let said = &text[start + rule.entry().code.len() + 2..];
        let (said, help) = match said.split_once('\n') {
            Some((said, help)) => (said, help.trim().strip_prefix(HELP)),
            None => (said, None),
        };
        let help = help.or_else(|| fix_among(diagnostic, rule));
        Some(Self {
            rule,
            symbol: last(quoted(said).unwrap_or_default()).to_owned(),
            values: Vec::new(),
            message: Some(said.trim().to_owned()),
            fix: help.map(|help| help.trim().to_owned()),
        })
    }
}

/// What to do, in a note of its own: for a bound that does not hold the compiler writes the fix of the catalogue there.
fn fix_among(diagnostic: &Diagnostic, rule: Rule) -> Option<&str> {
    let start = rule.entry().fix.split('{').next().unwrap_or_default();
    let mut notes = diagnostic.children.iter().map(|note| note.message.as_str());
    notes.find_map(|note| {
        let of_catalogue = !start.is_empty() && note.starts_with(start);
        note.strip_prefix(HELP)
            .or_else(|| of_catalogue.then_some(note))
    })
}

/// Before what is to be done.
const HELP: &str = "help: ";

/// The text in the first pair of backticks.
fn quoted(text: &str) -> Option<&str> {
    text.split('`').nth(1)
}

fn last(path: &str) -> &str {
    let path = path.split('<').next().unwrap_or(path);
    ItemPath::new(path).last()
}

/// The place where code of the user's calls the macro that the span is in, if it is in one. What an attribute or a
/// derive generates has places of its own in the item.
fn outermost(span: &DiagnosticSpan) -> (&DiagnosticSpan, bool) {
    let (mut place, mut in_macro) = (span, false);
    let mut current = span;
    while let Some(expansion) = &current.expansion {
        let name = expansion.macro_decl_name.as_str();
        if !name.starts_with('#') && !name.starts_with("desugaring") {
            place = &expansion.span;
            in_macro = true;
        }
        current = &expansion.span;
    }
    (place, in_macro)
}

pub(super) struct Files<'a> {
    scan: &'a Scan,
    positions: HashMap<&'a Path, usize>,
}

impl<'a> Files<'a> {
    pub(super) fn of(scan: &'a Scan) -> Self {
        let files = scan.files.iter().enumerate();
        Self {
            scan,
            positions: files
                .map(|(index, file)| (file.path.as_path(), index))
                .collect(),
        }
    }

    fn place(&self, written: &DiagnosticSpan) -> Option<Place> {
        let path = self.scan.workspace.root.join(&written.file_name);
        let known = |path: &Path| self.positions.get(path).copied();
        let file = known(&path).or_else(|| known(&path.canonicalize().ok()?))?;
        let range = written.byte_start as usize..written.byte_end as usize;
        // The file may have changed since it was read.
        self.scan.files[file].text.get(range.clone())?;
        Some(Place {
            file: FileId(file),
            range,
        })
    }
}
