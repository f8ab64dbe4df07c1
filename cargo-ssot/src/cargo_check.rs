//! Runs `cargo check` and reads its messages.
//!
//! It runs build scripts and procedural macros of the workspace and of what it depends on, as every build does.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use cargo_metadata::Message;
use serde::Deserialize;

use crate::finding::Problem;
use crate::workspace::{self, MANIFEST, Workspace};

/// The folder of the builds within that of the workspace's own, which stay as they are.
const FOLDER: &str = "ssot-compiler";
/// The reason of cargo's last message.
pub(crate) const FINISHED: &str = "build-finished";

pub(crate) enum Packages<'a> {
    All,
    /// These, by their positions.
    Some(&'a BTreeSet<usize>),
}

pub(crate) struct Checked {
    pub(crate) messages: Vec<Message>,
    /// Whether everything compiles. `None` if cargo failed before it called the compiler.
    pub(crate) success: Option<bool>,
    pub(crate) said: Vec<u8>,
}

/// Checks packages of a workspace, in a target folder of its own.
///
/// `instead` is the help for a machine without cargo.
pub(crate) fn run(
    workspace: &Workspace,
    packages: &Packages<'_>,
    variables: &[(&str, OsString)],
    instead: &str,
) -> Result<Checked, Box<Problem>> {
    let mut command = command(Some(&workspace.root.join(MANIFEST)));
    command
        .arg("--keep-going")
        .arg("--target-dir")
        .arg(workspace.target_directory.join(FOLDER))
        .current_dir(&workspace.root)
        .envs(variables.iter().map(|(name, value)| (*name, value)));
    match packages {
        Packages::All => {
            command.arg("--workspace");
        }
        Packages::Some(packages) => {
            for package in *packages {
                let package = &workspace.packages[*package];
                let version = match package.version.as_str() {
                    "" => String::new(),
                    version => format!("@{version}"),
                };
                command.arg("--package");
                command.arg(format!("{}{version}", package.name));
            }
        }
    }
    let output = command.output().map_err(|error| {
        let cargo = command.get_program().to_string_lossy();
        let message = format!("`{cargo}` cannot be run: {error}");
        Problem::new(message, format!("install cargo, or {instead}"))
    })?;
    let messages: Vec<_> = Message::parse_stream(output.stdout.as_slice())
        .filter_map(Result::ok)
        .collect();
    let success = messages.iter().find_map(|message| match message {
        Message::BuildFinished(finished) => Some(finished.success),
        _ => None,
    });
    Ok(Checked {
        messages,
        success,
        said: output.stderr,
    })
}

fn command(manifest: Option<&Path>) -> Command {
    let mut command = Command::new(workspace::cargo());
    command.args(["check", "--all-targets", "--message-format=json"]);
    if let Some(manifest) = manifest {
        command.arg("--manifest-path").arg(manifest);
    }
    command
}

/// The problem of a cargo that failed before it called the compiler.
pub(crate) fn refused(said: &[u8], help: String) -> Problem {
    let said = String::from_utf8_lossy(said);
    let start = said.lines().position(|line| line.starts_with("error"));
    let lines = said.lines().skip(start.unwrap_or(0));
    let reason = lines.collect::<Vec<_>>().join("\n");
    let reason = reason.trim().trim_start_matches("error: ");
    Problem::new(format!("cargo cannot build this workspace: {reason}"), help)
}

/// What is read of a line that cargo writes.
#[derive(Deserialize)]
struct Line {
    reason: String,
    success: Option<bool>,
}

/// Checks a workspace as its user would, passes every message but the last to `print`, and returns whether everything
/// compiles.
pub(crate) fn print(
    manifest: Option<&Path>,
    print: &mut dyn FnMut(&str),
) -> Result<bool, Box<Problem>> {
    let mut command = command(manifest);
    command.arg("--workspace");
    let failed = |reason: String| {
        Problem::boxed(
            format!("`cargo check` could not be run: {reason}"),
            "the findings of ssot are here all the same; see what `cargo check` says",
        )
    };
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| failed(error.to_string()))?;
    let mut success = None;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line.map_err(|error| failed(error.to_string()))?;
            let read: Option<Line> = serde_json::from_slice(&line).ok();
            match read {
                Some(read) if read.reason == FINISHED => success = read.success,
                _ => print(&(String::from_utf8_lossy(&line) + "\n")),
            }
        }
    }
    let status = child.wait().map_err(|error| failed(error.to_string()))?;
    success.ok_or_else(|| failed(format!("it ended with {status} before it built anything")))
}
