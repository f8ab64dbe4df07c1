//! Functions without their bodies.

use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream};
use quote::ToTokens;

use super::attribute::{self, Attribute};
use super::generics::Generics;
use super::lifetime::Lifetime;
use super::punctuated::Punctuated;
use super::stream::{Parse, ParseStream, Peek, Result};
use super::token::{Token, in_brackets};
use super::types::{ReturnType, Type};

/// Everything of a function from `const` to the `where` clause.
#[derive(Clone)]
pub struct Signature {
    /// `const`
    pub constness: Option<Token>,
    /// `async`
    pub asyncness: Option<Token>,
    /// `unsafe`
    pub safety: Option<Token>,
    /// `extern "C"`
    pub abi: Option<Abi>,
    /// `fn`
    pub fn_token: Token,
    /// The name.
    pub ident: Ident,
    /// The generic parameters, and the `where` clause.
    pub generics: Generics,
    /// Where the parentheses are.
    parentheses: Span,
    /// The parameters.
    pub inputs: Punctuated<FnArg>,
    /// `...`
    pub variadic: Option<TokenStream>,
    /// What it returns.
    pub output: ReturnType,
}

/// `extern "C"`
#[derive(Clone)]
pub struct Abi {
    /// `extern`
    pub extern_token: Token,
    /// `"C"`
    pub name: Option<Literal>,
}

/// A parameter.
#[derive(Clone)]
pub enum FnArg {
    /// `&self`
    Receiver(Receiver),
    /// `pattern: Type`
    Typed(PatType),
}

/// `self`, `&mut self`, `self: Arc<Self>`
#[derive(Clone)]
pub struct Receiver {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// What stands in front of `self`.
    pub kind: ReceiverKind,
    /// `self`
    pub self_token: Token,
}

/// How `self` is taken.
#[derive(Clone)]
pub enum ReceiverKind {
    /// `mut self`
    Value(Option<Token>),
    /// `&'a mut self`
    Reference(Token, Option<Lifetime>, Option<Token>),
    /// `mut self: Type`
    Typed(Option<Token>, Token, Box<Type>),
}

/// `pattern: Type`
#[derive(Clone)]
pub struct PatType {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// What is in front of the colon.
    pub pat: Pat,
    /// `:`
    pub colon_token: Token,
    /// The type.
    pub ty: Box<Type>,
}

/// What is in front of the colon of a parameter.
#[derive(Clone)]
pub enum Pat {
    /// A name, perhaps with `mut` in front of it.
    Ident(PatIdent),
    /// Any other pattern.
    Other(TokenStream),
}

/// `mut name`
#[derive(Clone)]
pub struct PatIdent {
    /// `mut`
    pub mutability: Option<Token>,
    /// The name.
    pub ident: Ident,
}

impl Signature {
    /// `self`, if it is the first parameter.
    #[must_use]
    pub fn receiver(&self) -> Option<&Receiver> {
        match self.inputs.first()? {
            FnArg::Receiver(receiver) => Some(receiver),
            FnArg::Typed(_) => None,
        }
    }
}

impl Parse for Signature {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let constness = input.optional("const");
        let asyncness = input.optional("async");
        let safety = input.optional("unsafe");
        let external = input.optional("extern");
        let abi = external.map(|extern_token| Abi {
            extern_token,
            name: input.literal(),
        });
        let fn_token = input.token("fn")?;
        let ident = input.parse()?;
        let mut generics: Generics = input.parse()?;
        let (parentheses, content) = input.group(Delimiter::Parenthesis)?;
        let (mut inputs, mut variadic) = (Punctuated::new(","), None);
        while !content.is_empty() {
            let attributes = Attribute::parse_outer(&content)?;
            if content.is("...") {
                variadic = Some(content.rest());
                break;
            }
            let argument = FnArg::behind(attributes, &content)?;
            let comma = if content.is_empty() {
                None
            } else {
                Some(content.token(",")?)
            };
            inputs.add(argument, comma);
        }
        let output = input.parse()?;
        generics.where_clause = input.parse()?;
        Ok(Self {
            constness,
            asyncness,
            safety,
            abi,
            fn_token,
            ident,
            generics,
            parentheses: parentheses.span(),
            inputs,
            variadic,
            output,
        })
    }
}

impl FnArg {
    fn behind(attrs: Vec<Attribute>, input: ParseStream<'_>) -> Result<Self> {
        if let Some(receiver) = Receiver::read(&attrs, input)? {
            return Ok(Self::Receiver(receiver));
        }
        Ok(Self::Typed(PatType {
            attrs,
            pat: input.parse()?,
            colon_token: input.token(":")?,
            ty: input.parse()?,
        }))
    }
}

impl Receiver {
    fn read(attributes: &[Attribute], input: ParseStream<'_>) -> Result<Option<Self>> {
        let ahead = input.fork();
        let and = ahead.optional("&");
        let lifetime = if and.is_some() && ahead.peek(Peek::Lifetime) {
            Some(ahead.parse()?)
        } else {
            None
        };
        let mutability = ahead.optional("mut");
        let Some(self_token) = ahead.optional("self") else {
            return Ok(None);
        };
        if ahead.is("::") {
            return Ok(None);
        }
        let kind = match and {
            Some(and) => ReceiverKind::Reference(and, lifetime, mutability),
            None => match ahead.optional(":") {
                Some(colon) => ReceiverKind::Typed(mutability, colon, Box::new(ahead.parse()?)),
                None => ReceiverKind::Value(mutability),
            },
        };
        input.advance_to(&ahead);
        Ok(Some(Self {
            attrs: attributes.to_vec(),
            kind,
            self_token,
        }))
    }
}

impl Parse for Box<Type> {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        input.parse().map(Self::new)
    }
}

impl Parse for Pat {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let ahead = input.fork();
        let mutability = ahead.optional("mut");
        if let Ok(ident) = ahead.parse()
            && ahead.is(":")
            && !ahead.is("::")
        {
            input.advance_to(&ahead);
            return Ok(Self::Ident(PatIdent { mutability, ident }));
        }
        // Up to the colon behind it: those of paths are double, and the commas of their arguments are no end.
        let (mut pattern, mut depth) = (TokenStream::new(), 0_usize);
        while !input.is_empty() && (depth > 0 || !input.is(",")) {
            if let Some(separator) = input.optional("::") {
                separator.to_tokens(&mut pattern);
                continue;
            }
            if let Some(arrow) = input.optional("->") {
                arrow.to_tokens(&mut pattern);
                continue;
            }
            if input.is(":") {
                break;
            }
            if input.is("<") {
                depth += 1;
            } else if input.is(">") {
                depth = depth.saturating_sub(1);
            }
            pattern.extend(input.next());
        }
        if pattern.is_empty() {
            return Err(input.error("expected a pattern"));
        }
        Ok(Self::Other(pattern))
    }
}

impl ToTokens for Signature {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.constness.to_tokens(tokens);
        self.asyncness.to_tokens(tokens);
        self.safety.to_tokens(tokens);
        self.abi.to_tokens(tokens);
        self.fn_token.to_tokens(tokens);
        self.ident.to_tokens(tokens);
        self.generics.to_tokens(tokens);
        let mut inputs = self.inputs.to_token_stream();
        inputs.extend(self.variadic.clone());
        in_brackets(Delimiter::Parenthesis, self.parentheses, inputs, tokens);
        self.output.to_tokens(tokens);
        self.generics.where_clause.to_tokens(tokens);
    }
}

impl ToTokens for Abi {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.extern_token.to_tokens(tokens);
        self.name.to_tokens(tokens);
    }
}

impl ToTokens for FnArg {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Receiver(receiver) => receiver.to_tokens(tokens),
            Self::Typed(typed) => typed.to_tokens(tokens),
        }
    }
}

impl ToTokens for Receiver {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        attribute::write(&self.attrs, tokens);
        match &self.kind {
            ReceiverKind::Value(mutability) => {
                mutability.to_tokens(tokens);
                self.self_token.to_tokens(tokens);
            }
            ReceiverKind::Reference(and, lifetime, mutability) => {
                and.to_tokens(tokens);
                lifetime.to_tokens(tokens);
                mutability.to_tokens(tokens);
                self.self_token.to_tokens(tokens);
            }
            ReceiverKind::Typed(mutability, colon, ty) => {
                mutability.to_tokens(tokens);
                self.self_token.to_tokens(tokens);
                colon.to_tokens(tokens);
                ty.to_tokens(tokens);
            }
        }
    }
}

impl ToTokens for PatType {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        attribute::write(&self.attrs, tokens);
        self.pat.to_tokens(tokens);
        self.colon_token.to_tokens(tokens);
        self.ty.to_tokens(tokens);
    }
}

impl ToTokens for Pat {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Ident(name) => {
                name.mutability.to_tokens(tokens);
                name.ident.to_tokens(tokens);
            }
            Self::Other(pattern) => pattern.to_tokens(tokens),
        }
    }
}
