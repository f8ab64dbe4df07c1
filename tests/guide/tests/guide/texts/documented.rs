//! The documentation of the public items of `ssot`.

use std::collections::BTreeSet;
use std::fs;
use std::iter::once;

use ssot_tests_guide::{files_below, root};
use syn::{
    Attribute, Expr, Ident, ImplItem, Item, Lit, Meta, TraitItem, Type, UseTree, Visibility,
};

use super::{Text, texts_of};

/// The files whose `pub use` are the public interface.
const INTERFACE: &[&str] = &["runtime/src/lib.rs", "runtime/src/config.rs"];

/// What the generated code refers to.
const HIDDEN: &str = "runtime/src/private.rs";

pub(crate) fn all() -> Vec<Text> {
    let mut found = Documentation::default();
    for path in INTERFACE {
        for item in parsed(path).items {
            if let Item::Use(item) = &item
                && is_public(&item.vis, &item.attrs)
            {
                add_names(&item.tree, &mut found.names);
            }
        }
    }
    let files = files_below("runtime/src", "rs").into_iter();
    for path in files.filter(|path| path != HIDDEN) {
        let file = parsed(&path);
        let is_module =
            INTERFACE.contains(&path.as_str()) || path == "runtime/src/without_prelude.rs";
        if is_module {
            found.add(&path, &file.attrs);
        }
        found.visit(&path, &file.items);
    }
    let macros = "macros/src/lib.rs";
    for item in parsed(macros).items {
        if let Item::Fn(item) = &item
            && is_public(&item.vis, &item.attrs)
        {
            found.add(&format!("{macros}: {}", item.sig.ident), &item.attrs);
        }
    }
    found.texts
}

#[derive(Default)]
struct Documentation {
    /// What is exported.
    names: BTreeSet<Ident>,
    texts: Vec<Text>,
}

impl Documentation {
    fn visit(&mut self, path: &str, items: &[Item]) {
        for item in items {
            match item {
                Item::Mod(item) => {
                    if let Some((_, items)) = &item.content {
                        self.visit(path, items);
                    }
                }
                Item::Use(item) if is_public(&item.vis, &item.attrs) => self.add(path, &item.attrs),
                Item::Macro(item) if is_exported(&item.attrs) => self.add(path, &item.attrs),
                Item::Fn(item) if self.exports(&item.sig.ident, &item.vis, &item.attrs) => {
                    self.add_all(path, &item.sig.ident, once(&item.attrs));
                }
                Item::Struct(item) if self.exports(&item.ident, &item.vis, &item.attrs) => {
                    let fields = item.fields.iter();
                    let fields = fields.filter(|field| is_public(&field.vis, &field.attrs));
                    let all = once(&item.attrs).chain(fields.map(|field| &field.attrs));
                    self.add_all(path, &item.ident, all);
                }
                Item::Enum(item) if self.exports(&item.ident, &item.vis, &item.attrs) => {
                    let variants = item.variants.iter().map(|variant| &variant.attrs);
                    self.add_all(path, &item.ident, once(&item.attrs).chain(variants));
                }
                Item::Trait(item) if self.exports(&item.ident, &item.vis, &item.attrs) => {
                    let parts = item.items.iter().filter_map(attributes_of);
                    self.add_all(path, &item.ident, once(&item.attrs).chain(parts));
                }
                Item::Impl(item) if item.trait_.is_none() => {
                    let name = name_of(&item.self_ty).filter(|name| self.names.contains(*name));
                    if let Some(name) = name {
                        let functions = item.items.iter().filter_map(|item| match item {
                            ImplItem::Fn(item) if is_public(&item.vis, &item.attrs) => {
                                Some(&item.attrs)
                            }
                            _ => None,
                        });
                        self.add_all(path, name, functions);
                    }
                }
                _ => {}
            }
        }
    }

    fn exports(&self, name: &Ident, visibility: &Visibility, attributes: &[Attribute]) -> bool {
        self.names.contains(name) && is_public(visibility, attributes)
    }

    fn add_all<'a>(
        &mut self,
        path: &str,
        name: &Ident,
        documented: impl Iterator<Item = &'a Vec<Attribute>>,
    ) {
        for attributes in documented {
            self.add(&format!("{path}: {name}"), attributes);
        }
    }

    fn add(&mut self, place: &str, attributes: &[Attribute]) {
        if !is_hidden(attributes) {
            self.texts
                .extend(texts_of(place, &documentation(attributes)));
        }
    }
}

fn parsed(path: &str) -> syn::File {
    let text = fs::read_to_string(root().join(path)).expect("a source can be read");
    syn::parse_file(&text).expect("it is valid Rust")
}

fn add_names(tree: &UseTree, names: &mut BTreeSet<Ident>) {
    match tree {
        UseTree::Path(path) => add_names(&path.tree, names),
        UseTree::Group(group) => group.items.iter().for_each(|tree| add_names(tree, names)),
        UseTree::Name(name) => {
            names.insert(name.ident.clone());
        }
        UseTree::Rename(rename) => {
            names.insert(rename.rename.clone());
        }
        UseTree::Glob(_) => {}
    }
}

fn name_of(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Path(ty) => Some(&ty.path.segments.last()?.ident),
        _ => None,
    }
}

fn attributes_of(item: &TraitItem) -> Option<&Vec<Attribute>> {
    match item {
        TraitItem::Fn(item) => Some(&item.attrs),
        TraitItem::Type(item) => Some(&item.attrs),
        TraitItem::Const(item) => Some(&item.attrs),
        _ => None,
    }
}

fn is_exported(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("macro_export"))
}

fn is_public(visibility: &Visibility, attributes: &[Attribute]) -> bool {
    matches!(visibility, Visibility::Public(_)) && !is_hidden(attributes)
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("doc") && list.tokens.to_string() == "hidden",
        _ => false,
    })
}

/// The documentation as Markdown.
fn documentation(attributes: &[Attribute]) -> String {
    let mut text = String::new();
    for attribute in attributes {
        if let Meta::NameValue(meta) = &attribute.meta
            && meta.path.is_ident("doc")
            && let Expr::Lit(literal) = &meta.value
            && let Lit::Str(line) = &literal.lit
        {
            let line = line.value();
            text.push_str(line.strip_prefix(' ').unwrap_or(&line));
            text.push('\n');
        }
    }
    text
}
