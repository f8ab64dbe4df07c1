//! What `ssot` is called in a package, and how its attributes are written there.

use std::path::Path;

use toml::{Table, Value};

use crate::facts::Facts;
use crate::lints::context::Subject;
use crate::workspace::{MANIFEST, TargetKind};

/// The name of the crate.
const OURS: &str = "ssot";

/// The crate, as a package calls it.
pub(super) struct Runtime {
    called: String,
}

impl Runtime {
    /// What code of this kind in a package calls it. `None` if the package does not depend on it; a manifest that cannot be
    /// read is not judged.
    pub(super) fn of(subject: Subject<'_>, package: usize, kind: TargetKind) -> Option<Self> {
        let of_workspace = read(&subject.workspace.root);
        let Some(manifest) = read(&subject.workspace.packages[package].folder) else {
            return Some(Self {
                called: OURS.to_owned(),
            });
        };
        let shared = of_workspace
            .as_ref()
            .and_then(|table| table.get("workspace")?.get("dependencies")?.as_table());
        let mut lists = Vec::new();
        let mut add = |table: &Table| {
            lists.extend(table.get("dependencies").cloned());
            if !kind.is_production() {
                lists.extend(table.get("dev-dependencies").cloned());
            }
        };
        add(&manifest);
        let targets = manifest.get("target").and_then(Value::as_table);
        for target in targets.into_iter().flat_map(Table::values) {
            target.as_table().map(&mut add);
        }
        let mut entries = lists.iter().filter_map(Value::as_table).flatten();
        let (called, _) = entries.find(|(name, entry)| package_of(name, entry, shared) == OURS)?;
        Some(Self {
            called: called.replace('-', "_"),
        })
    }

    /// One of its attributes, as it is written in a module: by the imported name, or else by its path.
    pub(super) fn attribute(
        &self,
        facts: &Facts,
        module: usize,
        name: &str,
        mut arguments: Vec<String>,
    ) -> String {
        let whole = format!("{}::{name}", self.called);
        let mut imports = facts.imports.iter();
        let imported = imports.find_map(|import| {
            let path = import.path.trim_start_matches("::");
            if import.at.module != module || !import.condition.is_empty() {
                None
            } else if path == whole {
                Some(import.name.clone())
            } else {
                (path == self.called && import.name == "*").then(|| name.to_owned())
            }
        });
        if self.called != OURS {
            arguments.push(format!("crate = {}", self.called));
        }
        let path = imported.filter(|name| name != "_").unwrap_or(whole);
        if arguments.is_empty() {
            format!("#[{path}]")
        } else {
            format!("#[{path}({})]", arguments.join(", "))
        }
    }
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

fn read(folder: &Path) -> Option<Table> {
    let text = std::fs::read_to_string(folder.join(MANIFEST)).ok()?;
    text.parse().ok()
}
