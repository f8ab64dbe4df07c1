//! Generic parameters, and how an impl and its type are written with them.

mod bounds;
mod parameters;
mod predicates;

use core::slice::Iter;
use std::vec::IntoIter;

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::punctuated::Punctuated;
use super::stream::{Parse, ParseStream, Result};
use super::token::Token;

pub use bounds::{BoundLifetimes, TraitBound, TypeParamBound};
pub use parameters::{ConstParam, GenericParam, LifetimeParam, TypeParam};
pub use predicates::{PredicateType, WhereClause, WherePredicate};

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

/// The parameters of an impl: lifetimes first, without defaults.
#[derive(Clone, Copy)]
pub struct ImplGenerics<'a>(&'a Generics);

/// The arguments of the type in an impl: the names of the parameters.
#[derive(Clone, Copy)]
pub struct TypeGenerics<'a>(&'a Generics);

impl Generics {
    /// Whether nothing is written: neither parameters nor bounds.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.params.is_empty() && self.where_clause.is_none()
    }

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
    #[must_use]
    pub fn lifetimes(&self) -> IntoIter<&LifetimeParam> {
        let mut lifetimes = Vec::new();
        for parameter in &self.params {
            if let GenericParam::Lifetime(lifetime) = parameter {
                lifetimes.push(lifetime);
            }
        }
        lifetimes.into_iter()
    }

    /// The types.
    #[must_use]
    pub fn type_params(&self) -> IntoIter<&TypeParam> {
        let mut types = Vec::new();
        for parameter in &self.params {
            if let GenericParam::Type(parameter) = parameter {
                types.push(parameter);
            }
        }
        types.into_iter()
    }

    /// The types, to be changed.
    pub fn type_params_mut(&mut self) -> IntoIter<&mut TypeParam> {
        let mut types = Vec::new();
        for parameter in &mut self.params {
            if let GenericParam::Type(parameter) = parameter {
                types.push(parameter);
            }
        }
        types.into_iter()
    }

    /// What stands in the `where` clause.
    pub fn predicates(&self) -> Iter<'_, WherePredicate> {
        match &self.where_clause {
            Some(clause) => clause.predicates.iter(),
            None => [].iter(),
        }
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

/// Writes something for each parameter, in angle brackets, the lifetimes first.
fn bracketed(
    generics: &Generics,
    tokens: &mut TokenStream,
    write: fn(&GenericParam, &mut TokenStream),
) {
    if generics.params.is_empty() {
        return;
    }
    Token::or_here(generics.lt_token, "<").to_tokens(tokens);
    for lifetimes in [true, false] {
        let parameters = generics.params.iter();
        let parameters = parameters
            .filter(|parameter| matches!(parameter, GenericParam::Lifetime(_)) == lifetimes);
        for parameter in parameters {
            write(parameter, tokens);
            Token::here(",").to_tokens(tokens);
        }
    }
    Token::or_here(generics.gt_token, ">").to_tokens(tokens);
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
            Token::or_here(self.lt_token, "<").to_tokens(tokens);
            self.params.to_tokens(tokens);
            Token::or_here(self.gt_token, ">").to_tokens(tokens);
        }
    }
}
