//! Whether git could give back what is to be overwritten.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::files::real;
use crate::finding::Problem;
use crate::git::{self, Failed, Git};
use crate::pluralize::pluralize;

/// How many files a refusal names.
const NAMED: usize = 10;

/// What the user has allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    /// Changes that are not committed.
    pub dirty: bool,
    /// That there is no repository at all.
    pub no_vcs: bool,
}

/// Refuses to go on where something in the folder of a workspace was changed and not committed, staged or not, or where
/// git does not know one of the files that are to be edited. Other files that it does not know are nobody's matter.
///
/// Files are compared as they are: one that only a filter of git's makes the same counts as changed.
///
/// # Errors
///
/// It is so and the user has not allowed it, or git cannot tell.
pub fn check_clean(root: &Path, files: &[PathBuf], allowed: Allowed) -> Result<(), Box<Problem>> {
    check_clean_but(root, files, &BTreeSet::new(), allowed)
}

/// The same where `written` are files that migrations have written and can give back: they count as not changed.
///
/// # Errors
///
/// As [`check_clean`].
pub fn check_clean_but(
    root: &Path,
    files: &[PathBuf],
    written: &BTreeSet<PathBuf>,
    allowed: Allowed,
) -> Result<(), Box<Problem>> {
    let Some(top) = top(root, allowed)? else {
        return Ok(());
    };
    if allowed.dirty {
        return Ok(());
    }
    let mut dirty = Tracked::changed(root, &top)?;
    let tracked = Tracked::of(root, &top)?;
    // What lies in a repository of its own: a submodule, or a package beside the workspace.
    let mut elsewhere: BTreeSet<PathBuf> = BTreeSet::new();
    for file in files {
        let file = real(file);
        if tracked.unseen.contains(&file) {
            dirty.insert(file);
        } else if !tracked.seen.contains(&file) {
            elsewhere.insert(file);
        }
    }
    let folders: BTreeSet<_> = elsewhere.iter().filter_map(|file| file.parent()).collect();
    for folder in folders {
        let own: Vec<_> = elsewhere
            .iter()
            .filter(|file| file.parent() == Some(folder))
            .collect();
        let Some(top) = top_of(folder).ok().flatten() else {
            dirty.extend(own.into_iter().cloned());
            continue;
        };
        let (changed, tracked) = (Tracked::changed(folder, &top)?, Tracked::of(folder, &top)?);
        let unsafe_there =
            |file: &&PathBuf| changed.contains(*file) || !tracked.seen.contains(*file);
        dirty.extend(own.into_iter().filter(unsafe_there).cloned());
    }
    dirty.retain(|file| !written.contains(file));
    if dirty.is_empty() {
        Ok(())
    } else {
        Err(Box::new(refusal(root, &dirty)))
    }
}

fn refusal(root: &Path, dirty: &BTreeSet<PathBuf>) -> Problem {
    let root = real(root);
    let shown = |path: &PathBuf| {
        let path = path.strip_prefix(&root).unwrap_or(path);
        format!("  {}", path.display())
    };
    let mut lines: Vec<_> = dirty.iter().take(NAMED).map(shown).collect();
    if dirty.len() > NAMED {
        lines.push(format!("  and {} more", dirty.len() - NAMED));
    }
    let files = pluralize(dirty.len(), "file");
    Problem::new(
        format!(
            "git could not give back what is written over: {files} with changes that are not committed\n{}",
            lines.join("\n")
        ),
        "commit them, or say `--allow-dirty`",
    )
}

/// The top of the repository around a workspace. None if there need not be one.
fn top(root: &Path, allowed: Allowed) -> Result<Option<PathBuf>, Box<Problem>> {
    match top_of(root) {
        Ok(Some(top)) => Ok(Some(top)),
        _ if allowed.no_vcs => Ok(None),
        Ok(None) => Err(Box::new(Problem::new(
            "the workspace is in no repository of git, which could give back what is written over",
            NO_VCS,
        ))),
        Err(problem) => Err(problem),
    }
}

const NO_VCS: &str =
    "say `--allow-no-vcs`; `cargo ssot migrate --rollback` takes back a migration also then";

fn top_of(folder: &Path) -> Result<Option<PathBuf>, Box<Problem>> {
    match Git::at(folder).top() {
        Ok(top) => Ok(Some(real(&top))),
        Err(Failed::Said(said)) if said.contains("not a git repository") => Ok(None),
        Err(failed) => Err(failed.problem(NO_VCS)),
    }
}

/// The files below a folder that git knows.
struct Tracked {
    /// Those that it compares.
    seen: BTreeSet<PathBuf>,
    /// Those that it was told not to look at: whether they have changed, nobody knows.
    unseen: BTreeSet<PathBuf>,
}

impl Tracked {
    fn of(folder: &Path, top: &Path) -> Result<Self, Box<Problem>> {
        let known = Git::at(folder).known(&["--full-name"]);
        let (mut seen, mut unseen) = (BTreeSet::new(), BTreeSet::new());
        for (name, is_unseen) in known.map_err(|failed| failed.problem(NO_VCS))? {
            let files = if is_unseen { &mut unseen } else { &mut seen };
            files.insert(top.join(name));
        }
        Ok(Self { seen, unseen })
    }

    /// The files below a folder that are not as they were committed.
    fn changed(folder: &Path, top: &Path) -> Result<BTreeSet<PathBuf>, Box<Problem>> {
        let arguments = [
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
            "--untracked-files=no",
            // They are repositories of their own, in which git would do what their settings say.
            "--ignore-submodules=all",
            "--",
            ".",
        ];
        let output = Git::at(folder).files(&arguments);
        let output = output.map_err(|failed| failed.problem(NO_VCS))?;
        // `XY name`
        let names = git::records(&output).filter_map(|entry| entry.get(3..));
        Ok(names.map(|name| top.join(git::path(name))).collect())
    }
}
