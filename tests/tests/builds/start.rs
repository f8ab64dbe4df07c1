//! The first page of the guide: its program runs, and what it shows is what is printed.
//!
//! `BLESS=1 cargo test -p ssot-tests --test builds start::` writes these parts of the page anew.

use std::fs;
use std::path::Path;

use crate::fixtures::{cargo, workspace};
use crate::parts;

const PAGE: &str = "../docs/start.md";
const PROGRAM: &str = "src/main.rs";

/// The errors that the page shows: their names, and what the reader changes for each.
const ERRORS: &[(&str, &[(&str, &str)])] = &[
    ("call", &[("MailerFactory", "Mailer")]),
    (
        "literal",
        &[(
            "}\n\nuse mailer",
            "\n    pub fn anonymous() -> Mailer {\n        Mailer { sender: String::new() }\n    }\n}\n\nuse mailer",
        )],
    ),
];

#[test]
fn the_page_shows_the_program_and_what_is_printed_about_it() {
    let page = fs::read_to_string(PAGE).expect("the page can be read");
    let written = parts::rewritten(&page, part);
    if std::env::var_os("BLESS").is_some() {
        fs::write(PAGE, written).expect("the page can be written");
        return;
    }
    assert!(page == written, "write it anew with BLESS=1:\n{written}");
}

/// What stands below a comment of the page.
fn part(words: &[&str]) -> String {
    let workspace = workspace("start", "start");
    match words {
        ["file", name] => {
            let text = fs::read_to_string(workspace.join(name)).expect("the program has the file");
            parts::fenced("rust", &text)
        }
        ["output"] => {
            let (run, messages) = cargo(&workspace, &["run", "--quiet"]);
            assert!(run.status.success(), "{messages}");
            assert_eq!(messages, "", "the program compiles without a warning");
            parts::fenced("text", &String::from_utf8_lossy(&run.stdout))
        }
        ["error", name] => {
            let error = ERRORS.iter().find(|(known, _)| known == name);
            let (_, changes) = error.unwrap_or_else(|| panic!("the page asks for {name}"));
            parts::fenced("text", &refused(&workspace, changes))
        }
        _ => panic!("the page asks for {words:?}"),
    }
}

/// The one error of the program after these changes.
fn refused(workspace: &Path, changes: &[(&str, &str)]) -> String {
    let program = workspace.join(PROGRAM);
    let mut text = fs::read_to_string(&program).expect("the program can be read");
    for (original, changed) in changes {
        assert!(text.contains(original), "the program has changed");
        text = text.replace(original, changed);
    }
    fs::write(&program, text).expect("the copy can be changed");
    let (checked, messages) = cargo(workspace, &["check", "--quiet"]);
    assert!(!checked.status.success(), "{messages}");
    let (error, rest) = messages.split_once("\n\n").unwrap_or_default();
    assert!(error.starts_with("error"), "{messages}");
    let ends =
        rest.starts_with("For more information") || rest.starts_with("error: could not compile");
    assert!(ends, "more than one error:\n{messages}");
    error.to_owned()
}
