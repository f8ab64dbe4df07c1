//! Definitions of types, and the attributes of ours on them.

use quote::ToTokens;
use ssot_rules::arguments::{ConfigurationArguments, GuardArguments, Scope};
use ssot_rules::{derives, names};
use syn::Fields;
use syn::visit;

use super::attributes::{Attributes, GUARDS};
use super::items::visibility;
use super::reader::Reader;
use super::ruled::unreported;
use super::{Bytes, Guard, ItemPathBuf, Member, Name, Type, TypeKind, TypeRef};

impl Reader {
    /// Keeps what a struct, an enum, a union or an alias is, and reads what is in it.
    pub(super) fn type_definition(&mut self, item: &syn::Item, attributes: &Attributes) {
        use syn::Item::{Enum, Struct, Type as Alias, Union};
        let (mut guard, mut named_fields) = (None, false);
        let (ident, kind, seen, generics, members) = match item {
            Struct(item) => {
                guard = self.guard(attributes, &item.fields);
                named_fields = matches!(item.fields, Fields::Named(_));
                let fields = members(&item.fields);
                (
                    &item.ident,
                    TypeKind::Struct,
                    &item.vis,
                    &item.generics,
                    fields,
                )
            }
            Enum(item) => {
                let variants = item.variants.iter().map(|variant| Member {
                    name: Name::from(&variant.ident),
                    types: variant.fields.iter().map(type_of).collect(),
                });
                let variants = variants.collect();
                (
                    &item.ident,
                    TypeKind::Enum,
                    &item.vis,
                    &item.generics,
                    variants,
                )
            }
            Union(item) => {
                named_fields = true;
                let fields = members(&Fields::Named(item.fields.clone()));
                (
                    &item.ident,
                    TypeKind::Union,
                    &item.vis,
                    &item.generics,
                    fields,
                )
            }
            Alias(item) => {
                let target = Member {
                    name: Name::default(),
                    types: [TypeRef::new(&item.ty)].into(),
                };
                (
                    &item.ident,
                    TypeKind::Alias,
                    &item.vis,
                    &item.generics,
                    vec![target],
                )
            }
            _ => return,
        };
        let constructing_derives = match &guard {
            Some(_) => self.constructing_derives(attributes),
            None => Vec::new(),
        };
        let moved = attributes.of_ours(&[names::MOVED]);
        self.facts.types.push(Type {
            name: ident.into(),
            kind,
            at: self.at,
            visibility: visibility(seen),
            condition: attributes.condition.clone(),
            place: self.span(ident.span()),
            item: self.bytes(item),
            members: members.into(),
            generic: generics.type_params().next().is_some(),
            named_fields,
            guard,
            moved: moved.map(|ours| self.bytes(&ours.path)),
            constructing_derives,
        });
        if kind != TypeKind::Union {
            visit::visit_item(self, item);
        }
    }

    fn guard(&self, attributes: &Attributes, fields: &Fields) -> Option<Guard> {
        let ours = attributes.of_ours(GUARDS)?;
        let tokens = ours.arguments.clone();
        let arguments = unreported(|ignored| match ours.name {
            names::SSOT_CONFIG => ConfigurationArguments::read(tokens, ignored).guard,
            name => GuardArguments::read(name, tokens, ignored),
        });
        let injected = fields.iter().filter(|_| arguments.new.is_some());
        let parameters = injected.map(type_of);
        Some(Guard {
            attribute: ours.name,
            place: self.bytes(&ours.path),
            enforcement: arguments.enforcement,
            name: arguments.name.map(|name| name.value()),
            canonical: (arguments.canonical).map(|(_, path)| ItemPathBuf::from_ruled(&path).into()),
            implements: (arguments.implements.iter())
                .map(|path| (ItemPathBuf::from_ruled(path).into(), self.bytes(path)))
                .collect(),
            scope: arguments.scope.map(|scope| match scope {
                Scope::Singleton => "singleton".to_owned(),
                Scope::Context(context) => {
                    format!("context({})", ssot_rules::tokens::type_text(&context))
                }
                _ => "transient".to_owned(),
            }),
            parameters: parameters.collect(),
            generated_constructor: arguments.new.is_some() || ours.name == names::SSOT_CONFIG,
        })
    }

    /// Derives above the attribute, which the macro does not see.
    fn constructing_derives(&self, attributes: &Attributes) -> Vec<(String, Bytes)> {
        let guard = attributes.of_ours(GUARDS);
        let Some(guard) = guard else {
            return Vec::new();
        };
        let above = attributes
            .derives
            .iter()
            .filter(|(position, _)| *position < guard.position);
        let constructing = above.filter_map(|(_, path)| {
            let name = path.segments.last()?.ident.to_string();
            // A conversion from another type calls a constructor.
            let converted = attributes.converted && name == "Deserialize";
            (derives::constructs(&name) && !converted).then(|| (name, self.bytes(path)))
        });
        constructing.collect()
    }
}

fn members(fields: &Fields) -> Vec<Member> {
    let fields = fields.iter().enumerate().map(|(index, field)| Member {
        name: field
            .ident
            .as_ref()
            .map_or_else(|| Name::from(index.to_string()), Name::from),
        types: [type_of(field)].into(),
    });
    fields.collect()
}

fn type_of(field: &syn::Field) -> TypeRef {
    TypeRef::new(&field.ty)
}

/// As it is written, without white space that does not separate words.
pub(super) fn compact(of: &impl ToTokens) -> String {
    ssot_rules::tokens::text(of.to_token_stream(), true)
}
