//! The errors that the README and the pages of the book show are what the compiler says about them in the quickstart.
//!
//! `BLESS=1 cargo test -p ssot-ui-tests --test pages readme::` writes them anew.

use crate::parts;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The pages, from the root of the repository on.
const PAGES: &[&str] = &["README.md", "docs/guard.md", "docs/interfaces.md"];

/// An error by its name on the page, and the change in the quickstart that causes it.
struct Mistake {
    name: &'static str,
    file: &'static str,
    original: &'static str,
    changed: &'static str,
}

const MISTAKES: &[Mistake] = &[
    // The backend calls the constructor on the type instead of on its factory.
    Mistake {
        name: "call",
        file: "src/backend.rs",
        original: "WebSocketManagerFactory::create(",
        changed: "WebSocketManager::create(",
    },
    // Another module defines a component of the same name.
    Mistake {
        name: "copy",
        file: "src/bus.rs",
        original: "#[factory]\n",
        changed: "/// A copy.\n#[ssot_component(new)]\npub struct WebSocketManager {\n    \
                  capacity: usize,\n}\n\n#[factory]\n",
    },
    // The manager implements `StatusReport` and does not declare it.
    Mistake {
        name: "undeclared",
        file: "src/manager.rs",
        original: "implements(ConnectionManager, StatusReport)",
        changed: "implements(ConnectionManager)",
    },
];

#[test]
fn the_pages_show_what_the_compiler_says() {
    let workspace = copied_workspace();
    let mut shown = 0;
    for name in PAGES {
        let page = Path::new("..").join(name);
        let text = fs::read_to_string(&page).expect("the page can be read");
        let written = parts::rewritten(&text, |words| match words {
            ["error", name] => {
                let mistake = MISTAKES.iter().find(|mistake| mistake.name == *name);
                let mistake = mistake.unwrap_or_else(|| panic!("the page asks for {name}"));
                parts::fenced("text", &error(&workspace, mistake))
            }
            _ => panic!("the page asks for {words:?}"),
        });
        shown += written.matches("<!-- written: error ").count();
        if std::env::var_os("BLESS").is_some() {
            fs::write(page, written).expect("the page can be written");
            continue;
        }
        assert!(
            text == written,
            "write {name} anew with BLESS=1:\n{written}"
        );
    }
    assert_eq!(shown, MISTAKES.len(), "each error is shown once");
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

/// The error that a mistake causes.
fn error(workspace: &Path, mistake: &Mistake) -> String {
    let file = workspace.join("examples/quickstart").join(mistake.file);
    let original = fs::read_to_string(&file).expect("a source of the quickstart can be read");
    assert!(
        original.contains(mistake.original),
        "{} has changed",
        mistake.file
    );
    let changed = original.replacen(mistake.original, mistake.changed, 1);
    fs::write(&file, changed).expect("the copy can be changed");
    let error = first_error(workspace);
    fs::write(&file, original).expect("the copy can be changed back");
    error
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
    error.to_owned()
}
