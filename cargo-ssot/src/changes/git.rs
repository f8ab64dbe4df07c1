//! Calls of git.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::patch;
use crate::files::real;
use crate::finding::Problem;
use crate::git::{self, Content, Contents};

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
        let output = call(folder, &["rev-parse", "--show-toplevel"])?;
        Ok(Self {
            top: real(&git::path(git::line(&output))),
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
            Problem::new(
                format!("git knows no revision `{revision}`"),
                "name a commit, a branch or a tag; in a clone that is not complete, fetch it first",
            )
        })?;
        let head = commit("HEAD")
            .map_err(|_| Problem::new("the repository has no commit yet", "use `--staged`"))?;
        let output = self.call(&["merge-base", &base, &head]).map_err(|_| {
            Problem::new(
                format!("`{revision}` and `HEAD` have no commit in common"),
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
            (tag.is_ascii_lowercase() || *tag == b'S').then(|| git::path(name))
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
                name: git::path(name),
                object: object.to_owned(),
            })
        });
        Ok(entries.collect())
    }

    /// The contents of objects, in their order.
    pub(super) fn contents(&self, objects: &[&str]) -> Result<Vec<Content>, Box<Problem>> {
        let mut all = Contents::start(command(&self.top)).map_err(not_called)?;
        let contents = objects.iter().map(|object| {
            let content = all.read(object).ok();
            content
                .filter(|content| !matches!(content, Content::Missing))
                .ok_or_else(|| {
                    Box::new(Problem::new(
                        format!("git has lost the staged text `{object}`"),
                        "see what `git fsck` says, and stage the file again",
                    ))
                })
        });
        contents.collect()
    }

    fn call(&self, arguments: &[&str]) -> Result<Vec<u8>, Box<Problem>> {
        call(&self.top, arguments)
    }
}

fn names(output: &[u8]) -> impl Iterator<Item = PathBuf> {
    let names = output.split(|byte| *byte == 0);
    names.filter(|name| !name.is_empty()).map(git::path)
}

/// A call of git in a folder, for which patterns are what they are by default.
fn command(folder: &Path) -> Command {
    let mut command = git::command_on_files(folder);
    command.envs(PATHSPECS.map(|name| (name, "0")));
    command
}

fn call(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Box<Problem>> {
    let output = command(folder)
        .args(arguments)
        .output()
        .map_err(not_called)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = git::complaint(&output.stderr);
    Err(Box::new(Problem::new(
        format!("git says: {}", said.lines().next().unwrap_or_default()),
        "call it in a repository of git, or leave out `--changed-since` and `--staged`",
    )))
}

#[expect(
    clippy::needless_pass_by_value,
    clippy::unnecessary_box_returns,
    reason = "what fails hands it over so, and returns it so"
)]
fn not_called(error: io::Error) -> Box<Problem> {
    Box::new(Problem::new(
        format!("git cannot be called: {error}"),
        "install git, or leave out `--changed-since` and `--staged`",
    ))
}

/// What would change the meaning of patterns.
const PATHSPECS: [&str; 4] = [
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];
