//! Where the page goes, and what it does not overwrite.

use std::fs;

use super::workspace::{FINDING, Workspace};

#[test]
fn the_folder_is_made_and_the_page_is_renewed() {
    let workspace = Workspace::new(FINDING);
    let first = workspace.report(&["--html", "a/b"]);
    assert_eq!(first.code, 0, "{}", first.error);
    assert!(
        first.text.contains("98.0 of 100"),
        "the terminal has it too"
    );
    let page = workspace.root.join("a/b/index.html");
    assert!(fs::read_to_string(&page).expect("a page").contains("98.0"));
    workspace.write("src/lib.rs", "");
    assert_eq!(workspace.report(&["--html", "a/b"]).code, 0);
    assert!(fs::read_to_string(&page).expect("a page").contains("100.0"));
    let left: Vec<_> = fs::read_dir(workspace.root.join("a/b"))
        .expect("a folder")
        .collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn a_page_of_somebody_else_is_not_overwritten() {
    let workspace = Workspace::new(FINDING);
    workspace.write("out/index.html", "<h1>My own</h1>");
    let page = workspace.root.join("out/index.html");
    let refused = workspace.report(&["--html", "out"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused
            .error
            .contains("there is a page already that is not a report"),
        "{}",
        refused.error
    );
    assert!(refused.error.contains("--force"), "{}", refused.error);
    assert!(refused.text.contains("98.0 of 100"), "the rest is done");
    assert_eq!(
        fs::read_to_string(&page).expect("a page"),
        "<h1>My own</h1>"
    );
    assert_eq!(workspace.report(&["--html", "out", "--force"]).code, 0);
    assert!(fs::read_to_string(&page).expect("a page").contains("98.0"));
}

#[test]
fn what_cannot_be_written_is_said() {
    let workspace = Workspace::new(FINDING);
    workspace.write("file", "");
    let refused = workspace.report(&["--html", "file"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.error.contains("the folder cannot be made"),
        "{}",
        refused.error
    );
    fs::create_dir_all(workspace.root.join("out/index.html")).expect("a folder");
    let refused = workspace.report(&["--html", "out", "--force"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.error.contains("the page cannot be written"),
        "{}",
        refused.error
    );
}

#[cfg(unix)]
#[test]
fn a_page_can_be_read_by_whoever_may_read_new_files() {
    use std::os::unix::fs::PermissionsExt as _;

    let workspace = Workspace::new(FINDING);
    workspace.report(&["--html", "out"]);
    let mode = |path: &str| {
        let metadata = fs::metadata(workspace.root.join(path)).expect("a file");
        metadata.permissions().mode() & 0o777
    };
    assert_eq!(mode("out/index.html"), mode("src/lib.rs"));
}
