//! The model of an old path: `#[moved]`.
//!
//! ```
//! use quote::quote;
//! use ssot_rules::Violations;
//! use ssot_rules::arguments::MovedArguments;
//! use ssot_rules::moved::{Moved, path_text};
//!
//! let mut violations = Violations::new();
//! let arguments = MovedArguments::read(quote!(), &mut violations);
//! let item = ssot_rules::written! { pub type Legacy = crate::ws::Manager; };
//! let moved = Moved::read(&item, &arguments, &mut violations).expect("an alias can have moved");
//! assert_eq!(path_text(&moved.target), "crate::ws::Manager");
//! assert!(violations.into_vec().is_empty());
//! ```

use quote::ToTokens;

use crate::arguments::MovedArguments;
use crate::catalogue::Rule;
use crate::guarded::{keyword_of, kind_of};
use crate::names;
use crate::syntax::{
    GenericArgument, Item, ItemUse, Path, PathArguments, ReturnType, Type, TypeParamBound, UseTree,
};
use crate::tokens::{can_be_imported, text};
use crate::violation::{Violation, Violations};

/// An item that stands for a component at a path that it has left.
#[non_exhaustive]
pub struct Moved<'a> {
    /// The type alias or the function as it was written.
    pub original: &'a Item,
    /// The path of the component, without its generic arguments.
    pub target: Path,
}

impl<'a> Moved<'a> {
    /// Checks an item. `None` if it cannot be deprecated, or does not lead to a component; both are
    /// reported.
    pub fn read(
        original: &'a Item,
        arguments: &MovedArguments,
        violations: &mut Violations,
    ) -> Option<Self> {
        let target = match original {
            Item::Type(alias) => Ok(&*alias.ty),
            Item::Fn(function) if function.sig.receiver().is_some() => {
                violations.report(wrong_item(original, "a method"));
                return None;
            }
            Item::Fn(function) => match &function.sig.output {
                ReturnType::Type(_, output) => Ok(&**output),
                ReturnType::Default => Err(function.sig.ident.to_token_stream()),
            },
            Item::Use(import) => {
                violations.report(import_that_moved(import));
                return None;
            }
            item => {
                violations.report(wrong_item(item, kind_of(item)));
                return None;
            }
        };
        check_deprecated(original, violations);
        let found = match target {
            _ if arguments.to.is_some() => arguments.to.as_ref(),
            Ok(ty) => component_of(ty),
            Err(_) => None,
        };
        let Some(found) = found.filter(|path| can_be_imported(path)) else {
            let place = target.map_or_else(|name| name, ToTokens::to_token_stream);
            violations.report(to_no_component(&place));
            return None;
        };
        let mut target = found.clone();
        if let Some(last) = target.segments.last_mut() {
            last.arguments = PathArguments::None;
        }
        Some(Self { original, target })
    }

    /// What to report where the target is no component, or states no canonical path.
    pub fn to_no_component(&self) -> Violation {
        to_no_component(&self.target)
    }
}

fn to_no_component(place: &impl ToTokens) -> Violation {
    Violation::new(Rule::MovedToNoComponent, place)
        .with("target", text(place.to_token_stream(), true))
}

/// What to report if the path of an old item is not the canonical path of the component.
#[must_use]
pub fn check_canonical(written: &Path, canonical: &str) -> Option<Violation> {
    let text = path_text(written);
    (canonical != text).then(|| {
        Violation::new(Rule::MovedByAnotherPath, written)
            .with("target", text)
            .with("canonical", canonical)
    })
}

/// A path as one writes it.
#[must_use]
pub fn path_text(path: &Path) -> String {
    text(path.to_token_stream(), true)
}

fn wrong_item(item: &Item, found: &str) -> Violation {
    Violation::new(Rule::WrongItem, &keyword_of(item))
        .with("attribute", names::MOVED)
        .with("wanted", "a type alias or a function")
        .with("found", found)
        .advise(
            "leave `#[moved] pub type OldName = crate::path::Name;` or a function that returns the component at \
             the old path",
        )
}

/// Two notes on one item: rustc takes the first, and a reader the one that is wrong.
fn check_deprecated(item: &Item, violations: &mut Violations) {
    let attributes = match item {
        Item::Type(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        _ => return,
    };
    for attribute in attributes {
        if attribute.path().is_ident("deprecated") {
            violations.report(
                Violation::new(Rule::RepeatedAttribute, attribute.path())
                    .with("attribute", names::MOVED)
                    .with("other", "deprecated")
                    .advise(
                        "remove `#[deprecated]`: `#[moved]` writes it, with the canonical path",
                    ),
            );
        }
    }
}

/// Types that hold, point at, or may have been, what their first argument is.
const WRAPPERS: &[&str] = &[
    "Arc",
    "Box",
    "Cell",
    "Cow",
    "LazyCell",
    "LazyLock",
    "Mutex",
    "MutexGuard",
    "OnceCell",
    "OnceLock",
    "Option",
    "Pin",
    "Rc",
    "Ref",
    "RefCell",
    "RefMut",
    "Result",
    "RwLock",
    "RwLockReadGuard",
    "RwLockWriteGuard",
    "Vec",
    "Weak",
];

/// What a bare name never means as a component: the types of the language, and what stands for another.
const NEVER: &[&str] = &[
    "Self", "String", "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize",
    "str", "u8", "u16", "u32", "u64", "u128", "usize",
];

/// The component in a type: behind references, the wrappers of the standard library, and what an
/// `impl Future` gives.
fn component_of(ty: &Type) -> Option<&Path> {
    match ty {
        Type::Group(ty) | Type::Paren(ty) | Type::Slice(ty) => component_of(&ty.elem),
        Type::Reference(ty) => component_of(&ty.elem),
        Type::ImplTrait(ty) => ty.bounds.iter().find_map(|bound| match bound {
            TypeParamBound::Trait(bound) => first_argument(&bound.path),
            _ => None,
        }),
        Type::Path(ty) if ty.qself.is_none() => {
            let last = &ty.path.segments.last()?.ident;
            if is_wrapper(&ty.path) {
                first_argument(&ty.path)
            } else {
                let named = ty.path.segments.len() > 1 || !NEVER.iter().any(|never| last == never);
                named.then_some(&ty.path)
            }
        }
        _ => None,
    }
}

/// One of the standard library, as far as the path tells: with an argument, and not of this crate.
fn is_wrapper(path: &Path) -> bool {
    let of_this_crate = path.segments.len() > 1
        && path.segments.first().is_some_and(|first| {
            ["crate", "self", "super"]
                .iter()
                .any(|keyword| first.ident == keyword)
        });
    let named = path.segments.last().is_some_and(|last| {
        !last.arguments.is_none() && WRAPPERS.iter().any(|wrapper| last.ident == wrapper)
    });
    named && !of_this_crate
}

fn first_argument(path: &Path) -> Option<&Path> {
    let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => component_of(ty),
        GenericArgument::AssocType(associated) => component_of(&associated.ty),
        _ => None,
    })
}

/// `#[deprecated]` on an import has no effect, so an alias has to take its place.
fn import_that_moved(import: &ItemUse) -> Violation {
    let visibility = import.vis.to_token_stream();
    let mut aliases = Vec::new();
    let leading = import.leading_colon.map_or("", |_| "::");
    write_aliases(&import.tree, leading, &mut |name, target| {
        let function = name.starts_with(char::is_lowercase);
        aliases.push(if function {
            format!("`#[moved] {visibility} fn {name}(..) -> .. {{ {target}(..) }}`")
        } else {
            format!("`#[moved] {visibility} type {name} = {target};`")
        });
    });
    let advice = if aliases.is_empty() {
        "write an alias for each component: `#[moved] pub type OldName = crate::path::Name;`"
            .to_owned()
    } else {
        format!("write {}", aliases.join(" and "))
    };
    Violation::new(Rule::MovedImport, &import.use_token).advise(advice)
}

/// The name and the target of each import in a tree.
fn write_aliases(tree: &UseTree, prefix: &str, write: &mut dyn FnMut(&str, &str)) {
    match tree {
        UseTree::Path(module, tree) => {
            write_aliases(tree, &format!("{prefix}{module}::"), write);
        }
        UseTree::Name(name) if name == "self" => {
            let target = prefix.trim_end_matches("::");
            write(target.rsplit("::").next().unwrap_or(target), target);
        }
        UseTree::Name(name) => write(&name.to_string(), &format!("{prefix}{name}")),
        UseTree::Rename(name, other) => write(&other.to_string(), &format!("{prefix}{name}")),
        UseTree::Group(trees) => {
            for tree in trees {
                write_aliases(tree, prefix, write);
            }
        }
        UseTree::Glob => {}
    }
}
