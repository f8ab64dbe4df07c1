//! The workspace of a commit.
//!
//! Its packages are those of today whose folders have a manifest in the commit, and what the commit's own root manifest lists as
//! members, with the packages that any of them depend on by a path. Their targets are those that the manifests name, and those that stand where cargo
//! looks for them.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use toml::Table;

use super::blobs::{Blobs, PastFile};
use super::git::{Entry, EntryKind, Repository};
use crate::finding::Problem;
use crate::scan::Scan;
use crate::workspace::manifest::{self, Manifest};
use crate::workspace::{MANIFEST, Package, Workspace};

/// A workspace of the past.
#[derive(Debug)]
pub struct Snapshot {
    pub workspace: Workspace,
    /// The Rust files of its packages, sorted by their paths.
    pub files: Vec<PastFile>,
    /// Whether a package holds a submodule, or lies in one.
    has_submodules: bool,
    /// Whether sources are part of a package by a link only.
    has_links: bool,
}

impl Snapshot {
    /// The workspace of the commit with these entries.
    ///
    /// # Errors
    ///
    /// Git has ended.
    pub fn of(
        repository: &Repository,
        entries: &[Entry],
        blobs: &mut Blobs,
        today: &Scan,
    ) -> Result<Self, Box<Problem>> {
        let (settings, today) = (&today.settings, &today.workspace);
        let placed = entries.iter();
        let placed = placed.map(|entry| (repository.in_workspace(&entry.path), entry));
        let placed: Vec<_> = placed.filter(|(path, _)| is_walked(path, today)).collect();
        let files = placed
            .iter()
            .filter(|(_, entry)| entry.kind == EntryKind::File);
        let (mut tables, mut sources) = (BTreeMap::new(), Vec::new());
        for (path, entry) in files {
            if path.file_name().is_some_and(|name| name == MANIFEST) {
                let folder = path.parent().unwrap_or(path).to_owned();
                tables.insert(folder, blobs.manifest(&entry.blob)?);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !settings.excludes(today.shown(path))
            {
                sources.push((path, entry));
            }
        }
        let manifests = members(&tables, today);
        let folders = manifests.iter().enumerate();
        let folders = folders.map(|(index, manifest)| (manifest.folder.as_path(), index));
        let folders: BTreeMap<&Path, usize> = folders.collect();
        let (mut owned, mut strange) = (Vec::new(), Vec::new());
        for (path, entry) in sources {
            // The nearest manifest decides: a package that is no member is not read, as today.
            let folder = path.ancestors().find(|folder| tables.contains_key(*folder));
            let Some(package) = folder.and_then(|folder| folders.get(folder)) else {
                strange.push(path.as_path());
                continue;
            };
            owned.push(PastFile {
                path: path.clone(),
                shown: today.shown(path).to_owned(),
                package: *package,
                blob: entry.blob.clone(),
            });
        }
        owned.sort_by(|one, other| one.path.cmp(&other.path));
        let has_submodules = placed.iter().any(|(path, entry)| {
            let mut folders = today.packages.iter().map(|package| &package.folder);
            let is_above_or_below =
                |folder: &PathBuf| folder.starts_with(path) || path.starts_with(folder);
            entry.kind == EntryKind::Submodule && folders.any(is_above_or_below)
        });
        Ok(Self {
            has_submodules,
            has_links: leads_out(&placed, &strange, blobs)?,
            workspace: workspace(&manifests, &owned, today),
            files: owned,
        })
    }
}

/// Whether a link leads to sources that are in no package themselves, so that only the link makes them part of one.
fn leads_out(
    placed: &[(PathBuf, &Entry)],
    strange: &[&Path],
    blobs: &mut Blobs,
) -> Result<bool, Box<Problem>> {
    let links = placed
        .iter()
        .filter(|(_, entry)| entry.kind == EntryKind::Link && !strange.is_empty());
    for (path, link) in links {
        let Some(target) = blobs.text(&link.blob)? else {
            continue;
        };
        let target = manifest::resolve(path.parent().unwrap_or(path), &target);
        if strange.iter().any(|source| source.starts_with(&target)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What a reader of a trend has to know about these workspaces.
pub(super) fn notes(snapshots: &[Snapshot]) -> Vec<String> {
    let submodules = snapshots.iter().any(|snapshot| snapshot.has_submodules);
    let links = snapshots.iter().any(|snapshot| snapshot.has_links);
    let notes = [
        submodules.then_some("Submodules are not read in old commits."),
        links.then_some("Symbolic links are not followed in old commits."),
    ];
    notes.into_iter().flatten().map(str::to_owned).collect()
}

/// Whether the walk through today's folders would come to it.
fn is_walked(path: &Path, today: &Workspace) -> bool {
    let is_hidden = |part: Component<'_>| matches!(part, Component::Normal(name) if name.as_encoded_bytes().starts_with(b"."));
    // What lies above a workspace may be hidden.
    let below = path.strip_prefix(&today.root).unwrap_or(Path::new(""));
    !path.starts_with(&today.target_directory) && !below.components().any(is_hidden)
}

/// The manifests of the packages that belong to the workspace.
fn members(tables: &BTreeMap<PathBuf, Arc<Table>>, today: &Workspace) -> Vec<Manifest> {
    let empty = Table::new();
    let root = tables
        .get(&today.root)
        .map_or(&empty, |table| table.as_ref());
    let listed = manifest::Members::of(root, &today.root);
    let known = |folder: &Path| {
        let mut packages = today.packages.iter();
        packages.find(|package| package.folder == folder)
    };
    let mut open: Vec<&Path> = tables
        .keys()
        .map(PathBuf::as_path)
        .filter(|folder| *folder == today.root || known(folder).is_some() || listed.has(folder))
        .collect();
    let mut found: BTreeMap<PathBuf, Manifest> = BTreeMap::new();
    while let Some(folder) = open.pop() {
        let Some((folder, table)) = tables.get_key_value(folder) else {
            continue;
        };
        if found.contains_key(folder) {
            continue;
        }
        let name = known(folder).map(|package| package.name.as_str());
        let Some(manifest) = Manifest::of(folder, table, name, root, &today.root) else {
            continue;
        };
        for dependency in &manifest.dependencies {
            let folder = tables.get_key_value(&dependency.folder);
            open.extend(folder.map(|(folder, _)| folder.as_path()));
        }
        found.insert(folder.clone(), manifest);
    }
    found.into_values().collect()
}

fn workspace(manifests: &[Manifest], files: &[PastFile], today: &Workspace) -> Workspace {
    let packages = manifests.iter().enumerate().map(|(index, manifest)| {
        let files = files.iter().filter(|file| file.package == index);
        let files: Vec<&Path> = files.map(|file| file.path.as_path()).collect();
        let dependencies = manifest.dependencies.iter().filter_map(|dependency| {
            let index = manifests
                .iter()
                .position(|manifest| manifest.folder == dependency.folder)?;
            let name = dependency.renamed.clone();
            Some((
                name.unwrap_or_else(|| manifests[index].library.clone()),
                index,
            ))
        });
        Package {
            name: manifest.name.clone(),
            version: manifest.version.clone(),
            folder: manifest.folder.clone(),
            targets: manifest.targets(&files),
            dependencies: dependencies.collect(),
        }
    });
    Workspace {
        root: today.root.clone(),
        target_directory: today.target_directory.clone(),
        packages: packages.collect(),
    }
}
