//! Macros that would take the seal out of a guarded type, or around it, and derives that only sound as if they did.

use proc_macro::{Delimiter, Group, TokenStream, TokenTree};

/// The attributes of an item, and the rest.
fn parts(item: TokenStream) -> (TokenStream, TokenStream) {
    let tokens: Vec<_> = item.into_iter().collect();
    let attribute =
        |pair: &&[TokenTree]| matches!(&pair[0], TokenTree::Punct(punct) if punct.as_char() == '#');
    let length = 2 * tokens.chunks(2).take_while(attribute).count();
    let (attributes, rest) = tokens.split_at(length);
    (
        attributes.iter().cloned().collect(),
        rest.iter().cloned().collect(),
    )
}

/// The item with what `change` makes of the fields of the struct.
fn with_fields(item: TokenStream, change: impl Fn(TokenStream) -> TokenStream) -> TokenStream {
    let changed = item.into_iter().map(|token| match token {
        TokenTree::Group(fields) if fields.delimiter() == Delimiter::Brace => {
            Group::new(Delimiter::Brace, change(fields.stream())).into()
        }
        other => other,
    });
    changed.collect()
}

fn tokens(code: &str) -> TokenStream {
    code.parse().expect("the code of an attack is Rust")
}

/// Drops all attributes, and with them the one that adds the seal.
#[proc_macro_attribute]
pub fn drop_attributes(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    parts(item).1
}

/// Drops all attributes, and adds the given field for the seal.
#[proc_macro_attribute]
pub fn replace_seal(field: TokenStream, item: TokenStream) -> TokenStream {
    with_fields(parts(item).1, |fields| {
        let mut all = field.clone();
        all.extend(fields);
        all
    })
}

/// Moves the struct and its seal into a module, and puts one without a seal in its place.
#[proc_macro_attribute]
pub fn take_the_place(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    let (_, plain) = parts(item.clone());
    let mut both = tokens("#[allow(unused)] mod sealed");
    both.extend([TokenTree::Group(Group::new(Delimiter::Brace, item))]);
    both.extend(plain);
    both
}

/// Puts a copy of the struct into a module `copy`.
#[proc_macro_attribute]
pub fn duplicate(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    let (_, plain) = parts(item.clone());
    let mut both = item;
    both.extend(tokens("pub mod copy"));
    both.extend([TokenTree::Group(Group::new(Delimiter::Brace, plain))]);
    both
}

/// Puts the given fields in the place of those of the struct.
#[proc_macro_attribute]
pub fn replace_fields(fields: TokenStream, item: TokenStream) -> TokenStream {
    with_fields(item, |_| fields.clone())
}

/// Adds the given items.
#[proc_macro_attribute]
pub fn add_items(items: TokenStream, item: TokenStream) -> TokenStream {
    let mut all = item;
    all.extend(items);
    all
}

/// Adds an attribute, behind all others.
#[proc_macro_attribute]
pub fn add_attribute(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let (mut all, plain) = parts(item);
    all.extend(tokens("#"));
    all.extend([TokenTree::Group(Group::new(Delimiter::Bracket, attribute))]);
    all.extend(plain);
    all
}

/// Constructs nothing.
#[proc_macro_derive(Builder)]
pub fn builder(_item: TokenStream) -> TokenStream {
    TokenStream::new()
}

/// Constructs nothing.
#[proc_macro_derive(From)]
pub fn from(_item: TokenStream) -> TokenStream {
    TokenStream::new()
}
