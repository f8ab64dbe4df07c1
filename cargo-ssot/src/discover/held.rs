//! What a static holds, and whether that is state.

use std::collections::{HashMap, HashSet};

use super::names::{COLLECTIONS, is_atomic, is_cell, is_foreign, is_handle};
use crate::finding::FileId;
use crate::index::{Function, ItemPath, Name, Static, StaticKind, Type, TypeKind, TypeRef};
use crate::lints::context::CheckContext;
use crate::resolve::{DefinitionId, Item, ModuleId};
use crate::syntax::SourceFile;

/// How deep a type is looked into.
const DEPTH: usize = 4;

/// What makes a static one that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Everyone can change it, and nothing protects it.
    Mutable,
    /// A lock, a cell, a channel or something like them.
    Cell,
    /// A number or a flag.
    Atomic,
    /// A type of the workspace, with such a thing in it or made when it is first needed.
    Type(DefinitionId),
    /// A type of another crate that holds something.
    Foreign,
    /// A value that is read from where the program runs.
    Read,
    /// Something that is set while the program runs.
    SetOnce,
}

/// The types of the workspace that have something in them that changes behind a shared reference.
pub(super) struct States {
    /// Types with something in them that changes behind a shared reference.
    cells: HashSet<DefinitionId>,
    /// Types with something of another crate in them that holds something in its turn.
    foreign: HashSet<DefinitionId>,
    /// Functions that read from where the program runs, among those by which statics get their values.
    reading: HashSet<String>,
}

impl States {
    pub(super) fn collect(cx: CheckContext<'_>) -> Self {
        let types: Vec<_> = cx.types().collect();
        let own = types.iter().filter(|(_, ty)| {
            paths_of(ty).any(|path| is_cell(path.last()) || is_atomic(path.last()))
        });
        let mut states: HashSet<_> = own.map(|(id, _)| *id).collect();
        let held: Vec<(DefinitionId, Vec<DefinitionId>)> = types
            .iter()
            .map(|(id, ty)| {
                let module = cx.crates[*id].module;
                let held = paths_of(ty)
                    .filter_map(|path| cx.crates.resolve_type(module, path))
                    .filter(|held| held != id);
                (*id, held.collect())
            })
            .collect();
        for _ in 0..DEPTH {
            let more: Vec<_> = held
                .iter()
                .filter(|(id, held)| {
                    !states.contains(id) && held.iter().any(|of| states.contains(of))
                })
                .map(|(id, _)| *id)
                .collect();
            if more.is_empty() {
                break;
            }
            states.extend(more);
        }
        let foreign = types.iter().filter(|(id, ty)| {
            let module = cx.crates[*id].module;
            paths_of(ty).any(|path| {
                is_handle(path.last()) && cx.crates.resolve_type(module, path).is_none()
            })
        });
        Self {
            foreign: foreign.map(|(id, _)| *id).collect(),
            cells: states,
            reading: reading(cx),
        }
    }

    /// Whether a type has state of its own: not what it is given when it is made, and not what is in the types it holds,
    /// but for what is inside of a handle.
    pub(super) fn owns(cx: CheckContext<'_>, of: DefinitionId) -> bool {
        let Some(ty) = cx.type_of(of) else {
            return false;
        };
        let module = cx.crates[of].module;
        let is_counted = |path: &ItemPath<'_>| matches!(path.last(), "Arc" | "Rc");
        let handles = ty
            .held()
            .map(TypeRef::held_paths)
            .filter(|paths| paths.iter().any(is_counted));
        let inner = handles
            .flatten()
            .filter_map(|path| cx.crates.resolve_type(module, path))
            .filter(|inner| cx.crates[*inner].file == cx.crates[of].file);
        let mut layers = vec![ty];
        layers.extend(inner.filter_map(|inner| cx.type_of(inner)));
        let constructors = cx.components.constructors(cx.files, of);
        let named: Vec<_> = constructors.flat_map(Function::types).collect();
        // Who has a channel's end was given it, and what only one thread can change is nobody else's.
        let is_own_cell = |path: ItemPath<'_>| {
            let name = path.last();
            let shared = is_cell(name) && !matches!(name, "Cell" | "RefCell" | "UnsafeCell")
                || is_handle(name) && cx.crates.resolve_type(module, path).is_none();
            shared && !name.contains("Sender") && !name.contains("Receiver")
        };
        let mut held = layers.into_iter().flat_map(Type::held);
        held.any(|ty| {
            ty.paths().into_iter().any(is_own_cell) && !named.iter().any(|one| one.contains(ty))
        })
    }

    pub(super) fn has(&self, of: DefinitionId) -> bool {
        self.cells.contains(&of)
    }

    /// Whether a type holds state, in a type of the workspace or of another crate.
    pub(super) fn holds(&self, of: DefinitionId) -> bool {
        self.has(of) || self.foreign.contains(&of)
    }

    /// What a static holds that matters; nothing if it cannot change and is made of what is known when it is compiled.
    pub(super) fn held(
        &self,
        cx: CheckContext<'_>,
        file: FileId,
        global: &Static,
        is_set: bool,
    ) -> Option<Holds> {
        if global.mutable {
            return Some(Holds::Mutable);
        }
        if global.linked {
            return None;
        }
        let module = cx.crates.module(file, global.at.module());
        let mut seen = Seen::default();
        for path in global.ty.held_paths() {
            self.look(cx, module, path, &mut seen, DEPTH);
        }
        let is_function = global.ty.holds_function();
        // Of several, and of what goes through a channel, none is the one.
        let is_one = !seen.collection && !seen.channel && !seen.foreign;
        let named = seen.state.or(seen.own).filter(|_| is_one).map(Holds::Type);
        if seen.cell || seen.state.is_some() {
            return named.or(Some(Holds::Cell));
        }
        if seen.atomic {
            return Some(Holds::Atomic);
        }
        if is_function {
            return None;
        }
        if is_set && seen.once {
            return named.or(Some(Holds::SetOnce));
        }
        let late = seen.once || seen.lazy || global.kind != StaticKind::Plain;
        if late {
            let is_read = self.is_read(cx, file, global);
            // A table is filled from what the code says.
            // What is made of plain values alone is a constant, unless it depends on where the program runs.
            let own = seen.own.filter(|own| {
                is_one && (seen.once || self.foreign.contains(own) || seen.dynamic || is_read)
            });
            let own = own.map(Holds::Type);
            // Nothing but the program itself decides what a cell of the kind that is set once gets.
            let foreign =
                (seen.handle || seen.once && seen.foreign) && !seen.collection || seen.dynamic;
            return own
                .or(foreign.then_some(Holds::Foreign))
                .or(is_read.then_some(Holds::Read));
        }
        (seen.foreign && is_made_empty(cx, file, global)).then_some(Holds::Foreign)
    }

    /// Whether the value of a static depends on where the program runs: it reads a file, say, or calls what does.
    fn is_read(&self, cx: CheckContext<'_>, file: FileId, global: &Static) -> bool {
        self.depends(&cx.files[file.0].text[global.value.range()])
    }

    /// Whether code reads from where the program runs, or calls what does.
    pub(super) fn depends(&self, code: &str) -> bool {
        let code = running(code);
        reads(&code) || calls(&code).any(|called| self.reading.contains(called))
    }

    fn look(
        &self,
        cx: CheckContext<'_>,
        module: ModuleId,
        path: ItemPath<'_>,
        seen: &mut Seen,
        depth: usize,
    ) {
        let name = path.last();
        if let Some(of) = cx.crates.resolve_type(module, path) {
            self.look_at(cx, of, seen, depth);
        } else if is_cell(name) {
            seen.cell = true;
            seen.channel |= name.contains("Sender") || name.contains("Receiver");
        } else if is_atomic(name) {
            seen.atomic = true;
        } else if name.starts_with("Once") {
            seen.once = true;
        } else if name.contains("Lazy") {
            seen.lazy = true;
        } else if COLLECTIONS.contains(&name) {
            seen.collection = true;
        } else if is_foreign(name) {
            seen.foreign = true;
            seen.handle |= is_handle(name);
        }
    }

    fn look_at(&self, cx: CheckContext<'_>, of: DefinitionId, seen: &mut Seen, depth: usize) {
        let definition = &cx.crates[of];
        if let Item::Trait(_) = definition.item {
            seen.dynamic = true;
            seen.own.get_or_insert(of);
            return;
        }
        let Some(ty) = cx.type_of(of) else {
            return;
        };
        if ty.kind == TypeKind::Alias {
            if depth > 0 {
                for path in paths_of(ty) {
                    self.look(cx, definition.module, path, seen, depth - 1);
                }
            }
            return;
        }
        // A lock or a lazy value of the workspace's own is what it is called.
        if ty.generic
            && (is_cell(&ty.name) || ty.name.starts_with("Once") || ty.name.contains("Lazy"))
        {
            seen.cell |= is_cell(&ty.name);
            seen.once |= ty.name.starts_with("Once");
            seen.lazy |= ty.name.contains("Lazy");
        } else if self.has(of) {
            seen.state.get_or_insert(of);
        } else {
            seen.own.get_or_insert(of);
        }
    }
}

/// What has been seen in the type of a static.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct Seen {
    cell: bool,
    atomic: bool,
    once: bool,
    lazy: bool,
    collection: bool,
    channel: bool,
    foreign: bool,
    handle: bool,
    dynamic: bool,
    /// A type of the workspace with state in it.
    state: Option<DefinitionId>,
    /// A type of the workspace without.
    own: Option<DefinitionId>,
}

/// The functions of the program that read from where it runs, those of types as `Config::new`. Of a name that several have it
/// is not known which one is meant.
fn reading(cx: CheckContext<'_>) -> HashSet<String> {
    type Defined<'a> = Option<(&'a SourceFile, &'a Function)>;
    let mut defined: HashMap<(Option<&str>, Name), Defined<'_>> = HashMap::new();
    for source in cx.files.iter().filter(|file| file.kind.is_production()) {
        for function in &source.facts.functions {
            let block = function.at.within_impl();
            let of = block.map(|block| source.facts.impls[block].of.last());
            let entry = defined.entry((of, function.name));
            entry
                .and_modify(|known| *known = None)
                .or_insert(Some((source, function)));
        }
    }
    let reading = defined.into_iter().filter(|(_, defined)| {
        defined.is_some_and(|(file, function)| {
            let body = function.body.range();
            body.len() <= READER && reads(&running(&file.text[body]))
        })
    });
    let names = reading.map(|((of, name), _)| match of {
        None => name.to_string(),
        Some(of) => ItemPath::new(of).join(name).into_string(),
    });
    names.collect()
}

/// What code may call: names by themselves, and those with a type in front of them. What is behind a point is of a type that is
/// not known.
fn calls(code: &str) -> impl Iterator<Item = &str> {
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ':' | '.');
    let paths = code.split(move |letter| !is_part(letter));
    paths.filter(|path| !path.contains('.')).map(|path| {
        let path = ItemPath::new(path);
        let of_type = path
            .last_two()
            .filter(|two| two.first().starts_with(char::is_uppercase));
        of_type.map_or(path.last(), ItemPath::as_str)
    })
}

/// How long the body of a function is that reads something for a static, in bytes.
const READER: usize = 3000;

/// Where the bracket is closed that was opened in front of code.
pub(super) fn closing(code: &str) -> usize {
    let mut open = 1_usize;
    let end = code.char_indices().find(|(_, letter)| {
        match letter {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        open == 0
    });
    end.map_or(code.len(), |(at, _)| at)
}

pub(super) fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
}

/// Code without its texts, and without what is read while it is compiled.
fn running(code: &str) -> String {
    let code = code.replace("option_env!", "").replace("env!", "");
    // Every other piece between quotes is a text.
    code.split('"').step_by(2).collect()
}

/// Whether code without its texts reads from where the program runs.
fn reads(code: &str) -> bool {
    const READING: &[&str] = &[
        "Command", "dir", "env", "open", "read", "load", "connect", "fs", "File", "home",
        "hostname", "metadata", "now",
    ];
    // The defaults are the same everywhere.
    let words = words(code).filter(|word| !word.contains("default"));
    let mut parts = words.flat_map(|word| word.split('_'));
    parts.any(|part| READING.contains(&part))
}

/// Whether a static begins with nothing in it: a value that is made of texts and numbers is a constant.
fn is_made_empty(cx: CheckContext<'_>, file: FileId, global: &Static) -> bool {
    let text = &cx.files[file.0].text[global.value.range()];
    text.ends_with(')')
        && !text.contains('"')
        && !text.contains('!')
        && (text.contains("::new")
            || text.contains("::default")
            || text.contains("::empty")
            || text.contains("const_"))
}

/// The paths in the fields of a type.
fn paths_of(ty: &Type) -> impl Iterator<Item = ItemPath<'static>> {
    ty.held().flat_map(TypeRef::held_paths)
}
