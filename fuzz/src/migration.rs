//! The scanner and the migration, on a crate of one file that is nowhere but in memory.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use cargo_ssot::testing::migrate::plan;
use cargo_ssot::testing::scan::Scan;
use cargo_ssot::testing::settings::Settings;
use cargo_ssot::testing::syntax::SourceFile;
use cargo_ssot::testing::workspace::{Package, Target, TargetKind, Workspace};

/// What is a component.
const SETTINGS: &str = "components = { names = ['*Manager', 'Port'] }
";

/// How often a migration is run at most. Each run does what the one before left waiting.
const MOST_RUNS: usize = 12;

fn settings(root: &Path) -> Settings {
    static PARSED: OnceLock<Settings> = OnceLock::new();
    let parsed = || {
        let mut problems = Vec::new();
        let settings = Settings::parse(root, SETTINGS, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        settings
    };
    PARSED.get_or_init(parsed).clone()
}

/// A crate of this file, and whether it is Rust.
fn scanned(text: &str) -> (Scan, bool) {
    let root = PathBuf::from("/workspace");
    let path = root.join("src/lib.rs");
    let workspace = Workspace {
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
    let settings = settings(&root);
    let (file, problem) = SourceFile::new(path, "src/lib.rs".into(), 0, text.to_owned());
    let problems = problem.into_iter().collect::<Vec<_>>();
    let is_rust = problems.is_empty();
    let scan = Scan::of_files(workspace, settings, vec![file], problems);
    (scan, is_rust)
}

/// Reads a file, and checks a crate of it, also of what could be read of one that is no Rust.
///
/// # Panics
///
/// A finding stands nowhere in the file.
pub(crate) fn scans(text: &str) {
    let (scan, _) = scanned(text);
    for finding in scan.findings() {
        let place = finding.place.range.clone();
        assert!(text.get(place).is_some(), "{finding:?} in {text}");
    }
}

/// Migrates a crate, until nothing is left to do.
///
/// # Panics
///
/// What was Rust is none any more, or there is no end to it.
pub(crate) fn settles(text: &str) {
    let (mut scan, is_rust) = scanned(text);
    if !is_rust {
        return;
    }
    let mut text = text.to_owned();
    let mut steps = plan::steps(&scan);
    for _ in 0..MOST_RUNS {
        let chosen = plan::changing(&steps);
        if chosen.is_empty() {
            return;
        }
        let (rewritten, waiting) = plan::outcome(&scan, &steps, &chosen);
        let Some(new) = rewritten.into_iter().next() else {
            assert!(!waiting.is_empty(), "steps without a change in {text}");
            return;
        };
        let (again, is_rust) = scanned(&new.text);
        assert!(is_rust, "was:\n{text}\n\nis no Rust:\n{}", new.text);
        let left = plan::steps(&again);
        assert!(
            !waiting.is_empty() || plan::changing(&left).is_empty(),
            "was:\n{text}\n\nis not done after one run:\n{}",
            new.text
        );
        (scan, steps, text) = (again, left, new.text);
    }
    panic!("the migration does not settle: {text}");
}
