//! A tree with changes that are not committed is left alone, unless that is allowed.

use std::path::PathBuf;
use std::process::Command;

use cargo_ssot::testing::migrate::journal::written;
use cargo_ssot::testing::migrate::tree::{Allowed, check_clean, check_clean_but};

use crate::ground::Ground;

fn git(ground: &Ground, arguments: &[&str]) {
    let settings = [
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b",
        "-c",
        "commit.gpgsign=false",
    ];
    let output = Command::new("git")
        .current_dir(ground.path())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .args(settings)
        .args(arguments)
        .output()
        .expect("there is git");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn repository() -> Ground {
    let ground = Ground::new(&[
        ("src/lib.rs", "fn old() {}\n"),
        ("README.md", "text\n"),
        (".gitignore", "ignored.rs\n"),
    ]);
    git(&ground, &["init", "--quiet"]);
    git(&ground, &["add", "."]);
    git(&ground, &["commit", "--quiet", "-m", "first"]);
    ground
}

/// What is said of a migration of these files.
fn said(ground: &Ground, files: &[&str], allowed: Allowed) -> Option<String> {
    let files: Vec<PathBuf> = files.iter().map(|file| ground.path().join(file)).collect();
    let checked = check_clean(&ground.path(), &files, allowed);
    checked.err().map(|problem| problem.to_string())
}

const NOTHING: Allowed = Allowed {
    dirty: false,
    no_vcs: false,
};
const DIRTY: Allowed = Allowed {
    dirty: true,
    no_vcs: false,
};
const NO_VCS: Allowed = Allowed {
    dirty: false,
    no_vcs: true,
};

#[test]
fn a_clean_tree_is_fine_with_files_beside_it_that_git_does_not_know() {
    let ground = repository();
    ground.write("notes.txt", "mine");
    assert_eq!(said(&ground, &["src/lib.rs"], NOTHING), None);
}

#[test]
fn changes_are_refused_staged_or_not_and_wherever_they_are() {
    for (file, add) in [
        ("src/lib.rs", false),
        ("src/lib.rs", true),
        ("README.md", false),
        ("README.md", true),
    ] {
        let ground = repository();
        ground.write(file, "// mine\n");
        if add {
            git(&ground, &["add", "."]);
        }
        let said_of_it = said(&ground, &["src/lib.rs"], NOTHING).expect("it is refused");
        assert!(
            said_of_it.contains(&format!("\n  {file}\n")),
            "{said_of_it}"
        );
        assert!(said_of_it.contains("--allow-dirty"), "{said_of_it}");
        assert_eq!(said(&ground, &["src/lib.rs"], DIRTY), None);
    }
}

#[test]
fn a_file_to_be_edited_that_git_does_not_know_is_refused() {
    let ground = repository();
    for file in ["new.rs", "ignored.rs"] {
        ground.write(file, "// mine\n");
        let said = said(&ground, &["src/lib.rs", file], NOTHING).expect("it is refused");
        assert!(said.contains(file) && !said.contains("lib.rs"), "{said}");
    }
}

#[test]
fn a_file_that_git_was_told_not_to_look_at_is_refused() {
    let ground = repository();
    git(
        &ground,
        &["update-index", "--assume-unchanged", "src/lib.rs"],
    );
    assert!(said(&ground, &["src/lib.rs"], NOTHING).is_some());
}

#[test]
fn a_file_of_a_repository_within_is_judged_by_that() {
    let ground = repository();
    ground.write(".gitignore", "ignored.rs\ninner/\n");
    git(&ground, &["commit", "--quiet", "-am", "second"]);
    ground.write("inner/src/lib.rs", "fn old() {}\n");
    let inner = ground.path().join("inner");
    let inner = inner.to_str().expect("it is text");
    git(&ground, &["init", "--quiet", inner]);
    assert!(said(&ground, &["inner/src/lib.rs"], NOTHING).is_some());
    git(&ground, &["-C", inner, "add", "."]);
    git(&ground, &["-C", inner, "commit", "--quiet", "-m", "first"]);
    assert_eq!(said(&ground, &["inner/src/lib.rs"], NOTHING), None);
}

#[test]
fn without_a_repository_it_has_to_be_allowed() {
    let ground = Ground::new(&[("src/lib.rs", "fn old() {}\n")]);
    let said_of_it = said(&ground, &["src/lib.rs"], DIRTY).expect("it is refused");
    assert!(said_of_it.contains("--allow-no-vcs"), "{said_of_it}");
    assert_eq!(said(&ground, &["src/lib.rs"], NO_VCS), None);
    assert!(said(&repository(), &["missing.rs"], NO_VCS).is_some());
}

#[test]
fn what_a_migration_wrote_can_be_given_back_and_what_was_added_to_it_cannot() {
    let ground = repository();
    let change = ground.change("src/lib.rs", "fn new() {}\n");
    ground.apply(&[change]).expect("it can be");
    let files = [ground.path().join("src/lib.rs")];
    let refused = || {
        let written = written(&ground.workspace());
        check_clean_but(&ground.path(), &files, &written, NOTHING).err()
    };
    assert!(said(&ground, &["src/lib.rs"], NOTHING).is_some());
    assert!(refused().is_none());
    ground.write("src/lib.rs", "fn new() {}\nfn mine() {}\n");
    assert!(refused().is_some());
}
