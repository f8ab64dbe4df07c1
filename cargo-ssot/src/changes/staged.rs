//! The workspace as it is staged.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::git::Repository;
use crate::files::{EXCLUDE, real};
use crate::finding::Problem;
use crate::git::Content;
use crate::syntax::overlay::{Overlaid, Overlay};
use crate::workspace::{MANIFEST, Workspace};

/// What differs from the working tree: texts that are staged in the place of others, or of none, and files that are not
/// staged.
pub(super) fn overlay(repository: &Repository, workspace: &Workspace) -> Result<Overlay, Problem> {
    let differing: BTreeSet<_> = repository.not_as_staged()?.into_iter().collect();
    let root = real(&workspace.root);
    let mut staged = repository.staged()?;
    staged.retain(|file| {
        let path = repository.top.join(&file.path);
        differing.contains(&file.path) && place(workspace, &root, &path).is_some()
    });
    let contents = repository.contents(&staged)?;
    let paths = staged
        .iter()
        .map(|file| real(&repository.top.join(&file.path)));
    let texts: BTreeMap<_, _> = paths.zip(contents).collect();
    let mut hidden: BTreeSet<_> = texts.keys().cloned().collect();
    let texts = texts.into_iter().filter_map(|(path, content)| {
        let (path, package) = place(workspace, &root, &path)?;
        Some(Overlaid {
            text: text_of(content).map_err(|problem| problem.in_file(workspace.shown(&path))),
            path,
            package,
        })
    });
    let texts = texts.collect();
    let untracked = repository.untracked()?.into_iter();
    hidden.extend(untracked.map(|name| real(&repository.top.join(name))));
    Ok(Overlay { hidden, texts })
}

/// The path of a file as a scan has it, and its package.
fn place(workspace: &Workspace, root: &Path, path: &Path) -> Option<(PathBuf, usize)> {
    let path = match path.strip_prefix(root) {
        Ok(below) => workspace.root.join(below),
        Err(_) => path.to_owned(),
    };
    let package = workspace.package_of(&path)?;
    let top = &workspace.packages[package].folder;
    // A folder with a manifest of its own is another package, and none of the workspace.
    let mut folders = path.ancestors().skip(1).take_while(|folder| folder != top);
    let foreign = folders.any(|folder| folder.join(MANIFEST).is_file());
    (!foreign).then_some((path, package))
}

fn text_of(content: Content) -> Result<String, Problem> {
    let Content::Bytes(bytes) = content else {
        return Err(Problem::new(
            "the staged file is larger than what is read",
            EXCLUDE,
        ));
    };
    String::from_utf8(bytes).map_err(|_| {
        Problem::new(
            "the staged file is not UTF-8",
            "save it as UTF-8, the only encoding that Rust knows, and stage it again",
        )
    })
}
