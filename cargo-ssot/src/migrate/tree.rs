//! Whether git could give back what is to be overwritten.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::files::real;
use crate::finding::Problem;
use crate::git::{self, Failed, Git};
use crate::pluralize::pluralize;

const NAMED: usize = 10;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    /// Changes that are not committed.
    pub dirty: bool,
    /// That there is no repository at all.
    pub no_vcs: bool,
}

/// Refuses to go on where something in the folder of a workspace was changed and not committed, staged or not, or where
/// git does not track one of the files that are to be edited. Other untracked files do not matter, and neither do those
/// that migrations have `written` and can restore.
///
/// Files are compared as they are: one that only a filter of git's makes the same counts as changed.
///
/// # Errors
///
/// It is so and the user has not allowed it, or git cannot tell.
pub fn check_clean(
    root: &Path,
    files: &[PathBuf],
    written: &BTreeSet<PathBuf>,
    allowed: Allowed,
) -> Result<(), Box<Problem>> {
    let status = match Status::of(root) {
        Ok(Some(status)) => status,
        _ if allowed.no_vcs => return Ok(()),
        Ok(None) => Err(Problem::new(
            "the workspace is in no repository of git, which could give back what is written over",
            NO_VCS,
        ))?,
        Err(problem) => Err(problem)?,
    };
    if allowed.dirty {
        return Ok(());
    }
    // What lies in a repository of its own: a submodule, or a package beside the workspace.
    let mut elsewhere: BTreeMap<PathBuf, Status> = BTreeMap::new();
    let mut dirty = status.changed.clone();
    for file in files {
        let file = real(file);
        let folder = file.parent().unwrap_or(root);
        if !status.is_tracked(&file) && !elsewhere.contains_key(folder) {
            let own = Status::of(folder).ok().flatten().unwrap_or_default();
            elsewhere.insert(folder.to_owned(), own);
        }
        let own = elsewhere.get(folder).filter(|_| !status.is_tracked(&file));
        if !own.unwrap_or(&status).is_as_committed(&file) {
            dirty.insert(file);
        }
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

const NO_VCS: &str =
    "say `--allow-no-vcs`; `cargo ssot migrate --rollback` takes back a migration also then";

/// The files below a folder that git tracks.
#[derive(Default)]
struct Status {
    /// Those that git compares.
    seen: BTreeSet<PathBuf>,
    /// Those that git was told to ignore: they may have changed.
    unseen: BTreeSet<PathBuf>,
    /// Those that are not as they were committed.
    changed: BTreeSet<PathBuf>,
}

impl Status {
    /// Asks git. `None` if there is no repository around the folder.
    fn of(folder: &Path) -> Result<Option<Self>, Problem> {
        let problem = |failed: Failed| failed.problem("repair the repository", NO_VCS);
        let git = Git::at(folder);
        let top = match git.top() {
            Ok(top) => real(&top),
            Err(Failed::Said(said)) if said.contains("not a git repository") => return Ok(None),
            Err(failed) => return Err(problem(failed)),
        };
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
        let output = git.files(&arguments).map_err(problem)?;
        // `XY name`
        let changed = git::records(&output).filter_map(|entry| entry.get(3..));
        let mut status = Self {
            changed: changed.map(|name| top.join(git::path(name))).collect(),
            ..Self::default()
        };
        for (name, is_unseen) in git.known(&["--full-name"]).map_err(problem)? {
            let files = if is_unseen {
                &mut status.unseen
            } else {
                &mut status.seen
            };
            files.insert(top.join(name));
        }
        Ok(Some(status))
    }

    fn is_tracked(&self, file: &Path) -> bool {
        self.seen.contains(file) || self.unseen.contains(file)
    }

    fn is_as_committed(&self, file: &Path) -> bool {
        self.seen.contains(file) && !self.changed.contains(file)
    }
}
