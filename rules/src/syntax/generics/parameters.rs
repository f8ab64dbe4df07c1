//! Each generic parameter.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;

use super::super::attribute::{self, Attribute};
use super::super::lifetime::Lifetime;
use super::super::path::{Path, constant};
use super::super::punctuated::Punctuated;
use super::super::stream::{Parse, ParseStream, Peek, Result};
use super::super::token::Token;
use super::super::types::Type;
use super::bounds::TypeParamBound;

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

    pub(super) fn behind(attrs: Vec<Attribute>, input: ParseStream<'_>) -> Result<Self> {
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

    pub(super) fn without_default(&self, tokens: &mut TokenStream) {
        attribute::write(&self.attrs, tokens);
        self.ident.to_tokens(tokens);
        if !self.bounds.is_empty() {
            Token::or_here(self.colon_token, ":").to_tokens(tokens);
            self.bounds.to_tokens(tokens);
        }
    }
}

impl Parse for TypeParam {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        Self::behind(Attribute::parse_outer(input)?, input)
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
            Token::or_here(self.colon_token, ":").to_tokens(tokens);
            self.bounds.to_tokens(tokens);
        }
    }
}

impl ConstParam {
    pub(super) fn without_default(&self, tokens: &mut TokenStream) {
        attribute::write(&self.attrs, tokens);
        self.const_token.to_tokens(tokens);
        self.ident.to_tokens(tokens);
        self.colon_token.to_tokens(tokens);
        self.ty.to_tokens(tokens);
    }
}
