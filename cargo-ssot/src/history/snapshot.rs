//! The workspace of a commit.
//!
//! Its packages are those of today whose folders have a manifest in the commit, and what the commit's own root manifest lists as
//! members, with the packages that any of them depend on by a path. Their targets are those that the manifests name, and those that stand where cargo
//! looks for them.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use toml::Table;

use super::blobs::{Blobs, PastFile};
use crate::finding::Problem;
use crate::git::{Entry, EntryKind};
use crate::scan::Scan;
use crate::workspace::manifest::{self, Manifest};
use crate::workspace::{MANIFEST, Workspace};

/// A workspace of the past.
pub(super) struct Snapshot {
    pub(super) workspace: Workspace,
    /// The Rust files of its packages, sorted by their paths.
    pub(super) files: Vec<PastFile>,
    /// Its manifests and sources, each with the object that holds it: commits with the same have the same findings.
    pub(super) code: Vec<(PathBuf, String)>,
    /// Whether a package holds a submodule, or lies in one.
    has_submodules: bool,
    /// Whether sources are part of a package by a link only.
    has_links: bool,
}

impl Snapshot {
    /// The workspace of the commit with these entries.
    pub(super) fn of(
        mut entries: Vec<Entry>,
        blobs: &mut Blobs,
        today: &Scan,
    ) -> Result<Self, Problem> {
        let (settings, today) = (&today.settings, &today.workspace);
        entries.retain(|entry| is_walked(&entry.path, today));
        let (mut tables, mut sources, mut code) = (BTreeMap::new(), Vec::new(), Vec::new());
        for entry in entries.iter().filter(|entry| entry.kind == EntryKind::File) {
            let path = &entry.path;
            if path.file_name().is_some_and(|name| name == MANIFEST) {
                // One that cannot be read says nothing.
                let text = blobs.text(&entry.object)?.unwrap_or_default();
                let folder = path.parent().unwrap_or(path).to_owned();
                tables.insert(folder, text.parse::<Table>().unwrap_or_default());
                code.push((path.clone(), entry.object.clone()));
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !settings.excludes(today.shown(path))
            {
                sources.push(entry);
                code.push((path.clone(), entry.object.clone()));
            }
        }
        let manifests = members(&tables, today);
        let (mut files, mut strange) = (Vec::new(), Vec::new());
        for entry in sources {
            // The nearest manifest decides: a package that is not a member is not read, as today.
            let mut folders = entry.path.ancestors();
            let folder = folders.find(|folder| tables.contains_key(*folder));
            let package = manifests
                .iter()
                .position(|manifest| Some(&*manifest.folder) == folder);
            match package {
                Some(package) => files.push(PastFile {
                    path: entry.path.clone(),
                    package,
                    blob: entry.object.clone(),
                }),
                None => strange.push(entry.path.as_path()),
            }
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        let has_submodules = entries.iter().any(|entry| {
            let path = &entry.path;
            let mut folders = today.packages.iter().map(|package| &package.folder);
            entry.kind == EntryKind::Submodule
                && folders.any(|folder| folder.starts_with(path) || path.starts_with(folder))
        });
        let has_links = leads_out(&entries, &strange, blobs)?;
        let packages = manifest::packages(&manifests, |index| {
            let files = files.iter().filter(|file| file.package == index);
            files.map(|file| file.path.clone()).collect()
        });
        Ok(Self {
            workspace: Workspace {
                root: today.root.clone(),
                target_directory: today.target_directory.clone(),
                metadata: None,
                packages,
            },
            files,
            code,
            has_submodules,
            has_links,
        })
    }
}

impl Snapshot {
    /// Adds what a reader has to know about another commit with the same code.
    pub(super) fn note(&mut self, other: &Self) {
        self.has_submodules |= other.has_submodules;
        self.has_links |= other.has_links;
    }
}

/// Whether a link leads to sources that are in no package themselves, so that only the link makes them part of one.
fn leads_out(entries: &[Entry], strange: &[&Path], blobs: &mut Blobs) -> Result<bool, Problem> {
    let links = entries.iter().filter(|entry| entry.kind == EntryKind::Link);
    for link in links.filter(|_| !strange.is_empty()) {
        let Some(target) = blobs.text(&link.object)? else {
            continue;
        };
        let target = manifest::resolve(link.path.parent().unwrap_or(&link.path), &target);
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
fn members(tables: &BTreeMap<PathBuf, Table>, today: &Workspace) -> Vec<Manifest> {
    let empty = Table::new();
    let root = tables.get(&today.root).unwrap_or(&empty);
    let listed = manifest::Members::of(root, &today.root);
    let known = |folder: &Path| {
        let mut packages = today.packages.iter();
        packages.find(|package| package.folder == folder)
    };
    let is_member =
        |folder: &Path| folder == today.root || known(folder).is_some() || listed.has(folder);
    let mut open: Vec<PathBuf> = tables
        .keys()
        .filter(|one| is_member(one))
        .cloned()
        .collect();
    let mut found: BTreeMap<PathBuf, Manifest> = BTreeMap::new();
    while let Some(folder) = open.pop() {
        let name = known(&folder).map(|package| package.name.as_str());
        if !found.contains_key(&folder)
            && let Some(table) = tables.get(&folder)
            && let Some(manifest) = Manifest::of(&folder, table, name, root, &today.root)
        {
            let needed = manifest.dependencies.iter();
            open.extend(needed.map(|dependency| dependency.folder.clone()));
            found.insert(folder, manifest);
        }
    }
    found.into_values().collect()
}
