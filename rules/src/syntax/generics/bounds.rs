//! Bounds: what stands behind the `:` of a parameter.

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::ToTokens;

use super::super::lifetime::Lifetime;
use super::super::path::Path;
use super::super::punctuated::Punctuated;
use super::super::stream::{Parse, ParseStream, Peek, Result};

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
pub struct BoundLifetimes(TokenStream);

impl TypeParamBound {
    /// Bounds with a `+` between them, perhaps none.
    pub(in crate::syntax) fn several(input: ParseStream<'_>) -> Result<Punctuated<Self>> {
        let mut bounds = Punctuated::new("+");
        Self::more(&mut bounds, input)?;
        Ok(bounds)
    }

    /// The bounds behind these.
    pub(in crate::syntax) fn more(
        bounds: &mut Punctuated<Self>,
        input: ParseStream<'_>,
    ) -> Result<()> {
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

    pub(in crate::syntax) fn is_trait(&self) -> bool {
        matches!(self, Self::Trait(_))
    }

    pub(in crate::syntax) fn of_path(path: Path) -> Self {
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
            let mut tokens = word.into_token_stream();
            in_angle_brackets(input, &mut tokens)?;
            return Ok(Self::Other(tokens));
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

/// Names in angle brackets: `<'a, T>` behind `use` or `for`.
fn in_angle_brackets(input: ParseStream<'_>, tokens: &mut TokenStream) -> Result<()> {
    input.token("<")?.to_tokens(tokens);
    while !input.is(">") {
        match input.next() {
            Some(token) => tokens.extend([token]),
            None => break,
        }
    }
    input.token(">")?.to_tokens(tokens);
    Ok(())
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
        let mut tokens = input.token("for")?.into_token_stream();
        in_angle_brackets(input, &mut tokens)?;
        Ok(Some(BoundLifetimes(tokens)))
    }
}

impl ToTokens for BoundLifetimes {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.to_tokens(tokens);
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
