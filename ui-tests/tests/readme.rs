//! The violations that the README shows are what the compiler says about them in the quickstart.
//!
//! `BLESS=1 cargo test -p ssot-ui-tests --test readme` writes the section anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const START: &str = "<!-- violations: written by `ui-tests/tests/readme.rs` -->\n";
const END: &str = "<!-- end of violations -->";

/// What is changed in which file of the quickstart, and how the README introduces it.
struct Violation {
    introduction: &'static str,
    file: &'static str,
    original: &'static str,
    changed: &'static str,
}

const VIOLATIONS: &[Violation] = &[
    Violation {
        introduction: "The backend calls the constructor on the type instead of on its factory:",
        file: "src/backend.rs",
        original: "WebSocketManagerFactory::create(",
        changed: "WebSocketManager::create(",
    },
    Violation {
        introduction: "Another module defines a component of the same name:",
        file: "src/bus.rs",
        original: "#[factory]\n",
        changed: "/// A copy.\n#[ssot_component(new)]\npub struct WebSocketManager {\n    \
                  capacity: usize,\n}\n\n#[factory]\n",
    },
    Violation {
        introduction: "The manager implements `StatusReport` and does not declare it:",
        file: "src/manager.rs",
        original: "implements(ConnectionManager, StatusReport)",
        changed: "implements(ConnectionManager)",
    },
];

#[test]
fn the_readme_shows_what_the_compiler_says() {
    let readme = Path::new("../README.md");
    let text = fs::read_to_string(readme).expect("the README can be read");
    let section = section(&copied_workspace());
    let (before, rest) = text.split_once(START).expect("the README has the section");
    let (shown, after) = rest
        .split_once(END)
        .expect("the section of the README ends");
    if std::env::var_os("BLESS").is_some() {
        let blessed = format!("{before}{START}{section}{END}{after}");
        fs::write(readme, blessed).expect("the README can be written");
        return;
    }
    assert_eq!(shown, section, "write the section anew with BLESS=1");
}

/// The quickstart and what it depends on, in a workspace of its own that may be broken.
fn copied_workspace() -> PathBuf {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    let members = ["examples/quickstart", "macros", "rules", "runtime"];
    for member in members {
        copy_folder(&Path::new("..").join(member), &copy.join(member));
    }
    for file in ["Cargo.lock", "README.md", "rust-toolchain.toml"] {
        fs::copy(Path::new("..").join(file), copy.join(file))
            .expect("a file of the workspace can be copied");
    }
    let manifest = fs::read_to_string("../Cargo.toml").expect("the manifest can be read");
    let (before, rest) = manifest
        .split_once("members = [")
        .expect("the manifest lists its members");
    let (_, after) = rest.split_once(']').expect("the list of members ends");
    let members = members.map(|member| format!("{member:?}")).join(", ");
    fs::write(
        copy.join("Cargo.toml"),
        format!("{before}members = [{members}]{after}"),
    )
    .expect("the manifest can be written");
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder of the workspace can be read") {
        let entry = entry.expect("its entries can be read");
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            fs::copy(from, to).expect("a file of the workspace can be copied");
        }
    }
}

fn section(workspace: &Path) -> String {
    let mut section = String::new();
    for violation in VIOLATIONS {
        let file = workspace.join("examples/quickstart").join(violation.file);
        let original = fs::read_to_string(&file).expect("a source of the quickstart can be read");
        assert!(
            original.contains(violation.original),
            "{} has changed",
            violation.file
        );
        let changed = original.replacen(violation.original, violation.changed, 1);
        fs::write(&file, changed).expect("the copy can be changed");
        let output = first_error(workspace);
        fs::write(&file, original).expect("the copy can be changed back");
        write!(
            section,
            "\n{}\n\n```text\n{output}```\n",
            violation.introduction
        )
        .expect("a string takes it");
    }
    section + "\n"
}

/// The one error, without what cargo says about it.
fn first_error(workspace: &Path) -> String {
    let check = Command::new(env!("CARGO"))
        .args([
            "check",
            "--quiet",
            "--offline",
            "--color",
            "never",
            "-p",
            "quickstart",
            "--lib",
        ])
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        // An import that the change leaves unused is not what is shown.
        .env("RUSTFLAGS", "--cap-lints=allow")
        .output()
        .expect("cargo starts");
    let printed = String::from_utf8(check.stderr).expect("the compiler prints UTF-8");
    let (error, rest) = printed.split_once("\n\n").unwrap_or_default();
    assert!(error.starts_with("error["), "{printed}");
    assert!(
        rest.starts_with("For more information"),
        "more than one error:\n{printed}"
    );
    format!("{error}\n")
}
