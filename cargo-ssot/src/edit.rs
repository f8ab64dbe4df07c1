//! Files that a command writes: what will change in each is known, and can be shown, before one of them is touched.
//!
//! ```
//! use cargo_ssot::testing::edit::Edit;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let edit = Edit::new(folder.path(), "ssot.toml".as_ref(), "[rules]\n".to_owned())
//!     .map_err(|problem| problem.to_string())?;
//! assert!(edit.old().is_none() && !edit.is_done());
//! assert!(edit.diff().contains("+[rules]"));
//! edit.write().map_err(|problem| problem.to_string())?;
//! assert_eq!(std::fs::read_to_string(folder.path().join("ssot.toml"))?, "[rules]\n");
//! # Ok(())
//! # }
//! ```

mod replacement;
pub(crate) mod use_tree;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use similar::TextDiff;

pub(crate) use self::replacement::{Access, Replacement, remove, sync_folder};
use crate::files::content_of;
use crate::finding::Problem;

/// How many lines around a change a diff shows.
const CONTEXT: usize = 3;

/// A file, as it is and as it is to be.
#[derive(Debug)]
pub struct Edit {
    path: PathBuf,
    pub shown: PathBuf,
    old: Option<String>,
    new: String,
    /// Who may do what with it, if it is new.
    access: Access<'static>,
}

impl Edit {
    /// The file at `shown`, a path from `root` on, with the text that it is to hold.
    pub fn new(root: &Path, shown: &Path, new: String) -> Result<Self, Box<Problem>> {
        let path = root.join(shown);
        let text = content_of(&path)
            .and_then(|content| String::from_utf8(content).map_err(io::Error::other));
        let old = match text {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Box::new(problem(shown, &error))),
        };
        Ok(Self {
            path,
            shown: shown.to_owned(),
            old,
            new,
            access: Access::All,
        })
    }

    #[must_use]
    pub fn executable(mut self) -> Self {
        self.access = Access::Program;
        self
    }

    pub fn old(&self) -> Option<&str> {
        self.old.as_deref()
    }

    /// Whether the file holds already what it is to hold.
    pub fn is_done(&self) -> bool {
        self.old.as_deref() == Some(&self.new)
    }

    /// Whether the file is below a folder where links lead to it too, so that nothing is written elsewhere.
    pub fn is_below(&self, folder: &Path) -> bool {
        let mut there = self.path.ancestors();
        let there = there.find(|path| path.symlink_metadata().is_ok());
        let real = there.and_then(|path| fs::canonicalize(path).ok());
        let folder = fs::canonicalize(folder).ok();
        real.zip(folder)
            .is_some_and(|(real, folder)| real.starts_with(folder))
    }

    /// What will change, as a unified diff. Empty if nothing does.
    pub fn diff(&self) -> String {
        diff(&self.shown, self.old(), &self.new)
    }

    /// Writes the file, all of it or nothing.
    ///
    /// # Errors
    ///
    /// It cannot be written, or has been changed or made since it was read. Then it is as it was.
    pub fn write(&self) -> Result<(), Box<Problem>> {
        self.try_write()
            .map_err(|error| Box::new(problem(&self.shown, &error)))
    }

    fn try_write(&self) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        let replacement = Replacement::new(&self.path, self.new.as_bytes(), self.access)?;
        let Some(old) = &self.old else {
            return replacement.create();
        };
        if fs::read_to_string(&self.path)? != *old {
            let changed = "it has been changed in the meantime";
            return Err(io::Error::other(changed));
        }
        replacement.replace()
    }
}

/// How a file changes, as a unified diff; `old` is `None` for one that is not there yet. Empty if nothing changes.
pub fn diff(shown: &Path, old: Option<&str>, new: &str) -> String {
    let shown = shown.display();
    let before = match old {
        Some(_) => format!("a/{shown}"),
        None => "/dev/null".to_owned(),
    };
    TextDiff::from_lines(old.unwrap_or_default(), new)
        .unified_diff()
        .context_radius(CONTEXT)
        .header(&before, &format!("b/{shown}"))
        .to_string()
}

fn problem(shown: &Path, error: &io::Error) -> Problem {
    let help =
        "nothing in it has changed; make it readable and writable, and call the command again";
    Problem::new(format!("the file cannot be written: {error}"), help).in_file(shown)
}
