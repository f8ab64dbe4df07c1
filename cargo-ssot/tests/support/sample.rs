//! A workspace in a temporary folder, and the command called on it.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A file with one finding.
pub(crate) const ONE_FINDING: &str =
    "pub fn connect(_: &str) {}\n\npub fn open() {\n    connect(\"redis://cache:6379\");\n}\n";

/// Settings that say that every address belongs in a setting, as the one in [`ONE_FINDING`].
pub(crate) const JUDGED: &str = "[judged]\n\"address *\" = { verdict = \"component\" }\n";

pub(crate) struct Sample {
    folder: TempDir,
}

/// How the command ended, and what it wrote.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Sample {
    /// A package called `acme` with this library.
    pub(crate) fn new(library: &str) -> Self {
        let sample = Self::empty();
        sample.package("", "acme", library);
        sample
    }

    pub(crate) fn empty() -> Self {
        let sample = Self {
            folder: TempDir::new().expect("a temporary folder"),
        };
        sample.write("ssot.toml", JUDGED);
        sample
    }

    /// A package in a folder, the workspace's own in the empty one.
    pub(crate) fn package(&self, folder: &str, name: &str, library: &str) {
        let manifest =
            format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
        let workspace = if folder.is_empty() {
            "\n[workspace]\n"
        } else {
            ""
        };
        let path = Path::new(folder);
        self.write(path.join("Cargo.toml"), &(manifest + workspace));
        self.write(path.join("src/lib.rs"), library);
    }

    pub(crate) fn path(&self) -> PathBuf {
        fs::canonicalize(self.folder.path()).expect("it is there")
    }

    pub(crate) fn write(&self, path: impl AsRef<Path>, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join(path)).expect("the file is there")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-ssot"));
        command.current_dir(self.path()).args(arguments);
        // What the tests run in is no part of what is tested.
        for name in [
            "CI",
            "GITHUB_WORKSPACE",
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "CARGO_TARGET_DIR",
            "CARGO_BUILD_TARGET_DIR",
            "RUSTFLAGS",
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_INDEX_FILE",
        ] {
            command.env_remove(name);
        }
        command.env("CARGO_NET_OFFLINE", "true");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        Ended::of(self.command(arguments).output().expect("it can be called"))
    }

    /// Calls git in the folder, and says what it wrote.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let output = self.git_command(arguments).output();
        let output = output.expect("git can be called");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {error}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// A call of git that nothing has a part in that is configured on the machine.
    pub(crate) fn git_command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command
            .current_dir(self.path())
            .args(["-c", "user.name=test", "-c", "user.email=test@example.com"])
            .args(["-c", "commit.gpgsign=false"])
            .args(["-c", "init.defaultBranch=main"])
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null");
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            command.env_remove(name);
        }
        command
    }

    /// Makes everything one commit of a repository in the folder.
    pub(crate) fn commit(&self) {
        if !self.folder.path().join(".git").exists() {
            self.git(&["init", "--quiet"]);
        }
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "a commit"]);
    }
}

impl Ended {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code().expect("it ended by itself"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// The document that it wrote.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// `path:line` of each finding in the JSON document.
    pub(crate) fn places(&self) -> Vec<String> {
        let document = self.json();
        let findings = document["findings"].as_array().expect("a list").iter();
        findings
            .map(|finding| {
                let path = finding["path"].as_str().expect("a path");
                format!("{path}:{}", finding["line"])
            })
            .collect()
    }
}
