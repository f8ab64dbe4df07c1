//! The packages of a workspace whose manifests cargo refuses.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::manifest::{self, Manifest};
use super::{MANIFEST, Workspace};
use crate::finding::Problem;

const LIMIT: &str = "until then targets are looked for in their usual places only";

/// Reads every manifest that can be read, and says what cargo said about the rest.
pub(super) fn read(
    manifest: Option<&Path>,
    reason: &str,
    problems: &mut Vec<Problem>,
) -> Result<Workspace, Box<Problem>> {
    let Some(root) = root(manifest) else {
        let problem = Problem::new(
            format!("cargo finds no workspace here: {reason}"),
            "call it in the folder of a package, or name one by `--manifest-path`",
        );
        return Err(Box::new(Problem {
            path: manifest.map(Path::to_owned),
            ..problem
        }));
    };
    problems.push(match missing_toolchain(reason) {
        Some(toolchain) => Problem::new(
            format!("the toolchain `{toolchain}` is not installed"),
            format!("`rustup toolchain install {toolchain}` installs it; {LIMIT}"),
        ),
        None => Problem::new(
            format!("cargo cannot read this workspace: {reason}"),
            format!("repair the manifest; {LIMIT}"),
        ),
    });
    let table = manifest::read(&root).unwrap_or_default();
    let folders = folders(&root).into_iter();
    let mut manifests: Vec<_> = folders
        .filter_map(|folder| {
            let own = manifest::read(&folder).unwrap_or_default();
            let name = folder.file_name().unwrap_or(folder.as_os_str());
            Manifest::of(&folder, &own, Some(&name.to_string_lossy()), &table, &root)
        })
        .collect();
    manifests.sort_by(|one, other| one.folder.cmp(&other.folder));
    let packages = manifest::packages(&manifests, |index| files(&manifests[index]));
    let target_directory = root.join("target");
    Ok(Workspace {
        root,
        target_directory,
        packages,
        metadata: None,
    })
}

fn missing_toolchain(reason: &str) -> Option<&str> {
    let (_, rest) = reason.split_once("toolchain '")?;
    let (toolchain, rest) = rest.split_once('\'')?;
    rest.starts_with(" is not installed").then_some(toolchain)
}

/// The highest folder with a manifest that holds a workspace, or else the nearest with any.
fn root(manifest: Option<&Path>) -> Option<PathBuf> {
    let start = match manifest {
        Some(manifest) => manifest.parent().map(Path::to_owned).unwrap_or_default(),
        None => PathBuf::from("."),
    };
    let start = fs::canonicalize(start).ok()?;
    let mut with_manifest = start
        .ancestors()
        .filter(|folder| folder.join(MANIFEST).is_file());
    let nearest = with_manifest.next()?;
    let workspace = with_manifest.find(|folder| {
        let text = fs::read_to_string(folder.join(MANIFEST)).unwrap_or_default();
        text.lines()
            .any(|line| line.trim_start().starts_with("[workspace"))
    });
    Some(workspace.unwrap_or(nearest).to_owned())
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let walk = WalkBuilder::new(root)
        .filter_entry(|entry| entry.file_name() != "target")
        .build();
    walk.filter_map(Result::ok)
        .filter(|entry| entry.file_name() == MANIFEST)
        .filter_map(|entry| entry.path().parent().map(Path::to_owned))
        .collect()
}

/// The files that targets may start with: those that the manifest names, and those where cargo looks for them.
fn files(manifest: &Manifest) -> Vec<PathBuf> {
    let folder = &manifest.folder;
    let single = ["src/lib.rs", "src/main.rs", "build.rs"].map(|path| folder.join(path));
    let folders = ["src/bin", "examples", "tests", "benches"];
    let several = folders.into_iter().flat_map(|path| {
        let entries = fs::read_dir(folder.join(path)).into_iter().flatten();
        let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
        paths.map(|path| {
            if path.is_dir() {
                path.join("main.rs")
            } else {
                path
            }
        })
    });
    let named = manifest.named().map(Path::to_owned);
    let found = single.into_iter().chain(several).chain(named);
    let found: BTreeSet<_> = found.filter(|path| path.is_file()).collect();
    found.into_iter().collect()
}
