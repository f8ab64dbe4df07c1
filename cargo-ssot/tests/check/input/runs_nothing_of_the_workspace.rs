//! Looking at a workspace runs no program that the workspace names.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use crate::sample::{Ended, ONE_FINDING, Sample};

/// A workspace with two commits and a change, and the path of a program in it that leaves a mark.
fn changed() -> (Sample, PathBuf) {
    let sample = Sample::new(ONE_FINDING);
    sample.write(".gitattributes", "*.rs filter=mine diff=mine\n");
    sample.commit();
    sample.write("src/other.rs", ONE_FINDING);
    sample.commit();
    sample.write("src/lib.rs", &format!("// changed\n{ONE_FINDING}"));
    sample.write(
        "program",
        "#!/bin/sh\necho ran > \"$(dirname \"$0\")/mark\"\n",
    );
    let program = sample.path().join("program");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it is ours");
    (sample, program)
}

const COMMANDS: [&[&str]; 5] = [
    &["check", "--format", "json"],
    &["check", "--format", "json", "--changed-since", "HEAD~1"],
    &["check", "--format", "json", "--staged"],
    &["report", "--history", "30d"],
    &["init", "--dry-run"],
];

fn assert_not_run(sample: &Sample, setting: &str) {
    for command in COMMANDS {
        let ended = sample.run(command);
        let mark = sample.path().join("mark");
        assert!(!mark.exists(), "{setting} runs with {command:?}: {ended:?}");
    }
}

#[test]
fn programs_of_gits_settings() {
    let names = [
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "diff.external",
        "diff.mine.command",
        "diff.mine.textconv",
        "filter.mine.clean",
        "filter.mine.smudge",
        "filter.mine.process",
        "filter.a = b.clean",
    ];
    for name in names {
        let (sample, program) = changed();
        if name.starts_with("filter.a = b") {
            sample.write(".git/info/attributes", "*.rs filter=a\\ =\\ b\n");
        }
        sample.git(&["config", name, program.to_str().expect("it is text")]);
        assert_not_run(&sample, name);
    }
}

#[test]
fn a_filter_that_git_requires_hides_no_change() {
    let (sample, _) = changed();
    sample.git(&["config", "filter.mine.clean", "false"]);
    sample.git(&["config", "filter.mine.required", "true"]);
    sample.write(
        "src/lib.rs",
        "pub const NEW: &str = \"redis://new:6379\";\n",
    );
    let ended = sample.run(&["check", "--format", "json", "--changed-since", "HEAD"]);
    assert_eq!(ended.places(), ["src/lib.rs:1"], "{ended:?}");
}

#[test]
fn what_a_partial_clone_lacks_is_not_fetched() {
    let (sample, program) = changed();
    let object = sample.git(&["rev-parse", "HEAD:src/lib.rs"]);
    let (folder, file) = object.split_at(2);
    let settings = [
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", "."),
        (
            "remote.origin.uploadpack",
            program.to_str().expect("it is text"),
        ),
    ];
    for (name, value) in settings {
        sample.git(&["config", name, value]);
    }
    let path = sample.path().join(".git/objects").join(folder).join(file);
    fs::remove_file(path).expect("the object is a file");
    assert_not_run(&sample, "the remote");
    let ended = sample.run(&["check", "--changed-since", "HEAD~1"]);
    assert_eq!(ended.code, 2, "{ended:?}");
}

#[test]
fn settings_of_the_environment_still_hold() {
    let (sample, _) = changed();
    sample.write("src/untracked.rs", ONE_FINDING);
    sample.write("ignored", "untracked.rs\n");
    let arguments = ["check", "--format", "json", "--changed-since", "HEAD"];
    assert_eq!(sample.run(&arguments).places(), ["src/untracked.rs:4"]);
    let mut command = sample.command(&arguments);
    command.envs([
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", "core.excludesFile"),
    ]);
    command.env("GIT_CONFIG_VALUE_0", sample.path().join("ignored"));
    let ended = Ended::of(command.output().expect("it can be called"));
    assert_eq!(ended.places(), [""; 0], "{ended:?}");
}

#[test]
fn a_toolchain_that_the_workspace_brings_along() {
    let sample = Sample::new(ONE_FINDING);
    let script = "#!/bin/sh\necho ran > \"$(dirname \"$0\")/../../mark\"\n";
    for name in ["cargo", "rustc"] {
        let path = format!("own/bin/{name}");
        sample.write(&path, script);
        let permissions = fs::Permissions::from_mode(0o755);
        fs::set_permissions(sample.path().join(path), permissions).expect("it is ours");
    }
    sample.write("rust-toolchain.toml", "[toolchain]\npath = \"own\"\n");
    for arguments in [
        &["check", "--format", "json"][..],
        &["check", "--format", "json", "--manifest-path", "Cargo.toml"],
    ] {
        let mut command = sample.command(arguments);
        command.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN");
        let ended = Ended::of(command.output().expect("it can be called"));
        assert!(!sample.path().join("mark").exists(), "{ended:?}");
        assert_eq!(ended.places(), ["src/lib.rs:4"], "{ended:?}");
    }
}
