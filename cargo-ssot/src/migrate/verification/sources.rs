//! Which files were compiled: the compiler lists them beside what it makes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::Artifact;

/// How the names of lists end.
const LIST: &str = "d";

pub(super) struct Sources<'a> {
    root: &'a Path,
    files: BTreeSet<PathBuf>,
    /// Whether each crate had a list.
    complete: bool,
}

impl<'a> Sources<'a> {
    pub(super) fn new(root: &'a Path) -> Self {
        Self {
            root,
            files: BTreeSet::new(),
            complete: true,
        }
    }

    /// Reads the list of a crate of the workspace. Others come from registries, where nothing is written.
    pub(super) fn read(&mut self, artifact: &Artifact) {
        let folder = artifact.manifest_path.parent();
        let own = artifact.target.src_path.as_std_path();
        let known = self.files.len();
        for made in &artifact.filenames {
            for list in lists(made.as_std_path()) {
                let Ok(text) = fs::read(list) else { continue };
                let text = String::from_utf8_lossy(&text);
                let files = text.lines().filter_map(listed);
                let paths = files.filter_map(|file| {
                    let path = fs::canonicalize(self.root.join(&file));
                    let of_package = || fs::canonicalize(folder?.as_std_path().join(&file)).ok();
                    path.ok().or_else(of_package)
                });
                self.files.extend(paths);
            }
        }
        let own = fs::canonicalize(own).ok();
        let has_list = self.files.len() > known || own.is_some_and(|own| self.files.contains(&own));
        self.complete &= has_list;
    }

    /// All of them, unless some are not known.
    pub(super) fn end(self) -> Option<BTreeSet<PathBuf>> {
        self.complete.then_some(self.files)
    }
}

/// Where the list may be of what was made: named alike, or else all that are in the same folder.
fn lists(made: &Path) -> Vec<PathBuf> {
    let stem = made.file_stem().unwrap_or_default().to_string_lossy();
    let stem = stem.strip_prefix("lib").unwrap_or(&stem);
    let named = made.with_file_name(stem).with_extension(LIST);
    if named.is_file() {
        return vec![named];
    }
    let folder = made.parent().and_then(|folder| fs::read_dir(folder).ok());
    let paths = folder.into_iter().flatten().flatten();
    let paths = paths.map(|entry| entry.path());
    let is_list = |path: &PathBuf| path.extension().is_some_and(|extension| extension == LIST);
    // A folder of many crates would have others' too.
    let lists: Vec<_> = paths.filter(is_list).collect();
    if lists.len() == 1 { lists } else { Vec::new() }
}

/// The file that a line names: each has a line of its own, with a colon behind it.
fn listed(line: &str) -> Option<PathBuf> {
    let name = line
        .strip_suffix(':')
        .filter(|name| !name.starts_with('#'))?;
    Some(name.replace("\\ ", " ").into())
}
