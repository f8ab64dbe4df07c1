//! Hands the texts of the catalogue to the runtime crate, so that each stands in one place.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use ssot_rules::catalogue::{self, Rule};
use ssot_rules::syntax::{AnyIdent, GenericParam, Generics};

/// `#[__diagnostic(RuleName)]` on a trait: the compiler reports the trait's absence in the rule's words. Behind the name
/// may stand what is known of the case, as in `RuleName, Scope = "singleton"`.
pub(crate) fn diagnostic(rule: TokenStream, item: &TokenStream) -> TokenStream {
    let mut tokens = rule.into_iter();
    let name = tokens.next().into_iter().collect();
    let (mut values, mut known) = (Vec::new(), None);
    for token in tokens {
        match token {
            TokenTree::Ident(name) => known = Some(name.to_string()),
            TokenTree::Literal(text) => {
                let text = text.to_string();
                values.extend(
                    known
                        .take()
                        .map(|name| (name, text.trim_matches('"').to_owned())),
                );
            }
            _ => {}
        }
    }
    let values: Vec<_> = values
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    let attribute = named(name).map_or_else(unknown, |rule| on_unimplemented(rule, &values));
    quote!(#attribute #item)
}

/// `__rule!(RuleName)`: the code, message and fix of the rule.
pub(crate) fn rule(rule: TokenStream) -> TokenStream {
    named(rule).map_or_else(unknown, |rule| {
        let entry = rule.entry();
        let (code, message, fix) = (entry.code, entry.message, entry.fix);
        quote!((#code, #message, #fix))
    })
}

/// The same for a trait that stands for one interface, which a component has as `Self`.
pub(crate) fn about_interface(rule: Rule, interface: &Ident, generics: &Generics) -> TokenStream {
    let interface = with_arguments(interface, generics);
    on_unimplemented(rule, &[("Interface", &interface), ("Component", "{Self}")])
}

/// The attribute with which the compiler reports that a type does not implement an interface, wherever that is asked.
pub(crate) fn not_implemented(
    interface: &Ident,
    generics: &Generics,
    is_open: bool,
) -> TokenStream {
    let interface = with_arguments(interface, generics);
    let message = format!("`{{Self}}` does not implement the interface `{interface}`");
    let declare = if is_open {
        String::new()
    } else {
        format!(", and `implements({interface})` in the `#[ssot_component]` of `{{Self}}`")
    };
    let note = format!("write `impl {interface} for {{Self}}`{declare}");
    quote!(#[diagnostic::on_unimplemented(message = #message, label = "not implemented", note = #note)])
}

/// `Handler<{E}>`: the compiler fills in the arguments, except lifetimes.
fn with_arguments(interface: &Ident, generics: &Generics) -> String {
    let arguments: Vec<_> = generics
        .params
        .iter()
        .map(|parameter| match parameter {
            GenericParam::Lifetime(_) => "'_".to_owned(),
            GenericParam::Type(parameter) => format!("{{{}}}", parameter.ident.unraw()),
            GenericParam::Const(parameter) => format!("{{{}}}", parameter.ident.unraw()),
        })
        .collect();
    let interface = interface.unraw();
    if arguments.is_empty() {
        interface.to_string()
    } else {
        format!("{interface}<{}>", arguments.join(", "))
    }
}

/// The attribute with which the compiler reports a missing trait in the words of `rule`.
fn on_unimplemented(rule: Rule, values: &[(&str, &str)]) -> TokenStream {
    let entry = rule.entry();
    let filled = |text: String| {
        values.iter().fold(text, |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    };
    let message = format!("{}: {}", entry.code, catalogue::fill(entry.message, &[]));
    let fix = escaped(&catalogue::fill(entry.fix, &[]));
    let (message, title, fix) = (filled(message), entry.title, filled(fix));
    quote!(#[diagnostic::on_unimplemented(message = #message, label = #title, note = #fix)])
}

/// What the compiler fills in: the generic parameters of the traits that carry the texts.
const GENERICS: &[&str] = &[
    "Self",
    "Component",
    "Composition",
    "Context",
    "Factory",
    "Interface",
    "Needer",
    "Outer",
    "Section",
    "T",
];

/// Braces are placeholders to the compiler; all but the ones that it fills in have to be doubled.
fn escaped(text: &str) -> String {
    let doubled = text.replace('{', "{{").replace('}', "}}");
    GENERICS.iter().fold(doubled, |text, name| {
        text.replace(&format!("{{{{{name}}}}}"), &format!("{{{name}}}"))
    })
}

fn named(rule: TokenStream) -> Option<Rule> {
    let name = ssot_rules::syntax::parse2::<Ident>(rule).ok()?.to_string();
    Rule::ALL
        .iter()
        .copied()
        .find(|rule| format!("{rule:?}") == name)
}

fn unknown() -> TokenStream {
    quote!(::core::compile_error! { "no rule of that name in the catalogue" })
}
