//! Reads manifests where cargo cannot: those of old commits, of workspaces that cargo rejects, and the names of
//! dependencies, which cargo resolves only with a network.

use std::path::{Component, Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use toml::{Table, Value};

use super::{MANIFEST, Package, Target, TargetKind};

#[derive(Debug)]
pub(crate) struct Manifest {
    pub(crate) folder: PathBuf,
    pub(crate) name: String,
    pub(crate) version: String,
    /// The name of its library in code.
    pub(crate) library: String,
    pub(crate) dependencies: Vec<PathDependency>,
    /// Targets that it names, by the paths of their files.
    named: Vec<(PathBuf, TargetKind, String)>,
}

#[derive(Debug)]
pub(crate) struct PathDependency {
    pub(crate) folder: PathBuf,
    /// The name that code calls it, if that is not the name of the library.
    pub(crate) renamed: Option<String>,
}

impl Manifest {
    /// The manifest in `folder`, if it is one of a package. `name` is what it is called today, for a manifest that cannot be read.
    pub(crate) fn of(
        folder: &Path,
        table: &Table,
        name: Option<&str>,
        root: &Table,
        root_folder: &Path,
    ) -> Option<Self> {
        let field = |name: &str| table.get("package")?.get(name)?.as_str();
        let name = field("name").or(name)?.to_owned();
        let library = table.get("lib").and_then(|library| library.get("name"));
        let library = library.and_then(Value::as_str).unwrap_or(&name);
        let library = library.replace('-', "_");
        Some(Self {
            version: field("version").unwrap_or_default().to_owned(),
            dependencies: path_dependencies(folder, table, root, root_folder),
            named: named_targets(folder, table, &library),
            folder: folder.to_owned(),
            library,
            name,
        })
    }

    pub(super) fn named(&self) -> impl Iterator<Item = &Path> {
        self.named.iter().map(|(path, ..)| path.as_path())
    }

    /// The targets of a package with these files, the library first.
    fn targets(&self, files: &[PathBuf]) -> Vec<Target> {
        let target = |path: &PathBuf| {
            let named = self.named.iter().find(|(named, ..)| named == path);
            let named = named.map(|(_, kind, name)| (*kind, name.clone()));
            let (kind, name) = named.or_else(|| self.usual_target(path))?;
            Some(Target {
                name: name.replace('-', "_"),
                kind,
                root: path.clone(),
            })
        };
        let mut targets: Vec<_> = files.iter().filter_map(target).collect();
        targets.sort_by_key(|target| target.kind);
        targets
    }

    /// What cargo takes a file for without being told.
    fn usual_target(&self, path: &Path) -> Option<(TargetKind, String)> {
        let below = path.strip_prefix(&self.folder).ok()?.to_str()?;
        let below = below.replace('\\', "/");
        match below.as_str() {
            "src/lib.rs" => return Some((TargetKind::Library, self.library.clone())),
            "src/main.rs" => return Some((TargetKind::Binary, self.name.clone())),
            "build.rs" => return Some((TargetKind::BuildScript, "build_script_build".to_owned())),
            _ => {}
        }
        let folders = [
            ("src/bin/", TargetKind::Binary),
            ("examples/", TargetKind::Example),
            ("tests/", TargetKind::Test),
            ("benches/", TargetKind::Benchmark),
        ];
        folders.into_iter().find_map(|(folder, kind)| {
            let rest = below.strip_prefix(folder)?;
            let name = rest.strip_suffix("/main.rs").or(rest.strip_suffix(".rs"))?;
            (!name.contains('/')).then(|| (kind, name.to_owned()))
        })
    }
}

/// The packages with these manifests, each with its files, sorted as they are.
pub(crate) fn packages(
    manifests: &[Manifest],
    files: impl Fn(usize) -> Vec<PathBuf>,
) -> Vec<Package> {
    let packages = manifests.iter().enumerate().map(|(index, manifest)| {
        let dependencies = manifest.dependencies.iter().filter_map(|dependency| {
            let mut folders = manifests.iter().map(|manifest| &manifest.folder);
            let index = folders.position(|folder| *folder == dependency.folder)?;
            let renamed = dependency.renamed.as_ref();
            Some((renamed.unwrap_or(&manifests[index].library).clone(), index))
        });
        Package {
            name: manifest.name.clone(),
            version: manifest.version.clone(),
            folder: manifest.folder.clone(),
            targets: manifest.targets(&files(index)),
            dependencies: dependencies.collect(),
        }
    });
    packages.collect()
}

fn named_targets(
    folder: &Path,
    table: &Table,
    library: &str,
) -> Vec<(PathBuf, TargetKind, String)> {
    let kinds = [
        ("bin", TargetKind::Binary),
        ("example", TargetKind::Example),
        ("test", TargetKind::Test),
        ("bench", TargetKind::Benchmark),
    ];
    let several = kinds.into_iter().flat_map(|(key, kind)| {
        let targets = table.get(key).and_then(Value::as_array);
        targets
            .into_iter()
            .flatten()
            .map(move |target| (target, kind))
    });
    let single = table.get("lib").map(|target| (target, TargetKind::Library));
    let named = single.into_iter().chain(several);
    let mut named: Vec<_> = named
        .filter_map(|(target, kind)| {
            let path = resolve(folder, target.get("path")?.as_str()?);
            let name = target.get("name").and_then(Value::as_str);
            Some((path, kind, name.unwrap_or(library).to_owned()))
        })
        .collect();
    let build = table
        .get("package")
        .and_then(|package| package.get("build"));
    if let Some(path) = build.and_then(Value::as_str) {
        let name = "build_script_build".to_owned();
        named.push((resolve(folder, path), TargetKind::BuildScript, name));
    }
    named
}

fn path_dependencies(
    folder: &Path,
    table: &Table,
    root: &Table,
    root_folder: &Path,
) -> Vec<PathDependency> {
    let listed = dependencies(table, &ALL);
    let shared = root
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"));
    let dependency = |(key, value): (&String, &Value)| {
        let is_shared = value.get("workspace").and_then(Value::as_bool) == Some(true);
        let (value, folder) = if is_shared {
            (shared?.get(key)?, root_folder)
        } else {
            (value, folder)
        };
        let renamed = value.get("package").map(|_| key.replace('-', "_"));
        Some(PathDependency {
            folder: resolve(folder, value.get("path")?.as_str()?),
            renamed,
        })
    };
    listed.filter_map(dependency).collect()
}

/// The tables in which a package lists what it depends on.
const ALL: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// What a manifest lists in tables of these names, for all platforms or for some.
fn dependencies<'a>(
    table: &'a Table,
    kinds: &'a [&str],
) -> impl Iterator<Item = (&'a String, &'a Value)> {
    let of_platforms = table.get("target").and_then(Value::as_table);
    let of_platforms = of_platforms.into_iter().flat_map(Table::values);
    let places = std::iter::once(table).chain(of_platforms.filter_map(Value::as_table));
    let listed = places.flat_map(|place| kinds.iter().filter_map(|kind| place.get(*kind)));
    listed.filter_map(Value::as_table).flatten()
}

/// The manifest in a folder, if it can be read.
pub(super) fn read(folder: &Path) -> Option<Table> {
    let text = std::fs::read_to_string(folder.join(MANIFEST)).ok()?;
    text.parse().ok()
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Called {
    By(String),
    Not,
    /// The manifest cannot be read.
    Unknown,
}

/// The name of `dependency` in the package in `folder`, with `tests` also among the dev-dependencies.
pub(crate) fn called(root: &Path, folder: &Path, dependency: &str, tests: bool) -> Called {
    let Some(table) = read(folder) else {
        return Called::Unknown;
    };
    let of_workspace = read(root);
    let shared = of_workspace
        .as_ref()
        .and_then(|table| table.get("workspace")?.get("dependencies")?.as_table());
    let kinds = if tests { &ALL[..2] } else { &ALL[..1] };
    let found = dependencies(&table, kinds)
        .find(|(name, entry)| package_of(name, entry, shared) == dependency);
    found.map_or(Called::Not, |(name, _)| Called::By(name.replace('-', "_")))
}

/// The package that an entry stands for: by its own word, that of the workspace, or its name.
fn package_of<'a>(name: &'a str, entry: &'a Value, shared: Option<&'a Table>) -> &'a str {
    let stated = |entry: &'a Value| entry.get("package").and_then(Value::as_str);
    let inherits = entry.get("workspace").and_then(Value::as_bool) == Some(true);
    let shared = shared
        .filter(|_| inherits)
        .and_then(|shared| shared.get(name));
    stated(entry).or_else(|| stated(shared?)).unwrap_or(name)
}

pub(crate) fn resolve(folder: &Path, path: &str) -> PathBuf {
    let mut resolved = folder.to_owned();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::CurDir => {}
            other => resolved.push(other),
        }
    }
    resolved
}

pub(crate) struct Members {
    root: PathBuf,
    listed: Gitignore,
    excluded: Gitignore,
}

impl Members {
    pub(crate) fn of(root: &Table, folder: &Path) -> Self {
        let patterns = |key: &str| {
            let mut builder = GitignoreBuilder::new(folder);
            let list = root
                .get("workspace")
                .and_then(|workspace| workspace.get(key));
            let list = list.and_then(Value::as_array).into_iter().flatten();
            for pattern in list.filter_map(Value::as_str) {
                let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
                // A pattern that is none lists nothing.
                let _ = builder.add_line(None, &format!("/{pattern}"));
            }
            builder.build().unwrap_or_else(|_| Gitignore::empty())
        };
        Self {
            root: folder.to_owned(),
            listed: patterns("members"),
            excluded: patterns("exclude"),
        }
    }

    /// Whether the package in a folder is one of them.
    pub(crate) fn has(&self, folder: &Path) -> bool {
        folder.starts_with(&self.root)
            && self.listed.matched(folder, true).is_ignore()
            && !self
                .excluded
                .matched_path_or_any_parents(folder, true)
                .is_ignore()
    }
}
