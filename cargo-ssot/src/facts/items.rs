//! The items of a file that define no types.

use quote::ToTokens;
use ssot_rules::names;
use ssot_rules::violation::Violations;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{ItemExternCrate, ItemImpl, ItemMod, ItemStatic, ItemTrait, ItemUse, TraitItem, UseTree};

use super::attributes::{Attributes, is_test_support};
use super::reader::Reader;
use super::types::compact;
use super::{
    DeclaredModule, Function, Impl, Import, Module, Static, StaticKind, Surroundings, Trait,
    Visibility,
};

impl Reader {
    pub(super) fn uses(&mut self, tree: &UseTree, before: &str, import: &ItemUse, condition: &str) {
        let joined = |name: &str| {
            if before.is_empty() || before == "::" {
                format!("{before}{name}")
            } else {
                format!("{before}::{name}")
            }
        };
        let (path, name, place) = match tree {
            UseTree::Path(path) => {
                let joined = joined(&path.ident.unraw().to_string());
                return self.uses(&path.tree, &joined, import, condition);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.uses(tree, before, import, condition);
                }
                return;
            }
            UseTree::Name(name) if name.ident == "self" => {
                let last = before.rsplit("::").next().unwrap_or_default().to_owned();
                (before.to_owned(), last, self.span(name.ident.span()))
            }
            UseTree::Name(name) => {
                let ident = name.ident.unraw().to_string();
                (joined(&ident), ident, self.span(name.ident.span()))
            }
            UseTree::Rename(rename) => {
                let ident = rename.ident.unraw().to_string();
                let path = if ident == "self" {
                    before.to_owned()
                } else {
                    joined(&ident)
                };
                let place = self.between(rename.ident.span(), rename.rename.span());
                (path, rename.rename.unraw().to_string(), place)
            }
            UseTree::Glob(glob) => (before.to_owned(), "*".to_owned(), self.bytes(glob)),
        };
        self.facts.imports.push(Import {
            at: self.at,
            path,
            name,
            visibility: visibility(&import.vis),
            place,
            condition: condition.to_owned(),
        });
    }

    pub(super) fn extern_crate(&mut self, item: &ItemExternCrate, attributes: &Attributes) {
        let ident = item.ident.unraw().to_string();
        let renamed = item.rename.as_ref();
        let name = renamed.map_or_else(|| ident.clone(), |(_, name)| name.unraw().to_string());
        let import = Import {
            at: self.at,
            path: match ident.as_str() {
                "self" => "crate".to_owned(),
                ident => format!("::{ident}"),
            },
            name,
            visibility: visibility(&item.vis),
            place: self.bytes(&item.ident),
            condition: attributes.condition.clone(),
        };
        self.facts.imports.push(import);
    }

    pub(super) fn static_item(&mut self, item: &ItemStatic) {
        let fact = Static {
            name: item.ident.unraw().to_string(),
            kind: StaticKind::Plain,
            at: self.at,
            place: self.bytes(&item.ident),
            ty: compact(&item.ty),
            paths: super::bodies::paths_held(&item.ty),
            mutable: matches!(item.mutability, syn::StaticMutability::Mut(_)),
            value: self.bytes(&item.expr),
            linked: item.attrs.iter().any(is_for_the_linker),
        };
        self.constant(&item.ident, &item.expr);
        self.facts.statics.push(fact);
        visit::visit_item_static(self, item);
    }

    pub(super) fn module(&mut self, item: &ItemMod, attributes: &Attributes) {
        let name = item.ident.unraw().to_string();
        let test = self.at.test || attributes.test || is_test_support(&name);
        let Some((_, items)) = &item.content else {
            self.facts.declared_modules.push(DeclaredModule {
                name,
                parent: self.at.module,
                test,
                visibility: visibility(&item.vis),
                condition: attributes.condition.clone(),
                paths: attributes.paths.clone(),
                place: self.bytes(&item.ident),
            });
            return;
        };
        let outer = self.at;
        self.facts.modules.push(Module {
            name,
            parent: Some(outer.module),
            test,
            block: false,
            visibility: visibility(&item.vis),
            condition: attributes.condition.clone(),
            folder: attributes.paths.first().cloned(),
            place: self.bytes(item),
        });
        self.at = Surroundings {
            module: self.facts.modules.len() - 1,
            test,
            ..outer
        };
        self.scopes.enter(items.iter(), false);
        for item in items {
            self.visit_item(item);
        }
        self.scopes.leave();
        self.at = outer;
    }

    pub(super) fn trait_item(&mut self, item: &ItemTrait, attributes: &Attributes) {
        let methods = item.items.iter().filter_map(|item| match item {
            TraitItem::Fn(function) => Some((
                function.sig.ident.unraw().to_string(),
                function.default.is_some(),
            )),
            _ => None,
        });
        let name = item.ident.unraw().to_string();
        let interface = attributes.of_ours(&[names::SSOT_INTERFACE]);
        let arguments = interface.map(|interface| {
            let mut ignored = Violations::new();
            let arguments = ssot_rules::arguments::InterfaceArguments::read(
                interface.arguments.clone(),
                &mut ignored,
            );
            let _ = ignored.into_vec();
            arguments
        });
        let arguments = arguments.unwrap_or_default();
        if attributes.automock {
            self.facts.automocked.push(name.clone());
        }
        let fact = Trait {
            name,
            at: Surroundings {
                test: self.at.test || attributes.test,
                ..self.at
            },
            visibility: visibility(&item.vis),
            condition: attributes.condition.clone(),
            place: self.bytes(&item.ident),
            item: self.bytes(item),
            methods: methods.collect(),
            interface: interface.is_some(),
            mocked: arguments.mock.is_some() || attributes.automock,
            open: arguments.open,
            sole: arguments.sole.is_some(),
        };
        self.facts.traits.push(fact);
        self.within(attributes, |reader| visit::visit_item_trait(reader, item));
    }

    pub(super) fn impl_item(&mut self, item: &ItemImpl, attributes: &Attributes) {
        let interface = item
            .trait_
            .as_ref()
            .map(|(path, _)| super::bodies::path_text(path));
        self.within(attributes, |reader| {
            reader.facts.impls.push(Impl {
                at: reader.at,
                of: super::bodies::path_of_type(&item.self_ty).unwrap_or_default(),
                interface,
                factory: attributes.of_ours(&[names::FACTORY]).is_some(),
                item: reader.bytes(item),
                place: reader.between(item.impl_token.span, item.self_ty.span()),
                type_place: reader.bytes(&item.self_ty),
            });
            reader.at.within_impl = Some(reader.facts.impls.len() - 1);
            visit::visit_item_impl(reader, item);
        });
    }

    pub(super) fn function(
        &mut self,
        signature: &syn::Signature,
        seen: &syn::Visibility,
        block: &syn::Block,
    ) {
        let returned = match &signature.output {
            syn::ReturnType::Default => None,
            syn::ReturnType::Type(_, ty) => Some(ty),
        };
        let inputs = || signature.inputs.iter();
        let typed = inputs().filter(|input| matches!(input, syn::FnArg::Typed(_)));
        let within = self.at.within_impl.map(|index| &self.facts.impls[index]);
        let is_constructor = within.is_some_and(|within| within.factory);
        let parameter_paths = inputs().flat_map(|input| match input {
            syn::FnArg::Typed(parameter) if is_constructor => {
                super::bodies::paths_in(&parameter.ty)
            }
            _ => Vec::new(),
        });
        let method = inputs().any(|input| matches!(input, syn::FnArg::Receiver(_)));
        let fact = Function {
            name: signature.ident.unraw().to_string(),
            at: self.at,
            visibility: visibility(seen),
            place: self.bytes(&signature.ident),
            method,
            parameters: typed.count(),
            parameter_paths: parameter_paths.collect(),
            parameter_names: if is_constructor {
                ssot_rules::signature::parameter_names(signature)
            } else {
                Vec::new()
            },
            returns: returned.map(compact).unwrap_or_default(),
            returned_paths: returned
                .map(|ty| super::bodies::paths_in(ty))
                .unwrap_or_default(),
            returned_values: returned
                .filter(|_| within.is_some() && !method)
                .map(|ty| super::bodies::paths_by_value(ty, block))
                .unwrap_or_default(),
            statics_mentioned: super::bodies::capitals(block),
            signature: format!(
                "{}{}",
                compact(&signature.inputs),
                returned.map(compact).unwrap_or_default()
            ),
            body: self.bytes(block),
        };
        self.facts.functions.push(fact);
        let outer = self.at;
        self.at.function = Some(self.facts.functions.len() - 1);
        self.visit_signature(signature);
        self.visit_block(block);
        self.at = outer;
    }
}

/// Whether an attribute says that the linker or the allocator looks for a static.
fn is_for_the_linker(attribute: &syn::Attribute) -> bool {
    const MARKS: &[&str] = &[
        "distributed_slice",
        "export_name",
        "global_allocator",
        "link_section",
        "no_mangle",
        "used",
    ];
    ssot_rules::tokens::any_ident(attribute.meta.to_token_stream(), &mut |word| {
        MARKS.iter().any(|mark| word == mark)
    })
}

pub(super) fn visibility(visibility: &syn::Visibility) -> Visibility {
    match visibility {
        syn::Visibility::Public(_) => Visibility::Public,
        syn::Visibility::Restricted(_) => Visibility::Restricted,
        syn::Visibility::Inherited => Visibility::Private,
    }
}

pub(super) fn attributes_of(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::ExternCrate(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::ForeignMod(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::TraitAlias(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Union(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
