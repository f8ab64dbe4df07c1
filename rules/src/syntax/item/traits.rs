//! Traits and what stands in them.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use super::super::attribute::{self, Attribute};
use super::super::generics::{Generics, TypeParamBound};
use super::super::path::Path;
use super::super::punctuated::Punctuated;
use super::super::signature::Signature;
use super::super::stream::{Parse, ParseStream, Peek, Result};
use super::super::token::{Token, in_brackets};
use super::super::types::Type;
use super::extent::{is_ended, one_item, to_semicolon, unfinished};
use super::visibility::Visibility;

/// A trait.
#[derive(Clone)]
pub struct ItemTrait {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// Who may name it.
    pub vis: Visibility,
    /// `unsafe`, `auto`
    pub qualifiers: TokenStream,
    /// `trait`
    pub trait_token: Token,
    /// Its name.
    pub ident: Ident,
    /// Its generic parameters and their bounds.
    pub generics: Generics,
    /// `:`
    pub colon_token: Option<Token>,
    /// The traits that it requires.
    pub supertraits: Punctuated<TypeParamBound>,
    /// Where the braces are.
    braces: Span,
    /// The attributes at the start of what stands in the braces.
    inner: Vec<Attribute>,
    /// What stands in the braces.
    pub items: Vec<TraitItem>,
}

/// What stands in a trait.
#[derive(Clone)]
#[allow(
    clippy::large_enum_variant,
    reason = "nearly all of them are functions"
)]
pub enum TraitItem {
    /// A function.
    Fn(TraitItemFn),
    /// `const NAME: Type = value;`
    Const(TraitItemConst),
    /// `type Name: Bound;`
    Type(TraitItemType),
    /// A call of a macro.
    Macro(TokenStream),
    /// Tokens that are no item yet, or one that nobody here knows. rustc says what is wrong with them.
    Unfinished(TokenStream),
}

/// A function of a trait.
#[derive(Clone)]
pub struct TraitItemFn {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// Who may name it: rustc refuses whatever is written.
    vis: Visibility,
    /// Its signature.
    pub sig: Signature,
    /// Its body, if it has one.
    pub default: Option<Group>,
    semi_token: Option<Token>,
}

/// `const NAME: Type = value;`
#[derive(Clone)]
pub struct TraitItemConst {
    /// Its name.
    pub ident: Ident,
    /// `= value`
    pub default: Option<TokenStream>,
    tokens: TokenStream,
}

/// `type Name<'a>: Bound;`
#[derive(Clone)]
pub struct TraitItemType {
    /// Its name.
    pub ident: Ident,
    /// Its generic parameters and their bounds.
    pub generics: Generics,
    tokens: TokenStream,
}

impl Parse for ItemTrait {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attrs = Attribute::parse_outer(input)?;
        let vis = input.parse()?;
        let safety = input.optional("unsafe");
        let auto = input.optional("auto");
        let trait_token = input.token("trait")?;
        let ident = input.parse()?;
        let mut generics: Generics = input.parse()?;
        let colon_token = input.optional(":");
        let supertraits = match colon_token {
            Some(_) => TypeParamBound::several(input)?,
            None => Punctuated::new("+"),
        };
        generics.where_clause = input.parse()?;
        let (group, content) = input.group(Delimiter::Brace)?;
        let inner = Attribute::parse_inner(&content)?;
        let mut items = Vec::new();
        while !content.is_empty() {
            let ahead = content.fork();
            items.push(if let Ok(item) = ahead.parse() {
                content.advance_to(&ahead);
                item
            } else {
                TraitItem::Unfinished(unfinished(&content, |ahead| {
                    ahead.parse::<TraitItem>().is_ok()
                })?)
            });
        }
        Ok(Self {
            attrs,
            vis,
            qualifiers: quote!(#safety #auto),
            trait_token,
            ident,
            generics,
            colon_token,
            supertraits,
            braces: group.span(),
            inner,
            items,
        })
    }
}

impl Parse for TraitItem {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let ahead = input.fork();
        let attributes = Attribute::parse_outer(&ahead)?;
        let vis = ahead.parse()?;
        if ahead.optional("type").is_some() {
            let ident: Ident = ahead.parse()?;
            let generics = ahead.parse()?;
            let tokens = to_semicolon(input)?;
            return Ok(Self::Type(TraitItemType {
                ident,
                generics,
                tokens,
            }));
        }
        if ahead.is("const") && !ahead.is2("fn") && is_constant(&ahead) {
            ahead.token("const")?;
            let ident = match ahead.optional("_") {
                Some(underscore) => Ident::new("_", underscore.span),
                None => ahead.parse()?,
            };
            ahead.parse::<Generics>()?;
            ahead.token(":")?;
            ahead.parse::<Type>()?;
            let eq = ahead.optional("=");
            let default = match eq {
                Some(eq) => {
                    let value = to_semicolon(&ahead)?;
                    Some(quote!(#eq #value))
                }
                None => None,
            };
            return Ok(Self::Const(TraitItemConst {
                ident,
                default,
                tokens: to_semicolon(input)?,
            }));
        }
        let is_call = ahead.fork().call(Path::parse_mod_style).is_ok() && {
            let behind = ahead.fork();
            behind.call(Path::parse_mod_style)?;
            behind.is("!")
        };
        if is_call {
            return one_item(input).map(Self::Macro);
        }
        let sig = ahead.parse()?;
        let (default, semi_token) = if ahead.peek(Peek::Group(Delimiter::Brace)) {
            (Some(ahead.whole_group(Delimiter::Brace)?), None)
        } else {
            (None, Some(ahead.token(";")?))
        };
        input.advance_to(&ahead);
        Ok(Self::Fn(TraitItemFn {
            attrs: attributes,
            vis,
            sig,
            default,
            semi_token,
        }))
    }
}

/// Whether `const` starts a constant and no function.
fn is_constant(input: ParseStream<'_>) -> bool {
    let words = ["async", "unsafe", "extern", "fn"];
    !words.iter().any(|word| input.is2(word))
}

impl ToTokens for ItemTrait {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        attribute::write(&self.attrs, tokens);
        self.vis.to_tokens(tokens);
        self.qualifiers.to_tokens(tokens);
        self.trait_token.to_tokens(tokens);
        self.ident.to_tokens(tokens);
        self.generics.to_tokens(tokens);
        if !self.supertraits.is_empty() {
            Token::or_here(self.colon_token, ":").to_tokens(tokens);
            self.supertraits.to_tokens(tokens);
        }
        self.generics.where_clause.to_tokens(tokens);
        let mut inner = TokenStream::new();
        attribute::write(&self.inner, &mut inner);
        for item in &self.items {
            item.to_tokens(&mut inner);
        }
        in_brackets(Delimiter::Brace, self.braces, inner, tokens);
    }
}

impl ToTokens for TraitItem {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Fn(function) => {
                attribute::write(&function.attrs, tokens);
                function.vis.to_tokens(tokens);
                function.sig.to_tokens(tokens);
                function.default.to_tokens(tokens);
                function.semi_token.to_tokens(tokens);
            }
            Self::Const(constant) => constant.tokens.to_tokens(tokens),
            Self::Type(associated) => associated.tokens.to_tokens(tokens),
            Self::Macro(written) => written.to_tokens(tokens),
            // What does not end as an item does would take the next one with it.
            Self::Unfinished(written) => {
                if is_ended(written) {
                    written.to_tokens(tokens);
                }
            }
        }
    }
}
