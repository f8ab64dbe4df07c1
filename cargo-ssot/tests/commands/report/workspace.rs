//! Workspaces for these tests, and reports on them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A workspace in a folder of its own.
pub(crate) struct Workspace {
    _folder: TempDir,
    pub(crate) root: PathBuf,
}

/// One hard-coded address, which is one finding of medium risk.
pub(crate) const FINDING: &str = r#"pub fn f() { connect("redis://cache:6379"); }"#;

/// As many findings.
pub(crate) fn findings(number: usize) -> String {
    repeated(
        number,
        "pub fn f#() { connect(\"redis://cache-#:6379\"); }\n",
    )
}

/// A text as often, with the number of the copy for each `#`.
pub(crate) fn repeated(times: usize, text: &str) -> String {
    let copies = (0..times).map(|at| text.replace('#', &at.to_string()));
    copies.collect()
}

/// Settings with which addresses are findings whatever they belong to.
pub(crate) const JUDGED: &str = "[judged]\n\"address *\" = { verdict = \"component\" }\n";

impl Workspace {
    /// A package `acme` with this library.
    pub(crate) fn new(library: &str) -> Self {
        let workspace = Self::named("acme-workspace");
        workspace.package("", "acme", library);
        workspace
    }

    /// An empty folder of that name.
    pub(crate) fn named(name: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join(name);
        fs::create_dir(&root).expect("a folder");
        Self {
            root,
            _folder: folder,
        }
    }

    /// Two packages, `core` and `web`, with as many findings.
    pub(crate) fn of_two(core: usize, web: usize) -> Self {
        let workspace = Self::named("acme-workspace");
        workspace.write(
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"core\", \"web\"]\n",
        );
        workspace.write("ssot.toml", JUDGED);
        workspace.package("core", "core", &findings(core));
        workspace.package("web", "web", &findings(web));
        workspace
    }

    /// Adds a package.
    pub(crate) fn package(&self, folder: &str, name: &str, library: &str) {
        let folder = Path::new(folder);
        let manifest =
            format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
        self.write(folder.join("Cargo.toml"), &manifest);
        self.write(folder.join("ssot.toml"), JUDGED);
        self.write(folder.join("src/lib.rs"), library);
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: impl AsRef<Path>, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// The command, to be completed.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-ssot"));
        command.args(["ssot", "report"]).current_dir(&self.root);
        command
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1");
        // Tests may run in a hook. And the folder above may be in a repository.
        command.env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE");
        command.env(
            "GIT_CEILING_DIRECTORIES",
            self.root.parent().expect("a folder"),
        );
        command
    }

    /// Reports.
    pub(crate) fn report(&self, arguments: &[&str]) -> Report {
        let output = self.command().args(arguments).output();
        Report::of(&output.expect("the program starts"))
    }

    /// Reports as JSON, which has to succeed.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let report = self.report(&[&["--format", "json"], arguments].concat());
        assert_eq!(report.code, 0, "{}", report.error);
        report.json()
    }
}

/// What the program wrote, and how it ended.
pub(crate) struct Report {
    pub(crate) code: i32,
    pub(crate) text: String,
    pub(crate) error: String,
}

impl Report {
    pub(crate) fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().expect("an exit code"),
            text: String::from_utf8(output.stdout.clone()).expect("UTF-8"),
            error: String::from_utf8(output.stderr.clone()).expect("UTF-8"),
        }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }
}

/// The row of a table of a JSON report.
pub(crate) fn row<'a>(report: &'a Value, by: &str, name: &str) -> &'a Value {
    let rows = report["by"][by].as_array().expect("a table");
    let row = rows.iter().find(|row| row["name"] == name);
    row.unwrap_or_else(|| panic!("no {name} in {rows:?}"))
}
