//! What `ssot` is called in a package, and how its attributes are written there.

use crate::index::{Facts, ItemPath};
use crate::lints::context::CheckContext;
use crate::workspace::TargetKind;
use crate::workspace::manifest::{self, Called};

const OURS: &str = "ssot";

pub(super) struct Runtime {
    called: String,
}

impl Runtime {
    /// What code of this kind in a package calls it. `None` if the package does not depend on it; a manifest that cannot be
    /// read is not judged.
    pub(super) fn of(cx: CheckContext<'_>, package: usize, kind: TargetKind) -> Option<Self> {
        let workspace = cx.workspace;
        let folder = &workspace.packages[package].folder;
        let tests = !kind.is_production();
        match manifest::called(&workspace.root, folder, OURS, tests) {
            Called::By(called) => Some(Self { called }),
            Called::Unknown => Some(Self {
                called: OURS.to_owned(),
            }),
            Called::Not => None,
        }
    }

    /// One of its attributes, as it is written in a module: by the imported name, or else by its path.
    pub(super) fn attribute(
        &self,
        facts: &Facts,
        module: usize,
        name: &str,
        mut arguments: Vec<String>,
    ) -> String {
        let whole = ItemPath::new(&self.called).join(name);
        let mut imports = facts.imports.iter();
        let imported = imports.find_map(|import| {
            let path = import.path.without_leading();
            if import.at.module() != module || !import.condition.is_always() {
                None
            } else if whole == path {
                Some(import.name.to_string())
            } else {
                (path.as_str() == self.called && import.name == "*").then(|| name.to_owned())
            }
        });
        if self.called != OURS {
            arguments.push(format!("crate = {}", self.called));
        }
        let path = imported
            .filter(|name| name != "_")
            .unwrap_or_else(|| whole.into_string());
        if arguments.is_empty() {
            format!("#[{path}]")
        } else {
            format!("#[{path}({})]", arguments.join(", "))
        }
    }
}
