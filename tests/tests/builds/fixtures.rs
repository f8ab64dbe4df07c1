//! Each fixture is copied, so that its lock file can be that of this workspace: then it needs no package that
//! was not downloaded for this build.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Everything is built in one folder, so that what several workspaces depend on is built once. In it, packages of one name
/// are one package to cargo, which takes the one whose files are older than the last build for built. So a test has the
/// folder to itself, from its first copy to its end.
static FOLDER: Mutex<()> = Mutex::new(());

thread_local! {
    static TURN: RefCell<Option<MutexGuard<'static, ()>>> = const { RefCell::new(None) };
}

/// Waits until no other test builds.
fn take_turn() {
    TURN.with_borrow_mut(|turn| {
        turn.get_or_insert_with(|| FOLDER.lock().unwrap_or_else(PoisonError::into_inner));
    });
}

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
    take_turn();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(copy_name);
    let runtime = root().join("runtime").canonicalize().expect("it exists");
    let source = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(fixture);
    copy(&source, &target, &runtime.display().to_string());
    fs::copy(root().join("Cargo.lock"), target.join("Cargo.lock")).expect("there is a lock file");
    target
}

/// A call of cargo, and what it wrote to standard error.
pub(crate) fn cargo(package: &Path, arguments: &[&str]) -> (Output, String) {
    let output = output_of_cargo(package, arguments);
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    (output, messages)
}

/// A call of cargo without its text.
pub(crate) fn output_of_cargo(package: &Path, arguments: &[&str]) -> Output {
    take_turn();
    Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(package)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TARGET_DIR", target())
        // What is built is small, and built anew in the next run.
        .env("CARGO_INCREMENTAL", "0")
        // Such as `-D warnings`: the warnings are what is looked at.
        .env_remove("RUSTFLAGS")
        .stdin(Stdio::null())
        .output()
        .expect("cargo starts")
}

fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("target")
}
