//! Items.

mod extent;
mod imports;
mod structs;
mod traits;
mod visibility;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;

use super::attribute::{self, Attribute};
use super::generics::Generics;
use super::signature::Signature;
use super::stream::{Parse, ParseStream, Peek, Result};
use super::token::Token;
use super::types::Type;

pub use extent::{is_ended, one_item, to_semicolon, unfinished};
pub use imports::{ItemUse, UseTree};
pub use structs::{Field, FieldList, Fields, ItemStruct};
pub use traits::{ItemTrait, TraitItem, TraitItemConst, TraitItemFn, TraitItemType};
pub use visibility::Visibility;

/// A function.
#[derive(Clone)]
pub struct ItemFn {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// Who may name it.
    pub vis: Visibility,
    /// Its signature.
    pub sig: Signature,
    /// The braces and what stands between them.
    pub body: Group,
}

/// `type Name = Type;`
#[derive(Clone)]
pub struct ItemType {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// Who may name it.
    pub vis: Visibility,
    /// `type`
    pub type_token: Token,
    /// Its name.
    pub ident: Ident,
    /// Its generic parameters and their bounds.
    pub generics: Generics,
    /// `=`
    pub eq_token: Token,
    /// What it stands for.
    pub ty: Box<Type>,
    /// `;`
    pub semi_token: Token,
}

/// An enum or a union, of which only the head is read.
#[derive(Clone)]
pub struct ItemHead {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// Who may name it.
    pub vis: Visibility,
    /// `enum` or `union`
    pub keyword: Ident,
    /// Its name.
    pub ident: Ident,
    /// Its generic parameters and their bounds.
    pub generics: Generics,
    tokens: TokenStream,
}

/// An item that is written with a keyword alone, as far as somebody asks.
#[derive(Clone)]
pub struct OtherItem {
    /// What it is, with its article, for a message.
    pub kind: &'static str,
    /// The token that says what it is.
    pub keyword: TokenTree,
    /// An impl of a trait.
    pub of_trait: bool,
    tokens: TokenStream,
}

/// An item.
#[derive(Clone)]
pub enum Item {
    /// A struct.
    Struct(ItemStruct),
    /// A trait.
    Trait(ItemTrait),
    /// A function.
    Fn(ItemFn),
    /// A type alias.
    Type(ItemType),
    /// An import.
    Use(ItemUse),
    /// An enum.
    Enum(ItemHead),
    /// A union.
    Union(ItemHead),
    /// An impl.
    Impl(OtherItem),
    /// Any other.
    Other(OtherItem),
}

impl Parse for ItemFn {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attrs = Attribute::parse_outer(input)?;
        let vis = input.parse()?;
        let sig = input.parse()?;
        let body = input.whole_group(Delimiter::Brace)?;
        Ok(Self {
            attrs,
            vis,
            sig,
            body,
        })
    }
}

impl Parse for ItemType {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attrs = Attribute::parse_outer(input)?;
        let vis = input.parse()?;
        let type_token = input.token("type")?;
        let ident = input.parse()?;
        let mut generics: Generics = input.parse()?;
        generics.where_clause = input.parse()?;
        Ok(Self {
            attrs,
            vis,
            type_token,
            ident,
            generics,
            eq_token: input.token("=")?,
            ty: input.parse()?,
            semi_token: input.token(";")?,
        })
    }
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let ahead = input.fork();
        let attrs = Attribute::parse_outer(&ahead)?;
        let vis: Visibility = ahead.parse()?;
        let Some(keyword) = keyword(&ahead) else {
            return Err(ahead.error(
                "expected one of: `struct`, `enum`, `trait`, `impl`, `fn`, `type`, `use`, or another item",
            ));
        };
        let text = keyword.to_string();
        match text.as_str() {
            "struct" => return input.parse().map(Self::Struct),
            "trait" if !is_alias(&ahead) => return input.parse().map(Self::Trait),
            "fn" => return input.parse().map(Self::Fn),
            "type" => return input.parse().map(Self::Type),
            "use" => return input.parse().map(Self::Use),
            "enum" | "union" => {
                let (ident, mut generics): (_, Generics) = (ahead.parse()?, ahead.parse()?);
                generics.where_clause = ahead.parse()?;
                ahead.whole_group(Delimiter::Brace)?;
                let head = ItemHead {
                    attrs,
                    vis,
                    keyword: Ident::new(&text, keyword.span()),
                    ident,
                    generics,
                    tokens: to_end(input, &ahead),
                };
                return Ok(if text == "enum" {
                    Self::Enum(head)
                } else {
                    Self::Union(head)
                });
            }
            "impl" => {
                let mut generics: Generics = ahead.parse()?;
                // `impl !Trait for Type`, and not `impl ! {}`.
                if !ahead.peek2(Peek::Group(Delimiter::Brace)) {
                    ahead.optional("!");
                }
                ahead.parse::<Type>()?;
                let of_trait = ahead.optional("for").is_some();
                if of_trait {
                    ahead.parse::<Type>()?;
                }
                generics.where_clause = ahead.parse()?;
                ahead.whole_group(Delimiter::Brace)?;
                return Ok(Self::Impl(OtherItem {
                    kind: if of_trait {
                        "an impl of a trait"
                    } else {
                        "an impl"
                    },
                    keyword,
                    of_trait,
                    tokens: to_end(input, &ahead),
                }));
            }
            _ => {}
        }
        let kind = match text.as_str() {
            "const" => "a constant",
            "static" => "a static",
            "mod" => "a module",
            "trait" => "a trait alias",
            "extern" if ahead.peek(Peek::Group(Delimiter::Brace)) || ahead.literal().is_some() => {
                "an `extern` block"
            }
            "extern" => "an `extern crate`",
            _ => "a macro",
        };
        Ok(Self::Other(OtherItem {
            kind,
            keyword,
            of_trait: false,
            tokens: input.rest(),
        }))
    }
}

/// The word that says what an item is, behind those that only add to it.
fn keyword(input: ParseStream<'_>) -> Option<TokenTree> {
    let ahead = input.fork();
    // Of the path of a macro.
    ahead.text("::");
    loop {
        let word = ahead.word(|_| true)?;
        let (text, is_const) = (word.to_string(), word == "const");
        let function = ["fn", "async", "unsafe", "extern"];
        let adds = match text.as_str() {
            "unsafe" | "async" | "auto" | "default" => !ahead.is("!"),
            "const" => function.iter().any(|word| ahead.is(word)),
            "extern" => {
                let behind = ahead.fork();
                behind.literal();
                let function = behind.is("fn");
                if function {
                    ahead.advance_to(&behind);
                }
                function
            }
            _ => false,
        };
        if adds {
            continue;
        }
        let known = matches!(
            text.as_str(),
            "struct"
                | "trait"
                | "fn"
                | "type"
                | "use"
                | "enum"
                | "impl"
                | "static"
                | "mod"
                | "extern"
        ) || is_const
            || text == "union" && ahead.fork().parse::<Ident>().is_ok()
            || ahead.is("!")
            || ahead.is("::");
        if known {
            input.advance_to(&ahead);
            return Some(TokenTree::Ident(word));
        }
        return None;
    }
}

/// Whether a trait stands for others: `trait Name = A + B;`.
fn is_alias(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    ahead.parse::<Ident>().is_ok() && ahead.parse::<Generics>().is_ok() && ahead.is("=")
}

/// What `ahead` has read, as it was written.
fn to_end(input: ParseStream<'_>, ahead: ParseStream<'_>) -> TokenStream {
    let mut tokens = input.rest();
    let left = ahead.rest().into_iter().count();
    if left > 0 {
        let all: Vec<_> = tokens.into_iter().collect();
        // Inside of a group without delimiters more tokens are left than there are: the group is of the item.
        let end = all.len().checked_sub(left).unwrap_or(all.len());
        tokens = all[..end].iter().cloned().collect();
    }
    tokens
}

impl ToTokens for ItemFn {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        attribute::write(&self.attrs, tokens);
        self.vis.to_tokens(tokens);
        self.sig.to_tokens(tokens);
        self.body.to_tokens(tokens);
    }
}

impl ToTokens for Item {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Struct(item) => item.to_tokens(tokens),
            Self::Trait(item) => item.to_tokens(tokens),
            Self::Fn(item) => item.to_tokens(tokens),
            Self::Type(item) => {
                attribute::write(&item.attrs, tokens);
                item.vis.to_tokens(tokens);
                item.type_token.to_tokens(tokens);
                item.ident.to_tokens(tokens);
                item.generics.to_tokens(tokens);
                item.generics.where_clause.to_tokens(tokens);
                item.eq_token.to_tokens(tokens);
                item.ty.to_tokens(tokens);
                item.semi_token.to_tokens(tokens);
            }
            Self::Use(item) => item.to_tokens(tokens),
            Self::Enum(item) | Self::Union(item) => item.tokens.to_tokens(tokens),
            Self::Impl(item) | Self::Other(item) => item.tokens.to_tokens(tokens),
        }
    }
}
