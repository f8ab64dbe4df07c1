//! The type in the place of `Self`.
//!
//! What is given are tokens of types, of generics and their bounds, of parameters, and of whole heads of functions, in
//! which macros and constants may stand. So it is the tokens around a `Self` that say what it is there.

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{PathArguments, Type};

use crate::generate::shown_at;

/// Replaces `Self` by the type it means where the constructor stands; on the factory, `Self` is
/// the factory.
///
/// It is left where no type can stand: the compiler says so there, and would say something else about the type.
pub(crate) fn without_self(tokens: TokenStream, component: &TokenStream) -> TokenStream {
    Level::new(component, Kind::Types).replaced(tokens)
}

/// What tokens are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Types, and what is around them.
    Types,
    /// Values, in which there may be types.
    Values,
}

/// The tokens between two brackets, as far as they have been read.
struct Level<'a> {
    component: &'a TokenStream,
    kind: Kind,
    /// Whether names of traits stand here, without and within each `<`.
    traits: Vec<bool>,
    /// Whether what stands behind a colon are bounds, also without a `<`.
    clause: bool,
    /// Whether it is the type of a constant that stands behind the next colon.
    constant: bool,
    previous: Option<TokenTree>,
}

impl<'a> Level<'a> {
    fn new(component: &'a TokenStream, kind: Kind) -> Self {
        Self {
            component,
            kind,
            traits: vec![false],
            clause: false,
            constant: false,
            previous: None,
        }
    }

    fn replaced(mut self, tokens: TokenStream) -> TokenStream {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut replaced = TokenStream::new();
        for (index, token) in tokens.iter().enumerate() {
            let rest = &tokens[index + 1..];
            match token {
                TokenTree::Ident(word) if word == "Self" => replaced.extend(self.own(word, rest)),
                TokenTree::Group(group) => replaced.extend([self.group(group)]),
                token => replaced.extend([token.clone()]),
            }
            self.pass(token, rest);
        }
        replaced
    }

    fn own(&self, word: &Ident, rest: &[TokenTree]) -> TokenStream {
        if self.is_bound() || self.follows('\'') || !is_type(rest) {
            return word.to_token_stream();
        }
        let starts_a_path = is_punct(rest.first(), ':', Spacing::Joint);
        match self.kind {
            _ if starts_a_path => {
                let component = shown_at(self.component, word.span());
                quote!(<#component>)
            }
            Kind::Types => shown_at(self.component, word.span()),
            Kind::Values => shown_at(as_value(self.component), word.span()),
        }
    }

    fn group(&self, group: &Group) -> TokenTree {
        let follows_a_name = matches!(
            &self.previous,
            Some(TokenTree::Ident(word)) if word != "dyn" && word != "impl"
        );
        let first = group.stream().into_iter().next();
        let of_a_visibility = matches!(&self.previous, Some(TokenTree::Ident(word)) if word == "pub")
            && matches!(first, Some(TokenTree::Ident(word)) if word == "in");
        if of_a_visibility {
            return TokenTree::Group(group.clone());
        }
        let kind = match group.delimiter() {
            Delimiter::Brace => Kind::Values,
            _ => self.kind,
        };
        let mut level = Level::new(self.component, kind);
        // Not the arguments of `Fn(..)`.
        level.traits = vec![self.is_bound() && !follows_a_name];
        let mut replaced = Group::new(group.delimiter(), level.replaced(group.stream()));
        replaced.set_span(group.span());
        TokenTree::Group(replaced)
    }

    /// Takes notice of what a token means for those behind it.
    fn pass(&mut self, token: &TokenTree, rest: &[TokenTree]) {
        match token {
            TokenTree::Ident(word) if word == "dyn" || word == "impl" => self.set_bounds(true),
            TokenTree::Ident(word) if word == "where" => {
                self.clause = true;
                self.set_bounds(false);
            }
            TokenTree::Ident(word) if word == "const" => {
                self.constant = matches!(rest, [TokenTree::Ident(_), TokenTree::Punct(mark), ..] if mark.as_char() == ':');
            }
            TokenTree::Punct(mark) => self.pass_mark(mark.as_char(), mark.spacing(), rest),
            _ => {}
        }
        self.previous = Some(token.clone());
    }

    fn pass_mark(&mut self, mark: char, spacing: Spacing, rest: &[TokenTree]) {
        let types = self.kind == Kind::Types;
        match mark {
            '<' if types => self.traits.push(false),
            // The result of `Fn(..) -> ..`.
            '>' if self.follows('-') => self.set_bounds(false),
            '>' if types && self.traits.len() > 1 => drop(self.traits.pop()),
            ';' => {
                // What is left is the length of an array.
                self.kind = Kind::Values;
                self.set_bounds(false);
            }
            '<' | '>' | ',' | '=' => {
                self.constant = false;
                self.set_bounds(false);
            }
            '+' if types => self.set_bounds(true),
            ':' => {
                let in_a_path = self.follows(':')
                    || spacing == Spacing::Joint && is_punct(rest.first(), ':', Spacing::Alone);
                let before_bounds = types && (self.clause || self.traits.len() > 1);
                if !in_a_path && before_bounds && !self.constant {
                    self.set_bounds(true);
                }
            }
            _ => {}
        }
    }

    fn is_bound(&self) -> bool {
        self.traits.last().is_some_and(|traits| *traits)
    }

    fn set_bounds(&mut self, bounds: bool) {
        if let Some(traits) = self.traits.last_mut() {
            *traits = bounds;
        }
    }

    /// Whether the token before is this mark, and one with what follows.
    fn follows(&self, mark: char) -> bool {
        is_punct(self.previous.as_ref(), mark, Spacing::Joint)
    }
}

fn is_punct(token: Option<&TokenTree>, mark: char, spacing: Spacing) -> bool {
    matches!(token, Some(TokenTree::Punct(found)) if found.as_char() == mark && found.spacing() == spacing)
}

/// Whether a type can stand before these tokens: it has no arguments of its own, and names no macro.
fn is_type(rest: &[TokenTree]) -> bool {
    match rest {
        [TokenTree::Punct(mark), ..] if mark.as_char() == '<' => false,
        [TokenTree::Punct(mark), ..] if mark.as_char() == '!' => mark.spacing() == Spacing::Joint,
        [TokenTree::Punct(one), TokenTree::Punct(other), rest @ ..]
            if one.as_char() == ':' && other.as_char() == ':' =>
        {
            match rest {
                [TokenTree::Ident(_), rest @ ..] => !is_macro(rest),
                _ => false,
            }
        }
        _ => true,
    }
}

/// Whether it is a macro whose path these tokens end.
fn is_macro(mut rest: &[TokenTree]) -> bool {
    while let [
        TokenTree::Punct(one),
        TokenTree::Punct(other),
        TokenTree::Ident(_),
        behind @ ..,
    ] = rest
        && one.as_char() == ':'
        && other.as_char() == ':'
    {
        rest = behind;
    }
    is_punct(rest.first(), '!', Spacing::Alone)
}

/// A type as it stands among values: `Port::<T>`.
fn as_value(component: &TokenStream) -> TokenStream {
    let Ok(Type::Path(mut path)) = syn::parse2(component.clone()) else {
        return component.clone();
    };
    for segment in &mut path.path.segments {
        if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
            arguments.colon2_token.get_or_insert_default();
        }
    }
    path.into_token_stream()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(tokens: &str) -> String {
        let tokens = tokens.parse().expect("these are tokens");
        without_spaces(&without_self(tokens, &quote!(Port<T>)).to_string())
    }

    /// Where tokens stand apart says how they were made.
    fn without_spaces(tokens: &str) -> String {
        tokens.replace(' ', "")
    }

    #[test]
    fn a_type_stands_for_itself() {
        for (before, after) in [
            ("Self", "Port<T>"),
            ("Self::Item", "<Port<T>>::Item"),
            ("Vec<Self>", "Vec<Port<T>>"),
            (
                "&'a (Self, fn(Self) -> Self)",
                "&'a (Port<T>, fn(Port<T>) -> Port<T>)",
            ),
            ("impl Fn(Self) -> Self", "impl Fn(Port<T>) -> Port<T>"),
            (
                "impl Into<Self> + Iterator<Item = Self>",
                "impl Into<Port<T>> + Iterator<Item = Port<T>>",
            ),
            (
                "where Self: Clone, Vec<Self>: From<Self>,",
                "where Port<T>: Clone, Vec<Port<T>>: From<Port<T>>,",
            ),
            ("where for<'a> Self: Clone", "where for<'a> Port<T>: Clone"),
            (
                "<A: From<Self>, B = Self, const N: Self>",
                "<A: From<Port<T>>, B = Port<T>, const N: Port<T>>",
            ),
            ("a: Self, b: Self::Item", "a: Port<T>, b: <Port<T>>::Item"),
            (
                "fn f<A: Into<Self>>(a: Self, b: A) -> Option<Self> where A: Clone",
                "fn f<A: Into<Port<T>>>(a: Port<T>, b: A) -> Option<Port<T>> where A: Clone",
            ),
        ] {
            assert_eq!(replaced(before), without_spaces(after));
        }
    }

    #[test]
    fn what_stands_for_a_value_is_written_as_one() {
        for (before, after) in [
            (
                "[u8; Self::A + Self::B]",
                "[u8; <Port<T>>::A + <Port<T>>::B]",
            ),
            (
                "[Self; size_of::<Self>()]",
                "[Port<T>; size_of::<Port::<T>>()]",
            ),
            ("Array<{ Self(1).0 }>", "Array<{ Port::<T>(1).0 }>"),
        ] {
            assert_eq!(replaced(before), without_spaces(after));
        }
    }

    #[test]
    fn what_is_no_type_is_left() {
        for tokens in [
            "&'Self u8",
            "pub(in Self::a)",
            "Self<u8>",
            "Self::<u8>::Item",
            "Self!()",
            "Self::a::b!()",
            "<A: Self>",
            "<A: Send + Self::B + ?Self>",
            "where A: for<'a> Self::B<'a>",
            "impl Self::A",
            "Box<dyn Send + Self>",
            "&(dyn (Self::A) + Self)",
            "[u8; size_of::<dyn Self::A>()]",
        ] {
            assert_eq!(replaced(tokens), without_spaces(tokens));
        }
    }
}
