//! Paths and their generic arguments.

use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::ToTokens;

use super::generics::TypeParamBound;
use super::lifetime::Lifetime;
use super::punctuated::Punctuated;
use super::stream::{Error, Parse, ParseStream, Peek, Result};
use super::token::Token;
use super::types::{ReturnType, Type};

/// `std::sync::Arc<T>`
#[derive(Clone)]
pub struct Path {
    /// `::` in front of it.
    pub leading_colon: Option<Token>,
    /// What stands between the `::`.
    pub segments: Punctuated<PathSegment>,
}

/// `Arc<T>`
#[derive(Clone)]
pub struct PathSegment {
    /// The name.
    pub ident: Ident,
    /// What stands behind it.
    pub arguments: PathArguments,
}

/// What stands behind a name of a path.
#[derive(Clone)]
pub enum PathArguments {
    /// Nothing.
    None,
    /// `<T>`
    AngleBracketed(AngleBracketed),
    /// `(A, B) -> C`
    Parenthesized(Group, ReturnType),
}

/// `<T>`, or `::<T>`.
#[derive(Clone)]
pub struct AngleBracketed {
    /// `::` in front of it.
    pub colon2_token: Option<Token>,
    /// `<`
    pub lt_token: Token,
    /// The arguments.
    pub args: Punctuated<GenericArgument>,
    /// `>`
    pub gt_token: Token,
}

/// One of the arguments.
#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "nearly all of them are types")]
pub enum GenericArgument {
    /// `'a`
    Lifetime(Lifetime),
    /// A type, or a constant that looks like one.
    Type(Type),
    /// A literal, or a block.
    Const(TokenStream),
    /// `Item = T`
    AssocType(AssocType),
    /// `N = 4` or `Item: Bound`
    Other(TokenStream),
}

/// `Item = T`
#[derive(Clone)]
pub struct AssocType {
    /// The name.
    pub ident: Ident,
    /// Its own arguments.
    pub arguments: PathArguments,
    /// `=`
    pub eq_token: Token,
    /// The type.
    pub ty: Type,
}

impl PathArguments {
    /// Whether there are none.
    #[must_use]
    pub fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// With `in_types`, `<` starts them without `::`, and `(` does.
    fn read(input: ParseStream<'_>, in_types: bool) -> Result<Self> {
        let ahead = input.fork();
        let colon2_token = ahead.optional("::");
        let wanted = colon2_token.is_some() || in_types;
        if wanted && ahead.is("<") {
            input.advance_to(&ahead);
            return AngleBracketed::behind(colon2_token, input).map(Self::AngleBracketed);
        }
        if in_types && input.peek(Peek::Group(Delimiter::Parenthesis)) {
            let (inputs, content) = input.group(Delimiter::Parenthesis)?;
            Punctuated::<Type>::parse_terminated(&content)?;
            let output = ReturnType::read(input, false)?;
            return Ok(Self::Parenthesized(inputs, output));
        }
        Ok(Self::None)
    }
}

impl AngleBracketed {
    fn behind(colon2_token: Option<Token>, input: ParseStream<'_>) -> Result<Self> {
        let lt_token = input.token("<")?;
        let mut args = Punctuated::new(",");
        while !input.is(">") {
            let argument = input.parse()?;
            let comma = input.optional(",");
            args.add(argument, comma);
            if comma.is_none() {
                break;
            }
        }
        Ok(Self {
            colon2_token,
            lt_token,
            args,
            gt_token: input.token(">")?,
        })
    }
}

impl Parse for AngleBracketed {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        Self::behind(input.optional("::"), input)
    }
}

impl Parse for GenericArgument {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if let Some(lifetime) = Lifetime::alone(input)? {
            return Ok(Self::Lifetime(lifetime));
        }
        let ty = match type_or_constant(input)? {
            Self::Type(ty) => ty,
            constant => return Ok(constant),
        };
        // The name of an associated type was read as a type: to read it twice would double the time at each level.
        let bound = input.is(":") && !input.is("::");
        if !bound && !input.is("=") {
            return Ok(Self::Type(ty));
        }
        let PathSegment { ident, arguments } = match ty {
            Type::Path(ty) if ty.qself.is_none() => only_segment(ty.path)?,
            _ => return Err(input.error("expected `,` or `>`")),
        };
        if bound {
            let colon = input.token(":")?;
            let bounds = TypeParamBound::several(input)?;
            return Ok(Self::Other(quote::quote!(#ident #arguments #colon #bounds)));
        }
        let eq_token = input.token("=")?;
        Ok(match type_or_constant(input)? {
            Self::Type(ty) => Self::AssocType(AssocType {
                ident,
                arguments,
                eq_token,
                ty,
            }),
            value => Self::Other(quote::quote!(#ident #arguments #eq_token #value)),
        })
    }
}

/// The one name of a path.
fn only_segment(path: Path) -> Result<PathSegment> {
    let several = path.leading_colon.is_some() || path.segments.len() != 1;
    let place = path.to_token_stream();
    let only = path.segments.into_iter().next().filter(|_| !several);
    only.ok_or_else(|| Error::new_spanned(place, "expected identifier"))
}

/// A type or a constant: a constant of one name looks like a type.
fn type_or_constant(input: ParseStream<'_>) -> Result<GenericArgument> {
    if let Some(value) = constant(input) {
        return Ok(GenericArgument::Const(value));
    }
    let ahead = input.fork();
    match ahead.parse() {
        Ok(ty) => {
            input.advance_to(&ahead);
            Ok(GenericArgument::Type(ty))
        }
        // `$value` of a `macro_rules!` may be any expression.
        Err(_) if input.is_unbracketed() => {
            Ok(GenericArgument::Const(input.next().into_token_stream()))
        }
        Err(error) => Err(error),
    }
}

/// A literal or a block.
pub(super) fn constant(input: ParseStream<'_>) -> Option<TokenStream> {
    if input.is_unbracketed() {
        // `$value` of a `macro_rules!`: what it holds is more than its first token.
        let ahead = input.fork();
        let (_, content) = ahead.group(Delimiter::None).ok()?;
        let value = constant(&content).filter(|_| content.is_empty());
        content.rest();
        if value.is_some() {
            input.advance_to(&ahead);
        }
        return value;
    }
    if input.peek(Peek::Group(Delimiter::Brace)) {
        return input.next().map(Into::into);
    }
    let ahead = input.fork();
    let sign = ahead.optional("-");
    let value = match ahead.literal() {
        Some(literal) => literal.to_token_stream(),
        None if sign.is_none() => ahead
            .word(|word| matches!(word, "true" | "false"))?
            .into_token_stream(),
        None => return None,
    };
    input.advance_to(&ahead);
    Some(quote::quote!(#sign #value))
}

fn is_path_word(word: &str) -> bool {
    !super::stream::is_keyword(word) || PATH_KEYWORDS.contains(&word)
}

impl Path {
    /// Reads a path of names alone, as in a `use`: `crate::module::Name`.
    ///
    /// # Errors
    ///
    /// The next tokens are something else.
    pub fn parse_mod_style(input: ParseStream<'_>) -> Result<Self> {
        Self::read(input, is_path_word, |_| Ok(PathArguments::None))
    }

    /// Reads the path of an attribute, which may be `unsafe`: `#[unsafe(no_mangle)]`.
    pub(super) fn of_attribute(input: ParseStream<'_>) -> Result<Self> {
        let allowed = |word: &str| is_path_word(word) || word == "unsafe";
        Self::read(input, allowed, |_| Ok(PathArguments::None))
    }

    /// Reads a path in a type.
    pub(super) fn in_types(input: ParseStream<'_>) -> Result<Self> {
        Self::read(input, is_path_word, |input| {
            PathArguments::read(input, true)
        })
    }

    fn read(
        input: ParseStream<'_>,
        allowed: fn(&str) -> bool,
        arguments: fn(ParseStream<'_>) -> Result<PathArguments>,
    ) -> Result<Self> {
        let leading_colon = input.optional("::");
        let mut segments = Punctuated::new("::");
        loop {
            let Some(ident) = input.word(allowed) else {
                return Err(Ident::parse(&input.fork())
                    .err()
                    .unwrap_or_else(|| input.error("expected identifier")));
            };
            let arguments = arguments(input)?;
            let separator = input.optional("::");
            segments.add(PathSegment { ident, arguments }, separator);
            if separator.is_none() {
                break;
            }
        }
        Ok(Self {
            leading_colon,
            segments,
        })
    }

    /// The name, if that is all there is.
    #[must_use]
    pub fn get_ident(&self) -> Option<&Ident> {
        let only = self.segments.first()?;
        let alone =
            self.leading_colon.is_none() && self.segments.len() == 1 && only.arguments.is_none();
        alone.then_some(&only.ident)
    }

    /// Whether it is this name and nothing else.
    #[must_use]
    pub fn is_ident(&self, name: &str) -> bool {
        self.get_ident().is_some_and(|ident| ident == name)
    }
}

const PATH_KEYWORDS: &[&str] = &["Self", "crate", "self", "super", "try"];

impl Parse for Path {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        Self::in_types(input)
    }
}

impl From<Ident> for Path {
    fn from(ident: Ident) -> Self {
        Self {
            leading_colon: None,
            segments: Punctuated::of("::", [PathSegment::from(ident)]),
        }
    }
}

impl From<Ident> for PathSegment {
    fn from(ident: Ident) -> Self {
        Self {
            ident,
            arguments: PathArguments::None,
        }
    }
}

/// `T as Trait` of `<T as Trait>::Name`.
#[derive(Clone)]
pub struct QSelf {
    pub(super) lt_token: Token,
    /// The type.
    pub ty: Box<Type>,
    /// How many names of the path stand in the brackets.
    pub position: usize,
    pub(super) as_token: Option<Token>,
    pub(super) gt_token: Token,
}

impl QSelf {
    /// Reads the brackets, and the path of which they are a part.
    pub(super) fn read(input: ParseStream<'_>) -> Result<(Self, Path)> {
        let lt_token = input.token("<")?;
        let ty = Box::new(input.parse()?);
        let as_token = input.optional("as");
        let mut path = match as_token {
            Some(_) => Path::in_types(input)?,
            None => Path {
                leading_colon: None,
                segments: Punctuated::new("::"),
            },
        };
        let qself = Self {
            lt_token,
            ty,
            position: path.segments.len(),
            as_token,
            gt_token: input.token(">")?,
        };
        let separator = input.token("::")?;
        let behind = Path::in_types(input)?;
        if behind.leading_colon.is_some() {
            return Err(Error::new(separator.span, "expected identifier"));
        }
        if path.segments.is_empty() {
            path.leading_colon = Some(separator);
        }
        for segment in behind.segments {
            path.segments.push(segment);
        }
        Ok((qself, path))
    }
}

/// Writes a path that may start with a type in brackets.
pub(super) fn write(qself: Option<&QSelf>, path: &Path, tokens: &mut TokenStream) {
    let Some(qself) = qself else {
        return path.to_tokens(tokens);
    };
    qself.lt_token.to_tokens(tokens);
    qself.ty.to_tokens(tokens);
    if qself.position == 0 {
        qself.gt_token.to_tokens(tokens);
        return path.to_tokens(tokens);
    }
    qself.as_token.to_tokens(tokens);
    path.leading_colon.to_tokens(tokens);
    for (index, segment) in path.segments.iter().enumerate() {
        if index == qself.position {
            qself.gt_token.to_tokens(tokens);
        }
        if index > 0 {
            Token::at("::", segment.ident.span()).to_tokens(tokens);
        }
        segment.to_tokens(tokens);
    }
}

impl ToTokens for Path {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.leading_colon.to_tokens(tokens);
        self.segments.to_tokens(tokens);
    }
}

impl ToTokens for PathSegment {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.ident.to_tokens(tokens);
        self.arguments.to_tokens(tokens);
    }
}

impl ToTokens for PathArguments {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::None => {}
            Self::AngleBracketed(arguments) => arguments.to_tokens(tokens),
            Self::Parenthesized(inputs, output) => {
                inputs.to_tokens(tokens);
                output.to_tokens(tokens);
            }
        }
    }
}

impl ToTokens for AngleBracketed {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.colon2_token.to_tokens(tokens);
        self.lt_token.to_tokens(tokens);
        self.args.to_tokens(tokens);
        self.gt_token.to_tokens(tokens);
    }
}

impl ToTokens for GenericArgument {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Lifetime(lifetime) => lifetime.to_tokens(tokens),
            Self::Type(ty) => ty.to_tokens(tokens),
            Self::Const(written) | Self::Other(written) => written.to_tokens(tokens),
            Self::AssocType(associated) => {
                associated.ident.to_tokens(tokens);
                associated.arguments.to_tokens(tokens);
                associated.eq_token.to_tokens(tokens);
                associated.ty.to_tokens(tokens);
            }
        }
    }
}
