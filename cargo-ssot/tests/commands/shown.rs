//! What `cargo ssot check` prints about the cases that the documentation shows: those called `_shown`.
//!
//! `BLESS=1 cargo test -p cargo-ssot --test commands shown::` writes it anew, to `fixtures/shown`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use ssot_rules::{Reporter, Rule};

use crate::unpacked::unpack;

#[test]
fn the_documentation_shows_what_is_printed_about_the_case() {
    for rule in scanned() {
        let output = check("bad", rule);
        let printed = text(&output);
        assert_eq!(output.status.code(), Some(1), "{printed}");
        let file = Path::new("tests/fixtures/shown").join(format!("{rule}.txt"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&file, &printed).expect("the output can be written");
        }
        let shown = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(shown, printed, "write it anew with BLESS=1");
    }
}

#[test]
fn nothing_is_found_in_what_is_repaired() {
    for rule in scanned() {
        let output = check("good", rule);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    }
}

fn scanned() -> impl Iterator<Item = Rule> {
    let rules = Rule::ALL.iter().copied();
    rules.filter(|rule| rule.entry().reporter == Reporter::Scan)
}

/// Checks the case of a rule, in a folder of its own.
fn check(folder: &str, rule: Rule) -> Output {
    let case = Path::new("tests/fixtures")
        .join(folder)
        .join(format!("{rule}_shown.txt"));
    let workspace = tempfile::tempdir().expect("there is room");
    unpack(&case, workspace.path());
    Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
        .arg("check")
        .current_dir(workspace.path())
        .env_remove("NO_COLOR")
        .output()
        .expect("the program runs")
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("it is UTF-8")
}
