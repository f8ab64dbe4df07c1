//! Attributes of ours that are written wrongly: the checks that the macros make.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use ssot_rules::names;
use ssot_rules::reported;
use ssot_rules::violation::Violation;
use syn::ext::IdentExt;
use syn::{AttrStyle, Attribute, Ident, Item, Meta};

use super::attributes::{Attributes, GUARDS, Ours, attributes_of};
use super::items::name_of;
use super::reader::Reader;
use super::ruled::conditional;
use super::tokens::is_mark;
use super::{AttributeError, Bytes, ItemPathBuf, Predicate};

pub(super) fn read(reader: &mut Reader, item: &Item, attributes: &Attributes) {
    if attributes.ours.is_empty() {
        return;
    }
    let component = match item {
        Item::Impl(item) => ItemPathBuf::from_type(&item.self_ty),
        _ => None,
    };
    let component = component.map(|path| path.as_path().last().to_owned());
    let annotated = AnnotatedItem {
        symbol: component
            .clone()
            .or_else(|| name_of(item))
            .unwrap_or_default(),
        denied: component.is_some_and(|component| reader.names.denies_addresses(&component)),
        written: attributes_of(item),
        attributes,
        place: reader.bytes(item),
        rest: behind_attributes(item),
    };
    annotated.check(reader);
}

/// Checks a function of an impl or of a trait that carries attributes of ours.
pub(super) fn read_associated(
    reader: &mut Reader,
    function: &impl ToTokens,
    name: &Ident,
    written: &[Attribute],
    attributes: &Attributes,
) {
    if attributes.ours.is_empty() {
        return;
    }
    let annotated = AnnotatedItem {
        symbol: name.unraw().to_string(),
        denied: false,
        written,
        attributes,
        place: reader.bytes(function),
        rest: behind_attributes(function),
    };
    annotated.check(reader);
}

/// The tokens of an item behind the attributes above it.
fn behind_attributes(item: &impl ToTokens) -> TokenStream {
    let mut tokens = item.to_token_stream().into_iter().peekable();
    while tokens.peek().is_some_and(|token| is_mark(token, '#')) {
        tokens.nth(1);
    }
    tokens.collect()
}

struct AnnotatedItem<'a> {
    symbol: String,
    denied: bool,
    written: &'a [Attribute],
    attributes: &'a Attributes,
    place: Bytes,
    /// The tokens of the item without these attributes.
    rest: TokenStream,
}

impl AnnotatedItem<'_> {
    fn check(&self, reader: &mut Reader) {
        let mut done: Vec<&str> = Vec::new();
        for ours in &self.attributes.ours {
            // The first one reports that there is another, and takes it away.
            if done.iter().any(|done| is_taken_by(ours.name, done)) {
                continue;
            }
            done.push(ours.name);
            let (left, rest) = (self.left_to(ours), &self.rest);
            let item = quote!(#(#left)* #rest);
            let violations =
                reported::violations(ours.name, ours.arguments.clone(), &item, self.denied);
            let possible = violations.into_iter().filter(|violation| {
                let condition = violation.condition().cloned().map(Predicate::new);
                !condition.is_some_and(|condition| condition.never_holds())
            });
            let possible: Vec<_> = possible.collect();
            let attribute = reader.bytes(&ours.path);
            reader.violations(&possible, &self.symbol, attribute);
            self.speaks_for_itself(ours, reader);
        }
    }

    /// What stands in an item with `#[no_hardcoded]` was reported here. Where the attribute is called by another
    /// name, the search through the whole file did not know that.
    fn speaks_for_itself(&self, ours: &Ours, reader: &mut Reader) {
        let renamed = || {
            let last = ours.path.segments.last();
            last.is_some_and(|last| last.ident != names::NO_HARDCODED)
        };
        if ours.name == names::NO_HARDCODED && renamed() {
            let within =
                |place: Bytes| self.place.start <= place.start && place.end <= self.place.end;
            let addresses = &mut reader.facts.addresses;
            addresses.retain(|address| !within(address.place));
        }
    }

    /// The attributes that rustc leaves on the item for this one: those above it have been expanded.
    fn left_to(&self, ours: &Ours) -> Vec<Attribute> {
        let outer = |one: &&Attribute| matches!(one.style, AttrStyle::Outer);
        let written = self.written.iter().filter(outer).enumerate();
        let left = written.filter_map(|(position, attribute)| {
            if position > ours.position {
                return Some(attribute.clone());
            }
            let expanded = |meta: &Meta| {
                let derives = position < ours.position && meta.path().is_ident("derive");
                derives || self.is_expanded(meta, position)
            };
            let meta = without(&attribute.meta, &expanded)?;
            Some(Attribute {
                meta,
                ..attribute.clone()
            })
        });
        left.collect()
    }

    fn is_expanded(&self, meta: &Meta, position: usize) -> bool {
        let mut ours = self.attributes.ours.iter();
        let path = ItemPathBuf::from_syntax(meta.path());
        ours.any(|ours| ours.position == position && ItemPathBuf::from_syntax(&ours.path) == path)
    }
}

/// Whether an attribute above takes this one away.
fn is_taken_by(attribute: &str, above: &str) -> bool {
    match attribute {
        names::FACTORY | names::MOVED => attribute == above,
        _ => GUARDS.contains(&attribute) && GUARDS.contains(&above),
    }
}

/// An attribute without what `expanded` says of it, or of the attributes that a `cfg_attr` holds.
fn without(meta: &Meta, expanded: &dyn Fn(&Meta) -> bool) -> Option<Meta> {
    let Some((predicate, metas)) = conditional(meta) else {
        return (!expanded(meta)).then(|| meta.clone());
    };
    let kept: Vec<_> = metas
        .iter()
        .filter_map(|meta| without(meta, expanded))
        .collect();
    if kept.len() == metas.len() {
        return Some(meta.clone());
    }
    let keyword = meta.path();
    (!kept.is_empty())
        .then(|| syn::parse2(quote!(#keyword(#predicate, #(#kept),*))).ok())
        .flatten()
}

impl Reader {
    /// Keeps what the checks of an item named `symbol` report because of an attribute.
    pub(super) fn violations(&mut self, violations: &[Violation], symbol: &str, attribute: Bytes) {
        for violation in violations {
            let fact = AttributeError {
                rule: violation.rule(),
                place: self.between(violation.place(), violation.end()),
                message: violation.message(),
                fix: violation.fix(),
                symbol: symbol.to_owned(),
                attribute,
            };
            self.facts.attribute_errors.push(fact);
        }
    }
}
