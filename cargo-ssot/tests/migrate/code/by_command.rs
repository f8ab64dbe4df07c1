//! The page about `cargo ssot migrate` shows what the commands write about the code of the migration guide.
//!
//! `BLESS=1 cargo test -p cargo-ssot --test migrate by_command` writes it anew.

use crate::parts;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const PAGE: &str = "../docs/migrate.md";
const CODE: &str = "../examples/migration/step-0";
const ANNOTATE: [&str; 3] = ["migrate", "--annotate", "chat::websocket::WebSocketManager"];

#[test]
fn the_page_shows_what_the_commands_write() {
    let workspace = tempfile::tempdir().expect("there is room");
    copy(Path::new(CODE), workspace.path());
    let manifest = workspace.path().join("Cargo.toml");
    let text = fs::read_to_string(&manifest).expect("there is a manifest");
    let text = text + "\n[dependencies]\nssot = \"0.2\"\n";
    fs::write(manifest, text).expect("the copy can be changed");
    let discovered = run(&workspace, &["discover"]);
    run(&workspace, &["discover", "--component", ANNOTATE[2]]);
    let checked = run(&workspace, &["check"]);
    let proposed = run(&workspace, &ANNOTATE);
    let apply = ["--apply", "--allow-no-vcs", "--no-verify"];
    run(&workspace, &[ANNOTATE.as_slice(), &apply].concat());
    let rewritten = run(&workspace, &["migrate"]);

    let page = fs::read_to_string(PAGE).expect("the page can be read");
    let written = parts::rewritten(&page, |words| match words {
        ["discover"] => parts::fenced("text", &discovered),
        ["check"] => parts::fenced("text", &checked),
        ["annotate"] => parts::fenced("diff", &proposed),
        ["migrate"] => parts::fenced("diff", &rewritten),
        _ => panic!("the page asks for {words:?}"),
    });
    if std::env::var_os("BLESS").is_some() {
        fs::write(PAGE, written).expect("the page can be written");
        return;
    }
    assert!(page == written, "write it anew with BLESS=1:\n{written}");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the code can be read") {
        let entry = entry.expect("an entry can be read");
        let (name, from) = (entry.file_name(), entry.path());
        // What cargo puts there when somebody builds it in its place.
        if name == "target" || name == "Cargo.lock" {
            continue;
        }
        let to = to.join(name);
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).expect("a file can be copied");
        }
    }
}

/// What a command writes that finds something.
fn run(workspace: &TempDir, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
        .args(arguments)
        .current_dir(workspace.path())
        .output()
        .expect("the program runs");
    let problems = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() < Some(2), "{arguments:?}: {problems}");
    let printed = String::from_utf8(output.stdout).expect("it is UTF-8");
    let lines = printed.lines().map(str::trim_end);
    lines.fold(String::new(), |text, line| text + line + "\n")
}
