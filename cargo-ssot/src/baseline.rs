//! The baseline: violations that stood in the workspace when it began to be checked.
//!
//! A line of it excuses one finding. It is found by what the finding is and not by where it stands, so that a baseline
//! survives every change that does not touch what it excuses. Lines go, and none come: what excuses nothing any more has
//! to be removed, and only an exception, which has a reason and a last day, may be added.

mod entry;
mod file;
mod succession;

use std::collections::VecDeque;
use std::fmt;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

pub use self::entry::{Entry, Exception, date};
use crate::finding::Problem;
use crate::fingerprint::{Fingerprint, Suppression};

/// The name of the file, in the root of the workspace.
pub const FILE: &str = "ssot-baseline.txt";

/// A baseline as it was read.
#[derive(Clone, Debug)]
pub struct Baseline {
    pub path: PathBuf,
    /// Where it is, from the root of the workspace on.
    pub shown: PathBuf,
    lines: Vec<Line>,
}

/// A line as it stands there, with its end.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    /// What it excuses. Comments excuse nothing, and what cannot be read neither.
    entry: Option<Entry>,
}

/// A line that excuses nothing any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The file, from the root of the workspace on.
    pub shown: PathBuf,
    /// Which line, counted from 1.
    pub line: usize,
    /// The byte of the file that it starts at.
    pub start: usize,
    /// What it says.
    pub text: String,
    /// The last day that it held, if it is an exception whose time is over.
    pub expired: Option<Date>,
}

impl Stale {
    /// What is wrong with it.
    #[must_use]
    pub fn message(&self) -> String {
        match self.expired {
            Some(date) => format!("this exception expired on {date} and suppresses nothing"),
            None => "this line of the baseline matches no finding any more".to_owned(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        if self.expired.is_some() {
            "repair what it suppressed, or decide on it anew; `cargo ssot baseline --prune` removes the line"
        } else {
            "`cargo ssot baseline --prune` removes it"
        }
    }
}

impl fmt::Display for Stale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (message, help) = (self.message(), self.help());
        write!(formatter, "{message}: {}\nhelp: {help}", self.text)
    }
}

impl Baseline {
    /// What excuses each of the findings with these fingerprints, one line each, and which lines are not needed.
    ///
    /// Of findings that are the same, the first ones are excused, so the order matters. `selected` says of a package's
    /// name whether its findings are all there; lines of another package are let alone.
    pub fn excuse(
        &self,
        fingerprints: &[&Fingerprint],
        today: Date,
        selected: &dyn Fn(&str) -> bool,
    ) -> (Vec<Option<Suppression>>, Vec<Stale>) {
        let mut free = succession::Free::new();
        let mut stale = Vec::new();
        for (index, entry) in self.entries() {
            if entry.expired(today).is_none() {
                let entries = free.entry(&entry.fingerprint).or_default();
                entries.push_back((index, entry));
            } else if selected(&entry.fingerprint.package) {
                stale.push((index, entry.expired(today)));
            }
        }
        let mut suppressions: Vec<_> = fingerprints
            .iter()
            .map(|fingerprint| {
                let entries = free.get_mut(&fingerprint.without_index());
                let entry = entries.and_then(VecDeque::pop_front);
                entry.map(|(_, entry)| suppression(entry))
            })
            .collect();
        // Only what no finding of its own needs is left for what has taken its place.
        for (fingerprint, own) in fingerprints.iter().zip(&mut suppressions) {
            if own.is_none() {
                *own = succession::take(&mut free, fingerprint).map(suppression);
            }
        }
        // Then what has moved: the same code, in a module or a package of another name.
        for (fingerprint, own) in fingerprints.iter().zip(&mut suppressions) {
            if own.is_none() {
                *own = succession::moved(&mut free, fingerprint, selected).map(suppression);
            }
        }
        let unmatched = free.into_values().flatten();
        let unmatched = unmatched.filter(|(_, entry)| selected(&entry.fingerprint.package));
        stale.extend(unmatched.map(|(index, _)| (index, None)));
        stale.sort_unstable_by_key(|(index, _)| *index);
        let stale = stale.into_iter();
        let stale = stale.map(|(index, expired)| self.stale(index, expired));
        (suppressions, stale.collect())
    }

    /// Whether it has a line with a code and a symbol that are meant.
    pub(crate) fn holds(&self, meant: &dyn Fn(&str, &str) -> bool) -> bool {
        self.entries().any(|(_, entry)| {
            let fingerprint = &entry.fingerprint;
            meant(fingerprint.code, &fingerprint.symbol)
        })
    }

    fn entries(&self) -> impl Iterator<Item = (usize, &Entry)> {
        let lines = self.lines.iter().enumerate();
        lines.filter_map(|(index, line)| Some((index, line.entry.as_ref()?)))
    }

    fn stale(&self, index: usize, expired: Option<Date>) -> Stale {
        let before = &self.lines[..index];
        Stale {
            shown: self.shown.clone(),
            line: index + 1,
            start: before.iter().map(|line| line.text.len()).sum(),
            text: self.lines[index].text.trim_end().to_owned(),
            expired,
        }
    }

    /// Without these lines.
    #[must_use]
    pub fn without(&self, stale: &[Stale]) -> Self {
        let lines = self.lines.iter().enumerate();
        let lines = lines.filter(|(index, _)| stale.iter().all(|stale| stale.line != index + 1));
        Self {
            lines: lines.map(|(_, line)| line.clone()).collect(),
            ..self.clone()
        }
    }

    /// With these entries too, each before the first line that comes behind it in order.
    #[must_use]
    pub fn with(&self, mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|one, other| one.fingerprint.cmp(&other.fingerprint));
        let windows = self.lines.iter().any(|line| line.text.ends_with("\r\n"));
        let end = if windows { "\r\n" } else { "\n" };
        let written = |entry: Entry| Line {
            text: format!("{entry}{end}"),
            entry: Some(entry),
        };
        let mut entries = entries.into_iter().peekable();
        let mut lines = Vec::new();
        for line in &self.lines {
            if let Some(other) = &line.entry {
                let before = |entry: &Entry| entry.fingerprint < other.fingerprint;
                while let Some(entry) = entries.next_if(before) {
                    lines.push(written(entry));
                }
            }
            let mut line = line.clone();
            if !line.text.ends_with('\n') {
                line.text += end;
            }
            lines.push(line);
        }
        lines.extend(entries.map(written));
        Self {
            lines,
            ..self.clone()
        }
    }
}

fn suppression(entry: &Entry) -> Suppression {
    let exception = entry.exception.as_ref();
    Suppression {
        reason: exception.map(|exception| exception.reason.clone()),
    }
}

/// The problem of a baseline, or of a line of it.
fn problem(shown: &Path, line: Option<usize>, message: String, help: &str) -> Problem {
    let position = line.map(|line| (line, 1));
    Problem::new(message, help).in_file(shown).at(position)
}
