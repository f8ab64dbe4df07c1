//! The model of a configuration: `#[ssot_config]`.
//!
//! ```
//! use quote::quote;
//! use ssot_rules::Violations;
//! use ssot_rules::arguments::ConfigurationArguments;
//! use ssot_rules::configuration::{Configuration, take_key_arguments};
//!
//! let mut violations = Violations::new();
//! let arguments = ConfigurationArguments::read(quote!(prefix = "WS"), &mut violations);
//! let mut item = ssot_rules::written! { struct WsConfig { #[config(default = 80)] port: u16 } };
//! let keys = take_key_arguments(&mut item, &mut violations);
//! let read = Configuration::read(&item, &arguments, &keys, &mut violations);
//! let configuration = read.expect("it can be one");
//! assert_eq!(configuration.table, "ws");
//! assert_eq!(configuration.keys[0].ident, "port");
//! assert!(violations.into_vec().is_empty());
//! ```

mod alike;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, ExprLit, Lit};

use crate::arguments::configuration::{Case, defect_of_key, invalid, name_of};
use crate::arguments::{ConfigurationArguments, KeyArguments};
use crate::attributes::conditional;
use crate::catalogue::Rule;
use crate::derives;
use crate::guarded::{keyword_of, kind_of};
use crate::names;
use crate::syntax::{
    Attribute, Field, Fields, GenericArgument, Item, ItemStruct, LitStr, Meta, Path, PathArguments,
    Type,
};
use crate::tokens::any_ident;
use crate::violation::{Violation, Violations};

/// A struct whose fields are the keys that it owns.
#[non_exhaustive]
pub struct Configuration<'a> {
    /// The table of the keys in a TOML file.
    pub table: String,
    /// The keys, in the order of the fields. One that has no name was reported.
    pub keys: Vec<Key<'a>>,
}

/// A field, and the value that it is read from.
#[non_exhaustive]
pub struct Key<'a> {
    /// The field as it was written, without `#[config(..)]`.
    pub field: &'a Field,
    /// The name of the field.
    pub ident: &'a Ident,
    /// The name in a TOML file, within the table.
    pub name: String,
    /// Other names in a TOML file, within the table.
    pub aliases: Vec<String>,
    /// The environment variable: what the key is known by.
    pub variable: String,
    /// The environment variables of the other names, where they differ.
    pub other_variables: Vec<String>,
    /// Whether the value is never shown.
    pub secret: bool,
    /// What the value is if none is given.
    pub default: Option<&'a Expr>,
    /// The first line of the field's documentation.
    pub documentation: String,
}

impl Key<'_> {
    /// The type of the value.
    #[must_use]
    pub fn ty(&self) -> &Type {
        &self.field.ty
    }

    /// The environment variables, the one that identifies the key first.
    pub fn variables(&self) -> impl Iterator<Item = &String> {
        core::iter::once(&self.variable).chain(&self.other_variables)
    }

    /// The names in a file.
    fn names(&self) -> impl Iterator<Item = &String> {
        core::iter::once(&self.name).chain(&self.aliases)
    }

    /// Whether the default is a string literal, which stands for all that can be made of one.
    #[must_use]
    pub fn default_is_text(&self) -> bool {
        self.default.and_then(literal_text).is_some()
    }
}

/// The text of a string literal, also of one that a `macro_rules!` passed on.
fn literal_text(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Group(group) => literal_text(&group.expr),
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            attrs,
        }) if attrs.is_empty() => Some(text.value()),
        _ => None,
    }
}

/// Takes the `#[config(..)]` off the fields, and reads them.
pub fn take_key_arguments(item: &mut ItemStruct, violations: &mut Violations) -> Vec<KeyArguments> {
    item.fields
        .iter_mut()
        .map(|field| {
            let mut tokens = TokenStream::new();
            let ident = field.ident.clone();
            field
                .attrs
                .retain(|attribute| !take(attribute, ident.as_ref(), &mut tokens, violations));
            let mut arguments = KeyArguments::read(tokens, violations);
            arguments.secret |= is_secret(&field.ty);
            arguments
        })
        .collect()
}

/// The types of the crate `secrecy`.
const SECRET_TYPES: &[&str] = &["SecretBox", "SecretSlice", "SecretString"];

/// Whether one of them is named in the type.
fn is_secret(ty: &Type) -> bool {
    any_ident(ty.to_token_stream(), &mut |word| {
        SECRET_TYPES.iter().any(|secret| word == secret)
    })
}

/// Whether the attribute is ours. Its arguments are added to `tokens`.
fn take(
    attribute: &Attribute,
    field: Option<&Ident>,
    tokens: &mut TokenStream,
    violations: &mut Violations,
) -> bool {
    let ours = |meta: &Meta| meta.path().is_ident(names::CONFIG);
    if let Some((condition, metas)) = conditional(&attribute.meta)
        && let Some(meta) = metas.iter().find(|meta| ours(meta))
    {
        violations.report(
            Violation::new(Rule::ConditionalKey, meta)
                .with("field", field.map(name_of).unwrap_or_default())
                .with("condition", condition.to_token_stream()),
        );
        return true;
    }
    if !ours(&attribute.meta) {
        return false;
    }
    match &attribute.meta {
        Meta::List(list) if tokens.is_empty() => tokens.extend(list.tokens.clone()),
        Meta::List(list) => {
            let list = &list.tokens;
            tokens.extend(quote!(, #list));
        }
        Meta::Path(_) => {}
        Meta::NameValue(value) => violations.report(
            Violation::new(Rule::NotAnArgument, &value.value)
                .with("attribute", names::CONFIG)
                .with("found", value.value.to_token_stream())
                .advise("write the arguments in parentheses: `#[config(default = 8000)]`"),
        ),
    }
    true
}

impl<'a> Configuration<'a> {
    /// Checks a struct that carries the attribute. `None` if it has no keys that could be read,
    /// which is reported.
    pub fn read(
        original: &'a ItemStruct,
        arguments: &ConfigurationArguments,
        keys: &'a [KeyArguments],
        violations: &mut Violations,
    ) -> Option<Self> {
        let defect = defect(original);
        if let Some((place, defect, advice)) = &defect {
            violations.report(
                Violation::new(Rule::NotAConfiguration, place)
                    .with("item", name_of(&original.ident))
                    .with("defect", defect)
                    .advise(advice),
            );
        }
        if !arguments.prefix_given {
            violations.report(
                Violation::new(Rule::MissingValue, &original.ident)
                    .with("argument", "prefix")
                    .advise(
                        "write `#[ssot_config(prefix = \"WS\")]`: a field `port` is then given by the variable \
                         `WS_PORT`, or by `port` in the table `[ws]`",
                    ),
            );
        }
        let prefix = arguments.prefix.as_ref()?.value();
        let fields = original.fields.iter().zip(keys);
        let keys: Vec<_> = fields
            .filter_map(|(field, given)| {
                key(&prefix, arguments.rename_all, field, given, violations)
            })
            .collect();
        alike::check(&keys, violations);
        defect.is_none().then(|| Self {
            table: prefix.to_ascii_lowercase(),
            keys,
        })
    }
}

fn key<'a>(
    prefix: &str,
    rename_all: Option<Case>,
    field: &'a Field,
    arguments: &'a KeyArguments,
    violations: &mut Violations,
) -> Option<Key<'a>> {
    let ident = field.ident.as_ref()?;
    let written = match &arguments.rename {
        Some(name) => name.value(),
        None if arguments.rename_given => return None,
        None => name_of(ident),
    };
    // Words stay apart in the variable, in whichever case the file writes them.
    let name = match (&arguments.rename, rename_all) {
        (None, Some(case)) => case.apply(&written),
        _ => written.clone(),
    };
    if let Some(defect) = defect_of_key(&name) {
        violations.report(invalid(ident, &name, "a key", defect));
        return None;
    }
    let variable_of = |name: &str| {
        let name = name.to_ascii_uppercase().replace('-', "_");
        format!("{prefix}_{name}")
    };
    let variable = variable_of(&written);
    let aliases: Vec<_> = arguments.aliases.iter().map(LitStr::value).collect();
    let mut other_variables: Vec<_> = aliases.iter().map(|alias| variable_of(alias)).collect();
    other_variables.retain(|other| *other != variable);
    other_variables.sort_unstable();
    other_variables.dedup();
    Some(Key {
        field,
        ident,
        name,
        aliases,
        variable,
        other_variables,
        secret: arguments.secret,
        default: arguments.default.as_ref(),
        documentation: documentation(&field.attrs),
    })
}

/// Why the fields of a struct cannot be read by their names, where, and what to write.
fn defect(item: &ItemStruct) -> Option<(TokenStream, &'static str, &'static str)> {
    let parameters = &item.generics.params;
    match &item.fields {
        Fields::Unnamed(_) => Some((
            item.fields.to_token_stream(),
            "has fields without names",
            "write a struct with named fields: each name is a key",
        )),
        Fields::Unit => Some((
            item.ident.to_token_stream(),
            "has no fields",
            "write a struct with named fields: each name is a key",
        )),
        Fields::Named(_) if !parameters.is_empty() => Some((
            parameters.to_token_stream(),
            "has generic parameters",
            "write the types that are read, such as `String` for `&'a str`: a key has one type",
        )),
        Fields::Named(fields) => fields.fields.iter().find_map(|field| {
            reference_in(&field.ty).map(|reference| {
                (
                    reference.to_token_stream(),
                    "borrows a value that is read",
                    "write an owned type, such as `String` for `&str`",
                )
            })
        }),
    }
}

/// The types of the standard library whose values are read as parts of theirs.
const HOLDERS: &[&str] = &[
    "BTreeMap", "BTreeSet", "Box", "HashMap", "HashSet", "Option", "Vec", "VecDeque",
];

/// A reference that the value of this type would have to be read into.
fn reference_in(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Reference(_) => Some(ty),
        Type::Group(inner) | Type::Paren(inner) => reference_in(&inner.elem),
        Type::Path(ty) => {
            let last = ty.path.segments.last()?;
            let holds = HOLDERS.iter().any(|holder| last.ident == holder);
            let PathArguments::AngleBracketed(arguments) = &last.arguments else {
                return None;
            };
            arguments
                .args
                .iter()
                .filter(|_| holds)
                .find_map(|argument| match argument {
                    GenericArgument::Type(ty) => reference_in(ty),
                    _ => None,
                })
        }
        _ => None,
    }
}

/// The first line that says anything.
fn documentation(attributes: &[Attribute]) -> String {
    for attribute in attributes {
        let Meta::NameValue(pair) = &attribute.meta else {
            continue;
        };
        let text = pair.text().filter(|_| pair.path.is_ident("doc"));
        for line in text.map(|text| text.value()).unwrap_or_default().lines() {
            let line = line.trim();
            let line = line.strip_prefix('*').unwrap_or(line).trim();
            if !line.is_empty() {
                return line.to_owned();
            }
        }
    }
    String::new()
}

/// The derives that write out what they see, by the last segment of their path.
const PRINTING: &[&str] = &["Debug", "Display", "Serialize", "Valuable"];

/// Takes out the derives that would print secrets or copy them, and reports each.
pub fn remove_derives(item: &mut ItemStruct, keys: &[KeyArguments], violations: &mut Violations) {
    let secrets = keys.iter().any(|arguments| arguments.secret);
    let name = name_of(&item.ident);
    let refused = |derive: &Path, word: &str| {
        let violation = |rule| {
            Violation::new(rule, derive)
                .with("derive", word)
                .with("item", &name)
        };
        match word {
            "Debug" => Some(violation(Rule::SecretShown).advise(
                "remove it: `#[ssot_config]` implements `Debug`, and shows a secret as `***`",
            )),
            _ if secrets && PRINTING.contains(&word) => Some(violation(Rule::SecretShown).advise(
                "remove it, and copy what may be seen into another struct that derives it",
            )),
            "Clone" => Some(violation(Rule::ConstructingDerive).advise(
                "remove it: there is one instance, which is shared by reference or in an `Arc`",
            )),
            _ => None,
        }
    };
    derives::take_out(&mut item.attrs, &refused, violations);
}

/// Reports an item that is no struct.
pub fn refuse(item: &Item, violations: &mut Violations) {
    let advice = match item {
        Item::Enum(_) => {
            "write the struct that has a field of this enum, and the attribute on that"
        }
        _ => "remove the attribute",
    };
    violations.report(
        Violation::new(Rule::WrongItem, &keyword_of(item))
            .with("attribute", names::SSOT_CONFIG)
            .with("wanted", "a struct with named fields")
            .with("found", kind_of(item))
            .advise(advice),
    );
}
