//! What cargo says of the crate that a message is about.

use serde::Serialize;
use serde_json::{Value, json};

use crate::paths;
use crate::syntax::SourceFile;
use crate::workspace::{MANIFEST, Package, Target, Workspace};

/// A line, in cargo's order: there are readers that look for how it begins.
#[derive(Serialize)]
struct Line<'a> {
    reason: &'static str,
    package_id: &'a str,
    manifest_path: String,
    target: Value,
    message: &'a Value,
}

pub(super) struct Targets<'a> {
    workspace: &'a Workspace,
}

impl<'a> Targets<'a> {
    pub(super) const fn new(workspace: &'a Workspace) -> Self {
        Self { workspace }
    }

    /// A line of cargo that holds a diagnostic about a file.
    pub(super) fn message(&self, file: &SourceFile, diagnostic: &Value) -> String {
        self.line(
            &self.workspace.packages[file.package],
            Some(file),
            diagnostic,
        )
    }

    /// A line of cargo that holds a diagnostic about no file of Rust: it goes to the first package.
    pub(super) fn message_of_workspace(&self, diagnostic: &Value) -> Option<String> {
        let first = self.workspace.packages.first();
        first.map(|package| self.line(package, None, diagnostic))
    }

    fn line(&self, package: &Package, file: Option<&SourceFile>, diagnostic: &Value) -> String {
        let target = file.and_then(|file| target_of(package, file));
        let target = target.or(package.targets.first());
        let manifest = package.folder.join(MANIFEST);
        let known = self.workspace.metadata.as_ref().and_then(|metadata| {
            let mut packages = metadata.packages.iter();
            packages.find(|known| known.manifest_path.as_std_path() == manifest)
        });
        let known_target = known.and_then(|known| {
            let mut targets = known.targets.iter();
            targets.find(|known| {
                target.is_some_and(|target| known.src_path.as_std_path() == target.root)
            })
        });
        let id = known.map_or_else(|| id(package), |known| known.id.repr.clone());
        let target = known_target.map_or_else(|| made_up(package, target), |known| json!(known));
        let line = Line {
            reason: "compiler-message",
            package_id: &id,
            manifest_path: paths::text(&manifest),
            target,
            message: diagnostic,
        };
        serde_json::to_string(&line).expect("it holds strings and numbers")
    }
}

/// The target that a file belongs to: of the kind that it is compiled into, with the nearest root above it.
fn target_of<'a>(package: &'a Package, file: &SourceFile) -> Option<&'a Target> {
    let near = package.targets.iter().filter_map(|target| {
        let folder = target.root.parent()?;
        let above = file.path.starts_with(folder);
        above.then(|| {
            let depth = folder.components().count();
            (
                target.root == file.path,
                target.kind == file.kind,
                depth,
                target,
            )
        })
    });
    near.max_by_key(|(root, kind, depth, _)| (*root, *kind, *depth))
        .map(|(.., target)| target)
}

/// A package's name among all packages, as cargo makes it.
fn id(package: &Package) -> String {
    let address = paths::address(&package.folder);
    format!("path+file://{address}#{}@{}", package.name, package.version)
}

/// A target as cargo would write it, of what is known without it.
fn made_up(package: &Package, target: Option<&Target>) -> Value {
    let root = target.map_or(package.folder.as_path(), |target| target.root.as_path());
    json!({
        "kind": ["lib"],
        "crate_types": ["lib"],
        "name": target.map_or(&package.name, |target| &target.name),
        "src_path": paths::text(root),
        "edition": "2021",
        "doc": false,
        "doctest": false,
        "test": false,
    })
}
