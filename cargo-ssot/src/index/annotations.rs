//! What attributes of ours say about their items, as far as checks over several items need it.

use quote::ToTokens;
use ssot_rules::annotated::{self, Annotated};
use ssot_rules::arguments::{ConfigurationArguments, FactoryArguments, MovedArguments};
use ssot_rules::configuration::{Configuration, remove_derives};
use ssot_rules::moved::{self, Moved as Model};
use ssot_rules::violation::Violations;
use ssot_rules::{Rule, names, replaces};
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::{Attribute, ImplItemFn, Item, ItemImpl, ItemStruct};

use super::attributes::{Attributes, Ours};
use super::reader::Reader;
use super::ruled::{ruled, ruled_attributes, unreported, whole_attributes};
use super::{Condition, ConfigurationKey, Factory, ItemPath, ItemPathBuf, Moved, Replacement};

/// Keeps what the attributes of an item say. What is wrong with them is reported elsewhere.
pub(super) fn read(reader: &mut Reader, item: &Item, attributes: &Attributes) {
    match item {
        Item::Impl(item) => {
            if let Some(ours) = attributes.of_ours(&[names::FACTORY]) {
                factory(reader, item, ours, &attributes.condition);
            }
        }
        Item::Struct(item) => {
            if let Some(ours) = attributes.of_ours(&[names::SSOT_CONFIG]) {
                configuration(reader, item, ours, attributes);
            }
        }
        _ => {}
    }
    if let Some(ours) = attributes.of_ours(&[names::MOVED]) {
        old_path(reader, item, ours);
    }
}

fn factory(reader: &mut Reader, item: &ItemImpl, ours: &Ours, condition: &Condition) {
    let tokens = ours.arguments.clone();
    let arguments = unreported(|ignored| FactoryArguments::read(tokens, ignored));
    let Some(of) = ItemPathBuf::from_type(&item.self_ty) else {
        return;
    };
    let fact = Factory {
        at: reader.at,
        of: of.into(),
        place: reader.bytes(&item.self_ty),
        attribute: reader.bytes(&ours.path),
        enforcement: arguments.enforcement,
        enforced_at: arguments.enforced_at.map(|span| reader.span(span)),
        condition: condition.clone(),
    };
    reader.facts.factories.push(fact);
}

/// Keeps what a constructor replaces, which the attribute on its impl checks.
pub(super) fn replacements(reader: &mut Reader, item: &ImplItemFn, attributes: &mut Attributes) {
    let block = reader
        .at
        .within_impl()
        .map(|block| &reader.facts.impls[block]);
    let Some(block) = block.filter(|block| block.factory.is_some()) else {
        return;
    };
    let component = block.of.last();
    let Ok(component) = syn::Ident::parse_any.parse_str(component) else {
        return;
    };
    attributes
        .ours
        .retain(|ours| ours.name != names::FACTORY || ours.arguments.is_empty());
    let signature = ruled(&item.sig);
    let replaced = signature.map(|signature| {
        let attributes = ruled_attributes(&item.attrs);
        unreported(|ignored| replaces::read(&attributes, &signature, &component, ignored))
    });
    let function = reader.facts.functions.len();
    let found = replaced
        .into_iter()
        .flatten()
        .map(|replaced| Replacement { function, replaced });
    reader.facts.replacements.extend(found);
}

fn old_path(reader: &mut Reader, item: &Item, ours: &Ours) {
    let read = ruled(item);
    let model = unreported(|ignored| {
        let arguments = MovedArguments::read(ours.arguments.clone(), ignored);
        Model::read(read.as_ref()?, &arguments, ignored)
    });
    if let Some(model) = model {
        let name = match item {
            Item::Type(item) => item.ident.to_string(),
            Item::Fn(item) => item.sig.ident.to_string(),
            _ => String::new(),
        };
        let fact = Moved {
            at: reader.at,
            name,
            target: ItemPath::new(&moved::path_text(&model.target)).into(),
            place: reader.bytes(&model.target),
            attribute: reader.bytes(&ours.path),
        };
        reader.facts.moved.push(fact);
    }
}

fn configuration(reader: &mut Reader, item: &ItemStruct, ours: &Ours, attributes: &Attributes) {
    let read = unreported(|ignored| annotated::configuration(&item.to_token_stream(), ignored));
    let Annotated::Wanted((read, keys)) = read else {
        return;
    };
    let configuration = unreported(|ignored| {
        let arguments = ConfigurationArguments::read(ours.arguments.clone(), ignored);
        Configuration::read(&read, &arguments, &keys, ignored)
    });
    if let Some(configuration) = configuration {
        for key in configuration.keys {
            let field = Condition::new(&whole_attributes(&key.field.attrs));
            for variable in core::iter::once(key.variable).chain(key.other_variables) {
                let fact = ConfigurationKey {
                    at: reader.at,
                    variable,
                    place: reader.span(key.ident.span()),
                    condition: attributes.condition.and(&field),
                };
                reader.facts.keys.push(fact);
            }
        }
    }
    // The compiler refuses these where it meets the other impl: the macro does not see what stands above it.
    let above = ItemStruct {
        attrs: derives_above(&item.attrs, ours.position),
        ..item.clone()
    };
    let mut violations = Violations::new();
    if let Some(mut above) = ruled(&above) {
        remove_derives(&mut above, &keys, &mut violations);
    }
    let mut shown = violations.into_vec();
    shown.retain(|violation| violation.rule() == Rule::SecretShown);
    let attribute = reader.bytes(&ours.path);
    reader.violations(&shown, &item.ident.to_string(), attribute);
}

fn derives_above(attributes: &[Attribute], position: usize) -> Vec<Attribute> {
    attributes[..position.min(attributes.len())].to_vec()
}
