//! Which files a migration may write.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::folder;
use crate::workspace::Workspace;

/// What git keeps of its own. A manifest that came with a repository could have it run programs otherwise.
const GIT: &str = ".git";

/// The folders of a workspace, without links.
#[derive(Debug)]
pub(in crate::migrate) struct Bounds {
    /// The folder of the workspace.
    pub(in crate::migrate) root: PathBuf,
    /// The same, and those of packages that lie elsewhere.
    folders: Vec<PathBuf>,
}

impl Bounds {
    pub(in crate::migrate) fn of(workspace: &Workspace) -> io::Result<Self> {
        let root = fs::canonicalize(&workspace.root)?;
        let mut folders = vec![root.clone()];
        for package in &workspace.packages {
            folders.extend(fs::canonicalize(&package.folder));
        }
        Ok(Self { root, folders })
    }

    /// The file that a path leads to, if it is one that may be written.
    pub(in crate::migrate) fn real(&self, path: &Path) -> io::Result<PathBuf> {
        let real = fs::canonicalize(path)?;
        self.hold(&real)?;
        Ok(real)
    }

    /// The path of a file as a manifest has it: from the root on, where it lies below.
    pub(super) fn stored<'a>(&self, real: &'a Path) -> &'a Path {
        real.strip_prefix(&self.root).unwrap_or(real)
    }

    /// The file that a manifest names. It need not exist.
    pub(super) fn found(&self, stored: &Path) -> io::Result<PathBuf> {
        let is_plain =
            |part: Component<'_>| !matches!(part, Component::ParentDir | Component::CurDir);
        let path = self.root.join(stored);
        match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) if stored.components().all(is_plain) => {
                let real = fs::canonicalize(folder)?.join(name);
                self.hold(&real)?;
                Ok(real)
            }
            _ => Err(outside()),
        }
    }

    fn hold(&self, real: &Path) -> io::Result<()> {
        let is_reserved = |part: Component<'_>| {
            let name = part.as_os_str();
            name.eq_ignore_ascii_case(GIT) || name.eq_ignore_ascii_case(folder::NAME)
        };
        let mut below = self
            .folders
            .iter()
            .filter_map(|folder| real.strip_prefix(folder).ok());
        let held = below.any(|below| !below.components().any(is_reserved));
        held.then_some(()).ok_or_else(outside)
    }
}

fn outside() -> io::Error {
    io::Error::other("it is outside of the workspace, or in a folder of git or of this program")
}
