//! Bytes, permissions and links stay what they are, but for what is to change.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_ssot::testing::migrate::transaction::FileChange;

use crate::ground::{Ground, workspace};

#[test]
fn marks_ends_of_lines_and_permissions_are_kept() {
    let texts = [
        ("mark.rs", "\u{feff}fn old() {}\n", 0o644),
        ("windows.rs", "fn old() {}\r\nfn other() {}\r\n", 0o600),
        ("endless.rs", "fn old() {}", 0o755),
        ("mixed.rs", "fn old() {}\r\n\n\n// é\n", 0o640),
    ];
    let ground = Ground::new(&[]);
    let mut changes = Vec::new();
    for (path, text, mode) in texts {
        ground.write(path, text);
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(ground.path().join(path), permissions).expect("it is ours");
        changes.push(ground.change(path, &text.replace("old", "new")));
    }
    let before = ground.tree();
    let applied = ground.apply(&changes).expect("it can be");
    assert_eq!(applied.kept, [0, 1, 2, 3]);
    assert_eq!(applied.problems, []);
    for (path, text, mode) in texts {
        assert_eq!(ground.read(path), text.replace("old", "new"));
        let metadata = fs::metadata(ground.path().join(path)).expect("it is there");
        assert_eq!(metadata.permissions().mode() & 0o777, mode, "{path}");
    }
    // The originals are nobody's business either.
    let migration = applied.migration.expect("it is kept");
    let original = ground.path().join(migration).join("old/1");
    let mode = fs::metadata(original)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    let rolled_back = ground.rollback().expect("there is one");
    assert_eq!(rolled_back.restored.len(), texts.len());
    assert!(ground.tree() == before);
}

#[test]
fn a_file_behind_a_link_is_written_and_the_link_stays() {
    let ground = Ground::new(&[("real/file.rs", "fn old() {}\n")]);
    symlink("real/file.rs", ground.path().join("link.rs")).expect("links are known here");
    let before = ground.tree();
    let change = ground.change("link.rs", "fn new() {}\n");
    let twice = ground.change("real/file.rs", "fn other() {}\n");
    let applied = ground.apply(&[change, twice]).expect("it can be");
    assert_eq!(applied.kept, [0]);
    assert!(applied.problems[0].message.contains("two names"));
    assert!(ground.path().join("link.rs").is_symlink());
    assert_eq!(ground.read("real/file.rs"), "fn new() {}\n");
    ground.rollback().expect("there is one");
    assert!(ground.tree() == before);
}

#[test]
fn nothing_is_written_outside_of_the_workspace() {
    let (ground, outside) = (
        Ground::new(&[]),
        Ground::new(&[("file.rs", "fn old() {}\n")]),
    );
    symlink(outside.path().join("file.rs"), ground.path().join("out.rs")).expect("links are known");
    ground.write(".git/hooks/file.rs", "fn old() {}\n");
    let changes = ["out.rs", ".git/hooks/file.rs"].map(|path| ground.change(path, "fn new() {}\n"));
    let applied = ground.apply(&changes).expect("it can be asked for");
    assert_eq!(applied.kept, [0; 0]);
    assert_eq!(applied.problems.len(), 2);
    assert!(applied.problems[0].to_string().contains("outside"));
    assert_eq!(outside.read("file.rs"), "fn old() {}\n");
}

#[test]
fn the_folder_of_migrations_leads_nowhere_else() {
    let outside = Ground::new(&[]);
    for link in [".ssot", ".ssot/migrations", ".ssot/lock"] {
        let ground = Ground::new(&[("file.rs", "fn old() {}\n")]);
        let link = ground.path().join(link);
        fs::create_dir_all(link.parent().expect("a folder")).expect("it can be made");
        symlink(outside.path().join("there"), &link).expect("links are known here");
        fs::create_dir_all(outside.path().join("other")).expect("it can be made");
        let change = ground.change("file.rs", "fn new() {}\n");
        let problem = ground.apply(&[change]).expect_err("it is a link");
        assert!(problem.to_string().contains(".ssot"), "{problem}");
        assert_eq!(ground.read("file.rs"), "fn old() {}\n");
        assert!(!outside.path().join("there").exists(), "{}", link.display());
    }
}

#[test]
fn git_sees_nothing_of_migrations() {
    let ground = Ground::new(&[("file.rs", "fn old() {}\n")]);
    let change = ground.change("file.rs", "fn new() {}\n");
    ground.apply(&[change]).expect("it can be");
    assert_eq!(ground.read(".ssot/.gitignore"), "*\n");
}

#[test]
fn a_name_that_is_no_text_is_restored() {
    let ground = Ground::new(&[]);
    let name = PathBuf::from(OsStr::from_bytes(b"odd-\xff.rs"));
    ground.write(&name, "fn old() {}\n");
    let change = FileChange {
        path: ground.path().join(&name),
        shown: name.clone(),
        package: 0,
        old: "fn old() {}\n".to_owned(),
        new: "fn new() {}\n".to_owned(),
    };
    ground.apply(&[change]).expect("it can be");
    assert_eq!(ground.read(&name), "fn new() {}\n");
    let restored = ground.rollback().expect("there is one").restored;
    assert_eq!(restored.as_slice(), std::slice::from_ref(&name));
    assert_eq!(ground.read(&name), "fn old() {}\n");
}

/// A package may lie beside the workspace, and in another file system.
#[test]
fn a_file_in_another_file_system_is_written_too() {
    let (ground, outside) = (Ground::new(&[]), Ground::in_memory());
    outside.write("file.rs", "fn old() {}\n");
    let before = outside.tree();
    let mut workspace = workspace(&ground.path());
    workspace.packages[0].folder = outside.path();
    let change = FileChange {
        path: outside.path().join("file.rs"),
        shown: outside.path().join("file.rs"),
        package: 0,
        old: "fn old() {}\n".to_owned(),
        new: "fn new() {}\n".to_owned(),
    };
    let none = cargo_ssot::testing::migrate::verification::Verification::None;
    let applied =
        cargo_ssot::testing::migrate::transaction::apply(&workspace, &[change], none, &|_| {});
    let applied = applied.expect("it can be");
    assert_eq!((applied.kept, applied.problems), (vec![0], Vec::new()));
    assert_eq!(outside.read("file.rs"), "fn new() {}\n");
    assert_eq!(outside.tree().len(), 1, "nothing is left beside it");
    // As a kill in the middle would leave it.
    let manifest = ground.read(".ssot/migrations/0001/manifest.json");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("it is JSON");
    let token = manifest["token"].as_u64().expect("it is a number");
    outside.write(format!(".ssot-{token:016x}-0"), "fn n");
    cargo_ssot::testing::migrate::journal::rollback(&workspace).expect("there is one");
    assert!(outside.tree() == before);
}

#[test]
fn a_file_that_may_only_be_read_is_not_written_and_the_others_are() {
    let ground = Ground::new(&[("one.rs", "fn old() {}\n"), ("two.rs", "fn old() {}\n")]);
    let only_read = fs::Permissions::from_mode(0o444);
    fs::set_permissions(ground.path().join("one.rs"), only_read).expect("it is ours");
    let changes = ["one.rs", "two.rs"].map(|path| ground.change(path, "fn new() {}\n"));
    let applied = ground.apply(&changes).expect("it can be");
    assert_eq!(applied.kept, [1]);
    assert!(applied.problems[0].message.contains("may only be read"));
    assert_eq!(ground.read("one.rs"), "fn old() {}\n");
}

const FOLDER: &str = "MIGRATE_SAFETY_UNWRITABLE";

/// What is called as a user who may not write everywhere.
#[test]
fn child() {
    let Some(root) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let change = |path: &str| FileChange {
        path: root.join(path),
        shown: path.into(),
        package: 0,
        old: "fn old() {}\n".to_owned(),
        new: "fn new() {}\n".to_owned(),
    };
    let changes = [change("closed/one.rs"), change("open/two.rs")];
    let none = cargo_ssot::testing::migrate::verification::Verification::None;
    let applied = cargo_ssot::testing::migrate::transaction::apply(
        &workspace(&root),
        &changes,
        none,
        &|_| {},
    );
    let applied = applied.expect("it can be");
    assert_eq!(applied.kept, [1]);
    assert_eq!(
        applied.problems[0].path.as_deref(),
        Some(Path::new("closed/one.rs"))
    );
}

#[test]
fn a_folder_that_cannot_be_written_to_keeps_its_files_and_the_others_are_written() {
    const NOBODY: u32 = 65534;
    let files = [
        ("closed/one.rs", "fn old() {}\n"),
        ("open/two.rs", "fn old() {}\n"),
    ];
    let ground = Ground::new(&files);
    let root = ground.path();
    let closed = root.join("closed");
    let mut command = Command::new(std::env::current_exe().expect("it runs"));
    command
        .args(["--exact", "bytes::child"])
        .env(FOLDER, &root)
        .current_dir(&root);
    if fs::metadata(&root).expect("it is there").uid() == 0 {
        for path in [
            &root,
            &closed,
            &root.join("closed/one.rs"),
            &root.join("open"),
            &root.join("open/two.rs"),
        ] {
            std::os::unix::fs::chown(path, Some(NOBODY), Some(NOBODY)).expect("root may");
        }
        command.uid(NOBODY).gid(NOBODY);
    }
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).expect("it is ours");
    let output = command.output().expect("it can be called");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("it is ours");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    assert_eq!(ground.read("closed/one.rs"), "fn old() {}\n");
    assert_eq!(ground.read("open/two.rs"), "fn new() {}\n");
    ground.rollback().expect("there is one");
    assert_eq!(ground.read("open/two.rs"), "fn old() {}\n");
}
