//! The model of a `#[factory]` impl.
//!
//! ```
//! use ssot_rules::Violations;
//! use ssot_rules::arguments::Enforcement;
//! use ssot_rules::constructors::Constructors;
//!
//! let mut violations = Violations::new();
//! let item = syn::parse_quote! { impl Port { pub fn create() -> Self { Self(80) } } };
//! let constructors = Constructors::read(&item, Enforcement::Deny, &mut violations).expect("it is one");
//! assert_eq!(constructors.name(), "Port");
//! assert_eq!(constructors.functions[0].original.sig.ident, "create");
//! assert!(violations.into_vec().is_empty());
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{FnArg, ImplItem, ImplItemFn, Item, ItemImpl, Meta, Path, ReturnType, Safety, Type};

use crate::arguments::Enforcement;
use crate::attributes::{is_condition, predicate};
use crate::catalogue::Rule;
use crate::guarded::{keyword_of, kind_of};
use crate::names;
use crate::replaces::{self, Replaced};
use crate::signature;
use crate::tokens::any_ident;
use crate::violation::{Violation, Violations};

/// The constructors of a guarded type, all of them.
#[non_exhaustive]
pub struct Constructors<'a> {
    /// The impl as it was written.
    pub original: &'a ItemImpl,
    /// The path of the guarded type.
    pub path: &'a Path,
    /// The functions that make an instance.
    pub functions: Vec<Constructor<'a>>,
    /// What else stands in the impl; each was reported.
    pub others: Vec<&'a ImplItem>,
}

/// A function that makes an instance.
#[non_exhaustive]
pub struct Constructor<'a> {
    /// The function as it was written.
    pub original: &'a ImplItemFn,
    /// What it replaces, for whoever rewrites callers.
    pub replaces: Vec<Replaced>,
}

impl<'a> Constructors<'a> {
    /// Checks an impl. `None` if it is not the inherent impl of a named type, which is reported.
    pub fn read(
        original: &'a ItemImpl,
        enforcement: Enforcement,
        violations: &mut Violations,
    ) -> Option<Self> {
        if original.trait_.is_some() {
            refuse_impl(original, "an impl of a trait", violations);
        }
        let Some(path) = named_type(&original.self_ty) else {
            refuse_impl(
                original,
                "an impl of a type without a name of its own",
                violations,
            );
            return None;
        };
        let mut constructors = Self {
            original,
            path,
            functions: Vec::new(),
            others: Vec::new(),
        };
        for item in &original.items {
            if let ImplItem::Fn(function) = item {
                constructors.function(item, function, enforcement, violations);
            } else {
                violations.report(not_a_function(item));
                constructors.others.push(item);
            }
        }
        check_repeated_tokens(original, path, &constructors.functions, violations);
        check_reserved_names(&constructors.functions, violations);
        check_injected(&constructors.functions, violations);
        if original.items.is_empty() && original.trait_.is_none() {
            violations.report(Violation::new(Rule::NoConstructor, &original.self_ty));
        }
        Some(constructors)
    }

    fn function(
        &mut self,
        item: &'a ImplItem,
        function: &'a ImplItemFn,
        enforcement: Enforcement,
        violations: &mut Violations,
    ) {
        if let Some(violation) =
            check_receiver(function).or_else(|| check_result(function, self.name()))
        {
            violations.report(violation);
            self.others.push(item);
            return;
        }
        if let Some(violation) = self.check_repeated(function) {
            violations.report(violation);
            return;
        }
        check_qualifiers(function, enforcement, violations);
        check_conditional_parameters(function, violations);
        self.functions.push(Constructor {
            original: function,
            replaces: replaces::read(function, self.name(), violations),
        });
    }

    /// A second function of a name; of two that are conditional, the compiler takes one.
    fn check_repeated(&self, function: &ImplItemFn) -> Option<Violation> {
        let unconditional = |function: &ImplItemFn| !function.attrs.iter().any(is_condition);
        let name = &function.sig.ident;
        let repeated = self.functions.iter().any(|known| {
            known.original.sig.ident == *name
                && unconditional(known.original)
                && unconditional(function)
        });
        repeated
            .then(|| Violation::new(Rule::RepeatedConstructor, name).with("function", name.unraw()))
    }

    /// The name of the guarded type.
    ///
    /// # Panics
    ///
    /// Never: a path that was parsed has at least one segment.
    #[must_use]
    pub fn name(&self) -> &'a Ident {
        let last = self.path.segments.last();
        &last.expect("a parsed path has a segment").ident
    }
}

/// Reports an item that is no impl.
pub fn refuse(item: &Item, violations: &mut Violations) {
    let advice = match item {
        Item::Struct(_) => format!(
            "write `#[{}]` on the struct, and this attribute on its impl",
            names::FACTORY_ONLY
        ),
        Item::Fn(_) => "move the function into an impl, and write the attribute on that".to_owned(),
        _ => "remove the attribute".to_owned(),
    };
    violations.report(wrong_item(&keyword_of(item), kind_of(item)).advise(advice));
}

fn refuse_impl(item: &ItemImpl, found: &str, violations: &mut Violations) {
    let place = item.trait_.as_ref().map_or_else(
        || item.self_ty.to_token_stream(),
        |(path, _)| path.to_token_stream(),
    );
    let advice = format!(
        "write the constructors in an impl of their own: `#[{}] impl Name {{ .. }}`",
        names::FACTORY
    );
    violations.report(wrong_item(&place, found).advise(advice));
}

fn wrong_item(place: &TokenStream, found: &str) -> Violation {
    Violation::new(Rule::WrongItem, place)
        .with("attribute", names::FACTORY)
        .with("wanted", "an inherent impl of a guarded struct")
        .with("found", found)
}

/// The path behind the invisible groups and parentheses that a type can come in.
fn named_type(ty: &Type) -> Option<&Path> {
    match ty {
        Type::Path(ty) if ty.qself.is_none() => Some(&ty.path),
        Type::Group(group) => named_type(&group.elem),
        Type::Paren(paren) => named_type(&paren.elem),
        _ => None,
    }
}

fn not_a_function(item: &ImplItem) -> Violation {
    let (kind, place) = match item {
        ImplItem::Const(item) => ("an associated constant", item.const_token.to_token_stream()),
        ImplItem::Type(item) => ("an associated type", item.type_token.to_token_stream()),
        ImplItem::Macro(item) => ("a macro call", item.mac.path.to_token_stream()),
        item => ("something unknown", item.to_token_stream()),
    };
    Violation::new(Rule::NotInAFactory, &place).with("kind", kind)
}

fn defect(function: &ImplItemFn, place: &impl ToTokens, defect: &str, advice: &str) -> Violation {
    Violation::new(Rule::NotAConstructor, place)
        .with("function", function.sig.ident.unraw())
        .with("defect", defect)
        .advise(advice)
}

/// A method already has an instance.
fn check_receiver(function: &ImplItemFn) -> Option<Violation> {
    let receiver = function.sig.receiver()?;
    Some(defect(
        function,
        &receiver.self_token,
        "takes `self`",
        "move it to a plain `impl` of the same type",
    ))
}

/// A function that does not return the type, in whatever wrapping, does not make an instance.
fn check_result(function: &ImplItemFn, name: &Ident) -> Option<Violation> {
    let advice = "return `Self`, `Option<Self>` or `Result<Self, _>`, or move it to a plain `impl` of the same type";
    match &function.sig.output {
        ReturnType::Default => Some(defect(
            function,
            &function.sig.ident,
            "returns nothing",
            advice,
        )),
        ReturnType::Type(_, ty) => {
            let made = any_ident(ty.to_token_stream(), &mut |word| {
                word == "Self" || word == name
            });
            (!made).then(|| {
                defect(
                    function,
                    ty,
                    "returns a type that does not mention `Self`",
                    advice,
                )
            })
        }
    }
}

/// The seal is handed over at run time, by safe Rust, to a safe function. Without one, a constant that is
/// made now can be made until the type is guarded.
fn check_qualifiers(function: &ImplItemFn, enforcement: Enforcement, violations: &mut Violations) {
    let signature = &function.sig;
    if let Some(token) = &signature.constness {
        let advice = "remove `const`: the factory gives its permission at run time; a `static` of it becomes a \
                      `std::sync::LazyLock`";
        violations.report(defect(function, token, "is `const`", advice).enforced(enforcement));
    }
    if let Safety::Unsafe(token) = &signature.safety {
        let advice = "remove `unsafe`, and check the arguments instead of trusting them";
        violations.report(defect(function, token, "is `unsafe`", advice));
    }
    if let Some(abi) = &signature.abi {
        let advice = "remove `extern`, and write an `extern` function that calls the factory";
        violations.report(defect(
            function,
            abi,
            "has a foreign calling convention",
            advice,
        ));
    }
}

fn check_conditional_parameters(function: &ImplItemFn, violations: &mut Violations) {
    for (index, input) in function.sig.inputs.iter().enumerate() {
        let FnArg::Typed(parameter) = input else {
            continue;
        };
        for attribute in parameter
            .attrs
            .iter()
            .filter(|attribute| is_condition(attribute))
        {
            violations.report(
                Violation::new(Rule::ConditionalParameter, attribute)
                    .with("position", index + 1)
                    .with("function", function.sig.ident.unraw())
                    .with("condition", predicate(attribute)),
            );
        }
    }
}

/// The factory repeats signatures, and the head of the impl, where it makes seals.
fn check_repeated_tokens(
    original: &ItemImpl,
    path: &Path,
    functions: &[Constructor<'_>],
    violations: &mut Violations,
) {
    let (own, bounds) = (&original.generics.params, &original.generics.where_clause);
    let component = &original.self_ty;
    signature::check_repeated_tokens("impl", quote!(#own #component #bounds), violations);
    for function in functions {
        let signature = &function.original.sig;
        let name = signature.ident.unraw().to_string();
        signature::check_repeated_tokens(&name, signature::repeated(signature), violations);
        signature::check_shadowing(signature, path, violations);
    }
}

/// Whoever can name the guard in a constructor can hand it on.
fn check_reserved_names(functions: &[Constructor<'_>], violations: &mut Violations) {
    for function in functions {
        any_ident(function.original.block.to_token_stream(), &mut |word| {
            if names::is_reserved(word) {
                violations.report(Violation::new(Rule::ReservedName, word).with("name", word));
            }
            false
        });
    }
}

/// A composition calls one function of each component, and is told so by a word without a value.
fn check_injected(functions: &[Constructor<'_>], violations: &mut Violations) {
    let mut seen = false;
    for function in functions {
        let attributes = &function.original.attrs;
        let conditional = attributes.iter().any(is_condition);
        for attribute in attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident(names::INJECT))
        {
            if !matches!(attribute.meta, Meta::Path(_)) {
                violations.report(
                    Violation::new(Rule::WrongValue, &attribute.meta)
                        .with("argument", names::INJECT)
                        .with("wanted", "no value")
                        .with("found", "one with a value")
                        .with("usage", "#[inject]"),
                );
            }
            if seen && !conditional {
                violations.report(
                    Violation::new(Rule::RepeatedArgument, attribute.path())
                        .with("argument", names::INJECT),
                );
            }
            seen |= !conditional;
        }
    }
}
