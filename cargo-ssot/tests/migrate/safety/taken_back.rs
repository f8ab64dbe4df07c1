//! What a rollback restores, and what it leaves.

use std::fs;

use super::ground::Ground;

const OLD: &str = "fn old() {}\n";
const NEW: &str = "fn new() {}\n";

fn two() -> Ground {
    Ground::new(&[("one.rs", OLD), ("two.rs", OLD)])
}

#[test]
fn migrations_stack() {
    let ground = two();
    let first = ground
        .apply(&[ground.change("one.rs", NEW)])
        .expect("it can be");
    let between = ground.tree();
    let changes = [
        ground.change("one.rs", "fn newer() {}\n"),
        ground.change("two.rs", NEW),
    ];
    let second = ground.apply(&changes).expect("it can be");
    assert_ne!(first.migration, second.migration);
    assert_eq!(
        Some(ground.rollback().expect("there is one").migration),
        second.migration
    );
    assert!(ground.tree() == between);
    assert_eq!(
        Some(ground.rollback().expect("there is one").migration),
        first.migration
    );
    assert_eq!(
        (ground.read("one.rs"), ground.read("two.rs")),
        (OLD.to_owned(), OLD.to_owned())
    );
    let problem = ground.rollback().expect_err("there is none any more");
    assert!(problem.message.contains("no migration to roll back"));
}

#[test]
fn without_any_migration_there_is_nothing_to_roll_back() {
    let ground = two();
    let problem = ground.rollback().expect_err("there is none");
    assert!(problem.message.contains("no migration to roll back"));
    assert!(!ground.path().join(".ssot").exists());
}

#[test]
fn what_was_changed_since_it_was_read_is_not_written_over() {
    let ground = two();
    let changes = ["one.rs", "two.rs"].map(|path| ground.change(path, NEW));
    ground.write("one.rs", "fn by_hand() {}\n");
    let applied = ground.apply(&changes).expect("it can be");
    assert_eq!(applied.kept, [1]);
    assert!(applied.problems[0].to_string().starts_with("one.rs: "));
    assert_eq!(ground.read("one.rs"), "fn by_hand() {}\n");
    // It was never written, so it is no matter of the rollback.
    let rolled_back = ground.rollback().expect("there is one");
    assert_eq!(rolled_back.problems, []);
    assert_eq!(ground.read("one.rs"), "fn by_hand() {}\n");
    assert_eq!(ground.read("two.rs"), OLD);
}

#[test]
fn what_was_changed_after_the_migration_stays_and_its_original_too() {
    let ground = two();
    let changes = ["one.rs", "two.rs"].map(|path| ground.change(path, NEW));
    ground.apply(&changes).expect("it can be");
    ground.write("one.rs", "fn by_hand() {}\n");
    let rolled_back = ground.rollback().expect("there is one");
    assert_eq!(rolled_back.restored, [std::path::PathBuf::from("two.rs")]);
    let [problem] = rolled_back.problems.as_slice() else {
        panic!("{rolled_back:?}");
    };
    assert_eq!(ground.read("one.rs"), "fn by_hand() {}\n");
    let original = problem.help.split('`').nth(1).expect("it is named");
    assert_eq!(ground.read(original), OLD);
    // It does not stand in the way of another.
    ground
        .apply(&[ground.change("two.rs", NEW)])
        .expect("it can be");
    ground.rollback().expect("there is one");
    // As the help says.
    fs::copy(ground.path().join(original), ground.path().join("one.rs")).expect("it can be");
    assert_eq!(ground.rollback().expect("it is there still").problems, []);
    assert!(ground.rollback().is_err(), "nothing is left of it");
}

#[test]
fn a_file_that_was_removed_stays_so() {
    let ground = two();
    ground
        .apply(&[ground.change("one.rs", NEW)])
        .expect("it can be");
    fs::remove_file(ground.path().join("one.rs")).expect("it is there");
    let rolled_back = ground.rollback().expect("there is one");
    assert_eq!(rolled_back.problems.len(), 1);
    assert!(!ground.path().join("one.rs").exists());
}

#[test]
fn a_text_that_does_not_parse_is_not_written() {
    let ground = two();
    let changes = [
        ground.change("one.rs", "fn new( {}\n"),
        ground.change("two.rs", NEW),
    ];
    let applied = ground.apply(&changes).expect("it can be");
    assert_eq!(applied.kept, [1]);
    assert_eq!(applied.rolled_back[0].change, 0);
    assert_eq!(
        applied.rolled_back[0].errors[0]
            .position
            .map(|place| place.0),
        Some(1)
    );
    assert_eq!(ground.read("one.rs"), OLD);
}

#[test]
fn a_manifest_that_leads_elsewhere_writes_nothing_there() {
    let (ground, outside) = (two(), Ground::new(&[("file.rs", NEW)]));
    ground
        .apply(&[ground.change("one.rs", NEW)])
        .expect("it can be");
    let manifest = ".ssot/migrations/0001/manifest.json";
    let text = ground.read(manifest);
    let name = outside.path().file_name().expect("it has one").to_owned();
    ground.write(".git/one.rs", NEW);
    for path in [
        outside
            .path()
            .join("file.rs")
            .to_string_lossy()
            .into_owned(),
        format!("../{}/file.rs", name.to_string_lossy()),
        ".git/one.rs".to_owned(),
        ".GIT/one.rs".to_owned(),
    ] {
        ground.write(manifest, &text.replace("one.rs", &path));
        let rolled_back = ground.rollback().expect("it can be read");
        assert_eq!(rolled_back.problems.len(), 1, "{path}");
        assert_eq!(outside.read("file.rs"), NEW, "{path}");
        assert_eq!(ground.read(".git/one.rs"), NEW, "{path}");
    }
}

#[test]
fn an_original_that_is_damaged_is_not_written() {
    let ground = two();
    ground
        .apply(&[ground.change("one.rs", NEW)])
        .expect("it can be");
    ground.write(".ssot/migrations/0001/old/0", "fn ol");
    let rolled_back = ground.rollback().expect("there is one");
    assert!(rolled_back.problems[0].message.contains("damaged"));
    assert_eq!(ground.read("one.rs"), NEW);
}

#[test]
fn what_git_has_given_back_already_needs_no_rollback() {
    let ground = Ground::new(&[("one.rs", OLD)]);
    ground
        .apply(&[ground.change("one.rs", "pub fn one() {}\n")])
        .expect("it can be");
    ground
        .apply(&[ground.change("one.rs", "pub fn two() {}\n")])
        .expect("it can be");
    // Somebody has gone back to before both of them.
    fs::write(ground.path().join("one.rs"), OLD).expect("it is ours");
    for _ in 0..2 {
        let rolled_back = ground.rollback().expect("there is one");
        assert_eq!(rolled_back.problems, []);
        assert_eq!(rolled_back.restored, Vec::<std::path::PathBuf>::new());
    }
    assert_eq!(ground.read("one.rs"), OLD);
    assert!(ground.rollback().is_err(), "nothing is left of them");
}
