//! Which constructor a composition calls, and what it asks for.
//!
//! ```
//! use ssot_rules::Violations;
//! use ssot_rules::arguments::Enforcement;
//! use ssot_rules::constructors::{Constructors, FactoryImpl};
//! use ssot_rules::injection::{Injected, Parameter};
//!
//! let mut violations = Violations::new();
//! let item: FactoryImpl = ssot_rules::written! { impl Cart { fn create(clock: &Clock) -> Self { todo!() } } };
//! let constructors = Constructors::read(&item, Enforcement::Deny, &mut violations).expect("it is one");
//! let Injected::Constructors(found) = Injected::read(&constructors, &mut violations) else {
//!     panic!("there is one constructor");
//! };
//! assert!(matches!(found[0].parameters.as_deref(), Some([Parameter::ByReference(_)])));
//! assert!(violations.into_vec().is_empty());
//! ```

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::attributes::{conditional, conditions, is_condition};
use crate::catalogue::Rule;
use crate::constructors::{Constructor, Constructors};
use crate::names;
use crate::signature::named_parameters;
use crate::syntax::{AnyIdent, Attribute, FnArg, Generics, Meta, ReturnType, Signature, Type};
use crate::violation::{Violation, Violations};

/// What a composition finds among the constructors.
#[non_exhaustive]
pub enum Injected<'a> {
    /// The constructor that it calls: one, or several of which conditions leave one.
    Constructors(Vec<Injection<'a>>),
    /// Several constructors, and none is marked.
    Unmarked,
}

/// A constructor that a composition calls.
#[non_exhaustive]
pub struct Injection<'a> {
    /// Its signature.
    pub signature: &'a Signature,
    /// The `cfg` attributes under which it is the one.
    pub conditions: TokenStream,
    /// What it asks for; `None` if that, or its result, is nothing that a composition knows.
    pub parameters: Option<Vec<Parameter<'a>>>,
}

impl Injection<'_> {
    /// Whether a composition finds it without being told: it is called `new`, is there in every configuration, waits
    /// for nothing, and its parameters' types say how they are given.
    #[must_use]
    pub fn is_found_by_name(&self) -> bool {
        self.signature.ident == names::NEW
            && self.conditions.is_empty()
            && self.signature.asyncness.is_none()
            && self
                .parameters
                .as_ref()
                .is_some_and(|parameters| parameters.iter().all(Parameter::is_evident))
    }
}

/// What a parameter asks for.
#[non_exhaustive]
pub enum Parameter<'a> {
    /// `&T`, with the `T`.
    ByReference(&'a Type),
    /// Anything else.
    Owned(&'a Type),
    /// `#[given]`: what a caller gives to `make`.
    Given {
        /// The type; of a `&T`, the `T`.
        ty: &'a Type,
        /// It is a `&T`.
        by_reference: bool,
    },
}

impl<'a> Parameter<'a> {
    /// Reads the type of a parameter. A reference is lent for the call, unless it has a lifetime that
    /// is longer: one of the impl, or `'static`.
    fn read(ty: &'a Type, longer: &[&Ident]) -> Self {
        match without_parentheses(ty) {
            Type::Reference(reference)
                if reference.mutability.is_none()
                    && !reference.lifetime.as_ref().is_some_and(|lifetime| {
                        lifetime.ident == "static" || longer.contains(&&lifetime.ident)
                    }) =>
            {
                Self::ByReference(&reference.elem)
            }
            ty => Self::Owned(ty),
        }
    }

    /// The same, of what a caller gives.
    fn given(self) -> Self {
        match self {
            Self::ByReference(ty) => Self::Given {
                ty,
                by_reference: true,
            },
            Self::Owned(ty) | Self::Given { ty, .. } => Self::Given {
                ty,
                by_reference: false,
            },
        }
    }

    /// The type; of a `&T` that is lent, the `T`.
    #[must_use]
    pub fn ty(&self) -> &'a Type {
        let (Self::ByReference(ty) | Self::Owned(ty) | Self::Given { ty, .. }) = self;
        ty
    }

    /// The type as a generic argument, where it needs no parentheses.
    #[must_use]
    pub fn argument(&self) -> &'a Type {
        without_parentheses(self.ty())
    }
}

impl Parameter<'_> {
    /// Whether a caller gives it to `make`.
    #[must_use]
    pub fn is_given(&self) -> bool {
        matches!(self, Self::Given { .. })
    }

    /// Whether the type alone tells how it is given. A reference that is given like a value looks like one that is lent,
    /// and a trait object that is lent looks shorter-lived than it is.
    #[must_use]
    pub fn is_evident(&self) -> bool {
        match self {
            Self::ByReference(ty) => !matches!(without_parentheses(ty), Type::TraitObject(_)),
            Self::Owned(ty) => !matches!(without_parentheses(ty), Type::Reference(_)),
            Self::Given { .. } => false,
        }
    }
}

fn without_parentheses(ty: &Type) -> &Type {
    match ty {
        Type::Paren(inner) | Type::Group(inner) => without_parentheses(&inner.elem),
        ty => ty,
    }
}

impl Injected<'_> {
    /// Whether a caller gives parameters of a constructor that a composition calls.
    #[must_use]
    pub fn is_given(&self) -> bool {
        let Self::Constructors(injections) = self else {
            return false;
        };
        injections.iter().any(|it| {
            let parameters = it.parameters.as_deref();
            parameters.is_some_and(|parameters| parameters.iter().any(Parameter::is_given))
        })
    }
}

impl<'a> Injected<'a> {
    /// Finds the constructor that is marked, or the only one. A marked one that no composition can
    /// call is reported.
    pub fn read(constructors: &Constructors<'a>, violations: &mut Violations) -> Self {
        let generics = &constructors.original.generics;
        let mut marked = Vec::new();
        for constructor in &constructors.functions {
            marked.extend(
                marks(constructor)
                    .into_iter()
                    .map(|mark| (constructor, mark)),
            );
        }
        check_given(constructors, &marked, violations);
        let any_given = |constructor: &&Constructor<'_>| {
            let mut inputs = constructor.original.sig.inputs.iter();
            inputs.any(|input| given_mark(input).is_some())
        };
        let given = constructors.functions.iter().filter(any_given);
        let given = given.filter(|_| marked.is_empty());
        for constructor in marked
            .iter()
            .map(|(constructor, _)| *constructor)
            .chain(given)
        {
            let mark = if marked.is_empty() {
                names::GIVEN
            } else {
                names::INJECT
            };
            if let Err((place, defect)) = parameters(&constructor.original.sig, generics) {
                violations.report(
                    Violation::new(Rule::NotInjectable, &place)
                        .with("Self", constructors.name().unraw())
                        .advise(format_args!("{defect}, or remove `#[{mark}]`")),
                );
            }
        }
        if !marked.is_empty() {
            let injections = marked.into_iter();
            return Self::Constructors(
                injections
                    .map(|(constructor, mark)| injection(constructor, &mark, generics))
                    .collect(),
            );
        }
        let mut names = constructors
            .functions
            .iter()
            .map(|constructor| &constructor.original.sig.ident);
        let first = names.next();
        if names.any(|name| Some(name) != first) {
            return Self::Unmarked;
        }
        let only = constructors.functions.iter();
        Self::Constructors(
            only.map(|constructor| injection(constructor, &TokenStream::new(), generics))
                .collect(),
        )
    }
}

fn injection<'a>(
    constructor: &Constructor<'a>,
    mark: &TokenStream,
    generics: &Generics,
) -> Injection<'a> {
    let conditions = conditions(&constructor.original.attrs);
    Injection {
        signature: &constructor.original.sig,
        conditions: quote!(#conditions #mark),
        parameters: parameters(&constructor.original.sig, generics).ok(),
    }
}

/// The `#[given]` of a parameter.
fn given_mark(input: &FnArg) -> Option<&Attribute> {
    let FnArg::Typed(parameter) = input else {
        return None;
    };
    let mut attributes = parameter.attrs.iter();
    attributes.find(|attribute| is_given_mark(&attribute.meta))
}

/// Whether it is `#[given]`, in a `cfg_attr` too.
#[must_use]
pub fn is_given_mark(meta: &Meta) -> bool {
    match conditional(meta) {
        Some((_, attributes)) => attributes.iter().any(is_given_mark),
        None => meta.path().is_ident(names::GIVEN),
    }
}

/// A `#[given]` that says nothing: only a composition tells given parameters from others, and it calls one constructor.
fn check_given(
    constructors: &Constructors<'_>,
    marked: &[(&Constructor<'_>, TokenStream)],
    violations: &mut Violations,
) {
    let mut names = constructors
        .functions
        .iter()
        .map(|constructor| &constructor.original.sig.ident);
    let first = names.next();
    let is_chosen = marked.is_empty() && names.all(|name| Some(name) == first);
    for constructor in &constructors.functions {
        let name = &constructor.original.sig.ident;
        let is_called = is_chosen
            || marked
                .iter()
                .any(|(marked, _)| marked.original.sig.ident == *name);
        for input in &constructor.original.sig.inputs {
            let Some(mark) = given_mark(input) else {
                continue;
            };
            let misplaced =
                |defect: &str| Violation::new(Rule::MisplacedGiven, mark).with("defect", defect);
            if !matches!(mark.meta, Meta::Path(_)) {
                violations.report(
                    misplaced("stands alone, without arguments and conditions")
                        .advise("write `#[given]`"),
                );
            } else if !is_called {
                violations.report(
                    misplaced("stands on a parameter of a constructor that no composition calls")
                        .advise(format_args!(
                            "write `#[inject]` on `{}`, or remove `#[given]`",
                            name.unraw()
                        )),
                );
            } else if is_scope(input) {
                violations.report(
                    misplaced("stands on a scope, and a scope gives itself")
                        .advise("remove `#[given]`"),
                );
            }
        }
    }
}

/// Whether a parameter is a `&Scope<..>`: given by a caller, it could be another one than that in which the instance is made.
fn is_scope(input: &FnArg) -> bool {
    let FnArg::Typed(parameter) = input else {
        return false;
    };
    let Type::Reference(reference) = without_parentheses(&parameter.ty) else {
        return false;
    };
    let Type::Path(path) = without_parentheses(&reference.elem) else {
        return false;
    };
    let last = path.path.segments.last();
    last.is_some_and(|last| last.ident == "Scope")
}

/// The marks of a constructor, each as the `cfg` under which it is one.
fn marks(constructor: &Constructor<'_>) -> Vec<TokenStream> {
    let mut marks = Vec::new();
    for attribute in &constructor.original.attrs {
        if attribute.path().is_ident(names::INJECT) {
            marks.push(TokenStream::new());
        } else if let Some((condition, inner)) = conditional(&attribute.meta) {
            let is_mark =
                |meta: &Meta| matches!(meta, Meta::Path(path) if path.is_ident(names::INJECT));
            if inner.iter().any(is_mark) {
                marks.push(quote!(#[cfg(#condition)]));
            }
        }
    }
    marks
}

/// As many as the runtime can call a function with.
pub const MOST_PARAMETERS: usize = 16;

/// What a constructor asks for; or the first thing in its signature that no composition knows, and
/// what to write instead.
fn parameters<'a>(
    signature: &'a Signature,
    generics: &Generics,
) -> Result<Vec<Parameter<'a>>, (TokenStream, &'static str)> {
    if let Some(token) = &signature.safety {
        return Err((token.to_token_stream(), "remove `unsafe`"));
    }
    if let Some(abi) = &signature.abi {
        return Err((abi.to_token_stream(), "remove `extern`"));
    }
    if named_parameters(&signature.generics).next().is_some() {
        let place = signature.generics.params.to_token_stream();
        return Err((place, "remove the generic parameters"));
    }
    if let Some(bounds) = &signature.generics.where_clause {
        return Err((bounds.to_token_stream(), "move the bounds to the impl"));
    }
    if let Some(beyond) = signature.inputs.iter().nth(MOST_PARAMETERS) {
        let advice = "take at most 16 parameters: group some of them in a component";
        return Err((beyond.to_token_stream(), advice));
    }
    let known: Vec<_> = generics
        .lifetimes()
        .map(|parameter| &parameter.lifetime.ident)
        .collect();
    if let ReturnType::Type(_, output) = &signature.output
        && !is_nameable(output.to_token_stream(), &known)
    {
        let advice = "return `Self`, `Box<Self>`, `Option<Self>` or `Result<Self, _>`, without `impl` and borrows";
        return Err((output.to_token_stream(), advice));
    }
    let mut parameters = Vec::new();
    for input in &signature.inputs {
        let FnArg::Typed(parameter) = input else {
            continue;
        };
        if parameter.attrs.iter().any(is_condition) {
            return Err((parameter.to_token_stream(), "remove its condition"));
        }
        let mut read = Parameter::read(&parameter.ty, &known);
        if given_mark(input).is_some() {
            read = read.given();
        }
        let is_lent = matches!(
            read,
            Parameter::Given {
                by_reference: true,
                ..
            }
        );
        let advice = match &read {
            _ if is_lent && signature.asyncness.is_some() => {
                Some("take it by value: an `async` constructor borrows nothing from its caller")
            }
            _ if is_nameable(read.ty().to_token_stream(), &known) => None,
            Parameter::Given { .. } => Some("take `&T`, or a type that borrows nothing"),
            _ => Some("take `Arc<T>`, `&T`, or an input by value"),
        };
        if let Some(advice) = advice {
            return Err((parameter.ty.to_token_stream(), advice));
        }
        parameters.push(read);
    }
    Ok(parameters)
}

/// Whether a type means the same outside of the signature: it borrows from no argument, and `impl`
/// stands for no other type.
fn is_nameable(tokens: TokenStream, known: &[&Ident]) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word == "impl" => return false,
            // What a function takes is its own affair.
            TokenTree::Ident(word) if is_function(&word) => {
                tokens.next_if(|next| matches!(next, TokenTree::Group(_)));
            }
            TokenTree::Punct(punct)
                if punct.as_char() == '&'
                    && !matches!(tokens.peek(), Some(TokenTree::Punct(mark)) if mark.as_char() == '\'') =>
            {
                return false;
            }
            TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                let Some(TokenTree::Ident(lifetime)) = tokens.next() else {
                    return false;
                };
                if lifetime != "static" && !known.contains(&&lifetime) {
                    return false;
                }
            }
            TokenTree::Group(group) if !is_nameable(group.stream(), known) => return false,
            _ => {}
        }
    }
    true
}

fn is_function(word: &Ident) -> bool {
    ["fn", "Fn", "FnMut", "FnOnce"]
        .iter()
        .any(|name| word == name)
}
