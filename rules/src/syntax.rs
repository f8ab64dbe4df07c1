//! The Rust that the attributes read, and no more of it: items up to their bodies, types, paths, attributes, strings.
//!
//! Every user of the macros builds this, where a parser of the whole language would cost several times as much.
//! Bodies, values and patterns stay tokens: rustc reads them, and says what is wrong with them.
//!
//! 1. [`stream`](ParseStream) reads tokens one after the other, and says where something else stands.
//! 2. `lifetime`, `path`, `types`, `generics`, `attribute`, `literal`, `signature` and `item` each have one part of the language.
//!
//! Everything writes itself back as it was read.
//!
//! ```
//! use quote::ToTokens;
//! use ssot_rules::syntax::{self, ItemStruct};
//!
//! let item: ItemStruct = syntax::parse_str("struct Port<T> { number: Option<T> }")?;
//! assert_eq!(item.ident, "Port");
//! assert_eq!(item.fields.len(), 1);
//! assert_eq!(item.to_token_stream().to_string(), "struct Port < T > { number : Option < T > }");
//! # Ok::<(), syntax::Error>(())
//! ```

mod attribute;
mod generics;
mod item;
mod lifetime;
mod literal;
mod path;
mod punctuated;
mod signature;
mod stream;
mod token;
mod types;

use proc_macro2::Span;
use quote::ToTokens;

pub use attribute::{Attribute, Meta, MetaList, MetaNameValue};
pub use generics::{
    BoundLifetimes, ConstParam, GenericParam, Generics, ImplGenerics, LifetimeParam, PredicateType,
    TraitBound, TypeGenerics, TypeParam, TypeParamBound, WhereClause, WherePredicate,
};
pub use item::{
    Field, FieldList, Fields, Item, ItemFn, ItemHead, ItemStruct, ItemTrait, ItemType, ItemUse,
    OtherItem, TraitItem, TraitItemConst, TraitItemFn, TraitItemType, UseTree, Visibility,
    is_ended, one_item, to_semicolon, unfinished,
};
pub use lifetime::Lifetime;
pub use literal::{LitStr, value};
pub use path::{
    AngleBracketed, AssocType, GenericArgument, Path, PathArguments, PathSegment, QSelf,
};
pub use proc_macro2::Ident;
pub use punctuated::Punctuated;
pub use signature::{Abi, FnArg, Pat, PatIdent, PatType, Receiver, ReceiverKind, Signature};
pub(crate) use stream::is_keyword;
pub use stream::{
    Error, Parse, ParseBuffer, ParseStream, Parser, Peek, Result, parse_str, parse2, written,
};
pub use token::{Token, in_brackets, respanned};
pub use types::{ReturnType, Type, TypeBounds, TypeGroup, TypePath, TypeReference};

/// What can be done with any name.
pub trait AnyIdent: Sized {
    /// Reads a name that may be a keyword.
    ///
    /// # Errors
    ///
    /// The next token is no word.
    fn parse_any(input: ParseStream<'_>) -> Result<Self>;

    /// The name without `r#`.
    #[must_use]
    fn unraw(&self) -> Self;
}

impl AnyIdent for Ident {
    fn parse_any(input: ParseStream<'_>) -> Result<Self> {
        let name = input.word(|_| true);
        name.ok_or_else(|| input.error("expected ident"))
    }

    fn unraw(&self) -> Self {
        match self.to_string().strip_prefix("r#") {
            Some(name) => Self::new(name, self.span()),
            None => self.clone(),
        }
    }
}

/// Where syntax stands.
pub trait Spanned {
    /// Its first token, or the call where it has none.
    fn span(&self) -> Span;
}

impl<T: ToTokens + ?Sized> Spanned for T {
    fn span(&self) -> Span {
        let first = self.to_token_stream().into_iter().next();
        first.map_or_else(Span::call_site, |token| token.span())
    }
}

/// Syntax that is written out, as [`quote!`](quote::quote) writes it.
#[doc(hidden)]
#[macro_export]
macro_rules! written {
    ($($tokens:tt)*) => {
        $crate::syntax::written(::quote::quote!($($tokens)*))
    };
}

/// The same, shown at a place: `place=> ..`.
#[doc(hidden)]
#[macro_export]
macro_rules! written_at {
    ($($tokens:tt)*) => {
        $crate::syntax::written(::quote::quote_spanned!($($tokens)*))
    };
}
