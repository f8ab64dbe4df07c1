//! Where the files of a workspace are.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ignore::{DirEntry, WalkBuilder, WalkState};

use crate::files::{NO_FILE, READABLE, real};
use crate::finding::Problem;
use crate::workspace::{MANIFEST, Workspace};

/// What says which files git ignores.
const HIDES: &str = ".gitignore";

/// The Rust files of the workspace's packages, sorted. Files that git ignores are left out, and folders of
/// packages that are no members.
pub fn files_of(workspace: &Workspace, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let (found, failed) = (Mutex::new(BTreeSet::new()), Mutex::new(Vec::new()));
    let bounds = Arc::new(Bounds::of(workspace));
    let mut walk = WalkBuilder::new(&workspace.root);
    let outside = bounds.members.iter();
    for member in outside.filter(|member| !member.starts_with(&workspace.root)) {
        walk.add(member);
    }
    if hides_without_end(&workspace.root) {
        walk.git_ignore(false);
        bounds.found_endless(&workspace.root);
    }
    let bounds_of_walk = Arc::clone(&bounds);
    let walk = walk
        .follow_links(true)
        .require_git(false)
        // These files are of other programs: nobody who reads `.gitignore` would see what they hide.
        .ignore(false)
        .filter_entry(move |entry| bounds_of_walk.hold(entry))
        .build_parallel();
    walk.run(|| {
        Box::new(|entry| {
            match entry {
                Ok(entry) if is_folder(&entry) => {}
                Ok(entry) => {
                    let path = entry.into_path();
                    if path.extension().is_some_and(|extension| extension == "rs") {
                        found.lock().expect("nobody panics with it").insert(path);
                    }
                }
                Err(error) => failed.lock().expect("nobody panics with it").push(error),
            }
            WalkState::Continue
        })
    });
    let failed = failed.into_inner().expect("nobody panicked with it");
    let failed = failed.iter();
    problems.extend(failed.map(|error| Problem::new(error.to_string(), READABLE)));
    let endless = bounds.endless.lock().expect("nobody panicked with it");
    problems.extend(endless.iter().map(|folder| {
        let help = "make a file of it; what it stands for is not known until then";
        Problem::new(NO_FILE, help).in_file(workspace.shown(&folder.join(HIDES)))
    }));
    let found = found.into_inner().expect("nobody panicked with it");
    without_second_names(workspace, found)
}

struct Bounds {
    /// The workspace's folder, and the same without links.
    top: PathBuf,
    root: PathBuf,
    target: PathBuf,
    members: BTreeSet<PathBuf>,
    /// Folders of which nobody could say what git ignores in them.
    endless: Mutex<Vec<PathBuf>>,
}

impl Bounds {
    fn of(workspace: &Workspace) -> Self {
        let packages = workspace.packages.iter();
        Self {
            top: workspace.root.clone(),
            root: real(&workspace.root),
            target: workspace.target_directory.clone(),
            members: packages.map(|package| package.folder.clone()).collect(),
            endless: Mutex::new(Vec::new()),
        }
    }

    /// Whether a file or a folder is part of the workspace.
    fn hold(&self, entry: &DirEntry) -> bool {
        let path = entry.path();
        let leads_out = || fs::canonicalize(path).is_ok_and(|real| !real.starts_with(&self.root));
        if path == self.target || entry.path_is_symlink() && leads_out() {
            return false;
        }
        if !is_folder(entry) {
            return true;
        }
        let foreign =
            path != self.top && path.join(MANIFEST).is_file() && !self.members.contains(path);
        if foreign {
            return false;
        }
        let endless = hides_without_end(path);
        if endless {
            self.found_endless(path);
        }
        !endless
    }

    fn found_endless(&self, folder: &Path) {
        let mut folders = self.endless.lock().expect("nobody panics with it");
        folders.push(folder.to_owned());
    }
}

/// Whether it is a folder, or a link to one.
fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir())
}

/// Whether the file that says what git ignores in a folder is one that nobody could read to its end.
fn hides_without_end(folder: &Path) -> bool {
    let metadata = fs::metadata(folder.join(HIDES));
    metadata.is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}

/// One path of each file. A link gives a file a second one.
fn without_second_names(workspace: &Workspace, paths: BTreeSet<PathBuf>) -> Vec<PathBuf> {
    let mut known = BTreeSet::new();
    // A path in a package comes first, and of those the file's own, so that it is the one to be kept.
    let mut paths: Vec<_> = paths.into_iter().map(|path| (real(&path), path)).collect();
    paths.sort_by_key(|(real, path)| {
        let homeless = workspace.package_of(path).is_none();
        (homeless, real != path, path.clone())
    });
    paths.retain(|(real, _)| known.insert(real.clone()));
    let mut paths: Vec<_> = paths.into_iter().map(|(_, path)| path).collect();
    paths.sort();
    paths
}
