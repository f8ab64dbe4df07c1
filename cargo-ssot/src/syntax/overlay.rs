//! Texts that replace files of the working tree: those of the index.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::files::real;
use crate::finding::Problem;

/// Texts to read instead of files. The empty overlay is the working tree.
#[derive(Debug, Default)]
pub struct Overlay {
    /// Files of the working tree to skip, by their canonical paths.
    pub(crate) hidden: BTreeSet<PathBuf>,
    /// Texts to read in addition.
    pub(crate) texts: Vec<Overlaid>,
}

/// A text that is read as if it were a file.
#[derive(Debug)]
pub(crate) struct Overlaid {
    pub(crate) path: PathBuf,
    pub(crate) package: usize,
    pub(crate) text: Result<String, Problem>,
}

impl Overlay {
    pub(crate) fn hides(&self, path: &Path) -> bool {
        !self.hidden.is_empty() && self.hidden.contains(&real(path))
    }
}
