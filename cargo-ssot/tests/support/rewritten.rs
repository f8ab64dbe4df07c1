//! Code that is migrated: texts in memory, and workspaces that are compiled.

#![allow(dead_code, reason = "each of the tests needs a part of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_ssot::testing::migrate::{Action, Step, plan};
use cargo_ssot::testing::scan::{Scan, in_threads};
use cargo_ssot::testing::settings::Settings;
use cargo_ssot::testing::syntax::SourceFile;
use cargo_ssot::testing::workspace::{self, Package, Target, TargetKind};
use tempfile::TempDir;

/// What is left, and why, of the root of a crate called `acme`.
pub(crate) fn by_hand(settings: &str, text: &str) -> Vec<String> {
    changed(settings, text).1
}

/// What such a text becomes, and what is left.
pub(crate) fn changed(settings: &str, text: &str) -> (String, Vec<String>) {
    let scan = scanned(settings, text);
    let steps = steps(&scan);
    (texts(&scan, &steps).remove(0), reasons(&steps))
}

/// What is wrong with the settings.
pub(crate) fn problems(settings: &str, text: &str) -> Vec<String> {
    let scan = scanned(settings, text);
    let problems = plan::problems(&scan);
    let all = scan.problems.iter().chain(&problems);
    all.map(ToString::to_string).collect()
}

/// What a check says about what makes components past their factory.
pub(crate) fn fixes(text: &str) -> Vec<String> {
    let scan = scanned("", text);
    let codes = scan.findings().map(|finding| finding.rule.entry().code);
    assert!(
        codes.into_iter().all(|code| code == "SSOT001"),
        "{:?}",
        scan.findings().collect::<Vec<_>>()
    );
    scan.findings().map(|finding| finding.fix.clone()).collect()
}

fn scanned(settings: &str, text: &str) -> Scan {
    let root = PathBuf::from("/workspace");
    let path = root.join("src/lib.rs");
    let workspace = workspace::Workspace {
        target_directory: root.join("target"),
        metadata: None,
        packages: vec![Package {
            name: "acme".to_owned(),
            version: String::new(),
            folder: root.clone(),
            targets: vec![Target {
                name: "acme".to_owned(),
                kind: TargetKind::Library,
                root: path.clone(),
            }],
            dependencies: Vec::new(),
        }],
        root: root.clone(),
    };
    let mut problems = Vec::new();
    let settings = Settings::parse(&root, settings, &mut problems);
    in_threads(|| {
        let (file, problem) = SourceFile::new(path.clone(), path, 0, text.to_owned());
        assert_eq!(problem, None, "{text}");
        Scan::of_files(workspace, settings, vec![file], problems)
    })
}

/// What is to be done about constructions and globals.
fn steps(scan: &Scan) -> Vec<Step> {
    let mut steps = plan::steps(scan);
    steps.retain(|step| ["SSOT001", "SSOT102"].contains(&step.finding.rule.entry().code));
    steps
}

fn reasons(steps: &[Step]) -> Vec<String> {
    let reasons = steps.iter().filter_map(|step| match &step.action {
        Action::ByHand(reason) => Some(reason.clone()),
        Action::Change(_) => None,
    });
    reasons.collect()
}

/// The text of each file with all that the steps change in it.
fn texts(scan: &Scan, steps: &[Step]) -> Vec<String> {
    let chosen = plan::changing(steps);
    let (rewritten, waiting) = plan::outcome(scan, steps, &chosen);
    assert_eq!(waiting, Vec::<usize>::new(), "no changes overlap");
    let mut texts: Vec<_> = scan.files.iter().map(|file| file.text.clone()).collect();
    for new in rewritten {
        texts[new.file.0] = new.text;
    }
    texts
}

/// A workspace in a folder.
pub(crate) struct Workspace(TempDir);

impl Workspace {
    pub(crate) fn new(settings: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let workspace = Self(folder);
        workspace.write("ssot.toml", settings);
        workspace.write(
            "Cargo.toml",
            "[workspace]\nresolver = '3'\nmembers = ['crates/*']\n",
        );
        let lock = fs::copy("../Cargo.lock", workspace.0.path().join("Cargo.lock"));
        lock.expect("the versions of this workspace need no download");
        workspace
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }

    /// A library with these modules.
    pub(crate) fn library(&self, name: &str, dependencies: &[&str], files: &[(&str, &str)]) {
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
        let runtime = runtime.canonicalize().expect("it is there");
        let manifest = format!(
            "[package]\nname = '{name}'\nversion = '1.0.0'\nedition = '2024'\n\n[dependencies]\nssot = {{ path = '{}' }}\n{}\n",
            runtime.display(),
            dependencies.join("\n")
        );
        self.write(&format!("crates/{name}/Cargo.toml"), &manifest);
        for (file, text) in files {
            self.write(&format!("crates/{name}/src/{file}.rs"), text);
        }
    }

    pub(crate) fn text(&self, name: &str, file: &str) -> String {
        let path = self.0.path().join(format!("crates/{name}/src/{file}.rs"));
        fs::read_to_string(path).expect("it can be read")
    }

    fn scan(&self) -> Scan {
        let root = self.0.path().canonicalize().expect("it is there");
        let mut problems = Vec::new();
        let workspace = workspace::Workspace::find(Some(&root.join("Cargo.toml")), &mut problems);
        let workspace = workspace.expect("there is one");
        let settings = Settings::read(&root, &mut problems);
        Scan::run(workspace, settings, problems, &|_| {})
    }

    /// Makes the changes, and says what is left, and which problems there are.
    pub(crate) fn migrate(&self) -> (Vec<String>, Vec<String>) {
        let scan = self.scan();
        let steps = steps(&scan);
        let problems = plan::problems(&scan);
        for (file, text) in scan.files.iter().zip(texts(&scan, &steps)) {
            fs::write(&file.path, text).expect("it can be written");
        }
        let problems = scan.problems.iter().chain(&problems);
        (reasons(&steps), problems.map(ToString::to_string).collect())
    }

    /// How many steps there are.
    pub(crate) fn steps(&self) -> usize {
        steps(&self.scan()).len()
    }

    /// Runs the program.
    pub(crate) fn command(&self, arguments: &[&str]) -> std::process::Output {
        Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .expect("the program runs")
    }

    /// Compiles all of it.
    pub(crate) fn check(&self) {
        let checked = Command::new(env!("CARGO"))
            .args(["check", "--offline", "--workspace"])
            .current_dir(self.0.path())
            .env("CARGO_TARGET_DIR", self.0.path().join("target"))
            .output()
            .expect("cargo runs");
        let errors = String::from_utf8_lossy(&checked.stderr);
        assert!(checked.status.success(), "{errors}");
    }
}
