//! An annotated item, from its tokens to its model: what every attribute does before anything is expanded.
//!
//! The macros go on with the model. `violations`, with the feature `tools`, goes the whole way, for tools that report
//! and expand nothing.
//!
//! ```
//! use quote::quote;
//! use ssot_rules::annotated::{self, Annotated};
//! use ssot_rules::{Violations, names};
//!
//! let mut violations = Violations::new();
//! let read = annotated::guard(names::FACTORY_ONLY, &quote! { struct Port(u16); }, &mut violations);
//! assert!(matches!(read, Annotated::Wanted(read) if read.item.ident == "Port"));
//! assert!(violations.into_vec().is_empty());
//! ```

use proc_macro2::TokenStream;

#[cfg(feature = "config")]
use crate::arguments::KeyArguments;
use crate::attributes::remove_repeated;
use crate::catalogue::Rule;
#[cfg(feature = "config")]
use crate::configuration::{self, remove_derives, take_key_arguments};
use crate::constructors::{self, FactoryImpl};
use crate::guarded::{self, StructItem, remove_reserved_fields};
use crate::interface;
use crate::names;
#[cfg(feature = "config")]
use crate::syntax::ItemStruct;
use crate::syntax::{self, Attribute, Item, ItemTrait};
use crate::violation::{Violation, Violations};

/// What an attribute stands on.
#[must_use]
pub enum Annotated<T> {
    /// The kind of item that it is for.
    Wanted(T),
    /// Another one, which was reported.
    Another(Box<Item>),
    /// Something that cannot be read, which was reported.
    Unreadable,
}

/// Reads what `#[factory_only]` or `#[ssot_component]` stands on, without what may not stand there.
pub fn guard(
    attribute: &str,
    tokens: &TokenStream,
    violations: &mut Violations,
) -> Annotated<StructItem> {
    let error = match syntax::parse2::<StructItem>(tokens.clone()) {
        Ok(mut read) => {
            read.repeated = remove_repeated(attribute, &mut read.item.attrs, violations);
            remove_reserved_fields(&mut read.item, violations);
            return Annotated::Wanted(read);
        }
        Err(error) => error,
    };
    match syntax::parse2::<Item>(tokens.clone()) {
        Ok(item) if !matches!(item, Item::Struct(_)) => {
            guarded::refuse(attribute, &item, violations);
            Annotated::Another(Box::new(item))
        }
        _ => {
            violations.report(unreadable(attribute, &error));
            Annotated::Unreadable
        }
    }
}

/// Reads what `#[factory]` stands on.
pub fn factory(tokens: &TokenStream, violations: &mut Violations) -> Annotated<FactoryImpl> {
    let error = match syntax::parse2::<FactoryImpl>(tokens.clone()) {
        Ok(mut item) => {
            remove_repeated(names::FACTORY, &mut item.attrs, violations);
            return Annotated::Wanted(item);
        }
        Err(error) => error,
    };
    match syntax::parse2::<Item>(tokens.clone()) {
        Ok(item) if !matches!(item, Item::Impl(_)) => {
            constructors::refuse(&item, violations);
            Annotated::Another(Box::new(item))
        }
        _ => {
            violations.report(unreadable(names::FACTORY, &error));
            Annotated::Unreadable
        }
    }
}

/// Reads what `#[ssot_interface]` stands on.
pub fn interface(tokens: &TokenStream, violations: &mut Violations) -> Annotated<ItemTrait> {
    match item(names::SSOT_INTERFACE, tokens, violations) {
        Some(Item::Trait(mut item)) => {
            remove_repeated(names::SSOT_INTERFACE, &mut item.attrs, violations);
            Annotated::Wanted(item)
        }
        Some(item) => {
            interface::refuse(&item, violations);
            Annotated::Another(Box::new(item))
        }
        None => Annotated::Unreadable,
    }
}

/// Reads what `#[moved]` stands on, of whatever kind: [`Moved::read`](crate::moved::Moved::read) says which can have moved.
pub fn moved(tokens: &TokenStream, violations: &mut Violations) -> Annotated<Item> {
    let Some(mut item) = item(names::MOVED, tokens, violations) else {
        return Annotated::Unreadable;
    };
    if let Some(attributes) = attributes_of_moved(&mut item) {
        remove_repeated(names::MOVED, attributes, violations);
    }
    Annotated::Wanted(item)
}

fn attributes_of_moved(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Type(item) => Some(&mut item.attrs),
        Item::Fn(item) => Some(&mut item.attrs),
        Item::Use(item) => Some(&mut item.attrs),
        _ => None,
    }
}

/// Reads what `#[ssot_config]` stands on: the struct without what may not stand there, and without the arguments
/// of its keys, which are the other part.
#[cfg(feature = "config")]
pub fn configuration(
    tokens: &TokenStream,
    violations: &mut Violations,
) -> Annotated<(ItemStruct, Vec<KeyArguments>)> {
    match item(names::SSOT_CONFIG, tokens, violations) {
        Some(Item::Struct(mut item)) => {
            remove_repeated(names::SSOT_CONFIG, &mut item.attrs, violations);
            remove_reserved_fields(&mut item, violations);
            let keys = take_key_arguments(&mut item, violations);
            remove_derives(&mut item, &keys, violations);
            Annotated::Wanted((item, keys))
        }
        Some(item) => {
            configuration::refuse(&item, violations);
            Annotated::Another(Box::new(item))
        }
        None => Annotated::Unreadable,
    }
}

fn item(attribute: &str, tokens: &TokenStream, violations: &mut Violations) -> Option<Item> {
    match syntax::parse2(tokens.clone()) {
        Ok(item) => Some(item),
        Err(error) => {
            violations.report(unreadable(attribute, &error));
            None
        }
    }
}

/// What to report of an item that is no Rust as far as `attribute` can tell.
pub fn unreadable(attribute: &str, error: &syntax::Error) -> Violation {
    Violation::at(Rule::Unreadable, error.span())
        .with("attribute", attribute)
        .with("cause", error)
}
