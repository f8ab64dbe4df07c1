//! What a build of several crates is told, by cargo and by the linker.
//!
//! The fixtures are workspaces of their own. Each is copied, so that its lock file can be that of
//! this workspace: then it needs no package that was not downloaded for this build.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn copy(from: &Path, to: &Path, runtime: &str) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the fixture is there") {
        let entry = entry.expect("the fixture can be listed");
        let target = to.join(entry.file_name());
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            copy(&entry.path(), &target, runtime);
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("a fixture is text");
        let text = text.replace("../../../runtime", runtime);
        fs::write(target, text).expect("a file can be written");
    }
}

/// A copy of a fixture, whose path to the runtime leads to the one that is tested.
fn workspace(fixture: &str, copy_name: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(copy_name);
    let runtime = root().join("runtime").canonicalize().expect("it exists");
    let source = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(fixture);
    copy(&source, &target, &runtime.display().to_string());
    fs::copy(root().join("Cargo.lock"), target.join("Cargo.lock")).expect("there is a lock file");
    target
}

fn cargo(workspace: &Path, arguments: &[&str]) -> (Output, String) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--offline")
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .output()
        .expect("cargo runs");
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    (output, messages)
}

#[test]
fn the_linker_refuses_a_name_of_two_crates_and_names_both_files() {
    let workspace = workspace("duplicate-across-crates", "duplicate-across-crates");
    let (checked, messages) = cargo(&workspace, &["check"]);
    assert!(checked.status.success(), "{messages}");
    let (built, messages) = cargo(&workspace, &["build"]);
    assert!(!built.status.success(), "{messages}");
    let sentence = "ssot: component `Config` is defined twice";
    assert!(messages.contains(sentence), "{messages}");
    assert!(messages.contains("first/src/lib.rs"), "{messages}");
    assert!(messages.contains("second/src/lib.rs"), "{messages}");
}

#[test]
fn names_that_differ_build_and_are_both_listed() {
    let workspace = workspace("duplicate-across-crates", "names-that-differ");
    let (run, messages) = cargo(&workspace, &["run", "--features", "named"]);
    assert!(run.status.success(), "{messages}");
    let printed = String::from_utf8_lossy(&run.stdout);
    let lines: Vec<_> = printed.lines().collect();
    assert_eq!(
        lines,
        ["host:80", "Config of first", "second::Config of second"]
    );
}

#[test]
fn cargo_refuses_two_versions_of_the_runtime() {
    let workspace = workspace("two-versions", "two-versions");
    let (checked, messages) = cargo(&workspace, &["check"]);
    assert!(!checked.status.success(), "{messages}");
    assert!(
        messages.contains("links to the native library `ssot`"),
        "{messages}"
    );
    assert!(messages.contains("ssot v99.0.0"), "{messages}");
}

#[test]
fn a_dynamic_library_can_contain_a_component() {
    let workspace = workspace("dynamic-library", "dynamic-library");
    let (built, messages) = cargo(&workspace, &["build"]);
    assert!(built.status.success(), "{messages}");
}
