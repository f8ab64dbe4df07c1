//! What a path means.

use std::collections::BTreeSet;

use crate::index::CRATES;

use super::bindings::Use;
use super::{CrateId, Crates, DefinitionId, ModuleId, Resolution};

/// How many aliases are followed one after the other. Imports may go in a circle.
const MAX_HOPS: usize = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Namespace {
    /// Modules, types and traits.
    Types,
    /// Functions and statics.
    Values,
}

impl Crates {
    /// What a path in a module leads to, and how many of its segments that takes: a type is followed by names of its own.
    ///
    /// `Self` is no name of a module; write the path of the type in its place.
    pub fn resolve(
        &self,
        module: ModuleId,
        path: &str,
        last: Namespace,
    ) -> Option<(Resolution, usize)> {
        let (mut at, mut consumed) = self.start(module, path, last)?;
        let segments = path.split("::").skip(consumed);
        let mut segments = segments.peekable();
        while let (Resolution::Module(inner), Some(name)) = (at, segments.peek()) {
            at = match *name {
                "self" => at,
                "super" => Resolution::Module(self.parent(inner)?),
                name => {
                    segments.next();
                    let namespace = if segments.peek().is_none() {
                        last
                    } else {
                        Namespace::Types
                    };
                    consumed += 1;
                    at = self.member(inner, name, namespace)?;
                    continue;
                }
            };
            segments.next();
            consumed += 1;
        }
        Some((at, consumed))
    }

    /// What the whole of a path leads to.
    pub(crate) fn resolve_whole(
        &self,
        module: ModuleId,
        path: &str,
        last: Namespace,
    ) -> Option<Resolution> {
        let (resolution, consumed) = self.resolve(module, path, last)?;
        (consumed == path.split("::").count()).then_some(resolution)
    }

    /// What a path starts with, and how many of its segments that takes.
    fn start(&self, module: ModuleId, path: &str, last: Namespace) -> Option<(Resolution, usize)> {
        let of = self.modules[module.at()].of;
        let (first, rest) = split(path);
        let at = match first {
            "" => {
                let (name, _) = split(rest?);
                return Some((self.other_crate(of, name)?, 2));
            }
            "crate" | "$crate" => Resolution::Module(self.all[of.at()].root),
            "self" => Resolution::Module(self.named_module(module)),
            "super" => Resolution::Module(self.parent(self.named_module(module))?),
            name => {
                let namespace = rest.map_or(last, |_| Namespace::Types);
                let found = self.lexical(module, name, namespace);
                found.or_else(|| self.other_crate(of, name))?
            }
        };
        Some((at, 1))
    }

    /// The type or trait that a path leads to, if nothing follows behind its name.
    pub fn resolve_type(&self, module: ModuleId, path: &str) -> Option<DefinitionId> {
        match self.resolve_whole(module, path, Namespace::Types)? {
            Resolution::Definition(definition) => Some(definition),
            Resolution::Module(_) => None,
        }
    }

    fn other_crate(&self, of: CrateId, name: &str) -> Option<Resolution> {
        let other = self.all[of.at()].externs.get(name)?;
        Some(Resolution::Module(self.all[other.at()].root))
    }

    fn parent(&self, module: ModuleId) -> Option<ModuleId> {
        let parent = self.modules[module.at()].parent;
        parent.map(|parent| self.named_module(parent))
    }

    /// A name as it is looked up from within: in the blocks around, and then in the module.
    fn lexical(&self, module: ModuleId, name: &str, namespace: Namespace) -> Option<Resolution> {
        self.scopes(module)
            .find_map(|scope| self.member(scope, name, namespace))
    }

    fn member(&self, module: ModuleId, name: &str, namespace: Namespace) -> Option<Resolution> {
        self.modules[module.at()].bindings.get(name)?.get(namespace)
    }

    /// Whether the last segment of a path is what its module has imported for itself: `super::Name` where the module
    /// around has `use path::Name` or `use path::*`.
    pub fn is_imported_there(&self, module: ModuleId, path: &str) -> bool {
        let Some((before, name)) = path.rsplit_once("::") else {
            return false;
        };
        let Some((Resolution::Module(there), _)) = self.resolve(module, before, Namespace::Types)
        else {
            return false;
        };
        self.bound(there, name)
            .is_some_and(|bound| match bound.resolution {
                Resolution::Definition(id) => bound.is_private() && self[id].module != there,
                Resolution::Module(_) => false,
            })
    }

    /// The paths outside of the workspace that a path of a module may lead to, each from the name of a crate on. There may
    /// be several where everything of several crates is imported.
    ///
    /// The last segment may be a macro, which is no definition and hides behind none.
    pub(crate) fn external(&self, module: ModuleId, path: &str) -> Vec<String> {
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

    /// A path of a module as it reads from the name of its crate on, with every alias of a module on the way
    /// written out: `acme::manager::Manager`. `None` for one that starts in a crate outside of the workspace.
    pub fn absolute(&self, module: ModuleId, path: &str) -> Option<String> {
        self.absolute_within(module, path, MAX_HOPS)
    }

    /// A path from the name of a crate on, as it is written in a module so that it leads to a type: `crate::manager::Manager`
    /// in that crate itself, and by the name that the module's crate has for another one. `None` where it leads elsewhere or
    /// nowhere.
    pub fn written_in(&self, module: ModuleId, path: &str, of: DefinitionId) -> Option<String> {
        let (first, rest) = path.split_once("::")?;
        let own = self.crate_of(module);
        let others = own.externs.iter();
        let others = others.filter(|(_, other)| self.all[other.at()].name == first);
        let others =
            others.flat_map(|(name, _)| [format!("{name}::{rest}"), format!("::{name}::{rest}")]);
        let own = (own.name == first).then(|| format!("crate::{rest}"));
        let mut possible = own.into_iter().chain(others);
        possible.find(|written| {
            self.resolve_type(module, written) == Some(of)
                && self.absolute(module, written).as_deref() == Some(path)
        })
    }

    fn absolute_within(&self, module: ModuleId, path: &str, hops: usize) -> Option<String> {
        let hops = hops.checked_sub(1)?;
        let start = self.start(module, path, Namespace::Types);
        let (mut at, consumed, mut absolute) = match (split(path).0, start) {
            ("" | "crate" | "$crate" | "self" | "super", start) => match start? {
                (Resolution::Module(start), consumed) => {
                    let path = self.path_of(start).to_owned();
                    (Some(Resolution::Module(start)), consumed, path)
                }
                (Resolution::Definition(_), _) => return None,
            },
            (name, start) => {
                let path = self.first_segment(module, name, hops)?;
                (start.map(|(at, _)| at), 1, path)
            }
        };
        for name in path.split("::").skip(consumed) {
            let Some(Resolution::Module(there)) = at else {
                absolute = format!("{absolute}::{name}");
                continue;
            };
            match name {
                "self" => continue,
                "super" => {
                    let parent = self.parent(there)?;
                    self.path_of(parent).clone_into(&mut absolute);
                    at = Some(Resolution::Module(parent));
                    continue;
                }
                _ => {}
            }
            let bound = self.bound(there, name);
            at = bound.map(|bound| bound.resolution);
            absolute = match bound.map(|bound| (bound.resolution, bound.is_private())) {
                // What a module has imported for itself is no part of it.
                Some((Resolution::Module(inner), true))
                    if self.modules[inner.at()].parent != Some(there) =>
                {
                    self.path_of(inner).to_owned()
                }
                _ => format!("{absolute}::{name}"),
            };
        }
        Some(absolute)
    }

    /// A child of the module or of a block around, an alias, or a crate.
    fn first_segment(&self, module: ModuleId, name: &str, hops: usize) -> Option<String> {
        let in_scope = |scope: ModuleId| {
            let imports = self.imported(scope, name);
            let mut imports = imports.filter(|import| *import.path != *name);
            let imported = imports.find_map(|one| self.absolute_within(scope, &one.path, hops));
            let defined = || match self.member(scope, name, Namespace::Types)? {
                Resolution::Module(inner) => Some(self.path_of(inner).to_owned()),
                Resolution::Definition(definition) => Some(self.defined_at(definition)),
            };
            imported.or_else(defined)
        };
        let other = || {
            let other = self.crate_of(module).externs.get(name)?;
            Some(self.all[other.at()].name.clone())
        };
        self.scopes(module).find_map(in_scope).or_else(other)
    }
}

struct External<'a> {
    crates: &'a Crates,
    from: ModuleId,
    /// How many imports led to what is looked at.
    depth: usize,
    /// What has been followed. Imports may go in a circle.
    seen: BTreeSet<(ModuleId, String)>,
    found: Vec<String>,
}

impl External<'_> {
    /// A path as it is written in a module. One that starts with what everything is imported of asks no other such import:
    /// each could lead to each of them, without end.
    fn path(&mut self, module: ModuleId, path: &str, of_glob: bool) {
        if self.depth == MAX_HOPS || !self.seen.insert((module, path.to_owned())) {
            return;
        }
        self.depth += 1;
        self.follow(module, path, of_glob);
        self.depth -= 1;
    }

    fn follow(&mut self, module: ModuleId, path: &str, of_glob: bool) {
        let crates = self.crates;
        let of = crates.modules[module.at()].of;
        let (first, rest) = split(path);
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
                            self.found.push(path.to_owned());
                        }
                        return;
                    }
                }
                if rest.is_none() {
                    let macros = crates.all[of.at()].macro_crates.iter();
                    self.found
                        .extend(macros.map(|name| format!("{name}::{path}")));
                }
                return self.of_crate(module, path);
            }
        };
        if let (Some(inner), Some(rest)) = (inner, rest) {
            self.member(inner, rest);
        }
    }

    /// A path that starts with the name of a crate.
    fn of_crate(&mut self, module: ModuleId, path: &str) {
        let (name, rest) = split(path);
        let of = self.crates.modules[module.at()].of;
        // Ours are known by their names, also in the workspace that defines them.
        let other = self.crates.other_crate(of, name);
        match (other.filter(|_| !CRATES.contains(&name)), rest) {
            (Some(Resolution::Module(root)), Some(rest)) => self.member(root, rest),
            (Some(_), _) => {}
            (None, _) => self.found.push(path.to_owned()),
        }
    }

    /// A path behind the one of a module.
    fn member(&mut self, module: ModuleId, path: &str) {
        let (first, rest) = split(path);
        if matches!(first, "self" | "super") {
            self.path(module, path, false);
        } else {
            self.name(module, first, rest, true);
        }
    }

    /// A name of a module, and what follows behind it. Returns whether the module has the name.
    fn name(&mut self, module: ModuleId, name: &str, rest: Option<&str>, globs: bool) -> bool {
        let crates = self.crates;
        let joined = |path: &str| match rest {
            Some(rest) => format!("{path}::{rest}"),
            None => path.to_owned(),
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
        let mut named = named.filter(|import| *import.path != *name).peekable();
        if named.peek().is_some() {
            named.for_each(|import| self.path(module, &joined(&import.path), false));
            return true;
        }
        let before = self.found.len();
        for import in node.globs.iter().filter(seen).filter(|_| globs) {
            let path = joined(&format!("{}::{name}", import.path));
            self.path(module, &path, true);
        }
        self.found.len() > before
    }
}

/// The first segment of a path, and what follows behind it.
fn split(path: &str) -> (&str, Option<&str>) {
    let split = path.split_once("::");
    split.map_or((path, None), |(first, rest)| (first, Some(rest)))
}
