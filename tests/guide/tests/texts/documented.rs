//! The documentation of the public items of `ssot`.

use std::collections::BTreeSet;
use std::fs;

use syn::{
    Attribute, Expr, Fields, ImplItem, Item, Lit, Meta, TraitItem, Type, UseTree, Visibility,
};

use super::{Text, files_below, root, texts_of};

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
    names: BTreeSet<String>,
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
                Item::Macro(item)
                    if item
                        .attrs
                        .iter()
                        .any(|one| one.path().is_ident("macro_export")) =>
                {
                    self.add(path, &item.attrs);
                }
                Item::Fn(item) => {
                    self.add_item(path, &item.sig.ident.to_string(), &item.vis, &item.attrs)
                }
                Item::Struct(item) => {
                    let name = item.ident.to_string();
                    self.add_item(path, &name, &item.vis, &item.attrs);
                    if self.names.contains(&name) {
                        self.add_fields(&format!("{path}: {name}"), &item.fields);
                    }
                }
                Item::Enum(item) => {
                    let name = item.ident.to_string();
                    self.add_item(path, &name, &item.vis, &item.attrs);
                    for variant in item.variants.iter().filter(|_| self.names.contains(&name)) {
                        let place = format!("{path}: {name}::{}", variant.ident);
                        self.texts
                            .extend(texts_of(&place, &documentation(&variant.attrs)));
                    }
                }
                Item::Trait(item) => {
                    let name = item.ident.to_string();
                    self.add_item(path, &name, &item.vis, &item.attrs);
                    if self.names.contains(&name) {
                        for item in &item.items {
                            let attributes = match item {
                                TraitItem::Fn(item) => &item.attrs,
                                TraitItem::Type(item) => &item.attrs,
                                TraitItem::Const(item) => &item.attrs,
                                _ => continue,
                            };
                            self.add(&format!("{path}: {name}"), attributes);
                        }
                    }
                }
                Item::Impl(item) if item.trait_.is_none() => {
                    let Some(name) =
                        name_of(&item.self_ty).filter(|name| self.names.contains(name))
                    else {
                        continue;
                    };
                    for item in &item.items {
                        if let ImplItem::Fn(item) = item
                            && is_public(&item.vis, &item.attrs)
                        {
                            self.add(&format!("{path}: {name}::{}", item.sig.ident), &item.attrs);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn add_item(
        &mut self,
        path: &str,
        name: &str,
        visibility: &Visibility,
        attributes: &[Attribute],
    ) {
        if self.names.contains(name) && is_public(visibility, attributes) {
            self.add(&format!("{path}: {name}"), attributes);
        }
    }

    fn add_fields(&mut self, place: &str, fields: &Fields) {
        for field in fields {
            if is_public(&field.vis, &field.attrs) {
                self.add(place, &field.attrs);
            }
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

fn add_names(tree: &UseTree, names: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => add_names(&path.tree, names),
        UseTree::Group(group) => group.items.iter().for_each(|tree| add_names(tree, names)),
        UseTree::Name(name) => {
            names.insert(name.ident.to_string());
        }
        UseTree::Rename(rename) => {
            names.insert(rename.rename.to_string());
        }
        UseTree::Glob(_) => {}
    }
}

fn name_of(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(ty) => Some(ty.path.segments.last()?.ident.to_string()),
        _ => None,
    }
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
