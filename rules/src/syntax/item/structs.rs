//! Structs and their fields.

use core::slice::{Iter, IterMut};

use proc_macro2::{Delimiter, Ident, Span, TokenStream};
use quote::ToTokens;

use super::super::attribute::{self, Attribute};
use super::super::generics::Generics;
use super::super::punctuated::Punctuated;
use super::super::stream::{Parse, ParseStream, Peek, Result};
use super::super::token::{Token, in_brackets};
use super::super::types::Type;
use super::visibility::Visibility;

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

impl ItemStruct {
    /// Reads all that stands in front of the fields. They are still to come.
    ///
    /// # Errors
    ///
    /// The next tokens are something else.
    pub fn parse_head(input: ParseStream<'_>) -> Result<Self> {
        let mut item = Self {
            attrs: Attribute::parse_outer(input)?,
            vis: input.parse()?,
            struct_token: input.token("struct")?,
            ident: input.parse()?,
            generics: input.parse()?,
            fields: Fields::Unit,
            semi_token: None,
        };
        item.generics.where_clause = input.parse()?;
        Ok(item)
    }
}

impl Parse for ItemStruct {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut item = Self::parse_head(input)?;
        if input.peek(Peek::Group(Delimiter::Brace)) {
            let (group, content) = input.group(Delimiter::Brace)?;
            item.fields = Fields::Named(FieldList {
                brackets: group.span(),
                fields: Punctuated::parse_terminated_with(&content, Field::parse_named)?,
            });
        } else if input.peek(Peek::Group(Delimiter::Parenthesis))
            && item.generics.where_clause.is_none()
        {
            let (group, content) = input.group(Delimiter::Parenthesis)?;
            item.fields = Fields::Unnamed(FieldList {
                brackets: group.span(),
                fields: Punctuated::parse_terminated_with(&content, Field::unnamed)?,
            });
            item.generics.where_clause = input.parse()?;
            item.semi_token = Some(input.token(";")?);
        } else if input.is(";") {
            item.semi_token = Some(input.token(";")?);
        } else {
            return Err(input.error("expected one of: `where`, parentheses, curly braces, `;`"));
        }
        Ok(item)
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
