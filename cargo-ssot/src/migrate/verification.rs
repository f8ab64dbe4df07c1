//! What the compiler says of a workspace, before files are written and afterwards.

mod errors;
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use cargo_metadata::Message;

pub use self::errors::CompilerError;
pub(super) use self::errors::Found;
use self::errors::{Key, Reader};
use self::sources::Sources;
use crate::cargo_check::{self, Packages};
use crate::finding::Problem;
use crate::workspace::Workspace;

/// How it is found out whether what was written compiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verification {
    /// By `cargo check`, before and afterwards.
    Compiler,
    /// Not at all: new texts are parsed.
    None,
}

#[derive(Debug)]
pub(super) struct Checked {
    errors: Vec<Found>,
    /// The files that were compiled to the end, without links. Unknown where this cargo does not tell.
    pub(super) compiled: Option<BTreeSet<PathBuf>>,
}

impl Checked {
    /// The errors that another check did not say: of several that are the same, as many as there are more.
    pub(super) fn new_since<'a>(&'a self, before: &Self) -> Vec<&'a Found> {
        let mut known: BTreeMap<&Key, usize> = BTreeMap::new();
        for found in &before.errors {
            *known.entry(&found.key).or_default() += 1;
        }
        let is_new = |found: &&Found| match known.get_mut(&found.key) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        };
        self.errors.iter().filter(is_new).collect()
    }
}

/// The packages of a workspace that these are, or that depend on one of them.
pub(super) fn concerned(workspace: &Workspace, packages: &BTreeSet<usize>) -> BTreeSet<usize> {
    let is_concerned = |package: &usize| {
        packages.contains(package) || !workspace.needed_by(*package).is_disjoint(packages)
    };
    (0..workspace.packages.len()).filter(is_concerned).collect()
}

/// Checks packages of a workspace.
pub(super) fn check(
    workspace: &Workspace,
    packages: &BTreeSet<usize>,
) -> Result<Checked, Box<Problem>> {
    let checked = cargo_check::run(workspace, &Packages::Some(packages), &[], UNVERIFIED)?;
    let mut reader = Reader::new(workspace);
    let mut sources = Sources::new(&workspace.root);
    for message in &checked.messages {
        match message {
            Message::CompilerMessage(message) => reader.read(message),
            Message::CompilerArtifact(artifact) => sources.read(artifact),
            _ => {}
        }
    }
    match checked.success {
        None => {
            let help = format!("see what `cargo check --all-targets` says, or {UNVERIFIED}");
            return Err(Box::new(cargo_check::refused(&checked.said, help)));
        }
        Some(false) => reader.read_of_cargo(&checked.said),
        Some(true) => {}
    }
    Ok(Checked {
        errors: reader.errors,
        compiled: sources.end(),
    })
}

const UNVERIFIED: &str =
    "leave the compiler out by `--no-verify`: what is written is parsed then, and not compiled";
