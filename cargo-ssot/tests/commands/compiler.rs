//! `cargo ssot check --compiler` adds what rustc says about a workspace.
//!
//! The workspace depends on the runtime that is tested, by the lock file of this one: it needs nothing that was not
//! downloaded for this build.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const LIBRARY: &str = r#"
pub mod ws {
    #[ssot::ssot_component(canonical = "crate::ws::Manager", enforce = "warn")]
    #[derive(Clone)]
    pub struct Manager {
        pub size: usize,
    }

    #[ssot::factory(enforce = "warn")]
    impl Manager {
        pub fn create(size: usize) -> Self {
            Self { size }
        }
    }
}

#[ssot::moved]
pub type OldManager = crate::ws::Manager;

pub mod chat {
    use crate::OldManager;

    pub fn size(manager: &OldManager) -> usize {
        manager.size
    }

    // It has to be found all the same.
    #[allow(deprecated)]
    pub fn by_path(manager: &crate::OldManager) -> usize {
        manager.size
    }

    macro_rules! size_of {
        ($manager:expr) => {{
            let manager: &crate::OldManager = $manager;
            manager.size
        }};
    }

    pub fn through_a_macro(manager: &crate::ws::Manager) -> usize {
        size_of!(manager)
    }

    pub fn made() -> crate::ws::Manager {
        crate::ws::Manager::create(1)
    }
}
"#;

const USER: &str = "
pub fn size(manager: &library::OldManager) -> usize {
    manager.size
}
";

/// The second mistake is not reached by the compiler.
const BROKEN: &str = r#"
pub fn size(manager: &library::OldManager) -> usize {
    manager.size
}

pub fn broken() -> usize {
    "no number"
}

pub struct Elsewhere;

#[ssot::ssot_component(new, canonical = "crate::Elsewhere")]
pub struct Here {}
"#;

/// Shows that variables with hyphens, which a shell drops, reach the compiler.
const BUILD_SCRIPT: &str = r#"
fn main() {
    println!("cargo::rerun-if-env-changed=a-hyphenated-name");
}
"#;

const HYPHENATED: &str = r#"
pub const VALUE: &str = env!("a-hyphenated-name");
"#;

fn repository() -> std::path::PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    root.canonicalize().expect("the repository is there")
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("it can be made");
    fs::write(path, text).expect("a file can be written");
}

fn member(folder: &Path, name: &str, dependency: &str, files: &[(&str, &str)]) {
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n"
    );
    write(folder, &format!("{name}/Cargo.toml"), &manifest);
    for (path, text) in files {
        write(folder, &format!("{name}/{path}"), text);
    }
}

fn workspace() -> TempDir {
    let folder = TempDir::new().expect("a folder can be made");
    let path = folder.path();
    write(
        path,
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"library\", \"user\", \"broken\"]\n",
    );
    let lock = repository().join("Cargo.lock");
    fs::copy(lock, path.join("Cargo.lock")).expect("there is a lock file");
    let runtime = repository().join("runtime");
    let runtime = format!(
        "ssot = {{ path = '{}', default-features = false }}",
        runtime.display()
    );
    let library = "library = { path = \"../library\" }";
    member(path, "library", &runtime, &[("src/lib.rs", LIBRARY)]);
    let user = format!("{USER}{HYPHENATED}");
    let files = [("src/lib.rs", user.as_str()), ("build.rs", BUILD_SCRIPT)];
    member(path, "user", library, &files);
    let both = format!("{library}\n{runtime}");
    member(path, "broken", &both, &[("src/lib.rs", BROKEN)]);
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
        .args(["ssot", "check", "--format", "json"])
        .args(arguments)
        .current_dir(folder)
        .env("CARGO", env!("CARGO"))
        .env("CARGO_NET_OFFLINE", "true")
        .env("a-hyphenated-name", "there")
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTFLAGS")
        .output()
        .expect("the program runs")
}

/// Code, confidence, file and the text from the place on to the end of its line.
fn found(folder: &Path, output: &Output) -> Vec<(String, String, String)> {
    let document: Value = serde_json::from_slice(&output.stdout).expect("it is one document");
    let findings = document["findings"].as_array().expect("it has findings");
    let found = findings.iter().map(|finding| {
        let text = |key: &str| finding[key].as_str().expect("it is text").to_owned();
        let number = |key: &str| {
            let number = finding[key].as_u64().expect("it is a number");
            usize::try_from(number).expect("it is small") - 1
        };
        let path = text("path");
        let source = fs::read_to_string(folder.join(&path)).expect("the file is there");
        let line = source
            .lines()
            .nth(number("line"))
            .expect("the line is there");
        let there = format!("{path}: {}", &line[number("column")..]);
        (text("code"), text("confidence"), there)
    });
    found.collect()
}

#[test]
fn the_compiler_adds_uses_of_old_paths_and_of_constructors() {
    let folder = workspace();
    let folder = folder.path();

    // Without the option nothing is built.
    let by_syntax = run(folder, &[]);
    assert!(!folder.join("target").exists());
    let by_syntax = found(folder, &by_syntax);
    // The syntax tells paths and imports, and not what an imported name or a macro's call stands for.
    let old_paths = by_syntax.iter().filter(|(code, _, _)| code == "SSOT106");
    assert_eq!(old_paths.count(), 5, "{by_syntax:?}");

    let output = run(folder, &["--compiler"]);
    let messages = String::from_utf8_lossy(&output.stderr);
    let found = found(folder, &output);
    let of = |code: &str| {
        let found = found.iter().filter(|(found, _, _)| found == code);
        let found = found.map(|(_, confidence, there)| (confidence.as_str(), there.as_str()));
        found.collect::<Vec<_>>()
    };
    assert_eq!(
        of("SSOT106"),
        [
            ("high", "broken/src/lib.rs: library::OldManager) -> usize {"),
            ("high", "library/src/lib.rs: OldManager;"),
            ("high", "library/src/lib.rs: OldManager) -> usize {"),
            ("high", "library/src/lib.rs: crate::OldManager) -> usize {",),
            ("low", "library/src/lib.rs: crate::OldManager = $manager;"),
            ("low", "library/src/lib.rs: size_of!(manager)"),
            ("high", "user/src/lib.rs: library::OldManager) -> usize {"),
        ],
        "{messages}"
    );
    let call = "library/src/lib.rs: crate::ws::Manager::create(1)";
    assert_eq!(of("SSOT001"), [("high", call)]);
    // Types tell that it is another one.
    let there = "broken/src/lib.rs: \"crate::Elsewhere\")]";
    assert_eq!(of("SSOT022"), [("high", there)], "{messages}");
    // The macro warns of it, and the syntax tells it too.
    assert_eq!(of("SSOT002"), [("high", "library/src/lib.rs: Clone)]")]);
    // One crate has a type error; the others were read to the end.
    assert!(
        messages.contains("rustc could not finish 1 crate;"),
        "{messages}"
    );
    assert!(messages.contains("lower bound"), "{messages}");
    assert_eq!(output.status.code(), Some(1), "{messages}");
    // The builds of the user stay as they are.
    assert!(folder.join("target/ssot-compiler").is_dir());
    assert!(!folder.join("target/debug").exists());
    let fixes: Value = serde_json::from_slice(&output.stdout).expect("it is one document");
    let fix = |code: &str, path: &str| {
        let findings = fixes["findings"].as_array().expect("it has findings");
        let mut of_file = findings.iter().filter(|finding| finding["path"] == path);
        let finding = of_file.find(|finding| finding["code"] == code);
        let fix = finding.expect("there is one")["fix"].as_str();
        fix.expect("it is text").to_owned()
    };
    // A note says `crate` for its own crate.
    assert_eq!(
        fix("SSOT106", "library/src/lib.rs"),
        "write `crate::ws::Manager`"
    );
    assert_eq!(
        fix("SSOT106", "user/src/lib.rs"),
        "write `library::ws::Manager`"
    );
    assert_eq!(
        fix("SSOT001", "library/src/lib.rs"),
        "write `ManagerFactory::create`"
    );
    // The compiler writes the fix below its errors and warnings.
    let path = fix("SSOT022", "broken/src/lib.rs");
    assert!(
        path.starts_with("write the path that `Here` is imported by"),
        "{path}"
    );
}

#[test]
fn what_cargo_refuses_is_a_problem_in_its_own_words() {
    let folder = TempDir::new().expect("a folder can be made");
    let folder = folder.path();
    member(
        folder,
        "one",
        "missing = { path = \"../missing\" }",
        &[(
            "src/lib.rs",
            "pub const URL: &str = \"http://localhost:80\";\n",
        )],
    );
    write(
        &folder.join("one"),
        "ssot.toml",
        "[judged]\n\"address *\" = { verdict = \"component\" }\n",
    );
    let output = run(&folder.join("one"), &["--compiler"]);
    let messages = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{messages}");
    assert!(
        messages.contains("cargo cannot build this workspace"),
        "{messages}"
    );
    assert!(messages.contains("missing"), "{messages}");
    let found = found(&folder.join("one"), &output);
    assert_eq!(
        found.len(),
        1,
        "what the syntax tells is reported: {found:?}"
    );
}

#[test]
fn a_missing_cargo_is_a_problem() {
    let folder = TempDir::new().expect("a folder can be made");
    let folder = folder.path();
    member(folder, "one", "", &[("src/lib.rs", "")]);
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
        .args(["ssot", "check", "--compiler"])
        .current_dir(folder.join("one"))
        .env("CARGO", folder.join("no-cargo"))
        .output()
        .expect("the program runs");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{messages}");
    assert!(messages.contains("no-cargo` cannot be run"), "{messages}");
}

/// The program as cargo calls it in the place of rustc.
fn wrapper() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-ssot"));
    command.env("CARGO_SSOT_RUSTC_WRAPPER", "1");
    command
}

#[test]
fn the_compiler_is_called_in_the_place_of_the_program() {
    let output = wrapper().args(["rustc", "--version"]).output();
    let output = output.expect("the program runs");
    assert!(output.stdout.starts_with(b"rustc "), "{output:?}");
    assert!(output.status.success());

    let refused = wrapper().args(["rustc", "--no-such-option"]).output();
    let refused = refused.expect("the program runs");
    let same = Command::new("rustc").arg("--no-such-option").output();
    assert_eq!(
        refused.status.code(),
        same.expect("rustc runs").status.code()
    );
    assert!(!refused.stderr.is_empty());
}

#[cfg(unix)]
#[test]
fn a_wrapper_that_is_there_already_is_called_with_the_compiler() {
    let output = wrapper()
        .env("CARGO_SSOT_NEXT_WRAPPER", "env")
        .args(["printf", "%s ", "argument"])
        .output()
        .expect("the program runs");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert_eq!(printed, "argument --force-warn deprecated ");
}
