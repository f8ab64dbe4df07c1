//! Repositories for these tests.

use std::path::Path;
use std::process::Command;

use jiff::{Timestamp, ToSpan as _};

use super::workspace::Workspace;

/// Runs git, with nothing of what the user has configured.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    git_at(folder, 0, arguments)
}

/// The same as if it were some days ago.
fn git_at(folder: &Path, days_ago: i64, arguments: &[&str]) -> String {
    let time = Timestamp::now() - (days_ago * 24).hours();
    let date = format!("@{} +0000", time.as_second());
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.com"])
        .args([
            "-c",
            "commit.gpgsign=false",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(["-c", "protocol.file.allow=always"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_COMMITTER_DATE", &date)
        .env("GIT_AUTHOR_DATE", &date)
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .output()
        .expect("git starts");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {error}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

impl Workspace {
    /// Makes a repository of it.
    pub(crate) fn init(&self) {
        git(&self.root, &["init", "--quiet"]);
    }

    /// Commits everything as it is, some days ago.
    pub(crate) fn commit(&self, days_ago: i64) {
        git(&self.root, &["add", "--all"]);
        self.commit_index(days_ago);
    }

    /// Commits what has been added.
    pub(crate) fn commit_index(&self, days_ago: i64) {
        let arguments = ["commit", "--quiet", "--allow-empty", "-m", "change"];
        git_at(&self.root, days_ago, &arguments);
    }

    /// Merges a branch, some days ago.
    pub(crate) fn merge(&self, days_ago: i64, branch: &str) {
        git_at(
            &self.root,
            days_ago,
            &["merge", "--quiet", "--no-ff", "-m", "merge", branch],
        );
    }
}
