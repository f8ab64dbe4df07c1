//! The mock of an interface: `mock` in `#[ssot_interface]`.
//!
//! ```
//! use quote::quote;
//! use ssot_rules::Violations;
//! use ssot_rules::arguments::InterfaceArguments;
//!
//! let mut violations = Violations::new();
//! let arguments = InterfaceArguments::read(quote!(mock = "testing"), &mut violations);
//! let mock = arguments.mock.expect("it is asked for");
//! let item = ssot_rules::written! { trait EventSink { fn send(&self, _: &str); } };
//! assert!(mock.checked(&item, &mut violations).is_none());
//! assert!(violations.into_vec()[0].message().ends_with("a parameter of `send` has no name"));
//! ```

mod borrows;
mod generics;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use crate::catalogue::Rule;
use crate::nearest::nearest;
use crate::syntax::{
    self, FnArg, Generics, ItemTrait, LitStr, Parse, ParseStream, Pat, PatType, ReturnType,
    TraitItem, TraitItemFn, Type, TypeParamBound,
};
use crate::tokens::{any_ident, type_text};
use crate::violation::{Violation, Violations};

/// What `mock` was given.
#[derive(Clone)]
#[non_exhaustive]
pub struct Mock {
    /// The word itself.
    pub word: Ident,
    /// The feature with which there is a mock outside of the crate's own tests, too.
    pub feature: Option<LitStr>,
    /// What the associated types are in the mock.
    pub types: Vec<MockType>,
}

/// `type Name = Type`.
#[derive(Clone)]
#[non_exhaustive]
pub struct MockType {
    /// The name of the associated type.
    pub name: Ident,
    generics: Generics,
    ty: Type,
}

/// One element of `mock(..)`.
pub(crate) enum MockOption {
    Feature { key: Ident, feature: LitStr },
    Type(Box<MockType>),
}

/// The elements of `mock(..)`, with commas or, as `mockall` writes its own, semicolons between them.
pub(crate) struct MockOptions(pub(crate) Vec<MockOption>);

impl Parse for MockOptions {
    fn parse(input: ParseStream<'_>) -> syntax::Result<Self> {
        let mut options = Vec::new();
        while !input.is_empty() {
            options.push(input.parse()?);
            if input.is(";") {
                input.token(";")?;
            } else if !input.is_empty() {
                input.token(",")?;
            }
        }
        Ok(Self(options))
    }
}

impl Parse for MockOption {
    fn parse(input: ParseStream<'_>) -> syntax::Result<Self> {
        if input.is("type") {
            let given = input.parse().map(Box::new);
            return given.map(Self::Type);
        }
        let key: Ident = input.parse()?;
        if key != "feature" {
            return Err(syntax::Error::new(
                key.span(),
                "expected `feature` or `type`",
            ));
        }
        input.token("=")?;
        let feature = input.parse()?;
        Ok(Self::Feature { key, feature })
    }
}

impl Parse for MockType {
    fn parse(input: ParseStream<'_>) -> syntax::Result<Self> {
        input.token("type")?;
        let name = input.parse()?;
        let generics = input.parse()?;
        input.token("=")?;
        let ty = input.parse()?;
        Ok(Self { name, generics, ty })
    }
}

/// In the form that `automock` reads.
impl ToTokens for MockType {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { name, generics, ty } = self;
        tokens.extend(quote!(type #name #generics = #ty;));
    }
}

impl Mock {
    /// Reports what `mockall` would refuse without saying where, or ignore. The mock, if there is
    /// nothing of the kind.
    pub fn checked(self, item: &ItemTrait, violations: &mut Violations) -> Option<Self> {
        let mut found = Vec::new();
        check_lifetimes(item, &mut found);
        generics::check_interface(item, &mut found);
        self.check_types(item, &mut found);
        for part in &item.items {
            check_part(part, &mut found);
        }
        let fits = found.is_empty();
        for violation in found {
            violations.report(violation.with("interface", &item.ident));
        }
        fits.then_some(self)
    }

    /// Each associated type is given once. One that is given for nothing is a misspelt one.
    fn check_types(&self, item: &ItemTrait, found: &mut Vec<Violation>) {
        let associated = item.items.iter().filter_map(|part| match part {
            TraitItem::Type(associated) => Some(&associated.ident),
            _ => None,
        });
        let associated: Vec<_> = associated.collect();
        let mut missing = associated.clone();
        missing.retain(|name| self.types.iter().all(|given| given.name != **name));
        for MockType { name, .. } in &self.types {
            if associated.contains(&name) {
                continue;
            }
            let words: Vec<_> = missing
                .iter()
                .map(|name| name.to_string().to_lowercase())
                .collect();
            let near = nearest(&name.to_string(), words.iter().map(String::as_str));
            let meant = near.and_then(|near| words.iter().position(|word| word == near));
            let advice = meant.map_or_else(
                || format!("remove `type {name}`"),
                |meant| format!("did you mean `type {}`?", missing.remove(meant)),
            );
            found.push(
                Violation::new(Rule::NotMockable, name)
                    .with(
                        "cause",
                        format_args!("the interface has no associated type `{name}`"),
                    )
                    .advise(advice),
            );
        }
        for name in missing {
            found.push(
                Violation::new(Rule::NotMockable, name)
                    .with(
                        "cause",
                        format_args!("the type of `{name}` in the mock is not given"),
                    )
                    .advise(format_args!("write `mock(type {name} = SomeType)`")),
            );
        }
    }
}

fn check_part(part: &TraitItem, found: &mut Vec<Violation>) {
    match part {
        TraitItem::Fn(method) => {
            let found_before = found.len();
            check_method(method, found);
            generics::check_name(method, found);
            generics::check_method(method, found);
            // One mistake has one report.
            if found.len() == found_before {
                borrows::check_method(method, found);
            }
        }
        TraitItem::Const(constant) if constant.default.is_none() => {
            let name = &constant.ident;
            found.push(
                Violation::new(Rule::NotMockable, name)
                    .with(
                        "cause",
                        format_args!("the constant `{name}` has no default"),
                    )
                    .advise("give it one, which the mock has too, or hand-write the double"),
            );
        }
        TraitItem::Type(associated) => generics::check_associated(associated, found),
        TraitItem::Const(_) | TraitItem::Unfinished(_) => {}
        TraitItem::Macro(_) => found.push(
            Violation::new(Rule::NotMockable, part)
                .with("cause", "`automock` does not see what a macro expands to")
                .advise("write out what is generated, or hand-write the double"),
        ),
    }
}

/// The expectations of a mock hold no borrow of its interface.
fn check_lifetimes(item: &ItemTrait, found: &mut Vec<Violation>) {
    let expected =
        |part: &TraitItem| matches!(part, TraitItem::Fn(method) if method.sig.receiver().is_some());
    if !item.items.iter().any(expected) {
        return;
    }
    for parameter in item.generics.lifetimes() {
        let lifetime = &parameter.lifetime;
        found.push(
            Violation::new(Rule::NotMockable, lifetime)
                .with(
                    "cause",
                    format_args!("`mockall` does not support lifetime parameters of a trait, such as `{lifetime}`"),
                )
                .advise("make it one of the methods, or hand-write the double"),
        );
    }
}

/// A mock tells the parameters of a method apart by their names, and keeps what they hold.
fn check_method(method: &TraitItemFn, found: &mut Vec<Violation>) {
    let name = &method.sig.ident;
    for attribute in &method.attrs {
        if attribute.path().is_ident("track_caller") {
            found.push(
                Violation::new(Rule::NotMockable, attribute)
                    .with("cause", format_args!("`{name}` is `#[track_caller]`, which `automock` copies to a place where it is not allowed"))
                    .advise("remove the attribute, or hand-write the double"),
            );
        }
    }
    for parameter in &method.sig.inputs {
        let FnArg::Typed(parameter) = parameter else {
            continue;
        };
        check_name(&parameter.pat, name, found);
        check_type(parameter, method, found);
    }
    if let ReturnType::Type(_, ty) = &method.sig.output {
        check_functions(ty, found);
    }
}

fn check_name(pattern: &Pat, method: &Ident, found: &mut Vec<Violation>) {
    if !matches!(pattern, Pat::Ident(_)) {
        found.push(
            Violation::new(Rule::NotMockable, pattern)
                .with(
                    "cause",
                    format_args!("a parameter of `{method}` has no name"),
                )
                .advise("give it one: `name: Type`"),
        );
    }
}

fn check_type(parameter: &PatType, method: &TraitItemFn, found: &mut Vec<Violation>) {
    let Type::ImplTrait(anonymous) = &*parameter.ty else {
        return check_functions(&parameter.ty, found);
    };
    let is_static = |bound: &TypeParamBound| matches!(bound, TypeParamBound::Lifetime(lifetime) if lifetime.ident == "static");
    let mut bounds = type_text(&anonymous.bounds);
    if !anonymous.bounds.iter().any(is_static) {
        bounds += " + 'static";
    }
    let (name, value) = (&method.sig.ident, type_text(&parameter.pat));
    let is_used = |name: &str| any_ident(method.sig.to_token_stream(), &mut |word| word == name);
    let ty = ["T", "U", "V"]
        .into_iter()
        .find(|name| !is_used(name))
        .unwrap_or("Value");
    found.push(
        Violation::new(Rule::NotMockable, &parameter.ty)
            .with(
                "cause",
                format_args!("the type of a parameter of `{name}` has no name"),
            )
            .advise(format_args!(
                "write a generic parameter, `fn {name}<{ty}: {bounds}>(.., {value}: {ty})`"
            )),
    );
}

/// `automock` cannot rewrite `Fn(..)`, and does not have to in a type that has a name.
fn check_functions(ty: &Type, found: &mut Vec<Violation>) {
    let mut function = None;
    any_ident(ty.to_token_stream(), &mut |word| {
        let known = ["Fn", "FnMut", "FnOnce"].iter().any(|known| word == known);
        known && function.replace(word.clone()).is_none()
    });
    if let Some(function) = function {
        found.push(
            Violation::new(Rule::NotMockable, &function)
                .with("cause", format_args!("`automock` does not support `{function}(..)` in a type"))
                .advise(format_args!(
                    "give the type a name, `type Callback = Box<dyn {function}(..)>`, or make it a generic \
                     parameter, `F: {function}(..) + Send + 'static`"
                )),
        );
    }
}
