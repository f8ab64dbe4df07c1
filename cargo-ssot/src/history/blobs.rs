//! The contents of commits. Each source is parsed once, and kept until no later commit has it.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::git::problem;
use crate::finding::Problem;
use crate::git::{Content, Contents, Git};
use crate::index::{self, Facts};
use crate::pluralize::pluralize;
use crate::scan::Scan;
use crate::syntax::SourceFile;

pub(super) struct Blobs {
    contents: Contents,
    parsed: HashMap<String, Parsed>,
    /// How many files of later commits have the content.
    needed: HashMap<String, usize>,
    missing: BTreeSet<String>,
}

struct Parsed {
    text: String,
    facts: Arc<Facts>,
    is_complete: bool,
}

/// A source file of a commit.
#[derive(Debug)]
pub(super) struct PastFile {
    /// Where it would be today.
    pub(super) path: PathBuf,
    pub(super) package: usize,
    /// The object with its content.
    pub(super) blob: String,
}

impl Blobs {
    pub(super) fn new(git: &Git) -> Result<Self, Problem> {
        Ok(Self {
            contents: git.contents().map_err(|failed| problem(&failed))?,
            parsed: HashMap::new(),
            needed: HashMap::new(),
            missing: BTreeSet::new(),
        })
    }

    /// A content that is UTF-8.
    pub(super) fn text(&mut self, blob: &str) -> Result<Option<String>, Problem> {
        let content = self.contents.read(blob).map_err(|error| {
            let message = format!("git stopped handing out files: {error}");
            Problem::new(message, "see what `git fsck` says")
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

    /// Announces the files of a commit.
    pub(super) fn expect(&mut self, files: &[PastFile]) {
        for file in files {
            *self.needed.entry(file.blob.clone()).or_default() += 1;
        }
    }

    /// The files of a commit that was announced, and how many of them cannot be read to their end.
    pub(super) fn files(
        &mut self,
        past: &[PastFile],
        today: &Scan,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<(Vec<SourceFile>, usize), Problem> {
        let (mut seen, mut new) = (BTreeSet::new(), Vec::new());
        for file in past {
            if !self.parsed.contains_key(&file.blob)
                && seen.insert(&file.blob)
                && let Some(text) = self.text(&file.blob)?
            {
                new.push((file, text));
            }
        }
        let total = new.len();
        let parse = |(file, text): (&PastFile, String)| {
            let parsed = parse(file, text, today);
            progress(total);
            (file.blob.clone(), parsed)
        };
        let new: Vec<_> = new.into_par_iter().map(parse).collect();
        self.parsed.extend(new);
        let (mut files, mut complete) = (Vec::new(), 0);
        for file in past {
            if let Some(parsed) = self.parsed.get(&file.blob) {
                complete += usize::from(parsed.is_complete);
                files.push(SourceFile::with_facts(
                    file.path.clone(),
                    today.workspace.shown(&file.path).to_owned(),
                    file.package,
                    parsed.text.clone(),
                    Arc::clone(&parsed.facts),
                ));
            }
        }
        for file in past {
            let needed = self.needed.entry(file.blob.clone()).or_default();
            *needed = needed.saturating_sub(1);
            if *needed == 0 {
                self.parsed.remove(&file.blob);
            }
        }
        Ok((files, past.len() - complete))
    }

    /// What the repository lacks.
    pub(super) fn problem(&self) -> Option<Problem> {
        let (first, missing) = (self.missing.first()?, pluralize(self.missing.len(), "file"));
        Some(Problem::new(
            format!(
                "the repository lacks {missing} of its history, for example {first}; scores of old commits are upper bounds"
            ),
            "a partial clone is completed by `git fetch --refetch --no-filter`; otherwise see what `git fsck` says",
        ))
    }
}

/// Most files of a recent commit are what they are today.
fn parse(file: &PastFile, text: String, today: &Scan) -> Parsed {
    let known = today
        .files
        .binary_search_by(|known| known.path.cmp(&file.path));
    let known = known.ok().map(|index| &today.files[index]);
    let (facts, is_complete) = match known.filter(|known| known.text == text) {
        Some(known) => {
            let is_about = |problem: &Problem| problem.path.as_ref() == Some(&known.shown);
            (
                Arc::clone(&known.facts),
                !today.problems.iter().any(is_about),
            )
        }
        None => match index::read(&text) {
            Ok(facts) => (Arc::new(facts), true),
            Err(unreadable) => (Arc::new(unreadable.facts), false),
        },
    };
    Parsed {
        text,
        facts,
        is_complete,
    }
}
