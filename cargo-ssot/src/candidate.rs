//! What somebody has to judge.

use std::fmt;

use ssot_rules::Rule;

use crate::finding::Place;
use crate::resolve::DefinitionId;

/// What kind of thing may have to be there once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A static with state that everyone shares.
    Global,
    /// Types or functions that are alike.
    Duplicate,
    /// One value that is written in several places.
    Constant,
    /// A type with state that is made in many places.
    ConstructedWidely,
    /// A type that is imported by several paths.
    ImportPaths,
    /// An address that the program goes to.
    Address,
    /// A hand-written test double.
    Double,
}

impl Kind {
    pub const ALL: &[Self] = &[
        Self::Global,
        Self::Duplicate,
        Self::Constant,
        Self::ConstructedWidely,
        Self::ImportPaths,
        Self::Address,
        Self::Double,
    ];

    /// The word in output and in `ssot.toml`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Duplicate => "duplicate",
            Self::Constant => "constant",
            Self::ConstructedWidely => "constructed-widely",
            Self::ImportPaths => "import-paths",
            Self::Address => "address",
            Self::Double => "double",
        }
    }

    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }

    /// The rule that holds once somebody has said that it is to be there once.
    pub const fn rule(self) -> Rule {
        match self {
            Self::Global => Rule::GlobalInstance,
            Self::Duplicate | Self::Constant => Rule::DefinedRepeatedly,
            Self::ConstructedWidely => Rule::MadeInManyPlaces,
            Self::ImportPaths => Rule::ImportedByAnotherPath,
            Self::Address => Rule::HardcodedAddress,
            Self::Double => Rule::HandwrittenMock,
        }
    }

    /// What the tool cannot know about it.
    pub const fn unknown(self) -> &'static str {
        match self {
            Self::Global => "whether everyone who uses it is meant to share it",
            Self::Duplicate => "whether they are meant to stay the same",
            Self::Constant => "whether the values have to change together",
            Self::ConstructedWidely => "whether one instance, or one factory, is wanted",
            Self::ImportPaths => "which path is the canonical one",
            Self::Address => "whether a setting should hold it",
            Self::Double => "whether it has to follow the original",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.word())
    }
}

/// A place that belongs to a candidate, and what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub place: Place,
    pub text: String,
}

impl Evidence {
    pub(crate) fn new(place: Place, text: impl Into<String>) -> Self {
        Self {
            place,
            text: text.into(),
        }
    }
}

/// Something that may be a single source of truth, or may have to become one.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub kind: Kind,
    /// The name in the code, or the value of what has none.
    pub name: String,
    /// What it is known by in `ssot.toml`: its path from the name of the crate on, or the value.
    pub path: String,
    pub place: Place,
    pub evidence: Vec<Evidence>,
    /// Why it may matter, in a sentence.
    pub reason: String,
    /// How much it matters. Larger is more.
    pub rank: u64,
    /// The type that becomes a component if somebody says so.
    pub(crate) of_type: Option<DefinitionId>,
}

impl Candidate {
    /// Its key below `[judged]`.
    pub fn key(&self) -> String {
        key(self.kind, &self.path)
    }
}

/// The key of something below `[judged]`.
pub fn key(kind: Kind, path: &str) -> String {
    format!("{kind} {path}")
}
