//! The commits of the repository.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::finding::Problem;
use crate::git::{self, Entry, Failed, Git, line, path};

/// A repository, seen from the workspace in it.
pub(super) struct Repository {
    pub(super) git: Git,
    workspace: PathBuf,
    /// The folder that its paths start from.
    top: PathBuf,
    /// The folder of the workspace, as such a path.
    prefix: PathBuf,
}

#[derive(Clone, Debug)]
pub(super) struct Commit {
    pub(super) id: String,
    pub(super) time: Timestamp,
}

impl Repository {
    pub(super) fn of(workspace: &Path) -> Result<Self, Problem> {
        // A hook names its own repository, which need not be that of the workspace.
        let git = Git::at(workspace).without_hooks();
        let top = git.top().map_err(|failed| problem(&failed))?;
        let repository = Self {
            workspace: workspace.to_owned(),
            git,
            top,
            prefix: PathBuf::new(),
        };
        let prefix = repository.call(&["rev-parse", "--show-prefix"])?;
        let head = ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"];
        repository.call(&head).map_err(|_| {
            let help = "commit something first, or leave out `--history`";
            Problem::new("the repository has no commits", help)
        })?;
        Ok(Self {
            prefix: path(line(&prefix)),
            ..repository
        })
    }

    fn call(&self, arguments: &[&str]) -> Result<Vec<u8>, Problem> {
        let output = self.git.objects(arguments);
        output.map_err(|failed| problem(&failed))
    }

    /// The commits since `start`, the newest first. Of a merge, only the side that was merged into counts.
    pub(super) fn commits_since(&self, start: Timestamp) -> Result<Vec<Commit>, Problem> {
        let since = format!("--max-age={}", start.as_second());
        let log = self.call(&[
            "log",
            "--first-parent",
            "--no-show-signature",
            "--no-color",
            "--format=%H %ct",
            &since,
            "HEAD",
            "--",
        ])?;
        let commit = |line: &str| {
            let (id, seconds) = line.split_once(' ')?;
            let time = Timestamp::from_second(seconds.parse().ok()?).ok()?;
            let id = id.to_owned();
            Some(Commit { id, time })
        };
        let log = String::from_utf8_lossy(&log);
        Ok(log.lines().filter_map(commit).collect())
    }

    /// The problem that a shallow clone begins with a commit.
    pub(super) fn is_cut_off_at(&self, oldest: &Commit) -> Option<Problem> {
        let list = self.call(&["rev-parse", "--git-path", "shallow"]).ok()?;
        let list = std::fs::read_to_string(self.workspace.join(path(line(&list)))).ok()?;
        list.lines().any(|id| id == oldest.id).then(|| {
            let day = super::period::day(oldest.time);
            Problem::new(
                format!("this clone's history ends on {day}, and the trend begins there"),
                "fetch all of it by `git fetch --unshallow`; in CI, check out with all of the history",
            )
        })
    }

    /// The files of a commit, by the paths of today.
    pub(super) fn files_of(&self, commit: &Commit) -> Result<Vec<Entry>, Problem> {
        let list = self.call(&["ls-tree", "-r", "-z", "--full-tree", &commit.id])?;
        let entries = git::entries(&list).map(|mut entry| {
            entry.path = match entry.path.strip_prefix(&self.prefix) {
                Ok(below) => self.workspace.join(below),
                Err(_) => self.top.join(entry.path),
            };
            entry
        });
        Ok(entries.collect())
    }
}

pub(super) fn problem(failed: &Failed) -> Problem {
    let help = "call it in a complete clone, repaired by `git fetch` if need be";
    failed.problem(help, "leave out `--history`")
}
