//! `cargo ssot check --changed-since` and `--staged`.

use std::fs;

use crate::sample::{Ended, JUDGED, ONE_FINDING, Sample};

const OLD: &str = "pub fn old() { connect(\"redis://old:1\"); }\n";
const NEW: &str = "pub fn new() { connect(\"redis://new:1\"); }\n";

fn since(sample: &Sample, revision: &str) -> Ended {
    sample.run(&["check", "--format", "json", "--changed-since", revision])
}

fn staged(sample: &Sample) -> Ended {
    sample.run(&["check", "--format", "json", "--staged"])
}

/// A workspace with one finding, committed.
fn committed() -> Sample {
    let sample = Sample::new(OLD);
    sample.write(".gitignore", "target\nCargo.lock\n");
    sample.commit();
    sample
}

#[test]
fn findings_of_changed_lines_are_reported_wherever_the_change_is() {
    let sample = committed();
    assert_eq!(since(&sample, "HEAD").places(), [""; 0]);
    assert_eq!(since(&sample, "HEAD").code, 0);
    sample.write("src/lib.rs", &format!("{NEW}{OLD}"));
    assert_eq!(
        since(&sample, "HEAD").places(),
        ["src/lib.rs:1"],
        "in the working tree"
    );
    sample.git(&["add", "--all"]);
    assert_eq!(since(&sample, "HEAD").places(), ["src/lib.rs:1"], "staged");
    sample.commit();
    assert_eq!(
        since(&sample, "HEAD~1").places(),
        ["src/lib.rs:1"],
        "committed"
    );
    assert_eq!(since(&sample, "HEAD").places(), [""; 0]);
    sample.write("src/untracked ä.rs", ONE_FINDING);
    assert_eq!(
        since(&sample, "HEAD").places(),
        ["src/untracked ä.rs:4"],
        "untracked"
    );
    assert_eq!(since(&sample, "HEAD").code, 1);
}

#[test]
fn what_others_changed_meanwhile_is_no_part_of_a_change() {
    let sample = committed();
    sample.git(&["branch", "theirs"]);
    sample.write("src/ours.rs", ONE_FINDING);
    sample.commit();
    sample.git(&["checkout", "--quiet", "theirs"]);
    sample.write("src/lib.rs", &format!("{OLD}// theirs\n"));
    sample.commit();
    sample.git(&["checkout", "--quiet", "-"]);
    assert_eq!(since(&sample, "theirs").places(), ["src/ours.rs:4"]);
}

#[test]
fn a_renamed_file_counts_by_its_changed_lines() {
    let sample = committed();
    let filler = "// a line like any other\n".repeat(20);
    sample.write("src/one.rs", &format!("{filler}{OLD}"));
    sample.commit();
    sample.git(&["mv", "src/one.rs", "src/two.rs"]);
    assert_eq!(since(&sample, "HEAD").places(), [""; 0]);
    sample.write("src/two.rs", &format!("{filler}{OLD}{NEW}"));
    assert_eq!(since(&sample, "HEAD").places(), ["src/two.rs:22"]);
}

#[test]
fn a_deleted_line_touches_what_spans_it() {
    let sample = committed();
    let spanning = "pub fn f() { connect(\"redis://a:1/\n\n\n\"); }\n";
    sample.write("src/lib.rs", &format!("{spanning}{OLD}\n"));
    sample.commit();
    sample.write(
        "src/lib.rs",
        &format!("{}{OLD}\n", spanning.replacen("\n\n", "\n", 1)),
    );
    assert_eq!(since(&sample, "HEAD").places(), ["src/lib.rs:1"]);
    sample.commit();
    sample.write(
        "src/lib.rs",
        &sample.read("src/lib.rs").replace(&format!("{OLD}\n"), OLD),
    );
    assert_eq!(since(&sample, "HEAD").places(), [""; 0]);
}

#[cfg(unix)]
#[test]
fn names_that_git_quotes_are_found() {
    let sample = committed();
    let names = [
        "quo\"te.rs",
        "tab\there.rs",
        "new\nline.rs",
        "back\\slash.rs",
        "ä b.rs",
        "-x.rs",
    ];
    for name in names {
        sample.write(format!("src/{name}"), OLD);
    }
    sample.commit();
    for name in names {
        sample.write(format!("src/{name}"), &format!("{OLD}{NEW}"));
    }
    for ended in [since(&sample, "HEAD"), {
        sample.git(&["add", "--all"]);
        staged(&sample)
    }] {
        let mut expected = names.map(|name| format!("src/{name}:2"));
        expected.sort();
        let mut places = ended.places();
        places.sort();
        assert_eq!(places, expected);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_found() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let sample = committed();
    let path = sample
        .path()
        .join("src")
        .join(OsStr::from_bytes(b"\xff.rs"));
    fs::write(&path, OLD).expect("files can be written");
    assert_eq!(since(&sample, "HEAD").places().len(), 1, "untracked");
    sample.git(&["add", "--all"]);
    fs::write(&path, "").expect("files can be written");
    assert_eq!(staged(&sample).places().len(), 1, "staged");
    sample.commit();
    fs::write(&path, NEW).expect("files can be written");
    assert_eq!(since(&sample, "HEAD").places().len(), 1, "changed");
}

#[test]
fn the_settings_of_git_change_nothing() {
    let sample = committed();
    for (name, value) in [
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.renames", "false"),
        ("diff.context", "10"),
        ("diff.external", "false"),
        ("color.ui", "always"),
        ("core.quotePath", "false"),
        ("diff.relative", "true"),
    ] {
        sample.git(&["config", name, value]);
    }
    sample.write(".gitattributes", "*.rs -diff\n");
    sample.write("src/lib.rs", &format!("{OLD}{NEW}"));
    assert_eq!(since(&sample, "HEAD").places(), ["src/lib.rs:2"]);
    sample.git(&["add", "--all"]);
    assert_eq!(staged(&sample).places(), ["src/lib.rs:2"]);
}

#[test]
fn a_workspace_may_be_a_folder_of_a_repository_or_of_another_working_tree() {
    let sample = Sample::empty();
    sample.package("deep/er", "acme", OLD);
    sample.write("deep/er/ssot.toml", JUDGED);
    sample.write(
        "deep/er/Cargo.toml",
        &(sample.read("deep/er/Cargo.toml") + "[workspace]\n"),
    );
    sample.write("lib.rs", OLD);
    sample.commit();
    sample.git(&["worktree", "add", "--quiet", "--detach", "tree"]);
    for folder in ["deep/er", "tree/deep/er"] {
        sample.write(format!("{folder}/src/lib.rs"), &format!("{OLD}{NEW}"));
        let run = |arguments: &[&str]| {
            let mut command = sample.command(&["check", "--format", "json"]);
            command
                .args(arguments)
                .current_dir(sample.path().join(folder));
            Ended::of(command.output().expect("it can be called")).places()
        };
        assert_eq!(
            run(&["--changed-since", "HEAD"]),
            ["src/lib.rs:2"],
            "{folder}"
        );
        assert_eq!(run(&["--staged"]), [""; 0], "{folder}");
        let mut add = sample.git_command(&["add", "src"]);
        add.current_dir(sample.path().join(folder));
        assert!(add.status().expect("git can be called").success());
        assert_eq!(run(&["--staged"]), ["src/lib.rs:2"], "{folder}");
    }
}

#[test]
fn what_is_staged_is_read_as_it_is_staged() {
    let sample = committed();
    sample.write("src/lib.rs", &format!("\n{OLD}{NEW}"));
    sample.write("src/gone.rs", NEW);
    sample.write("src/broken.rs", "fn broken() {}\n");
    sample.git(&["add", "--all"]);
    // The working tree goes on: none of it is about to be committed.
    sample.write("src/lib.rs", OLD);
    fs::remove_file(sample.path().join("src/gone.rs")).expect("it is there");
    sample.write("src/broken.rs", "fn (");
    sample.write("src/untracked.rs", "fn (");
    let ended = staged(&sample);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert_eq!(ended.places(), ["src/gone.rs:1", "src/lib.rs:3"]);
    assert_eq!(ended.json()["findings"][1]["symbol"], "redis://new:1");
    sample.write("src/lib.rs", "fn (");
    sample.git(&["add", "src/lib.rs"]);
    sample.write("src/lib.rs", OLD);
    let ended = staged(&sample);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert_eq!(ended.json()["problems"][0]["path"], "src/lib.rs");
}

#[test]
fn what_staged_files_declare_is_read_although_the_working_tree_does_not_declare_it() {
    let sample = committed();
    sample.write(".gitignore", "target\nCargo.lock\nhidden.rs\n");
    sample.write(
        "src/hidden.rs",
        "#[ssot::factory_only]\npub struct Port { pub number: u16 }\n",
    );
    let text = "mod hidden;\npub fn port() -> hidden::Port { hidden::Port { number: 1 } }\n";
    sample.write("src/lib.rs", text);
    sample.git(&["add", "--all"]);
    sample.write("src/lib.rs", OLD);
    let ended = staged(&sample);
    assert_eq!(ended.places(), ["src/lib.rs:2"], "{ended:?}");
    assert!(ended.stdout.contains("SSOT001"), "{ended:?}");
}

#[test]
fn what_is_staged_before_the_first_commit_is_all_new() {
    let sample = Sample::new(OLD);
    sample.git(&["init", "--quiet"]);
    assert_eq!(staged(&sample).places(), [""; 0]);
    sample.git(&["add", "--all"]);
    assert_eq!(staged(&sample).places(), ["src/lib.rs:1"]);
    let ended = since(&sample, "HEAD");
    assert_eq!(ended.code, 2);
}

#[test]
fn where_git_cannot_say_everything_is_reported() {
    let without_repository = Sample::new(OLD);
    let sample = committed();
    sample.git(&["checkout", "--quiet", "--orphan", "other"]);
    sample.write("other.txt", "");
    sample.commit();
    sample.git(&["checkout", "--quiet", "main"]);
    let mut no_git = sample.command(&["check", "--staged", "--format", "json"]);
    let cargo = std::env::var_os("CARGO").expect("cargo runs the tests");
    no_git.env("CARGO", cargo).env("PATH", sample.path());
    let ceiling = |arguments: &[&str]| {
        let mut command = without_repository.command(arguments);
        command.env(
            "GIT_CEILING_DIRECTORIES",
            without_repository.path().parent().expect("one"),
        );
        Ended::of(command.output().expect("it can be called"))
    };
    for (ended, why) in [
        (
            ceiling(&["check", "--format", "json", "--staged"]),
            "not a git repository",
        ),
        (
            ceiling(&["check", "--format", "json", "--changed-since", "x"]),
            "not a git repository",
        ),
        (
            since(&sample, "no-such-branch"),
            "git knows no revision `no-such-branch`",
        ),
        (
            sample.run(&["check", "--format", "json", "--changed-since=--output=x"]),
            "no revision",
        ),
        (since(&sample, "other"), "no commit in common"),
        (
            Ended::of(no_git.output().expect("it can be called")),
            "git cannot be called",
        ),
    ] {
        assert_eq!(ended.code, 2, "{why}: {ended:?}");
        assert!(ended.stderr.contains(why), "{why}: {ended:?}");
        assert_eq!(ended.places(), ["src/lib.rs:1"], "{why}");
    }
    assert!(!sample.path().join("x").exists());
}

#[test]
fn a_change_is_compared_with_the_baseline_too() {
    let sample = committed();
    assert_eq!(sample.run(&["baseline"]).code, 0);
    sample.commit();
    // A copy above the line that is excused is the new one.
    sample.write(
        "src/lib.rs",
        &format!("{}{OLD}", OLD.replace("old()", "copy()")),
    );
    let ended = since(&sample, "HEAD");
    assert_eq!(ended.code, 1, "{ended:?}");
    assert_eq!(
        ended.json()["findings"][0]["baselined"],
        serde_json::Value::Null
    );
    // A line that matches nothing any more is left to a check of everything.
    sample.write("src/lib.rs", "");
    let ended = since(&sample, "HEAD");
    assert_eq!(ended.code, 0, "{ended:?}");
    assert_eq!(sample.run(&["check"]).code, 1);
}

#[cfg(unix)]
#[test]
fn a_hook_of_git_can_call_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let sample = Sample::empty();
    sample.package("deep", "acme", "");
    sample.write("deep/ssot.toml", JUDGED);
    sample.write(
        "deep/Cargo.toml",
        &(sample.read("deep/Cargo.toml") + "[workspace]\n"),
    );
    sample.commit();
    let binary = env!("CARGO_BIN_EXE_cargo-ssot");
    let hook =
        format!("#!/bin/sh\ncd deep && '{binary}' check --format json --staged > ../found\n");
    sample.write(".git/hooks/pre-commit", &hook);
    let mode = fs::Permissions::from_mode(0o755);
    fs::set_permissions(sample.path().join(".git/hooks/pre-commit"), mode).expect("it is ours");
    sample.write("deep/src/lib.rs", OLD);
    let mut commit = sample.git_command(&["commit", "--all", "--message", "refused"]);
    let output = commit.output().expect("git can be called");
    assert!(!output.status.success(), "{output:?}");
    let found: serde_json::Value = serde_json::from_str(&sample.read("found")).expect("JSON");
    assert_eq!(found["summary"]["findings"], 1, "{found:#} {output:?}");
}

#[test]
fn files_that_git_was_told_not_to_look_at_are_read_as_they_are_staged() {
    for flag in ["--assume-unchanged", "--skip-worktree"] {
        let sample = committed();
        sample.write("src/lib.rs", NEW);
        sample.git(&["add", "--all"]);
        sample.write("src/lib.rs", "");
        sample.git(&["update-index", flag, "src/lib.rs"]);
        assert_eq!(staged(&sample).places(), ["src/lib.rs:1"], "{flag}");
    }
}
