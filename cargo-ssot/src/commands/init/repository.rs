//! The git repository around a workspace, and its hooks.

use std::path::{Path, PathBuf};

use crate::git::{self, Git};

/// The folder of the hooks that are written, from the root of the workspace on.
const HOOKS: &str = ".githooks";

pub(super) struct Repository {
    /// Its highest folder.
    pub(super) top: PathBuf,
}

impl Repository {
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let mut above = folder.ancestors();
        // In a second working tree, and in a submodule, `.git` is a file.
        let top = above.find(|folder| folder.join(".git").exists())?;
        Some(Self {
            top: top.to_owned(),
        })
    }

    /// What is left to do for git to call the hooks of the workspace in `root`.
    pub(super) fn about_hooks(&self, root: &Path) -> Option<String> {
        let hooks = root.strip_prefix(&self.top).unwrap_or(root).join(HOOKS);
        let call = format!("git config core.hooksPath {}", hooks.display());
        match self.hooks_path() {
            Some(path) if self.top.join(&path) == self.top.join(&hooks) => None,
            Some(path) => Some(format!(
                "note: git looks for hooks in {}: call {}/pre-commit from the one there, or `{call}`",
                path.display(),
                hooks.display()
            )),
            None if self.top.join(".git/hooks/pre-commit").exists() => Some(format!(
                "note: `{call}` turns the hook on, and the one in .git/hooks off"
            )),
            None => Some(format!("note: `{call}` turns the hook on")),
        }
    }

    /// Where git looks for hooks, if it was told to look elsewhere.
    fn hooks_path(&self) -> Option<PathBuf> {
        let arguments = ["config", "--get", "core.hooksPath"];
        let output = Git::at(&self.top).objects(&arguments).ok()?;
        Some(git::path(git::line(&output)))
    }
}
