//! Calls of git.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::patch;
use crate::finding::Problem;

/// The files that are asked for, from the top of the repository on.
const RUST_FILES: &str = ":(top)*.rs";
/// Names as they are, and no submodules, whose files are those of another repository.
const NAMES: [&str; 4] = [
    "--name-only",
    "-z",
    "--no-renames",
    "--ignore-submodules=all",
];

/// The repository around a folder.
pub(super) struct Repository {
    /// The folder that git's paths start from.
    pub(super) top: PathBuf,
}

/// A file as it is staged.
pub(super) struct Staged {
    pub(super) name: PathBuf,
    /// What git knows its content by.
    pub(super) object: String,
}

impl Repository {
    pub(super) fn around(folder: &Path) -> Result<Self, Box<Problem>> {
        let output = call(folder, &["rev-parse", "--show-toplevel"], b"")?;
        let top = output.strip_suffix(b"\n").unwrap_or(&output);
        Ok(Self {
            top: super::real(&patch::path(top)),
        })
    }

    /// The commit at which `HEAD` left the history of a revision.
    pub(super) fn merge_base(&self, revision: &str) -> Result<String, Box<Problem>> {
        let commit = |name: &str| {
            let name = format!("{name}^{{commit}}");
            let arguments = [
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                &name,
            ];
            let output = self.call(&arguments);
            output.map(|output| String::from_utf8_lossy(&output).trim().to_owned())
        };
        let base = commit(revision).map_err(|_| {
            problem(
                &format!("git knows no revision `{revision}`"),
                "name a commit, a branch or a tag; in a clone that is not complete, fetch it first",
            )
        })?;
        let head = commit("HEAD")
            .map_err(|_| problem("the repository has no commit yet", "use `--staged`"))?;
        let output = self.call(&["merge-base", &base, &head]).map_err(|_| {
            problem(
                &format!("`{revision}` and `HEAD` have no commit in common"),
                "in a clone that is not complete, fetch the rest of its history first",
            )
        })?;
        Ok(String::from_utf8_lossy(&output).trim().to_owned())
    }

    /// What has changed, without lines around it and whatever the user has configured.
    pub(super) fn patch(&self, arguments: &[&str]) -> Result<Vec<u8>, Box<Problem>> {
        let prefix = format!("--dst-prefix={}", patch::NEW);
        let mut all = vec![
            "diff",
            "--unified=0",
            "--inter-hunk-context=0",
            "--text",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--find-renames",
            "--ignore-submodules=all",
            "--src-prefix=old/",
            &prefix,
        ];
        all.extend(arguments);
        all.extend(["--", RUST_FILES]);
        self.call(&all)
    }

    /// Files that git neither knows nor ignores.
    pub(super) fn untracked(&self) -> Result<Vec<PathBuf>, Box<Problem>> {
        let arguments = [
            "ls-files",
            "--others",
            "--exclude-standard",
            "-z",
            "--",
            RUST_FILES,
        ];
        self.call(&arguments).map(|output| names(&output).collect())
    }

    /// Files whose staged text is another than that of the working tree, and those of which git was told not to look.
    pub(super) fn not_as_staged(&self) -> Result<Vec<PathBuf>, Box<Problem>> {
        let arguments = [&["diff", "--no-ext-diff"], &NAMES[..], &["--", RUST_FILES]].concat();
        let compared = self.call(&arguments)?;
        let tagged = self.call(&["ls-files", "-v", "-z", "--", RUST_FILES])?;
        let unseen = tagged.split(|byte| *byte == 0).filter_map(|entry| {
            // `H` stands before a file that is compared, a small letter before one that is assumed to be unchanged, `S`
            // before one that need not be there.
            let (tag, name) = (entry.first()?, entry.get(2..)?);
            (tag.is_ascii_lowercase() || *tag == b'S').then(|| patch::path(name))
        });
        Ok(names(&compared).chain(unseen).collect())
    }

    /// Every file that is staged, those that a merge has left in several versions excepted.
    pub(super) fn staged(&self) -> Result<Vec<Staged>, Box<Problem>> {
        let output = self.call(&["ls-files", "--stage", "-z", "--", RUST_FILES])?;
        let entries = output.split(|byte| *byte == 0).filter_map(|entry| {
            let tab = entry.iter().position(|byte| *byte == b'\t')?;
            let (words, name) = (str::from_utf8(&entry[..tab]).ok()?, &entry[tab + 1..]);
            let mut words = words.split(' ');
            let (mode, object, stage) = (words.next()?, words.next()?, words.next()?);
            // Neither links nor submodules.
            let file = mode.starts_with("100") && stage == "0";
            file.then(|| Staged {
                name: patch::path(name),
                object: object.to_owned(),
            })
        });
        Ok(entries.collect())
    }

    /// The contents of objects, in their order.
    pub(super) fn contents(&self, objects: &[&str]) -> Result<Vec<Vec<u8>>, Box<Problem>> {
        let mut input = objects.join("\n");
        input.push('\n');
        let output = self.call_with(&["cat-file", "--batch"], input.as_bytes())?;
        let mut rest = output.as_slice();
        let mut contents = Vec::new();
        for object in objects {
            let content = (|| {
                let end = rest.iter().position(|byte| *byte == b'\n')?;
                let size = str::from_utf8(&rest[..end]).ok()?.rsplit(' ').next()?;
                let content = rest.get(end + 1..)?.get(..size.parse().ok()?)?;
                rest = rest.get(end + 1 + content.len() + 1..)?;
                Some(content.to_vec())
            })();
            contents.push(content.ok_or_else(|| {
                problem(
                    &format!("git has lost the staged text `{object}`"),
                    "see what `git fsck` says, and stage the file again",
                )
            })?);
        }
        Ok(contents)
    }

    fn call(&self, arguments: &[&str]) -> Result<Vec<u8>, Box<Problem>> {
        call(&self.top, arguments, b"")
    }

    fn call_with(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Box<Problem>> {
        call(&self.top, arguments, input)
    }
}

fn names(output: &[u8]) -> impl Iterator<Item = PathBuf> {
    let names = output.split(|byte| *byte == 0);
    names.filter(|name| !name.is_empty()).map(patch::path)
}

/// Calls git in a folder, and gives it something to read.
fn call(folder: &Path, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Box<Problem>> {
    let mut command = crate::git::command_on_files(folder);
    command
        .args(arguments)
        // Looking changes nothing, and patterns and messages are what they are by default.
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .envs(PATHSPECS.map(|name| (name, OsStr::new("0"))))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let failed = |error: std::io::Error| {
        problem(
            &format!("git cannot be called: {error}"),
            "install git, or leave out `--changed-since` and `--staged`",
        )
    };
    let mut child = command.spawn().map_err(failed)?;
    let stdin = child.stdin.take();
    let output = std::thread::scope(|scope| {
        // Git writes while it reads, so it is read while it is written to.
        scope.spawn(|| stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    });
    let output = output.map_err(failed)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or_default();
    let problem = problem(
        &format!("git says: {}", said.trim_start_matches("fatal: ")),
        "call it in a repository of git, or leave out `--changed-since` and `--staged`",
    );
    Err(Box::new(problem))
}

/// What would change the meaning of patterns.
const PATHSPECS: [&str; 4] = [
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

fn problem(message: &str, help: &str) -> Problem {
    Problem {
        path: None,
        position: None,
        message: message.to_owned(),
        help: help.to_owned(),
    }
}
