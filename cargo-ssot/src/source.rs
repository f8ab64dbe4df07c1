//! The files of a workspace, read and parsed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use ignore::{WalkBuilder, WalkState};

use crate::facts::{self, Facts};
use crate::finding::Problem;
use crate::workspace::{MANIFEST, TargetKind, Workspace};

/// The largest file that is read, in bytes. What is larger is generated, and nobody would change it by hand.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// What to do about a file that the system does not let be read.
const READABLE: &str = "make it readable, or list it under `exclude` in `ssot.toml`";

/// What to do about a file that is none to be read.
pub(crate) const EXCLUDE: &str = "list it under `exclude` in `ssot.toml`";

/// What some editors write before everything else: the mark of the encoding.
pub(crate) const MARK: char = '\u{feff}';

/// A file of the workspace.
#[derive(Debug)]
pub struct SourceFile {
    /// Where it is.
    pub path: PathBuf,
    /// Where it is, from the root of the workspace on.
    pub shown: PathBuf,
    /// The package it belongs to, by its position in [`Workspace::packages`].
    pub package: usize,
    /// The kind of the target that it is compiled into; the first, if there are several.
    pub kind: TargetKind,
    /// Its text.
    pub text: String,
    /// What it says. Several commits can have the same file.
    pub facts: Arc<Facts>,
    lines: OnceLock<Vec<usize>>,
}

/// A place as people count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Counted from 1.
    pub line: usize,
    /// Characters, counted from 1.
    pub column: usize,
}

impl SourceFile {
    /// A file with this text. What cannot be parsed is a problem.
    #[must_use]
    pub fn new(
        path: PathBuf,
        shown: PathBuf,
        package: usize,
        text: String,
    ) -> (Self, Option<Problem>) {
        let (facts, problem) = match facts::read(&text) {
            Ok(facts) => (facts, None),
            Err(unreadable) => {
                let unreadable = *unreadable;
                let problem = Problem::new(unreadable.message, unreadable.help)
                    .in_file(&shown)
                    .at(unreadable.position);
                (unreadable.facts, Some(problem))
            }
        };
        let file = Self::with_facts(path, shown, package, text, Arc::new(facts));
        (file, problem)
    }

    /// A file with this text, of which it is known what it says.
    #[must_use]
    pub fn with_facts(
        path: PathBuf,
        shown: PathBuf,
        package: usize,
        text: String,
        facts: Arc<Facts>,
    ) -> Self {
        Self {
            path,
            shown,
            package,
            kind: TargetKind::Loose,
            text,
            facts,
            lines: OnceLock::new(),
        }
    }

    /// Where a byte stands.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= offset).max(1);
        let column = self.text[self.line_start(offset)..offset].chars().count() + 1;
        Position { line, column }
    }

    /// The byte that the line of a byte starts at. A mark of the encoding, which no editor shows, is before all lines.
    #[must_use]
    pub fn line_start(&self, offset: usize) -> usize {
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= offset).max(1);
        starts[line - 1].min(offset)
    }

    /// The text of one line, counted from 1, without its end.
    #[must_use]
    pub fn line(&self, number: usize) -> &str {
        let starts = self.line_starts();
        let start = starts[number - 1];
        let end = starts.get(number).copied().unwrap_or(self.text.len());
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }

    fn line_starts(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let ends = self.text.bytes().enumerate();
            let ends = ends
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at + 1);
            let mark = if self.text.starts_with(MARK) {
                MARK.len_utf8()
            } else {
                0
            };
            std::iter::once(mark).chain(ends).collect()
        })
    }
}

/// The Rust files of the workspace's packages, sorted. Files that git ignores are left out, and folders of
/// packages that are no members.
///
/// # Panics
///
/// Never: nothing panics while it holds the lists.
pub fn files_of(workspace: &Workspace, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let (found, failed) = (Mutex::new(BTreeSet::new()), Mutex::new(Vec::new()));
    let target = workspace.target_directory.clone();
    let root = fs::canonicalize(&workspace.root).unwrap_or_else(|_| workspace.root.clone());
    let members: BTreeSet<PathBuf> = workspace
        .packages
        .iter()
        .map(|package| package.folder.clone())
        .collect();
    let (top, members_of_walk) = (workspace.root.clone(), members.clone());
    let mut walk = WalkBuilder::new(&workspace.root);
    for member in members
        .iter()
        .filter(|member| !member.starts_with(&workspace.root))
    {
        walk.add(member);
    }
    let walk = walk
        .follow_links(true)
        .require_git(false)
        .filter_entry(move |entry| {
            let path = entry.path();
            let leads_out = || fs::canonicalize(path).is_ok_and(|real| !real.starts_with(&root));
            let is_folder = path.is_dir();
            let foreign = || {
                is_folder
                    && path != top
                    && path.join(MANIFEST).is_file()
                    && !members_of_walk.contains(path)
            };
            path != target && !(entry.path_is_symlink() && leads_out()) && !foreign()
        })
        .build_parallel();
    walk.run(|| {
        Box::new(|entry| {
            match entry {
                Ok(entry) => {
                    let path = entry.into_path();
                    if path.extension().is_some_and(|extension| extension == "rs") && !path.is_dir()
                    {
                        found.lock().expect("nobody panics with it").insert(path);
                    }
                }
                Err(error) => failed.lock().expect("nobody panics with it").push(error),
            }
            WalkState::Continue
        })
    });
    let failed = failed.into_inner().expect("nobody panicked with it");
    let failed = failed.iter();
    problems.extend(failed.map(|error| Problem::new(error.to_string(), READABLE)));
    let found = found.into_inner().expect("nobody panicked with it");
    without_second_names(workspace, found)
}

/// One path of each file. A link gives a file a second one.
fn without_second_names(workspace: &Workspace, paths: BTreeSet<PathBuf>) -> Vec<PathBuf> {
    let mut known = BTreeSet::new();
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    // A path in a package comes first, and of those the file's own, so that it is the one to be kept.
    let mut paths: Vec<_> = paths.into_iter().map(|path| (real(&path), path)).collect();
    paths.sort_by_key(|(real, path)| {
        let homeless = workspace.package_of(path).is_none();
        (homeless, real != path, path.clone())
    });
    paths.retain(|(real, _)| known.insert(real.clone()));
    let mut paths: Vec<_> = paths.into_iter().map(|(_, path)| path).collect();
    paths.sort();
    paths
}

/// The text of a file, if it is one that can be read.
///
/// # Errors
///
/// It cannot be opened, is larger than [`LARGEST`], or is no UTF-8.
pub fn text_of(path: &Path, shown: &Path) -> Result<String, Problem> {
    let problem = |message: String, help: &str| Problem::new(message, help).in_file(shown);
    let metadata = fs::metadata(path)
        .map_err(|error| problem(format!("the file cannot be opened: {error}"), READABLE))?;
    if !metadata.is_file() {
        let what = "it is no file that could be read to its end: a pipe or a device".to_owned();
        return Err(problem(what, EXCLUDE));
    }
    if metadata.len() > LARGEST {
        let megabytes = metadata.len() / (1024 * 1024);
        return Err(problem(
            format!(
                "the file has {megabytes} MB, more than the {} that are read",
                LARGEST / (1024 * 1024)
            ),
            EXCLUDE,
        ));
    }
    let bytes = fs::read(path)
        .map_err(|error| problem(format!("the file cannot be read: {error}"), READABLE))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        problem(
            format!("the file is not UTF-8, from byte {at} on"),
            "save it as UTF-8, the only encoding that Rust knows",
        )
    })
}
