//! What a check finds.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use ssot_rules::Rule;
use ssot_rules::classification::{Category, Effort, Risk};

use crate::escape::{escape_control, escape_control_lines};

/// A file, by its position in [`Scan::files`](crate::scan::Scan::files).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub usize);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub file: FileId,
    pub range: Range<usize>,
}

impl Place {
    /// Files in their order, and within one from its start on, the shorter place first.
    pub fn order(&self) -> (FileId, usize, usize) {
        (self.file, self.range.start, self.range.end)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Confidence {
    /// Read in the tokens of a macro, whose meaning only the macro knows, or told by a name alone.
    Low,
    /// Read in the syntax.
    High,
}

impl Confidence {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::High => "high",
        }
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.word())
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Source {
    /// A check of the syntax, which sees every file.
    #[default]
    Syntax,
    /// The compiler, which sees what compiles. These are a lower bound, and no part of a score.
    Compiler,
}

/// Something that a reader of a finding should know besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub place: Option<Place>,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub rule: Rule,
    pub risk: Risk,
    pub effort: Effort,
    pub confidence: Confidence,
    pub place: Place,
    /// A few words for the place itself.
    pub label: String,
    pub message: String,
    pub fix: String,
    pub notes: Vec<Note>,
    /// The item that the finding is about, without its module: `Manager`, `get_manager`.
    pub symbol: String,
    pub source: Source,
    /// Whether nobody named what it is about, so that it is reported only where `ssot.toml` turns such findings on.
    pub guess: bool,
}

impl Finding {
    /// A finding of `rule`, with what the catalogue says filled in from `values`.
    pub fn new(rule: Rule, place: Place, symbol: &str, values: &[(&'static str, String)]) -> Self {
        let entry = rule.entry();
        Self {
            rule,
            risk: rule.risk(),
            effort: rule.effort(),
            confidence: Confidence::High,
            place,
            label: String::new(),
            message: ssot_rules::catalogue::fill(entry.message, values),
            fix: ssot_rules::catalogue::fill(entry.fix, values),
            notes: Vec::new(),
            symbol: symbol.to_owned(),
            source: Source::Syntax,
            guess: false,
        }
    }

    pub fn category(&self) -> Category {
        self.rule.category()
    }

    #[must_use]
    pub fn labelled(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    #[must_use]
    pub fn of_risk(mut self, risk: Risk) -> Self {
        self.risk = risk;
        self
    }

    /// With another fix than that of the catalogue.
    #[must_use]
    pub fn advise(mut self, fix: impl Into<String>) -> Self {
        self.fix = fix.into();
        self
    }

    #[must_use]
    pub fn unsure(mut self, why: &str) -> Self {
        self.confidence = Confidence::Low;
        self.note(None, why)
    }

    #[must_use]
    pub fn guessed(mut self, guess: bool) -> Self {
        self.guess = guess;
        self
    }

    #[must_use]
    pub fn note(mut self, place: Option<Place>, text: impl Into<String>) -> Self {
        self.notes.push(Note {
            place,
            text: text.into(),
        });
        self
    }
}

/// Why some of the work could not be done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file that it is about, relative to the root of the workspace where it lies below.
    pub path: Option<PathBuf>,
    /// Line and column in it, both counted from 1, if they are known.
    pub position: Option<(usize, usize)>,
    /// What could not be done, and why.
    pub message: String,
    pub help: String,
}

impl Problem {
    /// What could not be done and why, and what to do about it. It is about no file.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            path: None,
            position: None,
            message: message.into(),
            help: help.into(),
        }
    }

    #[must_use]
    pub fn in_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The same as an error of what otherwise returns something small.
    pub(crate) fn boxed(message: impl Into<String>, help: impl Into<String>) -> Box<Self> {
        Box::new(Self::new(message, help))
    }

    /// The same about a line and a column of its file, if they are known.
    #[must_use]
    pub fn at(mut self, position: Option<(usize, usize)>) -> Self {
        self.position = position;
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_place(formatter, self.path.as_deref(), self.position)?;
        let (message, help) = (
            escape_control_lines(&self.message),
            escape_control_lines(&self.help),
        );
        write!(formatter, "{message}\nhelp: {help}")
    }
}

/// Writes where something is, if its file is known: `src/lib.rs:1:2: `.
pub(crate) fn write_place(
    formatter: &mut fmt::Formatter<'_>,
    path: Option<&Path>,
    position: Option<(usize, usize)>,
) -> fmt::Result {
    let Some(path) = path else { return Ok(()) };
    formatter.write_str(&escape_control(&path.to_string_lossy()))?;
    if let Some((line, column)) = position {
        write!(formatter, ":{line}:{column}")?;
    }
    formatter.write_str(": ")
}
