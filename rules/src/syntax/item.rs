//! Items.

use core::slice::{Iter, IterMut};

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::attribute::{self, Attribute};
use super::generics::{Generics, TypeParamBound};
use super::in_brackets;
use super::path::Path;
use super::punctuated::Punctuated;
use super::signature::Signature;
use super::stream::{Parse, ParseStream, Peek, Result};
use super::token::Token;
use super::types::Type;

/// Who may name an item.
#[derive(Clone)]
pub enum Visibility {
    /// Nothing is written.
    Inherited,
    /// `pub`
    Public(Token),
    /// `pub(crate)`
    Restricted(Token, Group),
}

/// A field of a struct.
#[derive(Clone)]
pub struct Field {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// Who may name it.
    pub vis: Visibility,
    /// Its name, if it has one.
    pub ident: Option<Ident>,
    /// `:` behind its name.
    pub colon_token: Option<Token>,
    /// Its type.
    pub ty: Type,
}

/// The fields of a struct.
#[derive(Clone)]
pub enum Fields {
    /// `{ name: Type }`
    Named(FieldList),
    /// `(Type)`
    Unnamed(FieldList),
    /// None.
    Unit,
}

/// Fields in brackets.
#[derive(Clone)]
pub struct FieldList {
    /// Where the brackets are.
    pub brackets: Span,
    /// The fields.
    pub fields: Punctuated<Field>,
}

/// A struct.
#[derive(Clone)]
pub struct ItemStruct {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// Who may name it.
    pub vis: Visibility,
    /// `struct`
    pub struct_token: Token,
    /// Its name.
    pub ident: Ident,
    /// Its generic parameters and their bounds.
    pub generics: Generics,
    /// Its fields.
    pub fields: Fields,
    /// `;` behind a tuple or nothing.
    pub semi_token: Option<Token>,
}

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

impl Parse for Visibility {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let Some(word) = input.optional("pub") else {
            return Ok(Self::Inherited);
        };
        if input.peek(Peek::Group(Delimiter::Parenthesis)) {
            let ahead = input.fork();
            let (group, content) = ahead.group(Delimiter::Parenthesis)?;
            let first = content.word(|word| matches!(word, "crate" | "self" | "super" | "in"));
            let named = first.is_some_and(|first| first == "in" || content.is_empty());
            if named {
                content.rest();
            }
            drop(content);
            // Otherwise it is the type of a field: `pub (A, B)`, `pub ()`.
            if named {
                input.advance_to(&ahead);
                return Ok(Self::Restricted(word, group));
            }
        }
        Ok(Self::Public(word))
    }
}

impl Field {
    /// Reads a field of a struct with braces.
    ///
    /// # Errors
    ///
    /// The next tokens are something else.
    pub fn parse_named(input: ParseStream<'_>) -> Result<Self> {
        Ok(Self {
            attrs: Attribute::parse_outer(input)?,
            vis: input.parse()?,
            ident: Some(input.parse()?),
            colon_token: Some(input.token(":")?),
            ty: input.parse()?,
        })
    }

    fn unnamed(input: ParseStream<'_>) -> Result<Self> {
        Ok(Self {
            attrs: Attribute::parse_outer(input)?,
            vis: input.parse()?,
            ident: None,
            colon_token: None,
            ty: input.parse()?,
        })
    }
}

impl Fields {
    /// Each field.
    pub fn iter(&self) -> Iter<'_, Field> {
        match self {
            Self::Named(list) | Self::Unnamed(list) => list.fields.iter(),
            Self::Unit => [].iter(),
        }
    }

    /// Each field, to be changed.
    pub fn iter_mut(&mut self) -> IterMut<'_, Field> {
        match self {
            Self::Named(list) | Self::Unnamed(list) => list.fields.iter_mut(),
            Self::Unit => [].iter_mut(),
        }
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<'a> IntoIterator for &'a Fields {
    type Item = &'a Field;
    type IntoIter = Iter<'a, Field>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a> IntoIterator for &'a mut Fields {
    type Item = &'a mut Field;
    type IntoIter = IterMut<'a, Field>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl Parse for ItemStruct {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attrs = Attribute::parse_outer(input)?;
        let vis = input.parse()?;
        let struct_token = input.token("struct")?;
        let ident = input.parse()?;
        let mut generics: Generics = input.parse()?;
        generics.where_clause = input.parse()?;
        let (mut fields, mut semi_token) = (Fields::Unit, None);
        if input.peek(Peek::Group(Delimiter::Brace)) {
            let (group, content) = input.group(Delimiter::Brace)?;
            fields = Fields::Named(FieldList {
                brackets: group.span(),
                fields: Punctuated::parse_terminated_with(&content, Field::parse_named)?,
            });
        } else if input.peek(Peek::Group(Delimiter::Parenthesis)) && generics.where_clause.is_none()
        {
            let (group, content) = input.group(Delimiter::Parenthesis)?;
            fields = Fields::Unnamed(FieldList {
                brackets: group.span(),
                fields: Punctuated::parse_terminated_with(&content, Field::unnamed)?,
            });
            generics.where_clause = input.parse()?;
            semi_token = Some(input.token(";")?);
        } else if input.is(";") {
            semi_token = Some(input.token(";")?);
        } else {
            return Err(input.error("expected one of: `where`, parentheses, curly braces, `;`"));
        }
        Ok(Self {
            attrs,
            vis,
            struct_token,
            ident,
            generics,
            fields,
            semi_token,
        })
    }
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

/// Everything up to a semicolon, and that.
///
/// # Errors
///
/// There is none.
pub fn to_semicolon(input: ParseStream<'_>) -> Result<TokenStream> {
    let mut tokens = TokenStream::new();
    loop {
        if let Some(end) = input.optional(";") {
            end.to_tokens(&mut tokens);
            return Ok(tokens);
        }
        match input.next() {
            Some(token) => tokens.extend([token]),
            None => return Err(input.error("expected `;`")),
        }
    }
}

/// An item up to its braces or its semicolon, whichever comes first.
///
/// # Errors
///
/// It has neither.
pub fn one_item(input: ParseStream<'_>) -> Result<TokenStream> {
    let mut tokens = TokenStream::new();
    loop {
        let Some(token) = input.next() else {
            return Err(input.error("expected `;`"));
        };
        let ends = ends_item(&token);
        tokens.extend([token]);
        if ends {
            return Ok(tokens);
        }
    }
}

/// The tokens up to the next place where an item can start: behind braces or a semicolon, or in front of
/// a visibility, of `fn` or of an attribute, where one can be read.
///
/// # Errors
///
/// None.
pub fn unfinished(
    input: ParseStream<'_>,
    can_be_read: fn(ParseStream<'_>) -> bool,
) -> Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() {
        let starts = !tokens.is_empty() && (input.is("pub") || input.is("fn") || input.is("#"));
        if starts && can_be_read(&input.fork()) {
            break;
        }
        let token: TokenTree = input.parse()?;
        let ends = ends_item(&token);
        tokens.extend([token]);
        if ends {
            break;
        }
    }
    Ok(tokens)
}

/// Whether tokens end as an item does.
#[must_use]
pub fn is_ended(tokens: &TokenStream) -> bool {
    let last = tokens.clone().into_iter().last();
    last.is_some_and(|last| ends_item(&last))
}

/// Whether an item ends with a token: with braces, or a semicolon.
fn ends_item(token: &TokenTree) -> bool {
    match token {
        // `$item` of a `macro_rules!`.
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            is_ended(&group.stream())
        }
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(mark) => mark.as_char() == ';',
        _ => false,
    }
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
        tokens = all[..all.len() - left].iter().cloned().collect();
    }
    tokens
}

impl ToTokens for Visibility {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Inherited => {}
            Self::Public(word) => word.to_tokens(tokens),
            Self::Restricted(word, group) => {
                word.to_tokens(tokens);
                group.to_tokens(tokens);
            }
        }
    }
}

impl ToTokens for Field {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        attribute::write(&self.attrs, tokens);
        self.vis.to_tokens(tokens);
        self.ident.to_tokens(tokens);
        self.colon_token.to_tokens(tokens);
        self.ty.to_tokens(tokens);
    }
}

impl ToTokens for Fields {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (list, delimiter) = match self {
            Self::Named(list) => (list, Delimiter::Brace),
            Self::Unnamed(list) => (list, Delimiter::Parenthesis),
            Self::Unit => return,
        };
        in_brackets(
            delimiter,
            list.brackets,
            list.fields.to_token_stream(),
            tokens,
        );
    }
}

impl ToTokens for ItemStruct {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        attribute::write(&self.attrs, tokens);
        self.vis.to_tokens(tokens);
        self.struct_token.to_tokens(tokens);
        self.ident.to_tokens(tokens);
        let generics = &self.generics;
        if !generics.params.is_empty() {
            generics.to_tokens(tokens);
        }
        if matches!(self.fields, Fields::Unnamed(_)) {
            self.fields.to_tokens(tokens);
            generics.where_clause.to_tokens(tokens);
        } else {
            generics.where_clause.to_tokens(tokens);
            self.fields.to_tokens(tokens);
        }
        self.semi_token.to_tokens(tokens);
    }
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
            let colon = self.colon_token.unwrap_or_else(|| Token::here(":"));
            colon.to_tokens(tokens);
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
            Self::Use(item) => item.tokens.to_tokens(tokens),
            Self::Enum(item) | Self::Union(item) => item.tokens.to_tokens(tokens),
            Self::Impl(item) | Self::Other(item) => item.tokens.to_tokens(tokens),
        }
    }
}
