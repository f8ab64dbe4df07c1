//! Attributes.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::ToTokens;

use super::literal::LitStr;
use super::path::Path;
use super::stream::{Parse, ParseStream, Peek, Result, is_keyword, parse2};
use super::token::Token;

/// `#[path]`, `#[path(..)]` or `#[path = ..]`, and each of them with a `!`.
#[derive(Clone)]
pub struct Attribute {
    /// `#`
    pub pound_token: Token,
    /// `!` of an inner attribute.
    pub inner: Option<Token>,
    /// Where the brackets are.
    brackets: Span,
    /// What stands in the brackets.
    pub meta: Meta,
}

/// What stands in the brackets of an attribute.
#[derive(Clone)]
pub enum Meta {
    /// `must_use`
    Path(Path),
    /// `allow(dead_code)`
    List(MetaList),
    /// `doc = "text"`
    NameValue(MetaNameValue),
}

/// `allow(dead_code)`
#[derive(Clone)]
pub struct MetaList {
    /// What is in front of the brackets.
    pub path: Path,
    group: Group,
    /// What is in the brackets.
    pub tokens: TokenStream,
}

/// `doc = "text"`
#[derive(Clone)]
pub struct MetaNameValue {
    /// What is in front of the `=`.
    pub path: Path,
    /// `=`
    pub eq_token: Token,
    /// What is behind it.
    pub value: TokenStream,
}

impl Attribute {
    /// The path that it starts with.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.meta.path()
    }

    /// Reads the attributes of an item.
    ///
    /// # Errors
    ///
    /// What stands in the brackets is no attribute.
    pub fn parse_outer(input: ParseStream<'_>) -> Result<Vec<Self>> {
        let mut attributes = Vec::new();
        while input.is("#") && !input.is2("!") {
            attributes.push(Self::read(input)?);
        }
        Ok(attributes)
    }

    /// Reads the attributes at the start of what stands in the braces of an item.
    ///
    /// # Errors
    ///
    /// What stands in the brackets is no attribute.
    pub fn parse_inner(input: ParseStream<'_>) -> Result<Vec<Self>> {
        let mut attributes = Vec::new();
        while input.is("#") && input.is2("!") {
            attributes.push(Self::read(input)?);
        }
        Ok(attributes)
    }

    fn read(input: ParseStream<'_>) -> Result<Self> {
        let pound_token = input.token("#")?;
        let inner = input.optional("!");
        let (brackets, content) = input.group(Delimiter::Bracket)?;
        Ok(Self {
            pound_token,
            inner,
            brackets: brackets.span(),
            meta: content.parse()?,
        })
    }
}

impl Parse for Attribute {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        Self::read(input)
    }
}

impl Meta {
    /// The path that it starts with.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Path(path) => path,
            Self::List(list) => &list.path,
            Self::NameValue(pair) => &pair.path,
        }
    }
}

impl Parse for Meta {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let path = Path::of_attribute(input)?;
        for delimiter in [Delimiter::Parenthesis, Delimiter::Bracket, Delimiter::Brace] {
            if input.peek(Peek::Group(delimiter)) {
                let group = input.whole_group(delimiter)?;
                let tokens = group.stream();
                return Ok(Self::List(MetaList {
                    path,
                    group,
                    tokens,
                }));
            }
        }
        let Some(eq_token) = input.optional("=") else {
            return Ok(Self::Path(path));
        };
        let (mut value, mut ends_operand) = (TokenStream::new(), false);
        while !input.is_empty() && !input.is(",") {
            let place = input.fork();
            let Some(token) = input.next() else { break };
            if ends_operand && starts_operand(&token) {
                return Err(place.error("expected `,`"));
            }
            ends_operand = matches!(token, TokenTree::Group(_)) || starts_operand(&token);
            value.extend([token]);
        }
        if !starts_value(&value) {
            return Err(input.error("expected an expression"));
        }
        Ok(Self::NameValue(MetaNameValue {
            path,
            eq_token,
            value,
        }))
    }
}

/// Whether tokens can be a value: it starts with no word of types and items.
fn starts_value(tokens: &TokenStream) -> bool {
    const OTHERS: &[&str] = &[
        "as", "dyn", "else", "enum", "extern", "fn", "impl", "in", "mod", "mut", "pub", "ref",
        "struct", "trait", "type", "use", "where",
    ];
    match tokens.clone().into_iter().next() {
        Some(TokenTree::Ident(word)) => !OTHERS.contains(&word.to_string().as_str()),
        first => first.is_some(),
    }
}

/// Whether a token cannot stand behind an operand: two values are no value.
fn starts_operand(token: &TokenTree) -> bool {
    match token {
        TokenTree::Literal(_) => true,
        TokenTree::Ident(word) => !is_keyword(&word.to_string()),
        _ => false,
    }
}

impl MetaNameValue {
    /// The value, if it is a string.
    #[must_use]
    pub fn text(&self) -> Option<LitStr> {
        parse2(self.value.clone()).ok()
    }
}

impl ToTokens for Attribute {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.pound_token.to_tokens(tokens);
        self.inner.to_tokens(tokens);
        let mut brackets = Group::new(Delimiter::Bracket, self.meta.to_token_stream());
        brackets.set_span(self.brackets);
        brackets.to_tokens(tokens);
    }
}

impl ToTokens for Meta {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Path(path) => path.to_tokens(tokens),
            Self::List(list) => {
                list.path.to_tokens(tokens);
                list.group.to_tokens(tokens);
            }
            Self::NameValue(pair) => {
                pair.path.to_tokens(tokens);
                pair.eq_token.to_tokens(tokens);
                pair.value.to_tokens(tokens);
            }
        }
    }
}

/// Writes attributes.
pub(super) fn write(attributes: &[Attribute], tokens: &mut TokenStream) {
    for attribute in attributes {
        attribute.to_tokens(tokens);
    }
}
