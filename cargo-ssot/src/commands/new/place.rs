//! Where what is new belongs, and where something known is.

use std::path::{Component, Path, PathBuf};

use super::naming;
use crate::files::real;
use crate::finding::Problem;
use crate::index::ItemPathBuf;
use crate::scan::Scan;
use crate::workspace::{Target, TargetKind};

pub(super) struct Place {
    pub(super) package: usize,
    pub(super) file: PathBuf,
    /// The file that declares it.
    pub(super) parent: PathBuf,
    /// Its path, without the crate: `["transport", "widget"]`.
    pub(super) module: Vec<String>,
    pub(super) library: bool,
}

pub(super) fn package(scan: &Scan, name: Option<&str>) -> Result<usize, Box<Problem>> {
    let packages = &scan.workspace.packages;
    if let Some(name) = name {
        return scan.workspace.package_named(name);
    }
    let here = std::env::current_dir().and_then(std::fs::canonicalize);
    let here = here.ok().and_then(|here| scan.workspace.package_of(&here));
    match (here, packages.len()) {
        (Some(package), _) => Ok(package),
        (None, 1) => Ok(0),
        _ => {
            let names: Vec<_> = packages
                .iter()
                .map(|package| package.name.as_str())
                .collect();
            Err(Problem::boxed(
                "the current folder belongs to no package".to_owned(),
                format!("name one by `--package`: {}", names.join(", ")),
            ))
        }
    }
}

/// The crate that new modules of a package belong to: its library, or else its program.
pub(super) fn main_target(scan: &Scan, package: usize) -> Result<&Target, Box<Problem>> {
    let package = &scan.workspace.packages[package];
    let of_kind = |kind| {
        package
            .targets
            .iter()
            .find(move |target| target.kind == kind)
    };
    let found = of_kind(TargetKind::Library).or_else(|| of_kind(TargetKind::Binary));
    found.ok_or_else(|| {
        Problem::boxed(
            format!(
                "the package `{}` has neither a library nor a program",
                package.name
            ),
            "write `src/lib.rs` first, or name another package by `--package`",
        )
    })
}

impl Place {
    /// The place of a module for something of this name, in `path` if that is given.
    pub(super) fn of_module(
        scan: &Scan,
        package: usize,
        name: &str,
        kind: &str,
        path: Option<&Path>,
    ) -> Result<Self, Box<Problem>> {
        let target = main_target(scan, package)?;
        let folder = target.root.parent().unwrap_or(&target.root);
        let file = match path {
            Some(path) => scan.workspace.packages[package].folder.join(path),
            None => folder.join(naming::module(name, kind)).with_extension("rs"),
        };
        let module = module_of(folder, &file).filter(|module| !module.is_empty());
        let module = module.filter(|module| module.iter().all(|one| naming::is_module(one)));
        let Some(module) = module else {
            return Err(Problem::boxed(
                format!(
                    "`{}` can be no module of the crate",
                    scan.workspace.shown(&file).display()
                ),
                format!(
                    "write a path to a file below {}, such as `{}`",
                    scan.workspace.shown(folder).display(),
                    "src/name.rs"
                ),
            ));
        };
        if is_root(scan, &file) {
            return Err(Problem::boxed(
                format!(
                    "`{}` is the file that a crate starts with",
                    scan.workspace.shown(&file).display()
                ),
                "write a path to a new file, such as `src/name.rs`",
            ));
        }
        let parent = parent(scan, target, folder, &module[..module.len() - 1])?;
        Ok(Self {
            package,
            file,
            parent,
            module,
            library: target.kind == TargetKind::Library,
        })
    }

    /// The path of something in it, from the crate on.
    pub(super) fn path_of(&self, name: &str) -> String {
        let modules = self.module.iter().map(String::as_str);
        let path = ["crate"].into_iter().chain(modules).chain([name]);
        ItemPathBuf::from_segments(path).into_string()
    }
}

/// Whether a crate of the workspace starts with this file: overwriting it would lose all that the crate declares.
fn is_root(scan: &Scan, file: &Path) -> bool {
    let file = real(file);
    let mut targets = scan.workspace.packages.iter().flat_map(|one| &one.targets);
    targets.any(|target| real(&target.root) == file)
}

/// The file of a test, which cargo looks for in the folder `tests` of the package.
pub(super) fn of_test(scan: &Scan, package: usize, path: &Path) -> Result<PathBuf, Box<Problem>> {
    let folder = &scan.workspace.packages[package].folder;
    let file = folder.join(path);
    let module = module_of(&folder.join("tests"), &file).filter(|module| !module.is_empty());
    module.map(|_| file).ok_or_else(|| {
        Problem::boxed(
            format!("`{}` can be no test of the package", path.display()),
            "write a path to a file of Rust below tests, such as `tests/name.rs`",
        )
    })
}

/// The module that a file is, where it stands as usual: `a/b.rs` and `a/b/mod.rs` are `a::b`.
///
/// `#[path]` is not followed.
fn module_of(folder: &Path, file: &Path) -> Option<Vec<String>> {
    let below = file.strip_prefix(folder).ok()?;
    if below.extension().is_none_or(|extension| extension != "rs") {
        return None;
    }
    let below = below.with_extension("");
    let mut module = Vec::new();
    for component in below.components() {
        match component {
            Component::Normal(name) => module.push(name.to_str()?.to_owned()),
            Component::CurDir => {}
            _ => return None,
        }
    }
    if module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    Some(module)
}

/// The file of a module that is there.
fn parent(
    scan: &Scan,
    target: &Target,
    folder: &Path,
    module: &[String],
) -> Result<PathBuf, Box<Problem>> {
    if module.is_empty() {
        return Ok(target.root.clone());
    }
    let stem = module
        .iter()
        .fold(folder.to_owned(), |path, one| path.join(one));
    let files = [stem.with_extension("rs"), stem.join("mod.rs")];
    let found = files.iter().find(|file| file.is_file());
    found.cloned().ok_or_else(|| {
        let shown = scan.workspace.shown(&files[0]);
        Problem::boxed(
            format!(
                "there is no module `{}` to write it into",
                ItemPathBuf::from_segments(module)
            ),
            format!("write {} first, and declare it", shown.display()),
        )
    })
}
