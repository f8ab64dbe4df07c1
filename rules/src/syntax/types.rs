//! Types, as far as somebody asks what they consist of.

use proc_macro2::{Delimiter, Group, Span, TokenStream};
use quote::{ToTokens, quote};

use super::attribute::Attribute;
use super::generics::{BoundLifetimes, TypeParamBound};
use super::lifetime::Lifetime;
use super::path::{self, Path, QSelf};
use super::punctuated::Punctuated;
use super::stream::{Error, Parse, ParseStream, Peek, Result};
use super::token::Token;

/// A type.
#[derive(Clone)]
pub enum Type {
    /// `std::sync::Arc<T>`
    Path(TypePath),
    /// `&'a mut T`
    Reference(TypeReference),
    /// `(T)`
    Paren(TypeGroup),
    /// `$t` of a `macro_rules!`.
    Group(TypeGroup),
    /// `impl A + B`
    ImplTrait(TypeBounds),
    /// `dyn A + B`
    TraitObject(TypeBounds),
    /// `[T]`
    Slice(TypeGroup),
    /// Any other: nobody asks what it consists of.
    Other(TokenStream),
}

/// `std::sync::Arc<T>`, or `<T as Trait>::Name`.
#[derive(Clone)]
pub struct TypePath {
    /// The type in brackets.
    pub qself: Option<QSelf>,
    /// The path.
    pub path: Path,
}

/// `&'a mut T`
#[derive(Clone)]
pub struct TypeReference {
    /// `&`
    pub and_token: Token,
    /// `'a`
    pub lifetime: Option<Lifetime>,
    /// `mut`
    pub mutability: Option<Token>,
    /// The type behind it.
    pub elem: Box<Type>,
}

/// A type in brackets of some kind.
#[derive(Clone)]
pub struct TypeGroup {
    delimiter: Delimiter,
    span: Span,
    /// The type in the brackets.
    pub elem: Box<Type>,
}

/// `dyn A + B` or `impl A + B`
#[derive(Clone)]
pub struct TypeBounds {
    /// `dyn` or `impl`, if it is written.
    pub keyword: TokenStream,
    /// What stands behind it.
    pub bounds: Punctuated<TypeParamBound>,
}

/// What a function returns.
#[derive(Clone)]
pub enum ReturnType {
    /// Nothing is written.
    Default,
    /// `-> T`
    Type(Token, Box<Type>),
}

impl ReturnType {
    /// With `plus`, it may be `impl A + B`.
    pub(super) fn read(input: ParseStream<'_>, plus: bool) -> Result<Self> {
        match input.optional("->") {
            Some(arrow) => Ok(Self::Type(arrow, Box::new(Type::read(input, plus)?))),
            None => Ok(Self::Default),
        }
    }
}

impl Parse for ReturnType {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        Self::read(input, true)
    }
}

impl Parse for Type {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        Self::read(input, true)
    }
}

impl Type {
    /// Reads a type that is not joined to another by a `+`.
    ///
    /// # Errors
    ///
    /// The next tokens are something else.
    pub fn without_plus(input: ParseStream<'_>) -> Result<Self> {
        Self::read(input, false)
    }

    fn read(input: ParseStream<'_>, plus: bool) -> Result<Self> {
        if input.is_unbracketed() {
            let ahead = input.fork();
            let (group, content) = ahead.group(Delimiter::None)?;
            // `$path::Name`, `$path<T>`, `$path!()`, `$path + Send`
            let behind = ["::", "<", "!"];
            let goes_on = behind.iter().any(|mark| ahead.is(mark)) || plus && ahead.is("+");
            if !content.is_empty() && !goes_on {
                let elem = content.parse()?;
                if !content.is_empty() {
                    return Err(content.error("unexpected token"));
                }
                drop(content);
                input.advance_to(&ahead);
                return Ok(Self::Group(TypeGroup::of(&group, elem)));
            }
        }
        if input.peek(Peek::Group(Delimiter::Parenthesis)) {
            return Self::in_parentheses(input, plus);
        }
        if input.peek(Peek::Group(Delimiter::Bracket)) {
            let (group, content) = input.group(Delimiter::Bracket)?;
            let elem: Self = content.parse()?;
            if content.is_empty() {
                return Ok(Self::Slice(TypeGroup::of(&group, elem)));
            }
            content.token(";")?;
            if content.is_empty() {
                return Err(content.error("expected an expression"));
            }
            content.rest();
            return Ok(Self::Other(group.into_token_stream()));
        }
        if let Some(and_token) = input.optional("&") {
            let lifetime = if input.peek(Peek::Lifetime) {
                Some(input.parse()?)
            } else {
                None
            };
            return Ok(Self::Reference(TypeReference {
                and_token,
                lifetime,
                mutability: input.optional("mut"),
                elem: Box::new(Self::read(input, false)?),
            }));
        }
        if let Some(star) = input.optional("*") {
            let constant = input.optional("const");
            let mutable = match constant {
                Some(_) => None,
                None => Some(input.token("mut")?),
            };
            let elem = Self::read(input, false)?;
            return Ok(Self::Other(quote!(#star #constant #mutable #elem)));
        }
        if let Some(never) = input.optional("!") {
            return Ok(Self::Other(never.into_token_stream()));
        }
        if let Some(inferred) = input.optional("_") {
            return Ok(Self::Other(inferred.into_token_stream()));
        }
        Self::word(input, plus)
    }

    /// A type that starts with a word or with a bound.
    fn word(input: ParseStream<'_>, plus: bool) -> Result<Self> {
        if let Some(keyword) = input.optional("dyn") {
            return bounds(keyword.into_token_stream(), input, plus).map(Self::TraitObject);
        }
        if let Some(keyword) = input.optional("impl") {
            return bounds(keyword.into_token_stream(), input, plus).map(Self::ImplTrait);
        }
        let binder = input.fork();
        let lifetimes: Option<BoundLifetimes> = binder.parse()?;
        if starts_function(&binder) {
            input.advance_to(&binder);
            return function(lifetimes.as_ref(), input).map(Self::Other);
        }
        if lifetimes.is_some() || input.is("?") || input.peek(Peek::Lifetime) {
            return bounds(TokenStream::new(), input, plus).map(Self::TraitObject);
        }
        let (qself, path) = if input.is("<") {
            let (qself, path) = QSelf::read(input)?;
            (Some(qself), path)
        } else {
            let path = Path::in_types(input);
            (None, path.map_err(|error| not_a_type(input, error))?)
        };
        if qself.is_none()
            && let Some(mark) = input.optional("!")
        {
            let arguments = input.next().into_token_stream();
            return Ok(Self::Other(quote!(#path #mark #arguments)));
        }
        if plus && qself.is_none() && input.is("+") {
            let mut bounds = Punctuated::new("+");
            let first = TypeParamBound::of_path(path);
            bounds.add(first, Some(input.token("+")?));
            TypeParamBound::more(&mut bounds, input)?;
            return Ok(Self::TraitObject(TypeBounds {
                keyword: TokenStream::new(),
                bounds,
            }));
        }
        Ok(Self::Path(TypePath { qself, path }))
    }

    fn in_parentheses(input: ParseStream<'_>, plus: bool) -> Result<Self> {
        let ahead = input.fork();
        let (group, content) = ahead.group(Delimiter::Parenthesis)?;
        let types = Punctuated::<Self>::parse_terminated(&content);
        let types = match types {
            Ok(types) => types,
            // `(?Sized) + B`, `(for<'a> Fn(&'a u8)) + B`
            Err(error) if !plus || !ahead.is("+") => return Err(error),
            Err(_) => return bounds(TokenStream::new(), input, plus).map(Self::TraitObject),
        };
        drop(content);
        if plus && types.len() == 1 && ahead.is("+") {
            return bounds(TokenStream::new(), input, plus).map(Self::TraitObject);
        }
        input.advance_to(&ahead);
        let single = types.len() == 1 && !types.is_terminated();
        match types.into_iter().next().filter(|_| single) {
            Some(elem) => Ok(Self::Paren(TypeGroup::of(&group, elem))),
            None => Ok(Self::Other(group.into_token_stream())),
        }
    }
}

/// Of what is no path, and so no type.
fn not_a_type(input: ParseStream<'_>, error: Error) -> Error {
    if input.is_empty() || error.to_string().contains("keyword") {
        return error;
    }
    input.error("expected type")
}

fn bounds(keyword: TokenStream, input: ParseStream<'_>, plus: bool) -> Result<TypeBounds> {
    let mut bounds = Punctuated::new("+");
    if plus {
        TypeParamBound::more(&mut bounds, input)?;
    } else {
        bounds.add(input.parse()?, None);
    }
    // A `'a` alone, or nothing behind `dyn`.
    if !bounds.iter().any(TypeParamBound::is_trait) {
        return Err(Error::new_spanned(
            quote!(#keyword #bounds),
            "at least one trait is required for an object type",
        ));
    }
    Ok(TypeBounds { keyword, bounds })
}

/// Whether a pointer to a function starts here, behind its lifetimes.
fn starts_function(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let _ = ahead.text("unsafe");
    if ahead.text("extern").is_some() {
        return true;
    }
    ahead.is("fn")
}

/// `unsafe extern "C" fn(T) -> U`
fn function(lifetimes: Option<&BoundLifetimes>, input: ParseStream<'_>) -> Result<TokenStream> {
    let safety = input.optional("unsafe");
    let external = input.optional("extern");
    let abi = external.and_then(|_| input.literal());
    let keyword = input.token("fn")?;
    let (inputs, content) = input.group(Delimiter::Parenthesis)?;
    parameters_of_pointer(&content)?;
    let output = ReturnType::read(input, false)?;
    Ok(quote!(#lifetimes #safety #external #abi #keyword #inputs #output))
}

/// Passes over `#[cfg(unix)] name: T, U, ...`: what no compiler takes is reported here, and not in all that is generated.
fn parameters_of_pointer(input: ParseStream<'_>) -> Result<()> {
    while !input.is_empty() {
        Attribute::parse_outer(input)?;
        let ahead = input.fork();
        let named = ahead.word(|_| true).is_some() && ahead.is(":") && !ahead.is("::");
        if named {
            input.advance_to(&ahead);
            input.token(":")?;
        }
        if input.optional("...").is_none() {
            Type::read(input, true)?;
        }
        if !input.is_empty() {
            input.token(",")?;
        }
    }
    Ok(())
}

impl TypeGroup {
    fn of(group: &Group, elem: Type) -> Self {
        Self {
            delimiter: group.delimiter(),
            span: group.span(),
            elem: Box::new(elem),
        }
    }
}

impl ToTokens for TypeGroup {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let mut group = Group::new(self.delimiter, self.elem.to_token_stream());
        group.set_span(self.span);
        group.to_tokens(tokens);
    }
}

impl ToTokens for TypePath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        path::write(self.qself.as_ref(), &self.path, tokens);
    }
}

impl ToTokens for TypeReference {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.and_token.to_tokens(tokens);
        self.lifetime.to_tokens(tokens);
        self.mutability.to_tokens(tokens);
        self.elem.to_tokens(tokens);
    }
}

impl ToTokens for TypeBounds {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.keyword.to_tokens(tokens);
        self.bounds.to_tokens(tokens);
    }
}

impl ToTokens for Type {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Path(ty) => ty.to_tokens(tokens),
            Self::Reference(ty) => ty.to_tokens(tokens),
            Self::Paren(ty) | Self::Group(ty) | Self::Slice(ty) => ty.to_tokens(tokens),
            Self::ImplTrait(ty) | Self::TraitObject(ty) => ty.to_tokens(tokens),
            Self::Other(ty) => ty.to_tokens(tokens),
        }
    }
}

impl ToTokens for ReturnType {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if let Self::Type(arrow, ty) = self {
            arrow.to_tokens(tokens);
            ty.to_tokens(tokens);
        }
    }
}
