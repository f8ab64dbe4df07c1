//! The packages of a workspace, without building anything.
//!
//! Cargo is asked first. Where it cannot answer, because a manifest does not parse, the manifests are read one by
//! one, and the targets are those that stand where cargo looks for them.

pub(crate) mod manifest;
mod manifests;
mod toolchain;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, MetadataCommand, TargetKind as CargoKind};

use crate::finding::Problem;

pub(crate) const MANIFEST: &str = "Cargo.toml";

#[derive(Debug)]
pub struct Workspace {
    /// The folder of its root manifest.
    pub root: PathBuf,
    pub target_directory: PathBuf,
    /// Its packages, sorted by their folders.
    pub packages: Vec<Package>,
    /// What cargo says of them, unless it cannot read a manifest.
    pub metadata: Option<Metadata>,
}

#[derive(Debug)]
pub struct Package {
    pub name: String,
    pub version: String,
    pub folder: PathBuf,
    /// What is built from it, the library first.
    pub targets: Vec<Target>,
    /// Packages of the workspace by the name that code of this one calls them.
    pub dependencies: Vec<(String, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetKind {
    /// A library, procedural macros too.
    Library,
    Binary,
    Example,
    /// Tests that are a crate of their own.
    Test,
    /// Benchmarks that are a crate of their own.
    Benchmark,
    /// `build.rs`
    BuildScript,
    /// A file below `src` that belongs to no target.
    Unreached,
    /// A file elsewhere that belongs to no target.
    Loose,
}

impl TargetKind {
    /// Whether it is part of what users get.
    pub const fn is_production(self) -> bool {
        matches!(self, Self::Library | Self::Binary | Self::Unreached)
    }
}

/// What is built as one crate.
#[derive(Debug)]
pub struct Target {
    /// The name of the crate in code.
    pub name: String,
    pub kind: TargetKind,
    /// The file that it starts with.
    pub root: PathBuf,
}

impl Workspace {
    /// Finds the workspace of `manifest`, or of the current folder: an error if there is no manifest at all.
    pub fn find(
        manifest: Option<&Path>,
        problems: &mut Vec<Problem>,
    ) -> Result<Self, Box<Problem>> {
        let mut command = MetadataCommand::new();
        // What is wrong is said by cargo and rustup, and not by where they were when they found out.
        command.no_deps().env("RUST_BACKTRACE", "0");
        if let Some(manifest) = manifest {
            command.manifest_path(manifest);
        }
        let here = std::env::current_dir().ok();
        if let Some((here, elsewhere)) = here.and_then(|here| {
            let elsewhere = toolchain::elsewhere(&here)?;
            Some((here, elsewhere))
        }) {
            let manifest = match manifest {
                Some(manifest) => Some(here.join(manifest)),
                None => toolchain::manifest(&here),
            };
            if let Some(manifest) = manifest {
                command.manifest_path(manifest).current_dir(elsewhere);
            }
        }
        match command.exec() {
            Ok(metadata) => Ok(Self::from_metadata(metadata)),
            Err(error) => manifests::read(manifest, &reason(&error), problems),
        }
    }

    fn from_metadata(metadata: Metadata) -> Self {
        let mut members = metadata.workspace_packages();
        members.sort_by(|one, other| one.manifest_path.cmp(&other.manifest_path));
        let folder = |package: &cargo_metadata::Package| {
            let folder = package.manifest_path.parent();
            folder.map_or_else(PathBuf::new, |folder| folder.as_std_path().to_owned())
        };
        let folders: Vec<_> = members.iter().map(|package| folder(package)).collect();
        let packages = members.iter().map(|package| {
            let mut targets: Vec<_> = package.targets.iter().map(target).collect();
            targets.sort_by_key(|target| target.kind);
            let dependencies = package.dependencies.iter().filter_map(|dependency| {
                let path = dependency.path.as_ref()?;
                let index = folders.iter().position(|folder| folder == path)?;
                let library = members[index].targets.iter().map(target);
                let library = library
                    .into_iter()
                    .find(|target| target.kind == TargetKind::Library);
                let own = library.map_or_else(|| dependency.name.clone(), |target| target.name);
                let name = dependency.rename.clone().unwrap_or(own);
                Some((name.replace('-', "_"), index))
            });
            Package {
                name: package.name.to_string(),
                version: package.version.to_string(),
                folder: folder(package),
                targets,
                dependencies: dependencies.collect(),
            }
        });
        Self {
            root: metadata.workspace_root.as_std_path().to_owned(),
            target_directory: metadata.target_directory.as_std_path().to_owned(),
            packages: packages.collect(),
            metadata: Some(metadata),
        }
    }

    /// The package of this name, by its position. If there is none, the problem names the nearest.
    pub fn package_named(&self, name: &str) -> Result<usize, Box<Problem>> {
        let mut packages = self.packages.iter();
        packages
            .position(|package| package.name == name)
            .ok_or_else(|| {
                let names = self.packages.iter().map(|package| &package.name);
                let nearest = names.min_by_key(|known| strsim::damerau_levenshtein(known, name));
                let help = nearest.map_or_else(
                    || "the workspace has no packages at all".to_owned(),
                    |known| format!("there is one called `{known}`"),
                );
                let message = format!("the workspace has no package `{name}`");
                Problem::boxed(message, help)
            })
    }

    /// The package that a file belongs to: the one with the nearest folder above it.
    pub fn package_of(&self, file: &Path) -> Option<usize> {
        let above = self.packages.iter().enumerate();
        let above = above.filter(|(_, package)| file.starts_with(&package.folder));
        above
            .max_by_key(|(_, package)| package.folder.components().count())
            .map(|(index, _)| index)
    }

    /// The packages of the workspace that one needs, by way of others too.
    pub(crate) fn needed_by(&self, package: usize) -> BTreeSet<usize> {
        let mut known = BTreeSet::new();
        let mut next = vec![package];
        while let Some(package) = next.pop() {
            let dependencies = self.packages[package].dependencies.iter();
            let dependencies = dependencies.map(|(_, index)| *index);
            next.extend(dependencies.filter(|index| known.insert(*index)));
        }
        known
    }

    /// A path as reports show it: relative to the root, where it lies below.
    pub fn shown<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }
}

/// The cargo that called this program, or else the one that is found.
pub(crate) fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn target(target: &cargo_metadata::Target) -> Target {
    let is = |kind: &CargoKind| target.kind.contains(kind);
    let kind = if is(&CargoKind::CustomBuild) {
        TargetKind::BuildScript
    } else if is(&CargoKind::Bin) {
        TargetKind::Binary
    } else if is(&CargoKind::Example) {
        TargetKind::Example
    } else if is(&CargoKind::Test) {
        TargetKind::Test
    } else if is(&CargoKind::Bench) {
        TargetKind::Benchmark
    } else {
        TargetKind::Library
    };
    Target {
        name: target.name.replace('-', "_"),
        kind,
        root: target.src_path.as_std_path().to_owned(),
    }
}

/// What cargo said, without the lines that say that it was called.
fn reason(error: &cargo_metadata::Error) -> String {
    let text = match error {
        cargo_metadata::Error::CargoMetadata { stderr } => stderr.clone(),
        other => other.to_string(),
    };
    let text = text.trim().trim_start_matches("error: ");
    text.to_owned()
}
