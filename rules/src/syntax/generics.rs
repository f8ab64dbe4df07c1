//! Generic parameters and their bounds.

use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::{ToTokens, quote};

use super::attribute::{self, Attribute};
use super::path::{Lifetime, Path, constant};
use super::punctuated::Punctuated;
use super::stream::{Parse, ParseStream, Peek, Result};
use super::token::Token;
use super::types::Type;

/// `<'a, T: Bound, const N: usize>`, and the `where` clause.
#[derive(Clone)]
pub struct Generics {
    /// `<`
    pub lt_token: Option<Token>,
    /// The parameters.
    pub params: Punctuated<GenericParam>,
    /// `>`
    pub gt_token: Option<Token>,
    /// `where T: Bound`, which is read apart.
    pub where_clause: Option<WhereClause>,
}

/// A generic parameter.
#[derive(Clone)]
pub enum GenericParam {
    /// `'a: 'b`
    Lifetime(LifetimeParam),
    /// `T: Bound = Default`
    Type(TypeParam),
    /// `const N: usize = 3`
    Const(ConstParam),
}

/// `'a: 'b`
#[derive(Clone)]
pub struct LifetimeParam {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// The lifetime.
    pub lifetime: Lifetime,
    /// `:`
    pub colon_token: Option<Token>,
    /// The lifetimes that it outlives.
    pub bounds: Punctuated<Lifetime>,
}

/// `T: Bound = Default`
#[derive(Clone)]
pub struct TypeParam {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// The name.
    pub ident: Ident,
    /// `:`
    pub colon_token: Option<Token>,
    /// The bounds.
    pub bounds: Punctuated<TypeParamBound>,
    /// The default.
    pub default: Option<(Token, Type)>,
}

/// `const N: usize = 3`
#[derive(Clone)]
pub struct ConstParam {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// `const`
    pub const_token: Token,
    /// The name.
    pub ident: Ident,
    /// `:`
    pub colon_token: Token,
    /// The type.
    pub ty: Type,
    /// The default.
    pub default: Option<(Token, TokenStream)>,
}

/// `Trait` or `'a` in `T: Trait + 'a`.
#[derive(Clone)]
pub enum TypeParamBound {
    /// `?Sized`, `for<'a> Fn(&'a u8)`
    Trait(TraitBound),
    /// `'a`
    Lifetime(Lifetime),
    /// `use<'a, T>`
    Other(TokenStream),
}

/// `?Sized`, `for<'a> Fn(&'a u8)`
#[derive(Clone)]
pub struct TraitBound {
    /// The bound stands in parentheses.
    parentheses: Option<Group>,
    /// `?`, `const`, `for<'a>`
    before: TokenStream,
    /// The trait.
    pub path: Path,
}

/// `for<'a>`
#[derive(Clone)]
pub struct BoundLifetimes {
    for_token: Token,
    generics: Generics,
}

/// `where T: Bound`
#[derive(Clone)]
pub struct WhereClause {
    /// `where`
    pub where_token: Token,
    /// The bounds.
    pub predicates: Punctuated<WherePredicate>,
}

/// One of the bounds.
#[derive(Clone)]
#[allow(
    clippy::large_enum_variant,
    reason = "nearly all of them are about types"
)]
pub enum WherePredicate {
    /// `'a: 'b`
    Lifetime(LifetimeParam),
    /// `for<'a> T: Bound`
    Type(PredicateType),
}

/// `for<'a> T: Bound`
#[derive(Clone)]
pub struct PredicateType {
    /// Its attributes, which are unstable.
    attrs: Vec<Attribute>,
    /// `for<'a>`
    pub lifetimes: Option<BoundLifetimes>,
    /// The type.
    pub bounded_ty: Type,
    /// `:`
    pub colon_token: Token,
    /// The bounds.
    pub bounds: Punctuated<TypeParamBound>,
}

impl Generics {
    /// What an impl, its type and its bounds are written with.
    #[must_use]
    pub fn split_for_impl(&self) -> (ImplGenerics<'_>, TypeGenerics<'_>, Option<&WhereClause>) {
        (
            ImplGenerics(self),
            TypeGenerics(self),
            self.where_clause.as_ref(),
        )
    }

    /// The lifetimes.
    pub fn lifetimes(&self) -> impl Iterator<Item = &LifetimeParam> {
        self.params.iter().filter_map(|parameter| match parameter {
            GenericParam::Lifetime(lifetime) => Some(lifetime),
            _ => None,
        })
    }

    /// The types.
    pub fn type_params(&self) -> impl Iterator<Item = &TypeParam> {
        self.params.iter().filter_map(|parameter| match parameter {
            GenericParam::Type(parameter) => Some(parameter),
            _ => None,
        })
    }

    /// The types, to be changed.
    pub fn type_params_mut(&mut self) -> impl Iterator<Item = &mut TypeParam> {
        self.params
            .iter_mut()
            .filter_map(|parameter| match parameter {
                GenericParam::Type(parameter) => Some(parameter),
                _ => None,
            })
    }

    /// The bounds, to be changed.
    pub fn make_where_clause(&mut self) -> &mut WhereClause {
        self.where_clause.get_or_insert_with(|| WhereClause {
            where_token: Token::here("where"),
            predicates: Punctuated::new(","),
        })
    }
}

impl Default for Generics {
    fn default() -> Self {
        Self {
            lt_token: None,
            params: Punctuated::new(","),
            gt_token: None,
            where_clause: None,
        }
    }
}

impl Parse for Generics {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut generics = Self {
            lt_token: input.optional("<"),
            ..Self::default()
        };
        if generics.lt_token.is_none() {
            return Ok(generics);
        }
        while !input.is(">") {
            let parameter = input.parse()?;
            let comma = input.optional(",");
            generics.params.add(parameter, comma);
            if comma.is_none() {
                break;
            }
        }
        generics.gt_token = Some(input.token(">")?);
        Ok(generics)
    }
}

impl Parse for GenericParam {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attrs = Attribute::parse_outer(input)?;
        if input.peek(Peek::Lifetime) {
            return LifetimeParam::behind(attrs, input).map(Self::Lifetime);
        }
        if let Some(const_token) = input.optional("const") {
            return Ok(Self::Const(ConstParam {
                attrs,
                const_token,
                ident: input.parse()?,
                colon_token: input.token(":")?,
                ty: input.parse()?,
                default: match input.optional("=") {
                    Some(eq) => Some((eq, default_of_constant(input)?)),
                    None => None,
                },
            }));
        }
        TypeParam::behind(attrs, input).map(Self::Type)
    }
}

fn default_of_constant(input: ParseStream<'_>) -> Result<TokenStream> {
    match constant(input) {
        Some(value) => Ok(value),
        // `$value` of a `macro_rules!` may be any expression.
        None if input.is_unbracketed() => Ok(input.next().into_token_stream()),
        None => Path::parse_mod_style(input).map(ToTokens::into_token_stream),
    }
}

impl LifetimeParam {
    /// A lifetime without bounds.
    #[must_use]
    pub fn new(lifetime: Lifetime) -> Self {
        Self {
            attrs: Vec::new(),
            lifetime,
            colon_token: None,
            bounds: Punctuated::new("+"),
        }
    }

    fn behind(attrs: Vec<Attribute>, input: ParseStream<'_>) -> Result<Self> {
        let mut parameter = Self {
            attrs,
            ..Self::new(input.parse()?)
        };
        parameter.colon_token = input.optional(":");
        while parameter.colon_token.is_some() && input.peek(Peek::Lifetime) {
            let bound = input.parse()?;
            let plus = input.optional("+");
            parameter.bounds.add(bound, plus);
        }
        Ok(parameter)
    }
}

impl TypeParam {
    fn behind(attrs: Vec<Attribute>, input: ParseStream<'_>) -> Result<Self> {
        let ident = input.parse()?;
        let colon_token = input.optional(":");
        let bounds = match colon_token {
            Some(_) => TypeParamBound::several(input)?,
            None => Punctuated::new("+"),
        };
        let default = match input.optional("=") {
            Some(eq) => Some((eq, input.parse()?)),
            None => None,
        };
        Ok(Self {
            attrs,
            ident,
            colon_token,
            bounds,
            default,
        })
    }
}

impl Parse for TypeParam {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        Self::behind(Attribute::parse_outer(input)?, input)
    }
}

impl TypeParamBound {
    /// Bounds with a `+` between them, perhaps none.
    pub(super) fn several(input: ParseStream<'_>) -> Result<Punctuated<Self>> {
        let mut bounds = Punctuated::new("+");
        Self::more(&mut bounds, input)?;
        Ok(bounds)
    }

    /// The bounds behind these.
    pub(super) fn more(bounds: &mut Punctuated<Self>, input: ParseStream<'_>) -> Result<()> {
        while !ends_bounds(input) {
            let bound = input.parse()?;
            let plus = input.optional("+");
            bounds.add(bound, plus);
            if plus.is_none() {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn of_path(path: Path) -> Self {
        Self::Trait(TraitBound {
            parentheses: None,
            before: TokenStream::new(),
            path,
        })
    }
}

/// What can stand behind bounds.
fn ends_bounds(input: ParseStream<'_>) -> bool {
    const ENDS: &[&str] = &[",", ">", "=", ";", "where", ":"];
    let path = input.is("::");
    let body = input.peek(Peek::Group(Delimiter::Brace));
    input.is_empty() || body || !path && ENDS.iter().any(|end| input.is(end))
}

impl Parse for TypeParamBound {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(Peek::Lifetime) {
            return input.parse().map(Self::Lifetime);
        }
        if let Some(word) = input.optional("use") {
            let generics: Captured = input.parse()?;
            return Ok(Self::Other(quote!(#word #generics)));
        }
        if input.peek(Peek::Group(Delimiter::Parenthesis)) {
            let (group, content) = input.group(Delimiter::Parenthesis)?;
            let mut bound = TraitBound::read(&content)?;
            bound.parentheses = Some(group);
            return Ok(Self::Trait(bound));
        }
        TraitBound::read(input).map(Self::Trait)
    }
}

/// `<'a, T>` behind `use`.
struct Captured(TokenStream);

impl Parse for Captured {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let start = input.token("<")?;
        let mut captured = start.into_token_stream();
        while !input.is(">") {
            match input.next() {
                Some(token) => captured.extend([token]),
                None => break,
            }
        }
        input.token(">")?.to_tokens(&mut captured);
        Ok(Self(captured))
    }
}

impl ToTokens for Captured {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.to_tokens(tokens);
    }
}

impl TraitBound {
    fn read(input: ParseStream<'_>) -> Result<Self> {
        let mut before = TokenStream::new();
        loop {
            if let Some(lifetimes) = input.parse::<Option<BoundLifetimes>>()? {
                lifetimes.to_tokens(&mut before);
            } else if let Some(question) = input.optional("?") {
                question.to_tokens(&mut before);
            } else if let Some(word) = input.optional("const") {
                word.to_tokens(&mut before);
            } else if let Some(word) = input.optional("async") {
                word.to_tokens(&mut before);
            } else if input.peek(Peek::Group(Delimiter::Bracket)) || input.is("~") {
                // `[const]` and `~const`, which are unstable.
                before.extend(input.next());
            } else {
                break;
            }
        }
        Ok(Self {
            parentheses: None,
            before,
            path: Path::in_types(input)?,
        })
    }
}

impl Parse for Option<BoundLifetimes> {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if !(input.is("for") && input.is2("<")) {
            return Ok(None);
        }
        Ok(Some(BoundLifetimes {
            for_token: input.token("for")?,
            generics: input.parse()?,
        }))
    }
}

impl Parse for Option<WhereClause> {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let Some(where_token) = input.optional("where") else {
            return Ok(None);
        };
        let mut predicates = Punctuated::new(",");
        while !ends_predicates(input) {
            let predicate = input.parse()?;
            let comma = input.optional(",");
            predicates.add(predicate, comma);
            if comma.is_none() {
                break;
            }
        }
        Ok(Some(WhereClause {
            where_token,
            predicates,
        }))
    }
}

fn ends_predicates(input: ParseStream<'_>) -> bool {
    let body = input.peek(Peek::Group(Delimiter::Brace));
    let bound = input.is(":") && !input.is("::");
    input.is_empty() || bound || body || input.is(";") || input.is("=")
}

impl Parse for WherePredicate {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(Peek::Lifetime) && Lifetime::alone(&input.fork())?.is_some() {
            return LifetimeParam::behind(Vec::new(), input).map(Self::Lifetime);
        }
        Ok(Self::Type(PredicateType {
            attrs: Attribute::parse_outer(input)?,
            lifetimes: input.parse()?,
            bounded_ty: Type::without_plus(input)?,
            colon_token: input.token(":")?,
            bounds: TypeParamBound::several(input)?,
        }))
    }
}

/// The parameters of an impl: lifetimes first, without defaults.
#[derive(Clone, Copy)]
pub struct ImplGenerics<'a>(&'a Generics);

/// The arguments of the type in an impl: the names of the parameters.
#[derive(Clone, Copy)]
pub struct TypeGenerics<'a>(&'a Generics);

/// A token, or one that nobody has written.
fn or(token: Option<Token>, text: &'static str) -> Token {
    token.unwrap_or_else(|| Token::here(text))
}

/// Writes something for each parameter, in angle brackets, the lifetimes first.
fn bracketed(
    generics: &Generics,
    tokens: &mut TokenStream,
    write: fn(&GenericParam, &mut TokenStream),
) {
    if generics.params.is_empty() {
        return;
    }
    or(generics.lt_token, "<").to_tokens(tokens);
    for lifetimes in [true, false] {
        let parameters = generics.params.iter();
        let parameters = parameters
            .filter(|parameter| matches!(parameter, GenericParam::Lifetime(_)) == lifetimes);
        for parameter in parameters {
            write(parameter, tokens);
            Token::here(",").to_tokens(tokens);
        }
    }
    or(generics.gt_token, ">").to_tokens(tokens);
}

impl ToTokens for ImplGenerics<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        bracketed(self.0, tokens, |parameter, tokens| match parameter {
            GenericParam::Lifetime(parameter) => parameter.to_tokens(tokens),
            GenericParam::Type(parameter) => parameter.without_default(tokens),
            GenericParam::Const(parameter) => parameter.without_default(tokens),
        });
    }
}

impl ToTokens for TypeGenerics<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        bracketed(self.0, tokens, |parameter, tokens| match parameter {
            GenericParam::Lifetime(parameter) => parameter.lifetime.to_tokens(tokens),
            GenericParam::Type(parameter) => parameter.ident.to_tokens(tokens),
            GenericParam::Const(parameter) => parameter.ident.to_tokens(tokens),
        });
    }
}

/// Without the `where` clause, which stands elsewhere.
impl ToTokens for Generics {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if !self.params.is_empty() {
            or(self.lt_token, "<").to_tokens(tokens);
            self.params.to_tokens(tokens);
            or(self.gt_token, ">").to_tokens(tokens);
        }
    }
}

impl TypeParam {
    fn without_default(&self, tokens: &mut TokenStream) {
        attribute::write(&self.attrs, tokens);
        self.ident.to_tokens(tokens);
        if !self.bounds.is_empty() {
            or(self.colon_token, ":").to_tokens(tokens);
            self.bounds.to_tokens(tokens);
        }
    }
}

impl ConstParam {
    fn without_default(&self, tokens: &mut TokenStream) {
        attribute::write(&self.attrs, tokens);
        self.const_token.to_tokens(tokens);
        self.ident.to_tokens(tokens);
        self.colon_token.to_tokens(tokens);
        self.ty.to_tokens(tokens);
    }
}

impl ToTokens for GenericParam {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Lifetime(parameter) => parameter.to_tokens(tokens),
            Self::Type(parameter) => parameter.to_tokens(tokens),
            Self::Const(parameter) => {
                parameter.without_default(tokens);
                if let Some((eq, value)) = &parameter.default {
                    eq.to_tokens(tokens);
                    value.to_tokens(tokens);
                }
            }
        }
    }
}

impl ToTokens for TypeParam {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.without_default(tokens);
        if let Some((eq, ty)) = &self.default {
            eq.to_tokens(tokens);
            ty.to_tokens(tokens);
        }
    }
}

impl ToTokens for LifetimeParam {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        attribute::write(&self.attrs, tokens);
        self.lifetime.to_tokens(tokens);
        if !self.bounds.is_empty() {
            or(self.colon_token, ":").to_tokens(tokens);
            self.bounds.to_tokens(tokens);
        }
    }
}

impl ToTokens for BoundLifetimes {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.for_token.to_tokens(tokens);
        let generics = &self.generics;
        generics.lt_token.to_tokens(tokens);
        generics.params.to_tokens(tokens);
        generics.gt_token.to_tokens(tokens);
    }
}

impl ToTokens for TypeParamBound {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Trait(bound) => bound.to_tokens(tokens),
            Self::Lifetime(lifetime) => lifetime.to_tokens(tokens),
            Self::Other(other) => other.to_tokens(tokens),
        }
    }
}

impl ToTokens for TraitBound {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if let Some(group) = &self.parentheses {
            return group.to_tokens(tokens);
        }
        self.before.to_tokens(tokens);
        self.path.to_tokens(tokens);
    }
}

impl ToTokens for WhereClause {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if !self.predicates.is_empty() {
            self.where_token.to_tokens(tokens);
            self.predicates.to_tokens(tokens);
        }
    }
}

impl ToTokens for WherePredicate {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Lifetime(predicate) => {
                predicate.lifetime.to_tokens(tokens);
                or(predicate.colon_token, ":").to_tokens(tokens);
                predicate.bounds.to_tokens(tokens);
            }
            Self::Type(predicate) => {
                attribute::write(&predicate.attrs, tokens);
                predicate.lifetimes.to_tokens(tokens);
                predicate.bounded_ty.to_tokens(tokens);
                predicate.colon_token.to_tokens(tokens);
                predicate.bounds.to_tokens(tokens);
            }
        }
    }
}
