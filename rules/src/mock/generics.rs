//! The generic parameters that `mockall` can keep in an expectation.

use proc_macro2::Ident;
use quote::ToTokens;

use crate::catalogue::Rule;
use crate::signature::named_parameters;
use crate::syntax::{
    GenericParam, Generics, ItemTrait, LifetimeParam, TraitItem, TraitItemFn, TraitItemType,
    TypeParam, TypeParamBound, WherePredicate,
};
use crate::tokens::type_text;
use crate::violation::Violation;

/// Traits of the standard library and of serde that types which borrow implement too, so that the bound leaves out
/// `'static`. What another trait requires cannot be seen here: it may be `'static`.
const BORROWING: &[&str] = &[
    "AsMut",
    "AsRef",
    "Borrow",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deref",
    "DerefMut",
    "Deserialize",
    "Display",
    "DoubleEndedIterator",
    "Eq",
    "Error",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromStr",
    "Future",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Read",
    "Send",
    "Serialize",
    "Sized",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Write",
];

/// What is generic in a method: an expectation keeps arguments of its types, and has no lifetimes beside them.
pub(super) fn check_method(method: &TraitItemFn, found: &mut Vec<Violation>) {
    let (generics, name) = (&method.sig.generics, &method.sig.ident);
    let concretized = method.attrs.iter().any(|attribute| {
        let last = attribute.path().segments.last();
        last.is_some_and(|last| last.ident == "concretize")
    });
    if concretized {
        return;
    }
    for parameter in generics.type_params() {
        check_static(parameter, generics, &format!("`{name}`"), found);
    }
    let typed = is_generic(method);
    for parameter in generics.lifetimes() {
        check_lifetime(parameter, typed, name, found);
    }
    for predicate in generics.predicates() {
        if let WherePredicate::Type(bound) = predicate
            && let Some(lifetimes) = &bound.lifetimes
        {
            found.push(
                Violation::new(Rule::NotMockable, lifetimes)
                    .with(
                        "cause",
                        format_args!(
                            "`mockall` does not support `for<..>` in the `where` clause of `{name}`"
                        ),
                    )
                    .advise("take a type without the bound, or hand-write the double"),
            );
        }
    }
}

fn check_lifetime(
    parameter: &LifetimeParam,
    typed: bool,
    method: &Ident,
    found: &mut Vec<Violation>,
) {
    let lifetime = &parameter.lifetime;
    if typed {
        found.push(
            Violation::new(Rule::NotMockable, lifetime)
                .with(
                    "cause",
                    format_args!("`{method}` has lifetimes beside other generic parameters"),
                )
                .advise(format_args!(
                    "leave out `{lifetime}` where it need not be named, as in `x: &T`, or take an owned value"
                )),
        );
    } else if !parameter.bounds.is_empty() {
        let bounds = type_text(&parameter.bounds);
        found.push(
            Violation::new(Rule::NotMockable, parameter)
                .with(
                    "cause",
                    format_args!(
                        "`mockall` does not support the bound of `{lifetime}` in `{method}`"
                    ),
                )
                .advise(format_args!(
                    "write it behind the method: `where {lifetime}: {bounds}`"
                )),
        );
    }
}

/// What is generic in the trait: what the mock keeps outside of its instances has to be `'static`.
pub(super) fn check_interface(item: &ItemTrait, found: &mut Vec<Violation>) {
    let kept_outside = item.items.iter().find_map(|part| match part {
        TraitItem::Fn(method) => {
            let generics = &method.sig.generics;
            let outside =
                method.sig.receiver().is_none() || generics.type_params().next().is_some();
            outside.then_some(&method.sig.ident)
        }
        _ => None,
    });
    let Some(method) = kept_outside else {
        return;
    };
    let place = format!("the interface, which has `{method}`");
    for parameter in item.generics.type_params() {
        check_static(parameter, &item.generics, &place, found);
    }
}

/// Whether the parameter may hold a borrow for certain.
fn check_static(
    parameter: &TypeParam,
    generics: &Generics,
    place: &str,
    found: &mut Vec<Violation>,
) {
    let ident = &parameter.ident;
    let mut bounds: Vec<_> = parameter.bounds.iter().collect();
    for predicate in generics.predicates() {
        if let WherePredicate::Type(bound) = predicate
            && *ident == bound.bounded_ty.to_token_stream().to_string()
        {
            bounds.extend(&bound.bounds);
        }
    }
    let borrows = bounds.iter().all(|bound| match bound {
        TypeParamBound::Trait(bound) => {
            let last = bound.path.segments.last();
            last.is_some_and(|last| BORROWING.iter().any(|known| last.ident == known))
        }
        _ => false,
    });
    if !borrows {
        return;
    }
    let bounds = parameter.bounds.iter();
    let bounds = bounds.map(|bound| type_text(bound).replace("? ", "?") + " + ");
    let bounds: String = bounds.collect();
    found.push(
        Violation::new(Rule::NotMockable, ident)
            .with(
                "cause",
                format_args!("the type parameter `{ident}` of {place} is not `'static`"),
            )
            .advise(format_args!("write `{ident}: {bounds}'static`")),
    );
}

/// The mock has one type for an associated type.
pub(super) fn check_associated(associated: &TraitItemType, found: &mut Vec<Violation>) {
    if let Some(parameter) = associated.generics.params.first() {
        let (name, shown) = (&associated.ident, shown(parameter));
        found.push(
            Violation::new(Rule::NotMockable, &associated.generics)
                .with(
                    "cause",
                    format_args!("the associated type `{name}` is generic in `{shown}`"),
                )
                .advise("use an owned type, or hand-write the double"),
        );
    }
}

fn shown(parameter: &GenericParam) -> String {
    match parameter {
        GenericParam::Lifetime(parameter) => parameter.lifetime.to_string(),
        GenericParam::Type(parameter) => parameter.ident.to_string(),
        GenericParam::Const(parameter) => parameter.ident.to_string(),
    }
}

/// The mock has a `default` already: it implements `Default`.
pub(super) fn check_name(method: &TraitItemFn, found: &mut Vec<Violation>) {
    let name = &method.sig.ident;
    if method.sig.receiver().is_none() && name == "default" {
        found.push(
            Violation::new(Rule::NotMockable, name)
                .with(
                    "cause",
                    "the mock implements `Default`, whose function is `default` too",
                )
                .advise("give the function another name"),
        );
    }
}

/// Whether the method has generic parameters beside lifetimes, so that it cannot name any of these.
pub(super) fn is_generic(method: &TraitItemFn) -> bool {
    let generics = &method.sig.generics;
    named_parameters(generics).next().is_some()
}
