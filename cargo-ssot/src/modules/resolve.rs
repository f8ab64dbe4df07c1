//! What a path means.

use super::{CrateId, Crates, DefinitionId, Item, Meaning, ModuleId, Named};

/// How many names are followed one after the other. Imports may go in a circle.
const LONGEST_WAY: usize = 24;

/// What kind of name is looked for.
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
    #[must_use]
    pub fn resolve(
        &self,
        module: ModuleId,
        path: &str,
        last: Namespace,
    ) -> Option<(Meaning, usize)> {
        let segments: Vec<&str> = path.split("::").collect();
        self.follow(module, &segments, last, LONGEST_WAY)
    }

    /// The type or trait that a path leads to, if nothing follows behind its name.
    #[must_use]
    pub fn resolve_type(&self, module: ModuleId, path: &str) -> Option<DefinitionId> {
        match self.resolve(module, path, Namespace::Types)? {
            (Meaning::Definition(definition), taken) if taken == path.split("::").count() => {
                Some(definition)
            }
            _ => None,
        }
    }

    fn follow(
        &self,
        module: ModuleId,
        segments: &[&str],
        last: Namespace,
        way: usize,
    ) -> Option<(Meaning, usize)> {
        let way = way.checked_sub(1)?;
        let (mut at, mut taken) = self.start(module, segments, last, way)?;
        while let Meaning::Module(inner) = at
            && taken < segments.len()
        {
            let is_last = taken + 1 == segments.len();
            let namespace = if is_last { last } else { Namespace::Types };
            at = match segments[taken] {
                "self" => at,
                "super" => Meaning::Module(self.parent(inner)?),
                name => self.member(inner, name, namespace, way)?,
            };
            taken += 1;
        }
        Some((at, taken))
    }

    /// What the first segment leads to.
    fn start(
        &self,
        module: ModuleId,
        segments: &[&str],
        last: Namespace,
        way: usize,
    ) -> Option<(Meaning, usize)> {
        let first = *segments.first()?;
        let of = self.modules[module.0].of;
        match first {
            "" => {
                let name = segments.get(1)?;
                Some((self.other_crate(of, name)?, 2))
            }
            "crate" | "$crate" => Some((Meaning::Module(self.all[of.0].root), 1)),
            "self" => Some((Meaning::Module(self.named_module(module)), 1)),
            "super" => Some((Meaning::Module(self.parent(self.named_module(module))?), 1)),
            name => {
                let namespace = if segments.len() == 1 {
                    last
                } else {
                    Namespace::Types
                };
                let found = self.lexical(module, name, namespace, way);
                Some((found.or_else(|| self.other_crate(of, name))?, 1))
            }
        }
    }

    fn other_crate(&self, of: CrateId, name: &str) -> Option<Meaning> {
        let other = self.all[of.0].externs.get(name)?;
        Some(Meaning::Module(self.all[other.0].root))
    }

    fn parent(&self, module: ModuleId) -> Option<ModuleId> {
        self.modules[module.0]
            .parent
            .map(|parent| self.named_module(parent))
    }

    /// A name as it is looked up from within: in the blocks around, and then in the module.
    fn lexical(
        &self,
        module: ModuleId,
        name: &str,
        namespace: Namespace,
        way: usize,
    ) -> Option<Meaning> {
        let node = &self.modules[module.0];
        let found = self.member(module, name, namespace, way);
        match node.parent {
            Some(parent) if found.is_none() && node.block => {
                self.lexical(parent, name, namespace, way)
            }
            _ => found,
        }
    }

    /// A name of a module.
    fn member(
        &self,
        module: ModuleId,
        name: &str,
        namespace: Namespace,
        way: usize,
    ) -> Option<Meaning> {
        let way = way.checked_sub(1)?;
        let node = &self.modules[module.0];
        let named = node.names.get(name).into_iter().flatten();
        let direct = named.clone().find_map(|named| match named {
            Named::Module(id) => (namespace == Namespace::Types).then_some(Meaning::Module(*id)),
            Named::Definition(id) => self
                .is_in(*id, namespace)
                .then_some(Meaning::Definition(*id)),
            Named::Import(_) => None,
        });
        if direct.is_some() {
            return direct;
        }
        let imported = named.filter_map(|named| match named {
            Named::Import(path) => Some(path),
            _ => None,
        });
        for path in imported {
            if let Some(meaning) = self.imported(module, path, namespace, way) {
                return Some(meaning);
            }
        }
        node.globs.iter().find_map(|path| {
            let (meaning, taken) = self.whole(module, path, Namespace::Types, way)?;
            match meaning {
                Meaning::Module(inner) if inner != module && taken => {
                    self.member(inner, name, namespace, way)
                }
                _ => None,
            }
        })
    }

    /// What an import means. `use name;` is about another crate, not about itself.
    fn imported(
        &self,
        module: ModuleId,
        path: &str,
        namespace: Namespace,
        way: usize,
    ) -> Option<Meaning> {
        let (meaning, whole) = self.whole(module, path, namespace, way)?;
        whole.then_some(meaning)
    }

    fn whole(
        &self,
        module: ModuleId,
        path: &str,
        namespace: Namespace,
        way: usize,
    ) -> Option<(Meaning, bool)> {
        let segments: Vec<&str> = path.split("::").collect();
        let (meaning, taken) = self.follow(module, &segments, namespace, way)?;
        Some((meaning, taken == segments.len()))
    }

    fn is_in(&self, definition: DefinitionId, namespace: Namespace) -> bool {
        let is_type = matches!(self[definition].item, Item::Type(_) | Item::Trait(_));
        is_type == (namespace == Namespace::Types)
    }

    /// A path of a module as it reads from the name of its crate on, with every alias of a module on the way
    /// written out: `acme::manager::Manager`. `None` for one that starts in a crate outside of the workspace.
    #[must_use]
    pub fn absolute(&self, module: ModuleId, path: &str) -> Option<String> {
        self.absolute_within(module, path, LONGEST_WAY)
    }

    fn absolute_within(&self, module: ModuleId, path: &str, way: usize) -> Option<String> {
        let way = way.checked_sub(1)?;
        let (first, rest) = path.split_once("::").unwrap_or((path, ""));
        let of = self.modules[module.0].of;
        let root = |other: CrateId| self.all[other.0].name.clone();
        let (mut start, mut rest) = match first {
            "" => {
                let (name, rest) = rest.split_once("::").unwrap_or((rest, ""));
                (root(*self.all[of.0].externs.get(name)?), rest)
            }
            "crate" | "$crate" => (root(of), rest),
            "self" => (self.path_of(self.named_module(module)).to_owned(), rest),
            "super" => {
                let mut at = self.parent(self.named_module(module))?;
                let mut rest = rest;
                while let Some(behind) = rest.strip_prefix("super::") {
                    at = self.parent(at)?;
                    rest = behind;
                }
                (self.path_of(at).to_owned(), rest)
            }
            name => (self.first_segment(module, name, way)?, rest),
        };
        while let Some((step, behind)) = rest.split_once("::") {
            if step != "self" {
                start = format!("{start}::{step}");
            }
            rest = behind;
        }
        match rest {
            "" | "self" => Some(start),
            last => Some(format!("{start}::{last}")),
        }
    }

    fn first_segment(&self, module: ModuleId, name: &str, way: usize) -> Option<String> {
        let mut at = Some(module);
        while let Some(id) = at {
            let node = &self.modules[id.0];
            for named in node.names.get(name).into_iter().flatten() {
                match named {
                    Named::Module(inner) => return Some(self.path_of(*inner).to_owned()),
                    Named::Definition(definition) => return Some(self.defined_at(*definition)),
                    Named::Import(path) if path != name => {
                        if let Some(path) = self.absolute_within(id, path, way) {
                            return Some(path);
                        }
                    }
                    Named::Import(_) => {}
                }
            }
            at = node.parent.filter(|_| node.block);
        }
        let of = self.modules[module.0].of;
        let other = self.all[of.0].externs.get(name)?;
        Some(self.all[other.0].name.clone())
    }
}
