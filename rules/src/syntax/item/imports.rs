//! Imports.

use proc_macro2::{Delimiter, Ident, TokenStream};
use quote::ToTokens;

use super::super::attribute::Attribute;
use super::super::punctuated::Punctuated;
use super::super::stream::{Parse, ParseStream, Peek, Result};
use super::super::token::Token;
use super::extent::to_semicolon;
use super::visibility::Visibility;

/// `use path;`
#[derive(Clone)]
pub struct ItemUse {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// Who may name what it imports.
    pub vis: Visibility,
    /// `use`
    pub use_token: Token,
    /// `::` in front of the path.
    pub leading_colon: Option<Token>,
    /// What it imports.
    pub tree: UseTree,
    tokens: TokenStream,
}

/// What a `use` imports.
#[derive(Clone)]
pub enum UseTree {
    /// `module::..`
    Path(Ident, Box<UseTree>),
    /// `Name`
    Name(Ident),
    /// `Name as Other`
    Rename(Ident, Ident),
    /// `{A, B}`
    Group(Vec<UseTree>),
    /// `*`
    Glob,
}

impl Parse for ItemUse {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let ahead = input.fork();
        let attrs = Attribute::parse_outer(&ahead)?;
        let vis = ahead.parse()?;
        let use_token = ahead.token("use")?;
        let leading_colon = ahead.optional("::");
        let tree = ahead.parse()?;
        ahead.token(";")?;
        Ok(Self {
            attrs,
            vis,
            use_token,
            leading_colon,
            tree,
            tokens: to_semicolon(input)?,
        })
    }
}

impl Parse for UseTree {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.optional("*").is_some() {
            return Ok(Self::Glob);
        }
        if input.peek(Peek::Group(Delimiter::Brace)) {
            let (_, content) = input.group(Delimiter::Brace)?;
            let trees = Punctuated::<Self>::parse_terminated(&content)?;
            return Ok(Self::Group(trees.into_iter().collect()));
        }
        let name = input.word(|word| word != "_");
        let name = name.ok_or_else(|| input.error("expected identifier"))?;
        if input.optional("::").is_some() {
            return Ok(Self::Path(name, Box::new(input.parse()?)));
        }
        if input.optional("as").is_some() {
            let other = input.word(|_| true);
            let other = other.ok_or_else(|| input.error("expected identifier"))?;
            return Ok(Self::Rename(name, other));
        }
        Ok(Self::Name(name))
    }
}

impl ToTokens for ItemUse {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}
