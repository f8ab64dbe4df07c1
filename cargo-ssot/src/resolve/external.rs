//! Where paths lead outside of the workspace.

use std::collections::BTreeSet;

use super::bindings::Use;
use super::paths::MAX_HOPS;
use super::{Crates, ModuleId, Namespace, Resolution};
use crate::index::{CRATES, ItemPath, ItemPathBuf};

impl Crates {
    /// The paths outside of the workspace that a path of a module may lead to, each from the name of a crate on. There may
    /// be several where everything of several crates is imported.
    ///
    /// The last segment may be a macro, which is no definition and hides behind none.
    pub(crate) fn external(&self, module: ModuleId, path: ItemPath<'_>) -> Vec<ItemPathBuf> {
        let mut search = External {
            crates: self,
            from: module,
            depth: 0,
            seen: BTreeSet::new(),
            found: Vec::new(),
        };
        search.path(module, path, false);
        search.found
    }
}

struct External<'a> {
    crates: &'a Crates,
    from: ModuleId,
    /// How many imports led to what is looked at.
    depth: usize,
    /// What has been followed. Imports may go in a circle.
    seen: BTreeSet<(ModuleId, ItemPathBuf)>,
    found: Vec<ItemPathBuf>,
}

impl External<'_> {
    /// A path as it is written in a module. One that starts with what everything is imported of asks no other such import:
    /// each could lead to each of them, without end.
    fn path(&mut self, module: ModuleId, path: ItemPath<'_>, of_glob: bool) {
        if self.depth == MAX_HOPS || !self.seen.insert((module, path.to_buf())) {
            return;
        }
        self.depth += 1;
        self.follow(module, path, of_glob);
        self.depth -= 1;
    }

    fn follow(&mut self, module: ModuleId, path: ItemPath<'_>, of_glob: bool) {
        let crates = self.crates;
        let of = crates.modules[module.at()].of;
        let (first, rest) = path.split_first();
        let inner = match first {
            "" => return self.of_crate(module, rest.unwrap_or_default()),
            "crate" | "$crate" => Some(crates.all[of.at()].root),
            "self" => Some(crates.named_module(module)),
            "super" => crates.parent(crates.named_module(module)),
            _ => {
                for at in crates.scopes(module) {
                    if self.name(at, first, rest, !of_glob) {
                        // What everything is imported of need not have the name of our crate.
                        let is_guess = crates.member(at, first, Namespace::Types).is_none()
                            && crates.imported(at, first).next().is_none();
                        if is_guess && rest.is_some() && CRATES.contains(&first) {
                            self.found.push(path.to_buf());
                        }
                        return;
                    }
                }
                if rest.is_none() {
                    let macros = crates.all[of.at()].macro_crates.iter();
                    self.found
                        .extend(macros.map(|name| name.as_path().join(path)));
                }
                return self.of_crate(module, path);
            }
        };
        if let (Some(inner), Some(rest)) = (inner, rest) {
            self.member(inner, rest);
        }
    }

    /// A path that starts with the name of a crate.
    fn of_crate(&mut self, module: ModuleId, path: ItemPath<'_>) {
        let (name, rest) = path.split_first();
        let of = self.crates.modules[module.at()].of;
        // Ours are known by their names, also in the workspace that defines them.
        let other = self.crates.other_crate(of, name);
        match (other.filter(|_| !CRATES.contains(&name)), rest) {
            (Some(Resolution::Module(root)), Some(rest)) => self.member(root, rest),
            (Some(_), _) => {}
            (None, _) => self.found.push(path.to_buf()),
        }
    }

    /// A path behind the one of a module.
    fn member(&mut self, module: ModuleId, path: ItemPath<'_>) {
        let (first, rest) = path.split_first();
        if matches!(first, "self" | "super") {
            self.path(module, path, false);
        } else {
            self.name(module, first, rest, true);
        }
    }

    /// A name of a module, and what follows behind it. Returns whether the module has the name.
    fn name(
        &mut self,
        module: ModuleId,
        name: &str,
        rest: Option<ItemPath<'_>>,
        globs: bool,
    ) -> bool {
        let crates = self.crates;
        let joined = |mut path: ItemPathBuf| {
            if let Some(rest) = rest {
                path.push(rest);
            }
            path
        };
        let inner = crates.member(module, name, Namespace::Types);
        if let (Some(Resolution::Module(inner)), Some(rest)) = (inner, rest) {
            self.member(inner, rest);
            return true;
        }
        let node = &crates.modules[module.at()];
        let from = self.from;
        let seen = |import: &&Use| crates.is_seen(import.visibility, module, from);
        // `use name;` is about a crate.
        let named = crates.imported(module, name).filter(seen);
        let mut named = named
            .filter(|import| import.path.as_str() != name)
            .peekable();
        if named.peek().is_some() {
            for import in named {
                self.path(module, joined(import.path.to_buf()).as_path(), false);
            }
            return true;
        }
        let before = self.found.len();
        for import in node.globs.iter().filter(seen).filter(|_| globs) {
            let path = joined(import.path.join(name));
            self.path(module, path.as_path(), true);
        }
        self.found.len() > before
    }
}
