//! The model of a `#[factory]` impl.
//!
//! The bodies of the functions stay tokens: a constructor may hold any macro, and code that is being typed.
//!
//! ```
//! use ssot_rules::Violations;
//! use ssot_rules::arguments::Enforcement;
//! use ssot_rules::constructors::{Constructors, FactoryImpl};
//!
//! let mut violations = Violations::new();
//! let item: FactoryImpl = ssot_rules::written! { impl Port { pub fn create() -> Self { Self(80) } } };
//! let constructors = Constructors::read(&item, Enforcement::Deny, &mut violations).expect("it is one");
//! assert_eq!(constructors.name(), "Port");
//! assert_eq!(constructors.functions[0].original.sig.ident, "create");
//! assert!(violations.into_vec().is_empty());
//! ```

mod unfinished;

use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::{ToTokens, TokenStreamExt};

use crate::arguments::Enforcement;
use crate::attributes::{is_condition, predicate};
use crate::catalogue::Rule;
use crate::guarded::{keyword_of, kind_of};
use crate::names;
use crate::replaces::{self, Replaced};
use crate::syntax::{
    self, AnyIdent, Attribute, FnArg, Generics, Item, Meta, Parse, ParseStream, Path, Peek,
    ReturnType, Signature, Token, Type, Visibility, is_keyword,
};
use crate::tokens::any_ident;
use crate::violation::{Violation, Violations};

/// An impl with the attribute, as far as it can be read.
#[derive(Clone)]
#[non_exhaustive]
pub struct FactoryImpl {
    /// Its attributes, the inner ones as outer ones.
    pub attrs: Vec<Attribute>,
    /// A visibility, which rustc refuses here.
    pub visibility: Visibility,
    /// `default`, which rustc refuses here.
    pub defaultness: Option<Token>,
    /// The generic parameters and their bounds.
    pub generics: Generics,
    /// `const` in front of the type, which is unstable.
    pub constness: Option<Token>,
    /// The trait, which makes it no impl for constructors.
    pub trait_: Option<Type>,
    /// The type that the functions make.
    pub self_ty: Type,
    /// What stands in the braces.
    pub members: Vec<Member>,
}

/// What stands in a `#[factory]` impl.
#[derive(Clone)]
#[non_exhaustive]
pub enum Member {
    /// A function.
    Function(Box<Function>),
    /// A constant, a type or a macro call.
    Other(OtherMember),
    /// Tokens that are no item yet. rustc says what is wrong with them.
    Unfinished(TokenStream),
}

/// A constant, a type or a macro call.
#[derive(Clone)]
#[non_exhaustive]
pub struct OtherMember {
    kind: &'static str,
    /// What says so.
    place: TokenStream,
    tokens: TokenStream,
}

impl ToTokens for OtherMember {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}

/// A function whose body was not read.
#[derive(Clone)]
#[non_exhaustive]
pub struct Function {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// Its visibility.
    pub vis: Visibility,
    /// `default`, which rustc refuses here.
    pub defaultness: Option<Token>,
    /// Everything from `const` to the `where` clause.
    pub sig: Signature,
    /// The braces and what stands between them.
    pub body: Group,
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.attrs);
        self.vis.to_tokens(tokens);
        self.defaultness.to_tokens(tokens);
        self.sig.to_tokens(tokens);
        self.body.to_tokens(tokens);
    }
}

impl Parse for FactoryImpl {
    fn parse(input: ParseStream<'_>) -> syntax::Result<Self> {
        let mut attrs = Attribute::parse_outer(input)?;
        let visibility = input.parse()?;
        let defaultness = input.optional("default");
        // rustc refuses it when it reads the item.
        input.optional("unsafe");
        input.token("impl")?;
        // `impl <Port as Trait>::Type { .. }` starts with `<` too; no impl of constructors is written so.
        let mut generics: Generics = input.parse()?;
        let constness = input.optional("const");
        // `impl !Trait for Type`, and not `impl ! {}`.
        if !input.peek2(Peek::Group(Delimiter::Brace)) {
            input.optional("!");
        }
        let mut self_ty: Type = input.parse()?;
        let mut trait_ = None;
        if input.optional("for").is_some() {
            trait_ = Some(core::mem::replace(&mut self_ty, input.parse()?));
        }
        generics.where_clause = input.parse()?;
        let (_, content) = input.group(Delimiter::Brace)?;
        // Written out, they stand in front of the impl.
        let inner = Attribute::parse_inner(&content)?;
        attrs.extend(inner.into_iter().map(|mut attribute| {
            attribute.inner = None;
            attribute
        }));
        let mut members = Vec::new();
        while !content.is_empty() {
            members.push(Member::read(&content)?);
        }
        Ok(Self {
            attrs,
            visibility,
            defaultness,
            generics,
            constness,
            trait_,
            self_ty,
            members,
        })
    }
}

impl Member {
    /// Whether there is nothing to write back: it cannot be read, and rustc has said so when it read the impl.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        matches!(self, Self::Unfinished(tokens) if unfinished::is_refused(tokens))
    }

    fn read(input: ParseStream<'_>) -> syntax::Result<Self> {
        let ahead = input.fork();
        if let Ok(function) = ahead.parse() {
            input.advance_to(&ahead);
            return Ok(Self::Function(Box::new(function)));
        }
        let ahead = input.fork();
        if let Ok(item) = ahead.parse() {
            input.advance_to(&ahead);
            return Ok(Self::Other(item));
        }
        let can_be_read = |ahead: ParseStream<'_>| ahead.parse::<Function>().is_ok();
        syntax::unfinished(input, can_be_read).map(Self::Unfinished)
    }
}

impl Parse for OtherMember {
    fn parse(input: ParseStream<'_>) -> syntax::Result<Self> {
        let ahead = input.fork();
        Attribute::parse_outer(&ahead)?;
        ahead.parse::<Visibility>()?;
        ahead.optional("default");
        let (kind, place) = if let Some(keyword) = ahead.optional("const") {
            ahead.call(Ident::parse_any)?;
            ahead.token(":")?;
            ("an associated constant", keyword.to_token_stream())
        } else if let Some(keyword) = ahead.optional("type") {
            ahead.parse::<Ident>()?;
            ("an associated type", keyword.to_token_stream())
        } else {
            let path = ahead.call(Path::parse_mod_style)?;
            ahead.token("!")?;
            ("a macro call", path.to_token_stream())
        };
        Ok(Self {
            kind,
            place,
            tokens: if kind == "a macro call" {
                syntax::one_item(input)?
            } else {
                syntax::to_semicolon(input)?
            },
        })
    }
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> syntax::Result<Self> {
        let attrs = Attribute::parse_outer(input)?;
        let vis = input.parse()?;
        let defaultness = input.optional("default");
        let sig = input.parse()?;
        // `$body` of a `macro_rules!` too.
        let body = input.whole_group(Delimiter::Brace)?;
        Ok(Self {
            attrs,
            vis,
            defaultness,
            sig,
            body,
        })
    }
}

/// The constructors of a guarded type, all of them.
#[non_exhaustive]
pub struct Constructors<'a> {
    /// The impl as it was written.
    pub original: &'a FactoryImpl,
    /// The path of the guarded type.
    pub path: &'a Path,
    /// The functions that make an instance.
    pub functions: Vec<Constructor<'a>>,
    /// What else stands in the impl. All of it was reported, here or by rustc.
    pub others: Vec<&'a Member>,
}

/// A function that makes an instance.
#[non_exhaustive]
pub struct Constructor<'a> {
    /// The function as it was written.
    pub original: &'a Function,
    /// What it replaces, for tools that rewrite callers.
    pub replaces: Vec<Replaced>,
}

impl<'a> Constructors<'a> {
    /// Checks an impl. `None` if it is not the inherent impl of a named type, which is reported here or by rustc.
    pub fn read(
        original: &'a FactoryImpl,
        enforcement: Enforcement,
        violations: &mut Violations,
    ) -> Option<Self> {
        if original.trait_.is_some() {
            refuse_impl(original, "an impl of a trait", violations);
        }
        let Some(path) = named_type(&original.self_ty) else {
            refuse_impl(original, "an impl of a type that has no name", violations);
            return None;
        };
        let last = path.segments.last()?;
        if is_keyword(&last.ident.to_string()) {
            // rustc says that `crate` is no type. A literal `crate { .. }` could not even be read.
            return None;
        }
        let mut constructors = Self {
            original,
            path,
            functions: Vec::new(),
            others: Vec::new(),
        };
        for member in &original.members {
            match member {
                Member::Function(function) => {
                    constructors.function(member, function, enforcement, violations);
                }
                Member::Other(item) => {
                    violations.report(not_a_function(item));
                    constructors.others.push(member);
                }
                Member::Unfinished(_) => constructors.others.push(member),
            }
        }
        check_reserved_names(&constructors.functions, violations);
        check_injected(&constructors.functions, violations);
        if original.members.is_empty() && original.trait_.is_none() {
            violations.report(
                Violation::new(Rule::NoConstructor, &original.self_ty)
                    .with("Component", constructors.name().unraw()),
            );
        }
        Some(constructors)
    }

    fn function(
        &mut self,
        member: &'a Member,
        function: &'a Function,
        enforcement: Enforcement,
        violations: &mut Violations,
    ) {
        if let Some(violation) =
            check_receiver(function).or_else(|| check_result(function, self.name()))
        {
            violations.report(violation);
            self.others.push(member);
            return;
        }
        if let Some(violation) = self.check_repeated(function) {
            violations.report(violation);
            return;
        }
        if enforcement == Enforcement::Warn {
            check_conditional_parameters(function, violations);
        }
        self.functions.push(Constructor {
            original: function,
            replaces: replaces::read(&function.attrs, &function.sig, self.name(), violations),
        });
    }

    /// A second function of a name; of two that are conditional, the compiler takes one.
    fn check_repeated(&self, function: &Function) -> Option<Violation> {
        let unconditional = |function: &Function| !function.attrs.iter().any(is_condition);
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

fn refuse_impl(item: &FactoryImpl, found: &str, violations: &mut Violations) {
    let place = item
        .trait_
        .as_ref()
        .unwrap_or(&item.self_ty)
        .to_token_stream();
    let advice = format!(
        "write the constructors in a separate impl: `#[{}] impl Name {{ .. }}`",
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

fn not_a_function(item: &OtherMember) -> Violation {
    Violation::new(Rule::NotInAFactory, &item.place).with("kind", item.kind)
}

fn defect(function: &Function, place: &impl ToTokens, defect: &str, advice: &str) -> Violation {
    Violation::new(Rule::NotAConstructor, place)
        .with("function", function.sig.ident.unraw())
        .with("defect", defect)
        .advise(advice)
}

/// A method already has an instance.
fn check_receiver(function: &Function) -> Option<Violation> {
    let receiver = function.sig.receiver()?;
    Some(defect(
        function,
        &receiver.self_token,
        "takes `self`",
        "move it to a plain `impl` of the same type",
    ))
}

/// A function that does not return the type, in whatever wrapping, does not make an instance.
fn check_result(function: &Function, name: &Ident) -> Option<Violation> {
    let advice = "return `Self`, `Box<Self>`, `Option<Self>` or `Result<Self, _>`, or move it to a plain `impl` of the same type";
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

/// While it warns, the type's own function passes its arguments on, and an argument cannot be conditional.
fn check_conditional_parameters(function: &Function, violations: &mut Violations) {
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

/// Code that can name the seal in a constructor can hand it on.
fn check_reserved_names(functions: &[Constructor<'_>], violations: &mut Violations) {
    for function in functions {
        any_ident(function.original.body.stream(), &mut |word| {
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
