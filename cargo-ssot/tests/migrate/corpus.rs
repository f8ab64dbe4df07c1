//! Files in which every form of an import meets every position of a type's name are migrated without a hand: a thousand
//! of them with the variable `EXHAUSTIVE`, or else an eighth, in which each form and each position is met.

mod forms;
mod positions;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The rules about imports and paths.
const RULES: [&str; 2] = ["SSOT101", "SSOT106"];

/// What part of the violations has to be migrated without a hand, in hundredths.
const ENOUGH: usize = 95;

fn ssot(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO", env!("CARGO"))
        .env("CARGO_NET_OFFLINE", "true")
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTFLAGS")
        .output()
        .expect("the program runs")
}

fn json(output: &Output) -> Value {
    let errors = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {errors}"))
}

/// `path:line:column` of every finding about an import.
fn violations(folder: &Path) -> BTreeSet<String> {
    let document = json(&ssot(folder, &["check", "--format", "json"]));
    let findings = document["findings"].as_array().expect("a list").iter();
    let findings =
        findings.filter(|finding| RULES.contains(&finding["code"].as_str().expect("a code")));
    findings.map(place).collect()
}

fn place(entry: &Value) -> String {
    let path = entry["path"].as_str().expect("a path");
    format!("{path}:{}:{}", entry["line"], entry["column"])
}

/// What each test said, and the warnings but for those of deprecation, each without its place.
fn tested(folder: &Path) -> (BTreeMap<String, String>, BTreeSet<String>) {
    let output = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--no-fail-fast"])
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}\n{said}");
    let results = said.lines().filter_map(|line| {
        let (name, result) = line.strip_prefix("test ")?.split_once(" ... ")?;
        Some((name.to_owned(), result.to_owned()))
    });
    let lines: Vec<_> = errors.lines().collect();
    let warnings = lines.windows(2).filter_map(|pair| {
        let warning = pair[0].strip_prefix("warning: ")?;
        let place = pair[1].trim().strip_prefix("--> ")?;
        let file = place.split(':').next()?;
        // The name of what is unused is another one afterwards.
        let what = warning.split('`').next()?;
        (!warning.contains("deprecated")).then(|| format!("{file}: {what}"))
    });
    (results.collect(), warnings.collect())
}

#[test]
fn a_thousand_files_or_an_eighth_are_migrated_and_none_wrongly() {
    let folder = TempDir::new().expect("a temporary folder");
    let folder: PathBuf = folder.path().canonicalize().expect("it is there");
    let files = workspace::write(&folder);
    let part = if workspace::is_exhaustive() {
        1
    } else {
        workspace::PART
    };
    assert!(files * part >= 1000, "{files}");
    let before = violations(&folder);
    let concerned: BTreeSet<_> = before
        .iter()
        .filter_map(|at| at.split(':').next())
        .collect();
    assert_eq!(concerned.len(), files, "every file has one at least");
    let (results, warnings) = tested(&folder);
    assert!(results.values().all(|result| result == "ok"));

    let only = format!("--only={}", RULES.join(","));
    let arguments = [
        "migrate",
        "--apply",
        "--allow-no-vcs",
        "--format=json",
        &only,
    ];
    let migrated = ssot(&folder, &arguments);
    let report = json(&migrated);
    let steps = report["steps"].as_array().expect("a list");
    let of = |fate: &str| steps.iter().filter(|step| step["fate"] == fate).count();
    assert!(
        of("changed") * 100 >= steps.len() * ENOUGH,
        "{}",
        report["summary"]
    );
    assert_eq!(
        of("changed") + of("by-hand"),
        steps.len(),
        "{}",
        report["summary"]
    );

    // What is left is what was listed.
    let listed = steps.iter().filter(|step| step["fate"] == "by-hand");
    assert_eq!(violations(&folder).len(), listed.count());
    let (results_after, warnings_after) = tested(&folder);
    assert_eq!(results_after, results);
    let new: Vec<_> = warnings_after.difference(&warnings).collect();
    assert!(new.is_empty(), "{new:#?}");

    let again = json(&ssot(&folder, &["migrate", "--format=json", &only]));
    assert_eq!(
        again["files"].as_array().map(Vec::len),
        Some(0),
        "{}",
        again["summary"]
    );
}
