//! Where the files of modules are.

use std::path::{Component, Path, PathBuf};

use crate::index::{DeclaredModule, Facts};
use crate::syntax::SourceFile;

pub(super) struct Folder {
    /// The folder of the file itself, from which `#[path]` leads on.
    own: PathBuf,
    /// The folder of the modules without one.
    children: PathBuf,
}

impl Folder {
    /// Those of a file whose modules stand beside it, or in a folder of this name.
    pub(super) fn of(file: &SourceFile, name: Option<&str>) -> Self {
        let own = file.path.parent().unwrap_or(Path::new("")).to_owned();
        let children = name.map_or_else(|| own.clone(), |name| own.join(name));
        Self { own, children }
    }
}

/// The files that may hold a declared module, with whether each is one whose modules stand beside it.
pub(super) fn candidates(
    facts: &Facts,
    declared: &DeclaredModule,
    folder: &Folder,
) -> Vec<(PathBuf, bool)> {
    let mut chain = Vec::new();
    let mut at = declared.parent;
    while at != 0 {
        let module = &facts.modules[at];
        if !module.block {
            chain.push(
                module
                    .folder
                    .clone()
                    .unwrap_or_else(|| module.name.to_string()),
            );
        }
        at = module.parent.unwrap_or_default();
    }
    let inner = |start: &Path| {
        chain
            .iter()
            .rev()
            .fold(start.to_owned(), |path, step| path.join(step))
    };
    let children = inner(&folder.children);
    let usual = [
        (children.join(format!("{}.rs", declared.name)), false),
        (children.join(declared.name.as_str()).join("mod.rs"), true),
    ];
    let from = if chain.is_empty() {
        folder.own.clone()
    } else {
        children
    };
    let stated = declared.paths.iter().map(|path| (from.join(path), true));
    stated.chain(usual).collect()
}

/// A path without `.` and `..`, as far as that can be told from it alone.
pub(super) fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}
