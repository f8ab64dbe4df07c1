//! `cargo ssot migrate` as a command: what it shows, writes, refuses and takes back.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::sample::{Ended, Sample};

const LIBRARY: &str = "//! A library.

pub mod managers;
pub mod old;
pub mod one;
pub mod two;
";

const MANAGERS: &str = "//! Where it is.

#[ssot::ssot_component(canonical = \"crate::managers::Manager\", enforce = \"warn\")]
pub struct Manager {
    size: u8,
}

#[ssot::factory(enforce = \"warn\")]
impl Manager {
    pub fn of(size: u8) -> Self {
        Self { size }
    }
}

impl Manager {
    pub fn size(&self) -> u8 {
        self.size
    }
}
";

const OLD: &str = "//! Where it was.

#[ssot::moved]
pub type Manager = crate::managers::Manager;
";

const ONE: &str = "use crate::old::Manager;

pub fn size(manager: &Manager) -> u8 {
    manager.size()
}
";

const TWO: &str = "use crate::managers::Manager;

pub fn made() -> Manager {
    Manager::of(2)
}
";

/// A workspace that compiles, with an old path in `one` and a constructor in `two`.
fn workspace() -> Sample {
    let sample = Sample::new(LIBRARY);
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let runtime = runtime.canonicalize().expect("it is there");
    let manifest = sample.read("Cargo.toml");
    let dependency = format!(
        "\n[dependencies]\nssot = {{ path = \"{}\", default-features = false }}\n",
        runtime.display()
    );
    sample.write("Cargo.toml", &(manifest + &dependency));
    let lock = fs::copy("../Cargo.lock", sample.path().join("Cargo.lock"));
    lock.expect("the versions of this workspace need no download");
    sample.write("src/managers.rs", MANAGERS);
    sample.write("src/old.rs", OLD);
    sample.write("src/one.rs", ONE);
    sample.write("src/two.rs", TWO);
    sample.write(".gitignore", "target\nCargo.lock\n");
    sample
}

fn committed() -> Sample {
    let sample = workspace();
    sample.commit();
    sample
}

/// The files below `src`.
fn sources(sample: &Sample) -> BTreeMap<String, String> {
    let files = ["lib", "managers", "old", "one", "two"];
    let files = files.map(|name| format!("src/{name}.rs"));
    files.map(|name| (name.clone(), sample.read(&name))).into()
}

fn fates(document: &Value) -> Vec<[&str; 3]> {
    let steps = document["steps"].as_array().expect("a list").iter();
    let steps =
        steps.map(|step| ["code", "path", "fate"].map(|key| step[key].as_str().expect("a text")));
    steps.collect()
}

fn migrate(sample: &Sample, arguments: &[&str]) -> Ended {
    let mut all = vec!["migrate"];
    all.extend(arguments);
    sample.run(&all)
}

#[test]
fn a_diff_is_shown_and_nothing_changes() {
    let sample = committed();
    let before = sources(&sample);
    let ended = migrate(&sample, &[]);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert_eq!(sources(&sample), before);
    for line in [
        "--- a/src/one.rs",
        "+++ b/src/one.rs",
        "-use crate::old::Manager;",
        "+use crate::managers::Manager;",
        "-    Manager::of(2)",
        "+    ManagerFactory::of(2)",
        "ssot: 2 to change in 2 files",
    ] {
        assert!(
            ended.stdout.lines().any(|written| written == line),
            "{line}: {ended:?}"
        );
    }
    // What is shown is what is written, and git can read it.
    sample.write("shown.diff", &ended.stdout);
    sample.git(&["apply", "shown.diff"]);
    let by_git = sources(&sample);
    fs::remove_file(sample.path().join("shown.diff")).expect("it is there");
    sample.git(&["checkout", "--quiet", "."]);
    let ended = migrate(&sample, &["--apply", "--no-verify"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert_eq!(sources(&sample), by_git);
    let again = migrate(&sample, &["--apply", "--no-verify", "--allow-dirty"]);
    assert_eq!(
        (again.code, again.stdout.as_str()),
        (0, "ssot: 0 changed in 0 files\n")
    );
}

#[test]
fn what_was_written_can_be_taken_back_to_the_byte() {
    let sample = committed();
    let before = sources(&sample);
    let ended = migrate(&sample, &["--apply", "--format", "json"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    let document = ended.json();
    assert_eq!(
        fates(&document),
        [
            ["SSOT106", "src/one.rs", "changed"],
            ["SSOT001", "src/two.rs", "changed"],
        ]
    );
    assert_eq!(document["applied"], true);
    assert_eq!(document["summary"]["changed"], 2);
    assert_eq!(document["summary"]["files"], 2);
    assert_ne!(sources(&sample), before);
    assert_eq!(
        sample.git(&["status", "--porcelain"]).lines().count(),
        2,
        "only what was meant"
    );
    let back = migrate(&sample, &["--rollback"]);
    assert_eq!(back.code, 0, "{back:?}");
    assert_eq!(back.stdout, "restored src/one.rs\nrestored src/two.rs\n");
    assert_eq!(sources(&sample), before);
    let none = migrate(&sample, &["--rollback"]);
    assert_eq!(none.code, 2);
    assert!(none.stderr.contains("help: "), "{none:?}");
}

#[test]
fn a_tree_that_git_could_not_give_back_is_not_written_to_but_the_diff_is_shown() {
    let sample = committed();
    sample.write("src/lib.rs", &format!("{LIBRARY}// mine\n"));
    let before = sources(&sample);
    for arguments in [&["--apply"][..], &["--apply", "--allow-no-vcs"]] {
        let ended = migrate(&sample, arguments);
        assert_eq!(ended.code, 2, "{ended:?}");
        assert!(
            ended.stdout.contains("+use crate::managers::Manager;"),
            "{ended:?}"
        );
        assert!(ended.stderr.contains("--allow-dirty"), "{ended:?}");
        assert_eq!(sources(&sample), before);
    }
    let told = migrate(&sample, &["--apply", "--allow-dirty", "--no-verify"]);
    assert_eq!(told.code, 0, "{told:?}");
    assert_ne!(sources(&sample), before);
}

#[test]
fn without_a_repository_it_has_to_be_told() {
    let sample = workspace();
    let ended = migrate(&sample, &["--apply", "--no-verify"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("--allow-no-vcs"), "{ended:?}");
    let told = migrate(&sample, &["--apply", "--no-verify", "--allow-no-vcs"]);
    assert_eq!(told.code, 0, "{told:?}");
}

#[test]
fn a_file_that_makes_a_new_error_is_taken_back_alone_and_reported_with_it() {
    let sample = workspace();
    let template = "[[migrate.constructors]]\nfrom = \"Manager::of($size)\"\nto = \"ManagerFactory::of($size).unwrap()\"\n";
    sample.write("ssot.toml", template);
    // An error that was there before is nobody's.
    sample.write(
        "src/lib.rs",
        &format!("{LIBRARY}pub fn wrong() -> u8 {{\n    true\n}}\n"),
    );
    sample.commit();
    let ended = migrate(&sample, &["--apply", "--format", "json"]);
    assert_eq!(ended.code, 1, "{ended:?}");
    let document = ended.json();
    assert_eq!(
        fates(&document),
        [
            ["SSOT106", "src/one.rs", "changed"],
            ["SSOT001", "src/two.rs", "rolled-back"],
        ]
    );
    let files = document["files"].as_array().expect("a list");
    let two = files.iter().find(|file| file["path"] == "src/two.rs");
    let errors = two.expect("it is named")["errors"].to_string();
    assert!(
        errors.contains("E0599") && errors.contains("src/two.rs:5"),
        "{errors}"
    );
    assert_eq!(sample.read("src/two.rs"), TWO);
    assert_ne!(sample.read("src/one.rs"), ONE);
    let text = migrate(&sample, &["--apply", "--allow-dirty"]);
    assert_eq!(text.code, 1);
    assert!(
        text.stdout
            .contains("rolled back src/two.rs: 1 change\n    src/two.rs:5"),
        "{text:?}"
    );
}

#[test]
fn what_is_left_is_listed_with_its_place_and_the_reason() {
    let sample = committed();
    sample.write("src/two.rs", "pub fn made() -> crate::managers::Manager {\n    crate::managers::Manager { size: 1 }\n}\n");
    sample.commit();
    let ended = migrate(&sample, &["--only", "SSOT001"]);
    assert_eq!(ended.code, 1);
    let listed =
        "src/two.rs:2:5: SSOT001: `Manager` is constructed outside its factory\n    left to you: ";
    assert!(ended.stdout.contains(listed), "{ended:?}");
    assert!(!ended.stdout.contains("src/one.rs"), "{ended:?}");
    let document = migrate(&sample, &["--format=json", "--only=ssot001"]).json();
    assert_eq!(document["steps"][0]["fate"], "by-hand");
    assert!(
        document["steps"][0]["reason"]
            .as_str()
            .is_some_and(|reason| !reason.is_empty())
    );
}

#[test]
fn arguments_that_make_no_sense_are_refused() {
    let sample = committed();
    for arguments in [
        &["--only", "SSOT999"][..],
        &["--package", "nowhere"],
        &["--rollback", "--apply"],
        &["--no-verify"],
        &["--canonical", "crate::A"],
    ] {
        let ended = migrate(&sample, arguments);
        assert_eq!(ended.code, 2, "{arguments:?}");
        assert!(
            ended.stdout.is_empty() && !ended.stderr.is_empty(),
            "{arguments:?}"
        );
    }
}

#[test]
fn nobody_is_asked_without_a_terminal() {
    let sample = committed();
    let before = sources(&sample);
    let ended = migrate(&sample, &["--interactive"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert!(
        ended.stderr.contains("stdin is not a terminal"),
        "{ended:?}"
    );
    assert_eq!(sources(&sample), before);
}

#[cfg(unix)]
mod at_a_terminal {
    use std::time::Duration;

    use rexpect::session::{PtySession, spawn_command};

    use super::*;

    fn start(sample: &Sample) -> PtySession {
        let mut command =
            sample.command(&["migrate", "--interactive", "--no-verify", "--color=never"]);
        command.env("TERM", "xterm");
        let patience = u64::try_from(Duration::from_secs(60).as_millis()).expect("it is small");
        spawn_command(command, Some(patience)).expect("there are terminals")
    }

    fn answer(session: &mut PtySession, finding: &str, key: &str) {
        session.exp_string(finding).expect("it is asked about");
        session.exp_string("Make this change?").expect("it asks");
        session.exp_string("]").expect("the keys are shown");
        session.send(key).expect("it reads");
        session.flush().expect("it reads");
    }

    #[test]
    fn changes_are_made_one_by_one_and_the_next_call_goes_on() {
        let sample = workspace();
        sample.write("src/two.rs", "use crate::managers::Manager;\n\npub fn made() -> [Manager; 2] {\n    [\n        Manager::of(1),\n        Manager::of(2),\n    ]\n}\n");
        sample.commit();
        let mut session = start(&sample);
        answer(&mut session, "src/one.rs:1", "y");
        answer(&mut session, "src/two.rs:5", "n");
        // That is enough for now.
        answer(&mut session, "src/two.rs:6", "q");
        session
            .exp_string("1 changed in 1 file, 1 skipped, 1 not asked about")
            .expect("a summary");
        session.exp_eof().expect("it ends");
        assert_eq!(sample.read("src/one.rs"), ONE.replace("old", "managers"));
        assert!(!sample.read("src/two.rs").contains("Factory"));

        // What was skipped is not asked about again, and what this migration wrote keeps it from nothing.
        let mut session = start(&sample);
        answer(&mut session, "[2/2] src/two.rs:6", "y");
        session
            .exp_string("1 changed in 1 file, 1 skipped")
            .expect("a summary");
        session.exp_eof().expect("it ends");
        let two = sample.read("src/two.rs");
        assert!(
            two.contains("    Manager::of(1),\n        ManagerFactory::of(2),"),
            "{two}"
        );
    }
}
