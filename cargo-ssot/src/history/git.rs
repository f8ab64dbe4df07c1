//! The repository, by the program `git`.
//!
//! Only what scripts are meant to call is called, with paths as bytes. Nothing writes, and nothing goes to the network: what a clone does not hold
//! is a problem to report.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::Timestamp;

use crate::finding::Problem;
use crate::git::{self, Contents, line, path};

/// Variables by which a hook of git tells its programs about the repository. They would hide where the workspace is.
const OF_HOOKS: [&str; 6] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
];

/// A repository, seen from the workspace in it.
#[derive(Debug)]
pub struct Repository {
    workspace: PathBuf,
    /// The folder that its paths start from.
    top: PathBuf,
    /// The workspace's folder, by such a path.
    prefix: PathBuf,
}

/// A commit.
#[derive(Clone, Debug)]
pub struct Commit {
    /// Its name.
    pub id: String,
    /// When it was committed.
    pub time: Timestamp,
}

/// What a tree holds at a path.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where, from the top of the repository on.
    pub path: PathBuf,
    /// What.
    pub kind: EntryKind,
    /// The name of its content.
    pub blob: String,
}

/// What an entry of a tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
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
        let top = output(workspace, &["rev-parse", "--show-toplevel"], help)?;
        let prefix = output(workspace, &["rev-parse", "--show-prefix"], help)?;
        let head = ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"];
        output(workspace, &head, help).map_err(|_| {
            problem(
                "the repository has no commits".to_owned(),
                "commit something first, or leave out `--history`",
            )
        })?;
        Ok(Self {
            workspace: workspace.to_owned(),
            top: path(line(&top)),
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
        let log = output(&self.workspace, &arguments, help)?;
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
        let list = output(&self.workspace, &list, help).ok()?;
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
        let list = output(&self.workspace, &arguments, help)?;
        let entries = list.split(|byte| *byte == 0);
        Ok(entries.filter_map(entry).collect())
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
        Contents::start(git(&self.workspace)).map_err(|error| not_started(&error))
    }
}

fn git(folder: &Path) -> Command {
    let mut command = git::command(folder);
    for variable in OF_HOOKS {
        command.env_remove(variable);
    }
    command
}

fn output(folder: &Path, arguments: &[&str], help: &str) -> Result<Vec<u8>, Box<Problem>> {
    let output = git(folder).args(arguments).output();
    let output = output.map_err(|error| not_started(&error))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = git::complaint(&output.stderr);
    Err(problem(format!("the history cannot be read: {said}"), help))
}

#[expect(
    clippy::unnecessary_box_returns,
    reason = "it goes into a `Result` everywhere"
)]
fn not_started(error: &io::Error) -> Box<Problem> {
    problem(
        format!("the history cannot be read: `git` does not start: {error}"),
        "install git so that it is on the PATH, or leave out `--history`",
    )
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
