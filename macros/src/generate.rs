//! Small pieces that several expansions generate.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use ssot_rules::syntax::{AnyIdent, respanned};

/// A span whose local names no user code can mean, shown to the user at `place`.
///
/// Its hygiene also tells the compiler that the tokens are not the user's, which keeps the user's
/// lints off them.
pub(crate) fn generated_at(place: Span) -> Span {
    Span::mixed_site().located_at(place)
}

/// From where to where something of the user's stands.
#[derive(Clone, Copy)]
pub(crate) struct Extent {
    before: Span,
    last: Span,
}

impl Extent {
    pub(crate) fn of(tokens: &impl ToTokens) -> Self {
        let mut tokens = tokens.to_token_stream().into_iter();
        let Some(first) = tokens.next() else {
            return Self::at(Span::call_site());
        };
        let last = tokens.last().map(|last| last.span());
        Self::between(first.span(), last.unwrap_or_else(|| first.span()))
    }

    pub(crate) fn at(place: Span) -> Self {
        Self::between(place, place)
    }

    fn between(first: Span, last: Span) -> Self {
        let before = if proc_macro::is_available() {
            first.unwrap().start().into()
        } else {
            Span::call_site()
        };
        Self { before, last }
    }

    /// The same with the hygiene of generated tokens.
    pub(crate) fn generated(self) -> Self {
        self.resolved_at(Span::mixed_site())
    }

    /// The same with another hygiene.
    fn resolved_at(self, hygiene: Span) -> Self {
        Self {
            before: self.before.resolved_at(hygiene),
            last: self.last.resolved_at(hygiene),
        }
    }

    /// Where generated names stand: in front of the user's, since an editor takes each name that stands exactly where one of
    /// the user's does for what is meant by it, and leads to all of them.
    pub(crate) fn before(self) -> Span {
        self.before
    }

    /// Behind it, for a name that ends what the compiler shows.
    pub(crate) fn after(self) -> Span {
        if proc_macro::is_available() {
            self.last.unwrap().end().into()
        } else {
            Span::call_site()
        }
    }

    /// The last of its tokens alone.
    #[cfg(feature = "composition")]
    pub(crate) fn end(self) -> Self {
        Self::at(self.last)
    }

    /// A name that stands exactly there, for what an editor is to take for what is meant.
    pub(crate) fn end_ident(self, name: &str) -> Ident {
        Ident::new(name, self.last)
    }
}

/// Generated tokens, `extent=> ..`: from the first, which stands in front of what is the user's, to the last, a bracket or the
/// like, the compiler shows what is the user's.
macro_rules! shown {
    ($extent:expr=> $($tokens:tt)*) => {{
        let extent: $crate::generate::Extent = $extent;
        $crate::generate::closed(extent, ::quote::quote_spanned!(extent.before()=> $($tokens)*))
    }};
}

pub(crate) use shown;

/// The tokens with their outermost closing brackets at the end of the extent.
///
/// The parameters of an implementation begin where the extent does: where a type is not known in there, the compiler does
/// not advise to add a parameter, and so reports the type once, and not once more with this advice.
pub(crate) fn closed(extent: Extent, tokens: TokenStream) -> TokenStream {
    let mut is_declared = false;
    let closed = tokens.into_iter().map(|mut token| {
        if is_declared && matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '<') {
            token.set_span(extent.before);
        }
        is_declared = matches!(&token, TokenTree::Ident(word) if word == "impl");
        let closes = match &token {
            TokenTree::Group(group) => group.delimiter() != Delimiter::None,
            TokenTree::Punct(mark) => matches!(mark.as_char(), '>' | ';'),
            _ => false,
        };
        if closes {
            token.set_span(extent.last);
        }
        token
    });
    closed.collect()
}

/// A path that the compiler shows from the first token of the extent to the last, and not in front of it only: with brackets.
pub(crate) fn bracketed(extent: Extent, path: TokenStream) -> TokenStream {
    let first = path.clone().into_iter().next();
    let extent = first.map_or(extent, |first| extent.resolved_at(first.span()));
    let path = shown_at(path, extent.before());
    let ends = |token| matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '>');
    if path.clone().into_iter().last().is_some_and(ends) {
        return closed(extent, path);
    }
    shown!(extent=> #path<>)
}

/// A generated identifier, shown to the user at `place`.
pub(crate) fn ident_at(name: &str, place: Span) -> Ident {
    Ident::new(name, generated_at(place))
}

/// A name of the user's as a generated identifier, raw: what it says may be a keyword in another edition.
pub(crate) fn own_ident(name: &Ident) -> Ident {
    const KEYWORDS: &[&str] = &["async", "await", "dyn", "gen", "try"];
    let text = name.unraw().to_string();
    let place = generated_at(name.span());
    if KEYWORDS.contains(&text.as_str()) || *name != text {
        Ident::new_raw(&text, place)
    } else {
        Ident::new(&text, place)
    }
}

/// The user's tokens, shown at another place.
pub(crate) fn shown_at(tokens: impl ToTokens, place: Span) -> TokenStream {
    respanned(tokens.to_token_stream(), &|span| span.located_at(place))
}

/// Tokens with the hygiene of generated ones.
pub(crate) fn generated(tokens: TokenStream, place: Span) -> TokenStream {
    respanned(tokens, &|_| generated_at(place))
}

/// Whether the instances of components are counted. The recorded expansions are those without.
pub(crate) fn counts_usage() -> bool {
    cfg!(all(feature = "metrics", not(test)))
}

/// The tokens of a type without the `+` that they may end in: nothing can stand behind it.
pub(crate) fn without_plus(ty: TokenStream) -> TokenStream {
    let mut tokens: Vec<_> = ty.into_iter().collect();
    while matches!(tokens.last(), Some(TokenTree::Punct(mark)) if mark.as_char() == '+') {
        tokens.pop();
    }
    tokens.into_iter().collect()
}
