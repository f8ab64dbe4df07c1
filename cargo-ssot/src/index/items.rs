//! The items of a file that define no types.

use quote::{ToTokens, quote};
use ssot_rules::arguments::InterfaceArguments;
use ssot_rules::names;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    Generics, Item, ItemExternCrate, ItemImpl, ItemMod, ItemStatic, ItemTrait, ItemUse, TraitItem,
    UseTree,
};

use super::attributes::{Attributes, is_test_support};
use super::reader::{Reader, count};
use super::ruled::unreported;
use super::{
    Bytes, Condition, DeclaredModule, Function, Impl, Import, ItemPath, ItemPathBuf, Location,
    Module, Name, Parameter, Receiver, Static, StaticKind, Trait, TypeRef, Visibility,
};

impl Reader {
    pub(super) fn uses(
        &mut self,
        tree: &UseTree,
        before: ItemPath<'_>,
        import: &ItemUse,
        condition: &Condition,
    ) {
        let joined = |name: &syn::Ident| before.join(name.unraw().to_string());
        let (path, name, place) = match tree {
            UseTree::Path(path) => {
                let joined = joined(&path.ident);
                return self.uses(&path.tree, joined.as_path(), import, condition);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.uses(tree, before, import, condition);
                }
                return;
            }
            UseTree::Name(name) if name.ident == "self" => {
                let last = before.last().into();
                (before.to_buf(), last, self.span(name.ident.span()))
            }
            UseTree::Name(name) => (
                joined(&name.ident),
                Name::from(&name.ident),
                self.span(name.ident.span()),
            ),
            UseTree::Rename(rename) => {
                let path = if rename.ident == "self" {
                    before.to_buf()
                } else {
                    joined(&rename.ident)
                };
                let place = self.between(rename.ident.span(), rename.rename.span());
                (path, Name::from(&rename.rename), place)
            }
            UseTree::Glob(glob) => (before.to_buf(), "*".into(), self.bytes(glob)),
        };
        self.facts.imports.push(Import {
            at: self.at,
            path: path.into(),
            name,
            visibility: visibility(&import.vis),
            place,
            condition: condition.clone(),
        });
    }

    pub(super) fn extern_crate(&mut self, item: &ItemExternCrate, attributes: &Attributes) {
        let ident = Name::from(&item.ident);
        let renamed = item.rename.as_ref();
        let import = Import {
            at: self.at,
            path: match ident.as_str() {
                "self" => ItemPath::new("crate").into(),
                ident => ItemPath::CRATES.join(ident).into(),
            },
            name: renamed.map_or(ident, |(_, name)| Name::from(name)),
            visibility: visibility(&item.vis),
            place: self.bytes(&item.ident),
            condition: attributes.condition.clone(),
        };
        self.facts.imports.push(import);
        if item
            .attrs
            .iter()
            .any(|one| one.path().is_ident("macro_use"))
        {
            self.facts.macro_crates.push(ident);
        }
    }

    pub(super) fn static_item(&mut self, item: &ItemStatic) {
        let fact = Static {
            name: Name::from(&item.ident),
            kind: StaticKind::Plain,
            at: self.at,
            place: self.bytes(&item.ident),
            ty: TypeRef::new(&item.ty),
            ty_place: self.bytes(&item.ty),
            visibility: visibility(&item.vis),
            mutable: matches!(item.mutability, syn::StaticMutability::Mut(_)),
            value: self.bytes(&item.expr),
            linked: item.attrs.iter().any(is_for_the_linker),
        };
        self.constant(&item.ident, &item.expr);
        self.facts.statics.push(fact);
        visit::visit_item_static(self, item);
    }

    pub(super) fn module(&mut self, item: &ItemMod, attributes: &Attributes) {
        let name = Name::from(&item.ident);
        let test = self.at.test || is_test_support(&name);
        let Some((braces, items)) = &item.content else {
            self.facts.declared_modules.push(DeclaredModule {
                name,
                parent: self.at.module(),
                test,
                visibility: visibility(&item.vis),
                condition: attributes.condition.clone(),
                paths: attributes.paths.clone(),
            });
            return;
        };
        let outer = self.at;
        let (seen, unsafety, keyword) = (&item.vis, &item.unsafety, &item.mod_token);
        let head = quote!(#seen #unsafety #keyword);
        self.facts.modules.push(Module {
            name,
            parent: Some(outer.module()),
            test,
            block: false,
            visibility: visibility(&item.vis),
            condition: attributes.condition.clone(),
            folder: attributes.paths.first().cloned(),
            place: self.until(&item.attrs, &head, braces.span.close()),
        });
        self.at = Location {
            module: count(&self.facts.modules) - 1,
            test,
            ..outer
        };
        for item in items {
            self.visit_item(item);
        }
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
        let name = Name::from(&item.ident);
        let interface = attributes.of_ours(&[names::SSOT_INTERFACE]);
        let arguments = interface.map(|interface| {
            let tokens = interface.arguments.clone();
            unreported(|ignored| InterfaceArguments::read(tokens, ignored))
        });
        let arguments = arguments.unwrap_or_default();
        if attributes.automock {
            self.facts.automocked.push(name);
        }
        let (seen, unsafety, keyword) = (&item.vis, &item.unsafety, &item.trait_token);
        let auto = &item.modifiers.auto_token;
        let head = quote!(#seen #unsafety #auto #keyword);
        let fact = Trait {
            name,
            at: self.at,
            visibility: visibility(&item.vis),
            place: self.bytes(&item.ident),
            item: self.until(&item.attrs, &head, item.brace_token.span.close()),
            methods: methods.collect(),
            interface: interface.is_some(),
            mocked: arguments.mock.is_some() || attributes.automock,
            open: arguments.open,
            sole: arguments.sole.is_some(),
        };
        self.facts.traits.push(fact);
        let outer = core::mem::take(&mut self.of_trait);
        self.of_trait = type_parameters(&item.generics).collect();
        visit::visit_item_trait(self, item);
        self.of_trait = outer;
    }

    pub(super) fn impl_item(&mut self, item: &ItemImpl, attributes: &Attributes) {
        let interface = item
            .trait_
            .as_ref()
            .map(|(path, _)| ItemPathBuf::from_syntax(path).into());
        let (unsafety, keyword) = (&item.unsafety, &item.impl_token);
        let default = &item.modifiers.defaultness;
        let head = quote!(#default #unsafety #keyword);
        let of = ItemPathBuf::from_type(&item.self_ty).unwrap_or_default();
        let factory = attributes.of_ours(&[names::FACTORY]);
        self.facts.impls.push(Impl {
            at: self.at,
            of: of.into(),
            interface,
            factory: factory.map(|ours| self.bytes(&ours.path)),
            item: self.until(&item.attrs, &head, item.brace_token.span.close()),
            place: self.between(item.impl_token.span, item.self_ty.span()),
            type_place: self.bytes(&item.self_ty),
            type_parameters: type_parameters(&item.generics).collect(),
        });
        self.at.impls = count(&self.facts.impls);
        visit::visit_item_impl(self, item);
    }

    pub(super) fn function(
        &mut self,
        signature: &syn::Signature,
        seen: &syn::Visibility,
        block: &syn::Block,
    ) {
        let receiver = Receiver::of(signature);
        let is_associated = self.at.within_impl().is_some() && receiver.is_none();
        let written = signature.inputs.iter().filter_map(|input| match input {
            syn::FnArg::Typed(parameter) => Some(parameter),
            syn::FnArg::Receiver(_) => None,
        });
        let types = written.clone().map(|parameter| TypeRef::new(&parameter.ty));
        let names = written.map(|parameter| match &*parameter.pat {
            syn::Pat::Ident(name) if name.subpat.is_none() => Name::from(&name.ident),
            _ => Name::default(),
        });
        let returns = TypeRef::returned(&signature.output);
        let returned_values = match &returns {
            Some(ty) if is_associated => super::bodies::paths_by_value(ty, block),
            _ => Vec::new(),
        };
        let fact = Function {
            name: Name::from(&signature.ident),
            at: self.at,
            visibility: visibility(seen),
            place: self.bytes(&signature.ident),
            receiver,
            parameters: names
                .into_iter()
                .zip(types)
                .map(|(name, ty)| Parameter { name, ty })
                .collect(),
            returns,
            type_parameters: type_parameters(&signature.generics)
                .chain(self.of_trait.iter().copied())
                .collect(),
            returns_place: match &signature.output {
                syn::ReturnType::Type(_, ty) => self.bytes(ty),
                syn::ReturnType::Default => Bytes::default(),
            },
            returned_values: returned_values.into(),
            body: self.block_bytes(block),
        };
        self.facts.functions.push(fact);
        let outer = self.at;
        self.at.functions = count(&self.facts.functions);
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

fn type_parameters(generics: &Generics) -> impl Iterator<Item = Name> {
    let names = generics.type_params();
    names.map(|one| Name::from(&one.ident))
}

pub(super) fn visibility(visibility: &syn::Visibility) -> Visibility {
    match visibility {
        syn::Visibility::Public(_) => Visibility::Public,
        syn::Visibility::Restricted(_) => Visibility::Restricted,
        syn::Visibility::Inherited => Visibility::Private,
    }
}

/// The name that an item defines, if it defines one.
pub(crate) fn name_of(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Mod(item) => &item.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.unraw().to_string())
}
