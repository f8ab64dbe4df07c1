//! The files of all commits, each parsed once.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use toml::Table;

use super::git::problem;
use crate::finding::Problem;
use crate::git::{Content, Contents};
use crate::index::{self, Facts};
use crate::scan::Scan;
use crate::syntax::SourceFile;

/// What has been read, for as long as a commit to come needs it.
#[derive(Debug)]
pub struct Blobs {
    contents: Contents,
    parsed: HashMap<String, Parsed>,
    /// How many files of commits to come have the content.
    needed: HashMap<String, usize>,
    manifests: HashMap<String, Arc<Table>>,
    missing: BTreeSet<String>,
}

#[derive(Debug)]
struct Parsed {
    text: String,
    facts: Arc<Facts>,
    /// Whether all of it could be read.
    complete: bool,
}

#[derive(Debug)]
pub struct PastFile {
    /// Where it would be today.
    pub path: PathBuf,
    /// Where it is, from the root of the workspace on.
    pub shown: PathBuf,
    /// The package it belongs to.
    pub package: usize,
    /// The name of its content.
    pub blob: String,
}

/// The files of one commit.
#[derive(Debug)]
pub struct Read {
    /// Those that could be read, at least in part.
    pub files: Vec<SourceFile>,
    /// How many could not, or in part only.
    pub unread: usize,
}

impl Blobs {
    /// Nothing, and where to read from.
    #[must_use]
    pub(super) fn new(contents: Contents) -> Self {
        Self {
            contents,
            parsed: HashMap::new(),
            needed: HashMap::new(),
            manifests: HashMap::new(),
            missing: BTreeSet::new(),
        }
    }

    /// A manifest. What cannot be read says nothing.
    ///
    /// # Errors
    ///
    /// Git has ended.
    pub fn manifest(&mut self, blob: &str) -> Result<Arc<Table>, Box<Problem>> {
        if let Some(known) = self.manifests.get(blob) {
            return Ok(Arc::clone(known));
        }
        let text = self.text(blob)?.unwrap_or_default();
        let table = Arc::new(text.parse::<Table>().unwrap_or_default());
        self.manifests.insert(blob.to_owned(), Arc::clone(&table));
        Ok(table)
    }

    /// Notes what a commit to come needs.
    pub fn expect(&mut self, files: &[PastFile]) {
        for file in files {
            *self.needed.entry(file.blob.clone()).or_default() += 1;
        }
    }

    /// The files of a commit that was expected.
    ///
    /// # Errors
    ///
    /// Git has ended.
    pub fn files(
        &mut self,
        past: &[PastFile],
        today: &Scan,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<Read, Box<Problem>> {
        self.parse(past, today, progress)?;
        let (mut files, mut unread) = (Vec::new(), 0);
        for file in past {
            let Some(parsed) = self.parsed.get(&file.blob) else {
                unread += 1;
                continue;
            };
            unread += usize::from(!parsed.complete);
            files.push(SourceFile::with_facts(
                file.path.clone(),
                file.shown.clone(),
                file.package,
                parsed.text.clone(),
                Arc::clone(&parsed.facts),
            ));
        }
        for file in past {
            self.release(&file.blob);
        }
        Ok(Read { files, unread })
    }

    /// What the repository lacks.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        let first = self.missing.first()?;
        Some(Problem::new(
            format!(
                "the repository lacks {} of its history, for example {first}; scores of old commits are upper bounds",
                crate::pluralize::pluralize(self.missing.len(), "file")
            ),
            "a partial clone is completed by `git fetch --refetch --no-filter`; otherwise see what `git fsck` says",
        ))
    }

    /// Parses what is new in a commit.
    fn parse(
        &mut self,
        past: &[PastFile],
        today: &Scan,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<(), Box<Problem>> {
        let mut seen = BTreeSet::new();
        let new = past.iter().filter(|file| {
            !self.parsed.contains_key(&file.blob) && seen.insert(file.blob.as_str())
        });
        let new: Vec<&PastFile> = new.collect();
        let mut texts = Vec::new();
        for file in new {
            if let Some(text) = self.text(&file.blob)? {
                texts.push((file, text));
            }
        }
        let total = texts.len();
        let parse = |(file, text): (&PastFile, String)| {
            let parsed = parsed(file, text, today);
            progress(total);
            (file.blob.clone(), parsed)
        };
        let parsed: Vec<_> = texts.into_par_iter().map(parse).collect();
        self.parsed.extend(parsed);
        Ok(())
    }

    /// A text, if it is one that can be read.
    ///
    /// # Errors
    ///
    /// Git has ended.
    pub fn text(&mut self, blob: &str) -> Result<Option<String>, Box<Problem>> {
        let content = self.contents.read(blob).map_err(|error| {
            problem(
                format!("git stopped handing out files: {error}"),
                "see what `git fsck` says",
            )
        })?;
        Ok(match content {
            Content::Bytes(bytes) => String::from_utf8(bytes).ok(),
            Content::TooLarge => None,
            Content::Missing => {
                self.missing.insert(blob.to_owned());
                None
            }
        })
    }

    fn release(&mut self, blob: &str) {
        if let Some(needed) = self.needed.get_mut(blob) {
            *needed -= 1;
            if *needed == 0 {
                self.parsed.remove(blob);
            }
        }
    }
}

/// Most files of a recent commit are what they are today, and have been parsed.
fn parsed(file: &PastFile, text: String, today: &Scan) -> Parsed {
    let same = today
        .files
        .binary_search_by(|known| known.path.cmp(&file.path));
    let same = same.ok().map(|index| &today.files[index]);
    let same = same.filter(|known| known.text == text);
    let is_complete = |known: &&SourceFile| {
        let mut problems = today.problems.iter();
        problems.all(|problem| problem.path.as_ref() != Some(&known.shown))
    };
    if let Some(known) = same.filter(is_complete) {
        return Parsed {
            text,
            facts: Arc::clone(&known.facts),
            complete: true,
        };
    }
    let (facts, complete) = match index::read(&text) {
        Ok(facts) => (facts, true),
        Err(unreadable) => (unreadable.facts, false),
    };
    Parsed {
        text,
        facts: Arc::new(facts),
        complete,
    }
}
