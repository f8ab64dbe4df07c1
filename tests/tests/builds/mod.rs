//! Builds of the fixtures, which are workspaces of their own.
//!
//! Each is copied, so that its lock file can be that of this workspace: then it needs no package that
//! was not downloaded for this build.

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
        fs::write(target, with_runtime(text, runtime)).expect("a file can be written");
    }
}

/// However deep below the fixture the path to the runtime stands.
fn with_runtime(mut text: String, runtime: &str) -> String {
    while text.contains("../../../../runtime") {
        text = text.replace("../../../../runtime", "../../../runtime");
    }
    text.replace("../../../runtime", runtime)
}

/// A copy of a fixture, whose path to the runtime leads to the one that is tested.
pub(crate) fn workspace(fixture: &str, copy_name: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(copy_name);
    let runtime = root().join("runtime").canonicalize().expect("it exists");
    let source = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(fixture);
    copy(&source, &target, &runtime.display().to_string());
    fs::copy(root().join("Cargo.lock"), target.join("Cargo.lock")).expect("there is a lock file");
    target
}

pub(crate) fn cargo(workspace: &Path, arguments: &[&str]) -> (Output, String) {
    cargo_in(workspace, workspace, arguments)
}

/// In the folder of one package of a workspace.
pub(crate) fn cargo_in(package: &Path, workspace: &Path, arguments: &[&str]) -> (Output, String) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(package)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .output()
        .expect("cargo runs");
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    (output, messages)
}
