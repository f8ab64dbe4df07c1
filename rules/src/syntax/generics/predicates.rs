//! `where` clauses.

use proc_macro2::{Delimiter, TokenStream};
use quote::ToTokens;

use super::super::attribute::{self, Attribute};
use super::super::lifetime::Lifetime;
use super::super::punctuated::Punctuated;
use super::super::stream::{Parse, ParseStream, Peek, Result};
use super::super::token::Token;
use super::super::types::Type;
use super::bounds::{BoundLifetimes, TypeParamBound};
use super::parameters::LifetimeParam;

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
                Token::or_here(predicate.colon_token, ":").to_tokens(tokens);
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
