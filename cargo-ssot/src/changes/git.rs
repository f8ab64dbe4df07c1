//! What git knows of changes.

use std::path::{Path, PathBuf};

use super::patch;
use crate::files::real;
use crate::finding::Problem;
use crate::git::{self, Content, Entry, EntryKind, Failed, Git};

/// The files that are asked for, from the top of the repository on.
const RUST_FILES: &str = ":(top)*.rs";
/// Names as they are, and no submodules, whose files are those of another repository.
const NAMES: [&str; 4] = [
    "--name-only",
    "-z",
    "--no-renames",
    "--ignore-submodules=all",
];

pub(super) struct Repository {
    git: Git,
    /// The folder that git's paths start from.
    pub(super) top: PathBuf,
}

impl Repository {
    pub(super) fn around(folder: &Path) -> Result<Self, Problem> {
        let top = Git::at(folder).top().map_err(|failed| problem(&failed))?;
        let top = real(&top);
        Ok(Self {
            git: Git::at(&top),
            top,
        })
    }

    /// The commit at which `HEAD` left the history of a revision.
    pub(super) fn merge_base(&self, revision: &str) -> Result<String, Problem> {
        let commit = |name: &str| {
            let name = format!("{name}^{{commit}}");
            let arguments = [
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                &name,
            ];
            let output = self.call(&arguments);
            output.map(|output| String::from_utf8_lossy(&output).trim().to_owned())
        };
        let base = commit(revision).map_err(|_| {
            Problem::new(
                format!("git knows no revision `{revision}`"),
                "name a commit, a branch or a tag; in a clone that is not complete, fetch it first",
            )
        })?;
        let head = commit("HEAD")
            .map_err(|_| Problem::new("the repository has no commit yet", "use `--staged`"))?;
        let output = self.call(&["merge-base", &base, &head]).map_err(|_| {
            Problem::new(
                format!("`{revision}` and `HEAD` have no commit in common"),
                "in a clone that is not complete, fetch the rest of its history first",
            )
        })?;
        Ok(String::from_utf8_lossy(&output).trim().to_owned())
    }

    /// What has changed, without lines around it and whatever the user has configured.
    pub(super) fn patch(&self, arguments: &[&str]) -> Result<Vec<u8>, Problem> {
        let prefix = format!("--dst-prefix={}", patch::NEW);
        let mut all = vec![
            "diff",
            "--unified=0",
            "--inter-hunk-context=0",
            "--text",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--find-renames",
            "--ignore-submodules=all",
            "--src-prefix=old/",
            &prefix,
        ];
        all.extend(arguments);
        all.extend(["--", RUST_FILES]);
        self.call(&all)
    }

    pub(super) fn untracked(&self) -> Result<Vec<PathBuf>, Problem> {
        let arguments = [
            "ls-files",
            "--others",
            "--exclude-standard",
            "-z",
            "--",
            RUST_FILES,
        ];
        self.call(&arguments).map(|output| names(&output).collect())
    }

    /// Files whose staged text is another than that of the working tree, and those of which git was told not to look.
    pub(super) fn not_as_staged(&self) -> Result<Vec<PathBuf>, Problem> {
        let arguments = [&["diff", "--no-ext-diff"], &NAMES[..], &["--", RUST_FILES]].concat();
        let compared = self.call(&arguments)?;
        let known = self.git.known(&["--", RUST_FILES]);
        let known = known.map_err(|failed| problem(&failed))?.into_iter();
        let unseen = known.filter(|(_, is_unseen)| *is_unseen);
        Ok(names(&compared)
            .chain(unseen.map(|(name, _)| name))
            .collect())
    }

    /// Every file that is staged, except for those that a merge has left in several versions.
    pub(super) fn staged(&self) -> Result<Vec<Entry>, Problem> {
        let output = self.call(&["ls-files", "--stage", "-z", "--", RUST_FILES])?;
        let entries = git::entries(&output);
        let files = entries.filter(|entry| entry.kind == EntryKind::File && !entry.is_conflict);
        Ok(files.collect())
    }

    pub(super) fn contents(&self, files: &[Entry]) -> Result<Vec<Content>, Problem> {
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let mut all = self.git.contents().map_err(|failed| problem(&failed))?;
        let contents = files.iter().map(|file| match all.read(&file.object) {
            Ok(content @ (Content::Bytes(_) | Content::TooLarge)) => Ok(content),
            Ok(Content::Missing) | Err(_) => Err(Problem::new(
                format!("git has lost the staged text `{}`", file.object),
                "see what `git fsck` says, and stage the file again",
            )),
        });
        contents.collect()
    }

    fn call(&self, arguments: &[&str]) -> Result<Vec<u8>, Problem> {
        self.git.files(arguments).map_err(|failed| problem(&failed))
    }
}

fn names(output: &[u8]) -> impl Iterator<Item = PathBuf> {
    git::records(output).map(git::path)
}

fn problem(failed: &Failed) -> Problem {
    let help = "call it in a repository of git";
    failed.problem(help, "leave out `--changed-since` and `--staged`")
}
