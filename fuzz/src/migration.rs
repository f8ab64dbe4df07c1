//! The scanner and the migration, on a crate of one file that is nowhere but in memory.

use std::path::PathBuf;

use cargo_ssot::facts;
use cargo_ssot::migrate::plan;
use cargo_ssot::scan::Scan;
use cargo_ssot::settings::Settings;
use cargo_ssot::source::SourceFile;
use cargo_ssot::workspace::{Package, Target, TargetKind, Workspace};

/// Every rule, guesses too.
const SETTINGS: &str = "components = { names = ['*Manager', 'Port'] }
rules = { on = ['SSOT080', 'SSOT100', 'SSOT102', 'SSOT103', 'SSOT104'] }
";

/// How often a migration is run at most. Each run does what the one before left waiting.
const MOST_RUNS: usize = 12;

fn scanned(text: &str) -> Option<Scan> {
    let root = PathBuf::from("/workspace");
    let path = root.join("src/lib.rs");
    let workspace = Workspace {
        target_directory: root.join("target"),
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
    let settings = Settings::parse(&root, SETTINGS, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    let (file, problem) = SourceFile::new(path, "src/lib.rs".into(), 0, text.to_owned());
    let readable = problem.is_none();
    let scan = Scan::of_files(workspace, settings, vec![file], problems);
    readable.then_some(scan)
}

/// Reads a file, and checks a crate of it.
///
/// # Panics
///
/// A finding stands nowhere in the file.
pub(crate) fn scans(text: &str) {
    if facts::read(text).is_err() {
        return;
    }
    let Some(scan) = scanned(text) else {
        panic!("what was read once cannot be read again: {text}");
    };
    for finding in &scan.findings {
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
    let mut text = text.to_owned();
    for _ in 0..MOST_RUNS {
        let Some(scan) = scanned(&text) else {
            return;
        };
        let steps = plan::steps(&scan);
        let chosen = plan::changing(&steps);
        if chosen.is_empty() {
            return;
        }
        let (rewritten, waiting) = plan::outcome(&scan, &steps, &chosen);
        let Some(new) = rewritten.into_iter().next() else {
            assert!(!waiting.is_empty(), "steps without a change in {text}");
            return;
        };
        assert!(
            facts::read(&new.text).is_ok(),
            "was:\n{text}\n\nis no Rust:\n{}",
            new.text
        );
        let again = scanned(&new.text).map(|scan| plan::changing(&plan::steps(&scan)).len());
        assert!(
            !waiting.is_empty() || again == Some(0),
            "was:\n{text}\n\nis not done after one run:\n{}",
            new.text
        );
        text = new.text;
    }
    panic!("the migration does not settle: {text}");
}
