//! The repository, by the program `git`.
//!
//! Only what scripts are meant to call is called, with paths as bytes. Nothing writes, and nothing goes to the network: what a clone does not hold
//! is a problem to report.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::finding::Problem;
use crate::git::{self, Contents, Failed, Git, line, path};

/// A repository, seen from the workspace in it.
#[derive(Debug)]
pub struct Repository {
    git: Git,
    workspace: PathBuf,
    /// The folder that its paths start from.
    top: PathBuf,
    /// The workspace's folder, by such a path.
    prefix: PathBuf,
}

#[derive(Clone, Debug)]
pub struct Commit {
    pub id: String,
    /// When it was committed.
    pub time: Timestamp,
}

/// What a tree holds at a path.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where, from the top of the repository on.
    pub path: PathBuf,
    pub kind: EntryKind,
    /// The name of its content.
    pub blob: String,
}

/// What an entry of a tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    File,
    /// A link. What it leads to has an entry of its own, if the repository holds it.
    Link,
    /// A submodule. The repository holds its name only.
    Submodule,
}

impl Repository {
    /// Finds the repository of a workspace.
    ///
    /// # Errors
    ///
    /// There is no git, no repository around the workspace, or no commit in it.
    pub fn of(workspace: &Path) -> Result<Self, Box<Problem>> {
        let help = "call it in a clone with its history, or leave out `--history`";
        // What a hook says of its repository would hide where the workspace is.
        let git = Git::at(workspace).without_hooks();
        let top = git.top().map_err(|failed| unread(&failed, help))?;
        let prefix = output(&git, &["rev-parse", "--show-prefix"], help)?;
        let head = ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"];
        output(&git, &head, help).map_err(|_| {
            problem(
                "the repository has no commits".to_owned(),
                "commit something first, or leave out `--history`",
            )
        })?;
        Ok(Self {
            workspace: workspace.to_owned(),
            git,
            top,
            prefix: path(line(&prefix)),
        })
    }

    /// The commits since `start`, the newest first. Of a merge, only the side that was merged into counts.
    ///
    /// # Errors
    ///
    /// Git fails, for instance because commits are missing.
    pub fn commits_since(&self, start: Timestamp) -> Result<Vec<Commit>, Box<Problem>> {
        let since = format!("--max-age={}", start.as_second());
        let arguments = [
            "log",
            "--first-parent",
            "--no-show-signature",
            "--no-color",
            "--format=%H %ct",
            &since,
            "HEAD",
            "--",
        ];
        let help = "repair the repository, or leave out `--history`";
        let log = output(&self.git, &arguments, help)?;
        let log = String::from_utf8_lossy(&log);
        let commit = |line: &str| {
            let (id, seconds) = line.split_once(' ')?;
            let time = Timestamp::from_second(seconds.parse().ok()?).ok()?;
            Some(Commit {
                id: id.to_owned(),
                time,
            })
        };
        Ok(log.lines().filter_map(commit).collect())
    }

    /// Whether the history ends at a commit because the clone was made without what comes before.
    #[must_use]
    pub fn is_cut_off_at(&self, oldest: &Commit) -> Option<Problem> {
        let help =
            "fetch all of it by `git fetch --unshallow`; in CI, check out with all of the history";
        let list = ["rev-parse", "--git-path", "shallow"];
        let list = output(&self.git, &list, help).ok()?;
        let list = std::fs::read_to_string(self.workspace.join(path(line(&list)))).ok()?;
        list.lines().any(|id| id == oldest.id).then(|| {
            let day = super::day(oldest.time);
            *problem(
                format!("this clone's history ends on {day}, and the trend begins there"),
                help,
            )
        })
    }

    /// The files of a commit.
    ///
    /// # Errors
    ///
    /// The commit's trees are not there.
    pub fn files_of(&self, commit: &Commit) -> Result<Vec<Entry>, Box<Problem>> {
        let help = "repair the repository by `git fetch`, or leave out `--history`";
        let arguments = ["ls-tree", "-r", "-z", "--full-tree", &commit.id];
        let list = output(&self.git, &arguments, help)?;
        Ok(git::records(&list).filter_map(entry).collect())
    }

    /// A path of the repository as the workspace calls it.
    #[must_use]
    pub fn in_workspace(&self, path: &Path) -> PathBuf {
        match path.strip_prefix(&self.prefix) {
            Ok(below) => self.workspace.join(below),
            Err(_) => self.top.join(path),
        }
    }

    /// Starts the program that hands out contents.
    ///
    /// # Errors
    ///
    /// It cannot be started.
    pub(super) fn blobs(&self) -> Result<Contents, Box<Problem>> {
        let contents = self.git.contents();
        contents.map_err(|failed| unread(&failed, ""))
    }
}

fn output(git: &Git, arguments: &[&str], help: &str) -> Result<Vec<u8>, Box<Problem>> {
    let output = git.objects(arguments);
    output.map_err(|failed| unread(&failed, help))
}

#[expect(
    clippy::unnecessary_box_returns,
    reason = "it goes into a `Result` everywhere"
)]
fn unread(failed: &Failed, help: &str) -> Box<Problem> {
    match failed {
        Failed::NotCalled(error) => problem(
            format!("the history cannot be read: `git` does not start: {error}"),
            "install git so that it is on the PATH, or leave out `--history`",
        ),
        Failed::Said(said) => problem(format!("the history cannot be read: {said}"), help),
    }
}

#[expect(
    clippy::unnecessary_box_returns,
    reason = "it goes into a `Result` everywhere"
)]
pub(super) fn problem(message: String, help: &str) -> Box<Problem> {
    Box::new(Problem::new(message, help))
}

/// `mode type name`, a tab, and the path.
fn entry(bytes: &[u8]) -> Option<Entry> {
    let tab = bytes.iter().position(|byte| *byte == b'\t')?;
    let description = std::str::from_utf8(&bytes[..tab]).ok()?;
    let mut words = description.split(' ');
    let (mode, _, blob) = (words.next()?, words.next()?, words.next()?);
    let kind = match mode {
        "120000" => EntryKind::Link,
        "160000" => EntryKind::Submodule,
        _ => EntryKind::File,
    };
    Some(Entry {
        path: path(&bytes[tab + 1..]),
        kind,
        blob: blob.to_owned(),
    })
}
