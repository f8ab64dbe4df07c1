//! How a baseline is read, and written as a whole.

use std::io;
use std::path::{Path, PathBuf};

use super::{Baseline, Entry, Line, problem};
use crate::edit::{Access, Replacement};
use crate::files::{MARK, content_of};
use crate::finding::Problem;

/// What is written above the first line.
const HEADER: &str = "\
# What `cargo ssot check` excuses: findings that were here before it began to be called. Each line excuses one.
# This file only shrinks: a line that matches no finding any more makes the check fail, and
# `cargo ssot baseline --prune` removes it. The columns are code, package, module, symbol and a hash of the text, so
# lines survive when code moves within its module. Exceptions that are added later carry a reason and their last day:
# cargo ssot baseline --except CODE:SYMBOL --reason \"..\" --expires YYYY-MM-DD
";
/// How the lines start that a merge leaves in a file.
const CONFLICT: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

impl Baseline {
    /// A baseline with nothing in it but what it is.
    #[must_use]
    pub fn empty(path: PathBuf, shown: PathBuf) -> Self {
        let lines = HEADER.split_inclusive('\n').map(|text| Line {
            text: text.to_owned(),
            entry: None,
        });
        Self {
            path,
            shown,
            lines: lines.collect(),
        }
    }

    /// Reads the file, if there is one. What cannot be read in it is a problem, and the rest of it holds.
    #[must_use]
    pub fn read(path: PathBuf, shown: PathBuf, problems: &mut Vec<Problem>) -> Option<Self> {
        let text = match content_of(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            Err(error) => {
                let message = format!("the baseline cannot be read: {error}");
                problems.push(problem(&shown, None, message, "make it readable"));
                return Some(Self::parse(path, shown, "", problems));
            }
        };
        let text = String::from_utf8(text).unwrap_or_else(|error| {
            let bytes = error.into_bytes();
            let message = "the baseline is not UTF-8".to_owned();
            problems.push(problem(&shown, None, message, "save it as UTF-8"));
            String::from_utf8_lossy(&bytes).into_owned()
        });
        Some(Self::parse(path, shown, &text, problems))
    }

    /// Reads the text of a baseline.
    #[must_use]
    pub fn parse(path: PathBuf, shown: PathBuf, text: &str, problems: &mut Vec<Problem>) -> Self {
        let mut lines = Vec::new();
        let mut in_conflict = false;
        for (index, text) in text.split_inclusive('\n').enumerate() {
            let content = text.trim_start_matches(MARK).trim();
            let number = Some(index + 1);
            let mut entry = None;
            if CONFLICT.iter().any(|mark| content.starts_with(mark)) {
                if !in_conflict {
                    problems.push(conflict(&shown, number));
                }
                in_conflict = true;
            } else if !content.is_empty() && !content.starts_with('#') {
                match Entry::parse(content) {
                    Ok(read) => entry = Some(read),
                    Err(reason) => problems.push(malformed(&shown, number, &reason)),
                }
            }
            lines.push(Line {
                text: text.to_owned(),
                entry,
            });
        }
        Self { path, shown, lines }
    }

    /// Writes the file, as a whole or not at all.
    ///
    /// # Errors
    ///
    /// It cannot be written; what was there before is there still.
    pub fn write(&self) -> Result<(), Box<Problem>> {
        let text: String = self.lines.iter().map(|line| line.text.as_str()).collect();
        let replacement = Replacement::new(&self.path, text.as_bytes(), Access::All);
        replacement.and_then(Replacement::replace).map_err(|error| {
            let message = format!("the baseline cannot be written: {error}");
            Box::new(problem(
                &self.shown,
                None,
                message,
                "make its folder writable",
            ))
        })
    }
}

fn conflict(shown: &Path, line: Option<usize>) -> Problem {
    problem(
        shown,
        line,
        "the baseline holds a merge that is not finished".to_owned(),
        "remove the marks and keep the lines of both sides; then `cargo ssot baseline --prune` removes what matches nothing",
    )
}

fn malformed(shown: &Path, line: Option<usize>, reason: &str) -> Problem {
    problem(
        shown,
        line,
        format!("invalid line in the baseline: {reason}"),
        "repair or remove it; until then it suppresses nothing",
    )
}
