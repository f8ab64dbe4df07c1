//! Texts that are read in the place of those of the working tree.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::files::real;
use crate::finding::Problem;

/// What is read instead of files, and which files are not read at all. Without any, the working tree is read.
#[derive(Debug, Default)]
pub struct Overlay {
    /// The files of the working tree that are not read, by their paths without links.
    pub(crate) hidden: BTreeSet<PathBuf>,
    /// What is read besides.
    pub(crate) texts: Vec<Overlaid>,
}

/// A text that is read as that of a file.
#[derive(Debug)]
pub(crate) struct Overlaid {
    /// Where the file would be.
    pub(crate) path: PathBuf,
    /// Its package.
    pub(crate) package: usize,
    /// Its text, or why that cannot be read.
    pub(crate) text: Result<String, Problem>,
}

impl Overlay {
    /// Whether a file of the working tree is not read.
    pub(crate) fn hides(&self, path: &Path) -> bool {
        !self.hidden.is_empty() && self.hidden.contains(&real(path))
    }
}
