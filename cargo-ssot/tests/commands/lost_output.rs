//! A result that cannot be written is none, and the exit code says so.
#![cfg(target_os = "linux")]

use std::fs::File;
use std::process::{Command, Stdio};

use crate::sample::{ONE_FINDING, Sample};

const FULL: &str = "/dev/full";

fn code(command: &mut Command) -> (Option<i32>, String) {
    let output = command
        .stderr(Stdio::piped())
        .output()
        .expect("it can be called");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), said)
}

#[test]
fn a_full_disk_ends_every_command_with_2() {
    let sample = Sample::new(ONE_FINDING);
    let commands: [&[&str]; 8] = [
        &["check"],
        &["check", "--format", "sarif"],
        &["report"],
        &["list"],
        &["explain"],
        &["man"],
        &["completions", "bash"],
        &["--help"],
    ];
    for arguments in commands {
        let full = File::options().write(true).open(FULL).expect("it is there");
        let (code, said) = code(sample.command(arguments).stdout(full));
        assert_eq!(code, Some(2), "{arguments:?}: {said}");
        let is_help = arguments == ["--help"];
        assert!(
            is_help || said.contains("cannot be written"),
            "{arguments:?}: {said}"
        );
    }
}

#[test]
fn a_reader_that_has_read_enough_changes_no_code() {
    let sample = Sample::new(ONE_FINDING);
    for (arguments, expected) in [(["check"], 1), (["explain"], 0)] {
        let (reader, writer) = std::io::pipe().expect("there are pipes");
        drop(reader);
        let (code, said) = code(sample.command(&arguments).stdout(writer));
        assert_eq!(code, Some(expected), "{arguments:?}: {said}");
        assert_eq!(said, "");
    }
}
