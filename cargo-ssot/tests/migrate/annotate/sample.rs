//! Workspaces to annotate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cargo_ssot::testing::finding::Problem;
use cargo_ssot::testing::migrate::annotate::of_scan;
use cargo_ssot::testing::migrate::{Action, Edit, Step, TextEdit};
use cargo_ssot::testing::scan::Scan;
use cargo_ssot::testing::settings::Settings;
use cargo_ssot::testing::workspace::Workspace;

/// A workspace in a folder of its own.
pub(crate) struct Sample {
    folder: tempfile::TempDir,
}

/// What came out: the changes that were made, and the reasons of what is left to do by hand.
#[derive(Debug)]
pub(crate) struct Annotated {
    pub(crate) changes: usize,
    pub(crate) by_hand: Vec<String>,
}

impl Sample {
    /// One package, called `acme`, whose files these are.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| (format!("acme/{path}"), (*text).to_owned()))
            .collect();
        Self::of_packages(&["acme"], &files)
    }

    /// Packages that depend on `ssot`, each on those before it.
    pub(crate) fn of_packages(packages: &[&str], files: &[(String, String)]) -> Self {
        let sample = Self {
            folder: tempfile::tempdir().expect("there is room"),
        };
        let members: Vec<_> = packages.iter().map(|name| format!("'{name}'")).collect();
        let root = format!(
            "[workspace]\nresolver = '3'\nmembers = [{}]\n",
            members.join(", ")
        );
        sample.write("Cargo.toml", &root);
        for (index, package) in packages.iter().enumerate() {
            sample.write(
                &format!("{package}/Cargo.toml"),
                &manifest(package, &packages[..index]),
            );
        }
        for (path, text) in files {
            sample.write(path, text);
        }
        sample
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).expect("it is there")
    }

    pub(crate) fn root(&self) -> PathBuf {
        fs::canonicalize(self.folder.path()).expect("it is there")
    }

    fn steps(
        &self,
        name: &str,
        canonical: Option<&str>,
    ) -> Result<(Scan, Vec<Step>), Box<Problem>> {
        let mut problems = Vec::new();
        let manifest = self.root().join("Cargo.toml");
        let workspace = Workspace::find(Some(&manifest), &mut problems)?;
        let settings = Settings::read(&workspace.root, &mut problems);
        let scan = Scan::run(workspace, settings, problems, &|_| {});
        assert_eq!(scan.problems, []);
        let steps = of_scan(&scan, name, canonical)?;
        Ok((scan, steps))
    }

    /// Annotates a type.
    pub(crate) fn annotate(&self, name: &str) -> Annotated {
        self.annotate_at(name, None)
    }

    pub(crate) fn annotate_at(&self, name: &str, canonical: Option<&str>) -> Annotated {
        let (scan, steps) = self.steps(name, canonical).expect("there is a type");
        let mut by_hand = Vec::new();
        let mut changes = 0;
        let mut edits: Vec<Vec<TextEdit>> = scan.files.iter().map(|_| Vec::new()).collect();
        for step in steps {
            match step.action {
                Action::ByHand(reason) => by_hand.push(reason),
                Action::Change(alterations) => {
                    changes += 1;
                    for alteration in alterations {
                        let Edit::Text(edit) = alteration.edit else {
                            panic!("only texts change");
                        };
                        edits[alteration.file.0].push(edit);
                    }
                }
            }
        }
        for (file, mut edits) in scan.files.iter().zip(edits) {
            if edits.is_empty() {
                continue;
            }
            edits.sort();
            let apart = edits.windows(2).all(|pair| pair[0].end <= pair[1].start);
            assert!(apart, "{edits:?}");
            let mut text = file.text.clone();
            for edit in edits.iter().rev() {
                text.replace_range(edit.start..edit.end, &edit.text);
            }
            fs::write(&file.path, text).expect("it can be written");
        }
        Annotated { changes, by_hand }
    }

    /// Why nothing can be annotated.
    pub(crate) fn refused(&self, name: &str, canonical: Option<&str>) -> Problem {
        let steps = self.steps(name, canonical);
        *steps.expect_err("it is refused")
    }

    pub(crate) fn cargo(&self, arguments: &[&str]) -> Output {
        let lock = fs::copy("../Cargo.lock", self.root().join("Cargo.lock"));
        lock.expect("the versions of this workspace need no download");
        Command::new(env!("CARGO"))
            .args(arguments)
            .args(["--offline", "--workspace"])
            .current_dir(self.root())
            .env(
                "CARGO_TARGET_DIR",
                concat!(env!("CARGO_TARGET_TMPDIR"), "/annotate"),
            )
            .output()
            .expect("cargo runs")
    }
}

fn manifest(name: &str, dependencies: &[&str]) -> String {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let runtime = runtime.canonicalize().expect("it is there");
    let others = dependencies
        .iter()
        .map(|other| format!("{other} = {{ path = '../{other}' }}\n"));
    let others: Vec<_> = others.collect();
    format!(
        "[package]\nname = '{name}'\nversion = '1.0.0'\nedition = '2024'\n\n[dependencies]\n{}ssot = {{ path = '{}' }}\n",
        others.concat(),
        runtime.display()
    )
}
