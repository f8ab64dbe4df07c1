//! The workspace as it is staged.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::git::Repository;
use super::real;
use crate::finding::Problem;
use crate::git::Content;
use crate::scan::{Scan, in_threads};
use crate::source::{EXCLUDE, SourceFile};
use crate::workspace::{MANIFEST, Workspace};

/// How what is staged differs from the working tree.
pub(super) struct Differences {
    /// Files that are not staged.
    untracked: BTreeSet<PathBuf>,
    /// Texts that are staged in the place of others, or of none.
    texts: BTreeMap<PathBuf, Content>,
}

/// Reads what differs.
pub(super) fn read(repository: &Repository, scan: &Scan) -> Result<Differences, Box<Problem>> {
    let differing: BTreeSet<_> = repository.not_as_staged()?.into_iter().collect();
    let mut staged = repository.staged()?;
    let root = real(&scan.workspace.root);
    staged.retain(|file| {
        let path = repository.top.join(&file.name);
        differing.contains(&file.name) && place(&scan.workspace, &root, &path).is_some()
    });
    let objects: Vec<_> = staged.iter().map(|file| file.object.as_str()).collect();
    let contents = if objects.is_empty() {
        Vec::new()
    } else {
        repository.contents(&objects)?
    };
    let paths = staged
        .iter()
        .map(|file| real(&repository.top.join(&file.name)));
    let untracked = repository.untracked()?.into_iter();
    Ok(Differences {
        untracked: untracked
            .map(|name| real(&repository.top.join(name)))
            .collect(),
        texts: paths.zip(contents).collect(),
    })
}

/// The path of a file as the scan has it, and its package.
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

/// Runs every check anew, on the files as they are staged.
pub(super) fn rescan(scan: Scan, mut differences: Differences) -> Scan {
    let Scan {
        workspace,
        settings,
        mut files,
        mut problems,
        ..
    } = scan;
    let root = real(&workspace.root);
    let is_replaced = |path: &Path| {
        let path = real(path);
        differences.untracked.contains(&path) || differences.texts.contains_key(&path)
    };
    files.retain(|file| !is_replaced(&file.path));
    problems.retain(|problem| {
        let path = problem.path.as_ref().map(|path| workspace.root.join(path));
        !path.is_some_and(|path| is_replaced(&path))
    });
    let texts = std::mem::take(&mut differences.texts);
    in_threads(move || {
        for (path, content) in texts {
            let Some((path, package)) = place(&workspace, &root, &path) else {
                continue;
            };
            let shown = workspace.shown(&path).to_owned();
            if settings.excludes(&shown) {
                continue;
            }
            match text_of(content) {
                Ok(text) => {
                    let (file, problem) = SourceFile::new(path, shown, package, text);
                    files.push(file);
                    problems.extend(problem);
                }
                Err(problem) => problems.push(problem.in_file(shown)),
            }
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Scan::of_files(workspace, settings, files, problems)
    })
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
