//! The model of a guarded type: `#[factory_only]` and `#[ssot_component]`.
//!
//! ```
//! use quote::quote;
//! use ssot_rules::Violations;
//! use ssot_rules::arguments::GuardArguments;
//! use ssot_rules::guarded::Guarded;
//! use ssot_rules::names::SSOT_COMPONENT;
//!
//! let mut violations = Violations::new();
//! let arguments = GuardArguments::read(SSOT_COMPONENT, quote!(name = "shop::Cart"), &mut violations);
//! let item = ssot_rules::written! { struct Cart { items: Vec<String> } };
//! assert_eq!(Guarded::read(SSOT_COMPONENT, &item, arguments, &mut violations).name(), "shop::Cart");
//! assert!(violations.into_vec().is_empty());
//! ```

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

use crate::arguments::{Enforcement, GuardArguments};
use crate::attributes::{is_condition, predicate};
use crate::catalogue::Rule;
use crate::derives::{self, Sorted};
use crate::identifiers;
use crate::names;
use crate::signature;
use crate::syntax::{
    self, AnyIdent, Attribute, Field, FieldList, Fields, Item, ItemStruct, LitStr, Meta, Parse,
    ParseStream, Punctuated,
};
use crate::tokens::any_ident;
use crate::violation::{Violation, Violations};

/// A struct with the attribute, as far as it can be read.
#[non_exhaustive]
pub struct StructItem {
    /// The struct, without the fields that cannot be read.
    pub item: ItemStruct,
    /// Fields that are being typed. rustc says what is wrong with them.
    pub unfinished: TokenStream,
    /// Attributes that would guard it once more, which were reported.
    pub repeated: Vec<Attribute>,
}

impl Parse for StructItem {
    fn parse(input: ParseStream<'_>) -> syntax::Result<Self> {
        let ahead = input.fork();
        let error = match ahead.parse() {
            Ok(item) => {
                input.advance_to(&ahead);
                return Ok(Self {
                    item,
                    unfinished: TokenStream::new(),
                    repeated: Vec::new(),
                });
            }
            Err(error) => error,
        };
        let mut item = ItemStruct::parse_head(input)?;
        let Ok((brackets, content)) = input.group(Delimiter::Brace) else {
            return Err(error);
        };
        let (mut named, mut unfinished) = (Punctuated::new(","), TokenStream::new());
        while !content.is_empty() {
            let ahead = content.fork();
            match Field::parse_named(&ahead) {
                Ok(field) if ahead.is_empty() || ahead.is(",") => {
                    content.advance_to(&ahead);
                    named.push(field);
                    content.optional(",");
                }
                _ => {
                    let field = one_field(&content)?;
                    // Without a type it is no field, and rustc has said so.
                    if has_type(&field) {
                        unfinished.extend(field);
                    }
                }
            }
        }
        item.fields = Fields::Named(FieldList {
            brackets: brackets.span(),
            fields: named,
        });
        Ok(Self {
            item,
            unfinished,
            repeated: Vec::new(),
        })
    }
}

/// Whether something follows a single colon.
fn has_type(field: &TokenStream) -> bool {
    let tokens: Vec<_> = field.clone().into_iter().collect();
    let colon =
        |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':');
    let first = tokens.iter().position(colon);
    first.is_some_and(|at| {
        !matches!(tokens.get(at + 1), None | Some(TokenTree::Punct(_))) || at + 2 < tokens.len()
    })
}

/// The tokens up to the next comma, and that comma.
fn one_field(input: ParseStream<'_>) -> syntax::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() {
        let ends = input.is(",");
        tokens.extend([input.parse::<TokenTree>()?]);
        if ends {
            break;
        }
    }
    Ok(tokens)
}

/// A struct that only its factory can make.
#[non_exhaustive]
pub struct Guarded<'a> {
    /// The struct as it was written, below the attribute.
    pub original: &'a ItemStruct,
    /// The arguments of the attribute.
    pub arguments: GuardArguments,
    /// Its attributes, by the side of the guard on which they belong.
    pub attributes: Sorted,
    /// Fields that are being typed.
    pub unfinished: TokenStream,
}

impl<'a> Guarded<'a> {
    /// Checks a struct that carries `attribute`.
    pub fn read(
        attribute: &str,
        original: &'a ItemStruct,
        arguments: GuardArguments,
        violations: &mut Violations,
    ) -> Self {
        check_generics(original, violations);
        if attribute == names::SSOT_COMPONENT {
            check_name(original, &arguments, violations);
        }
        if arguments.new.is_some() {
            check_conditional_fields(original, violations);
        }
        let mut attributes = derives::sort(original, &arguments, violations);
        for attributes in [&mut attributes.above, &mut attributes.below] {
            check_layout(original, attributes, arguments.enforcement, violations);
        }
        Self {
            original,
            arguments,
            attributes,
            unfinished: TokenStream::new(),
        }
    }

    /// The name under which the component is known: its own, or the one it was given.
    #[must_use]
    pub fn name(&self) -> String {
        self.arguments
            .name
            .as_ref()
            .map_or_else(|| self.original.ident.unraw().to_string(), LitStr::value)
    }
}

/// Takes out `repr(transparent)`: it and a private field of another crate's type exclude each other.
fn check_layout(
    item: &ItemStruct,
    attributes: &mut Vec<Attribute>,
    enforcement: Enforcement,
    violations: &mut Violations,
) {
    attributes.retain(|attribute| {
        let Meta::List(list) = &attribute.meta else {
            return true;
        };
        if !list.path.is_ident("repr") {
            return true;
        }
        let mut transparent = None;
        any_ident(list.tokens.clone(), &mut |word| {
            if word == "transparent" {
                transparent = Some(word.clone());
            }
            transparent.is_some()
        });
        if let Some(layout) = &transparent {
            violations.report(
                Violation::new(Rule::Transparent, layout)
                    .with("item", &item.ident)
                    .enforced(enforcement),
            );
        }
        transparent.is_none()
    });
}

/// Takes out the fields of the guard's own name: such a field would be the guard, made by the user.
pub fn remove_reserved_fields(item: &mut ItemStruct, violations: &mut Violations) {
    let Fields::Named(fields) = &mut item.fields else {
        return;
    };
    let (reserved, kept): (Vec<_>, Vec<_>) = fields
        .fields
        .take()
        .into_iter()
        .partition(|field| field.ident.as_ref().is_some_and(names::is_reserved));
    fields.fields = Punctuated::of(",", kept);
    for name in reserved.iter().filter_map(|field| field.ident.as_ref()) {
        violations.report(Violation::new(Rule::ReservedName, name).with("name", name));
    }
}

/// A generic parameter by the name of something generated would be meant instead of it.
fn check_generics(item: &ItemStruct, violations: &mut Violations) {
    for parameter in signature::named_parameters(&item.generics) {
        if names::hides_generated(parameter, &item.ident) {
            violations
                .report(Violation::new(Rule::ReservedName, parameter).with("name", parameter));
        }
    }
}

/// The name of a component becomes a symbol in which `::` is written as two underscores.
fn check_name(item: &ItemStruct, arguments: &GuardArguments, violations: &mut Violations) {
    if let Some(defect) = identifiers::defect(&item.ident).filter(|_| arguments.name.is_none()) {
        let advice = "give it another name, by renaming the type or by `name = \"..\"`";
        violations.report(
            Violation::new(Rule::InvalidName, &item.ident)
                .with("name", identifiers::visible(&item.ident.to_string()))
                .with("defect", defect)
                .advise(advice),
        );
    }
}

/// The fields of a tuple are told apart by position, and a condition shifts the positions.
fn check_conditional_fields(item: &ItemStruct, violations: &mut Violations) {
    let Fields::Unnamed(fields) = &item.fields else {
        return;
    };
    for (index, field) in fields.fields.iter().enumerate() {
        if let Some(condition) = condition_of(field) {
            violations.report(
                Violation::new(Rule::ConditionalParameter, field)
                    .with("position", index + 1)
                    .with("function", names::NEW)
                    .with("condition", condition),
            );
        }
    }
}

/// The predicate of the first `#[cfg(..)]` among the attributes of a field.
fn condition_of(field: &Field) -> Option<TokenStream> {
    field
        .attrs
        .iter()
        .find(|attribute| is_condition(attribute))
        .map(predicate)
}

/// Reports an item that is no struct.
pub fn refuse(attribute: &str, item: &Item, violations: &mut Violations) {
    let enumerable = match item {
        Item::Enum(item) => Some((
            &item.ident,
            "a variant of an enum",
            item.keyword.to_token_stream(),
        )),
        Item::Union(item) => Some((
            &item.ident,
            "a field of a union",
            item.keyword.to_token_stream(),
        )),
        _ => None,
    };
    let violation = match enumerable {
        Some((name, kind, keyword)) => Violation::new(Rule::NotGuardable, &keyword)
            .with("attribute", attribute)
            .with("item", name)
            .with("kind", kind),
        None => Violation::new(Rule::WrongItem, &keyword_of(item))
            .with("attribute", attribute)
            .with("wanted", "a struct")
            .with("found", kind_of(item))
            .advise(advice_for(item)),
    };
    violations.report(violation);
}

fn advice_for(item: &Item) -> String {
    match item {
        Item::Impl(item) if !item.of_trait => {
            format!(
                "write `#[{}]` on an impl, and this attribute on the struct",
                names::FACTORY
            )
        }
        Item::Trait(_) => format!("write `#[{}]` on a trait", names::SSOT_INTERFACE),
        Item::Fn(_) => format!(
            "move the function to the `#[{}]` impl of the struct it makes",
            names::FACTORY
        ),
        _ => "remove the attribute".to_owned(),
    }
}

/// What an item is, with its article, for a message.
#[must_use]
pub fn kind_of(item: &Item) -> &'static str {
    match item {
        Item::Enum(_) => "an enum",
        Item::Fn(_) => "a function",
        Item::Struct(_) => "a struct",
        Item::Trait(_) => "a trait",
        Item::Type(_) => "a type alias",
        Item::Union(_) => "a union",
        Item::Use(_) => "an import",
        Item::Impl(item) | Item::Other(item) => item.kind,
    }
}

/// The first token of an item behind its attributes and its visibility: the one that says what it is.
#[must_use]
pub fn keyword_of(item: &Item) -> TokenStream {
    match item {
        Item::Enum(item) | Item::Union(item) => item.keyword.to_token_stream(),
        Item::Fn(item) => item.sig.fn_token.to_token_stream(),
        Item::Impl(item) | Item::Other(item) => item.keyword.to_token_stream(),
        Item::Struct(item) => item.struct_token.to_token_stream(),
        Item::Trait(item) => item.trait_token.to_token_stream(),
        Item::Type(item) => item.type_token.to_token_stream(),
        Item::Use(item) => item.use_token.to_token_stream(),
    }
}
