//! Definitions of types, and the attributes of ours on them.

use quote::ToTokens;
use ssot_rules::arguments::{ConfigurationArguments, GuardArguments, Scope};
use ssot_rules::violation::Violations;
use ssot_rules::{derives, names};
use syn::ext::IdentExt;
use syn::visit;
use syn::{Fields, ItemStruct};

use super::attributes::{Attributes, GUARDS};
use super::items::visibility;
use super::reader::Reader;
use super::{Bytes, Guard, Location, Member, Type, TypeKind, TypeRef};

impl Reader {
    /// Keeps what a struct, an enum, a union or an alias is, and reads what is in it.
    pub(super) fn type_definition(&mut self, item: &syn::Item, attributes: &Attributes) {
        match item {
            syn::Item::Struct(item) => {
                let described = TypeItem {
                    ident: &item.ident,
                    kind: TypeKind::Struct,
                    visibility: &item.vis,
                    bytes: self.bytes(item),
                    members: members(&item.fields),
                    generic: item.generics.type_params().next().is_some(),
                    named_fields: matches!(item.fields, Fields::Named(_)),
                    structure: Some(item),
                };
                self.type_item(described, attributes);
                self.within(attributes.test, |reader| {
                    visit::visit_item_struct(reader, item);
                });
            }
            syn::Item::Enum(item) => {
                let variant = |variant: &syn::Variant| Member {
                    name: variant.ident.unraw().to_string().into(),
                    types: variant.fields.iter().map(type_of).collect(),
                };
                let described = TypeItem {
                    ident: &item.ident,
                    kind: TypeKind::Enum,
                    visibility: &item.vis,
                    bytes: self.bytes(item),
                    members: item.variants.iter().map(variant).collect(),
                    generic: item.generics.type_params().next().is_some(),
                    named_fields: false,
                    structure: None,
                };
                self.type_item(described, attributes);
                self.within(attributes.test, |reader| {
                    visit::visit_item_enum(reader, item);
                });
            }
            syn::Item::Union(item) => {
                let described = TypeItem {
                    ident: &item.ident,
                    kind: TypeKind::Union,
                    visibility: &item.vis,
                    bytes: self.bytes(item),
                    members: members(&Fields::Named(item.fields.clone())),
                    generic: item.generics.type_params().next().is_some(),
                    named_fields: true,
                    structure: None,
                };
                self.type_item(described, attributes);
            }
            syn::Item::Type(item) => {
                let described = TypeItem {
                    ident: &item.ident,
                    kind: TypeKind::Alias,
                    visibility: &item.vis,
                    bytes: self.bytes(item),
                    members: vec![Member {
                        name: Box::default(),
                        types: [TypeRef::new(&item.ty)].into(),
                    }],
                    generic: item.generics.type_params().next().is_some(),
                    named_fields: false,
                    structure: None,
                };
                self.type_item(described, attributes);
                self.within(attributes.test, |reader| {
                    visit::visit_item_type(reader, item);
                });
            }
            _ => {}
        }
    }

    fn type_item(&mut self, item: TypeItem<'_>, attributes: &Attributes) {
        let guard = item
            .structure
            .and_then(|structure| self.guard(attributes, &structure.fields));
        let constructing_derives = match &guard {
            Some(_) => self.constructing_derives(attributes),
            None => Vec::new(),
        };
        let fact = Type {
            name: item.ident.unraw().to_string(),
            kind: item.kind,
            at: Location {
                test: self.at.test || attributes.test,
                ..self.at
            },
            visibility: visibility(item.visibility),
            condition: attributes.condition.clone(),
            place: self.span(item.ident.span()),
            item: item.bytes,
            members: item.members,
            generic: item.generic,
            named_fields: item.named_fields,
            guard,
            moved: attributes
                .of_ours(&[names::MOVED])
                .map(|ours| self.bytes(&ours.path)),
            constructing_derives,
        };
        self.facts.types.push(fact);
    }

    fn guard(&self, attributes: &Attributes, fields: &Fields) -> Option<Guard> {
        let ours = attributes.of_ours(GUARDS)?;
        let mut ignored = Violations::new();
        // Mistakes in the arguments are reported where the whole item is checked.
        let arguments = match ours.name {
            names::SSOT_CONFIG => {
                ConfigurationArguments::read(ours.arguments.clone(), &mut ignored).guard
            }
            name => GuardArguments::read(name, ours.arguments.clone(), &mut ignored),
        };
        let _ = ignored.into_vec();
        let text = super::ruled::path_text;
        let injected = fields.iter().filter(|_| arguments.new.is_some());
        let parameters = injected.map(type_of);
        Some(Guard {
            attribute: ours.name,
            place: self.bytes(&ours.path),
            enforcement: arguments.enforcement,
            name: arguments.name.map(|name| name.value()),
            canonical: arguments.canonical.map(|(_, path)| text(&path)),
            implements_places: (arguments.implements.iter())
                .map(|path| self.bytes(path))
                .collect(),
            implements: arguments.implements.iter().map(text).collect(),
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

/// What is common to the items that define a type.
struct TypeItem<'a> {
    ident: &'a syn::Ident,
    kind: TypeKind,
    visibility: &'a syn::Visibility,
    bytes: Bytes,
    members: Vec<Member>,
    generic: bool,
    named_fields: bool,
    structure: Option<&'a ItemStruct>,
}

fn members(fields: &Fields) -> Vec<Member> {
    let fields = fields.iter().enumerate().map(|(index, field)| Member {
        name: field
            .ident
            .as_ref()
            .map_or_else(|| index.to_string(), |ident| ident.unraw().to_string())
            .into(),
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
