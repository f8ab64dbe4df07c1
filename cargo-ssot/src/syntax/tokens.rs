//! The tokens of a text, one after the other, with their bytes.

use std::ops::Range;
use std::str::FromStr;

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    Sign(char),
    Open(Delimiter),
    Close(Delimiter),
    /// A number or a text.
    Literal,
}

/// The tokens of a file, comments left out, those of documentation too. `None` if it is not valid Rust.
pub(crate) fn of(text: &str) -> Option<Vec<Token>> {
    let skipped = crate::index::skipped(text);
    let stream = TokenStream::from_str(&text[skipped..]).ok()?;
    let tokens = flat(stream, skipped, text);
    // Nothing of the spans is left.
    proc_macro2::extra::invalidate_current_thread_spans();
    Some(tokens)
}

fn flat(stream: TokenStream, skipped: usize, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut open: Vec<(proc_macro2::token_stream::IntoIter, Option<Group>)> =
        vec![(stream.into_iter(), None)];
    let bytes = |span: Span| {
        let range = span.byte_range();
        range.start + skipped..range.end + skipped
    };
    while let Some((left, around)) = open.last_mut() {
        let Some(token) = left.next() else {
            if let Some(group) = around {
                push(
                    &mut tokens,
                    Kind::Close(group.delimiter()),
                    bytes(group.span_close()),
                );
            }
            open.pop();
            continue;
        };
        match token {
            // A comment of documentation becomes an attribute, all of whose tokens stand where it stands.
            TokenTree::Group(group) if text[bytes(group.span_open())].starts_with('/') => {}
            TokenTree::Group(group) => {
                push(
                    &mut tokens,
                    Kind::Open(group.delimiter()),
                    bytes(group.span_open()),
                );
                open.push((group.stream().into_iter(), Some(group)));
            }
            TokenTree::Ident(word) => push(&mut tokens, Kind::Word, bytes(word.span())),
            TokenTree::Punct(sign) => {
                push(&mut tokens, Kind::Sign(sign.as_char()), bytes(sign.span()));
            }
            TokenTree::Literal(literal) => {
                push(&mut tokens, Kind::Literal, bytes(literal.span()));
            }
        }
    }
    // The signs in front of that attribute.
    tokens.retain(|token| match token.kind {
        Kind::Sign(sign) => token.range.len() == sign.len_utf8(),
        _ => true,
    });
    tokens
}

fn push(tokens: &mut Vec<Token>, kind: Kind, range: Range<usize>) {
    tokens.push(Token { kind, range });
}

impl Token {
    pub(crate) fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.range.clone()]
    }

    /// The word without its raw mark, if it is one.
    pub(crate) fn word<'a>(&self, text: &'a str) -> Option<&'a str> {
        let written = self.text(text);
        (self.kind == Kind::Word).then(|| written.strip_prefix("r#").unwrap_or(written))
    }
}

/// The position behind the bracket that closes the one at a position.
pub(crate) fn behind(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// What stands in front of a word.
pub(crate) enum Before<'a> {
    Nothing,
    Dot,
    /// `::`, and what is in front of that.
    Path(Option<&'a Token>),
}

pub(crate) fn before(tokens: &[Token], at: usize) -> Before<'_> {
    let token = |steps: usize| at.checked_sub(steps).map(|before| &tokens[before]);
    let sign = |steps: usize| token(steps).map(|token| token.kind);
    match (sign(1), sign(2)) {
        (Some(Kind::Sign(':')), Some(Kind::Sign(':'))) => Before::Path(token(3)),
        (Some(Kind::Sign('.')), second) if second != Some(Kind::Sign('.')) => Before::Dot,
        _ => Before::Nothing,
    }
}

/// The words that are written in a part of a text, and could be names of its modules: those behind `::` or `.` are names of
/// something else.
pub(crate) fn names<'a>(
    tokens: &'a [Token],
    text: &'a str,
) -> impl Iterator<Item = (usize, &'a str)> {
    let words = tokens.iter().enumerate();
    let words = words.filter(|(at, _)| matches!(before(tokens, *at), Before::Nothing));
    words.filter_map(|(at, token)| Some((at, token.word(text)?)))
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn comments_are_no_tokens() {
        let text = "//! About it.)\n#![allow(unused)] /// About `f`]\nfn f() {}\n";
        let tokens = of(text).expect("it is Rust");
        let written: Vec<_> = tokens.iter().map(|token| token.text(text)).collect();
        let expected = [
            "#", "!", "[", "allow", "(", "unused", ")", "]", "fn", "f", "(", ")", "{", "}",
        ];
        assert_eq!(written, expected);
    }
}
