//! What a manifest of the past says. Cargo would need the commit to be checked out.

use std::path::{Component, Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use toml::{Table, Value};

use crate::workspace::{Target, TargetKind};

/// The manifest of a package.
#[derive(Debug)]
pub(super) struct Manifest {
    pub(super) folder: PathBuf,
    pub(super) name: String,
    pub(super) version: String,
    /// The name of its library in code.
    pub(super) library: String,
    /// What it depends on by a path.
    pub(super) dependencies: Vec<PathDependency>,
    /// Targets that it names, by the paths of their files.
    named: Vec<(PathBuf, TargetKind, String)>,
}

#[derive(Debug)]
pub(super) struct PathDependency {
    pub(super) folder: PathBuf,
    /// The name that code calls it, if that is not the name of the library.
    pub(super) renamed: Option<String>,
}

impl Manifest {
    /// The manifest in `folder`, if it is one of a package. `name` is what it is called today, for a manifest that cannot be read.
    pub(super) fn of(
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

    /// The targets of a package with these files, the library first.
    pub(super) fn targets(&self, files: &[&Path]) -> Vec<Target> {
        let target = |path: &&Path| {
            let named = self.named.iter().find(|(named, ..)| named == path);
            let named = named.map(|(_, kind, name)| (*kind, name.clone()));
            let (kind, name) = named.or_else(|| self.usual_target(path))?;
            Some(Target {
                name: name.replace('-', "_"),
                kind,
                root: (*path).to_owned(),
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
    const KINDS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];
    let of_platforms = table.get("target").and_then(Value::as_table);
    let of_platforms = of_platforms.into_iter().flat_map(Table::values);
    let places = of_platforms.filter_map(Value::as_table).chain([table]);
    let listed = places.flat_map(|place| KINDS.iter().filter_map(|kind| place.get(*kind)));
    let listed = listed.filter_map(Value::as_table).flatten();
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

/// A path that a manifest in `folder` gives.
pub(super) fn resolve(folder: &Path, path: &str) -> PathBuf {
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

/// What `[workspace]` lists as members.
pub(super) struct Members {
    root: PathBuf,
    listed: Gitignore,
    excluded: Gitignore,
}

impl Members {
    pub(super) fn of(root: &Table, folder: &Path) -> Self {
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
    pub(super) fn has(&self, folder: &Path) -> bool {
        folder.starts_with(&self.root)
            && self.listed.matched(folder, true).is_ignore()
            && !self
                .excluded
                .matched_path_or_any_parents(folder, true)
                .is_ignore()
    }
}
