//! Patterns, and the parameters of functions and closures.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::cursor::{Cursor, is_mark};
use super::{SelfType, regrouped};

impl SelfType<'_> {
    /// Patterns of the type leave the seal out.
    pub(super) fn patterns(&self, tokens: TokenStream) -> TokenStream {
        self.patterns_among(tokens, false)
    }

    /// The same; `fields` stand alone among them.
    fn patterns_among(&self, tokens: TokenStream, fields: bool) -> TokenStream {
        let (mut cursor, mut replaced) = (Cursor::new(tokens), TokenStream::new());
        while let Some(token) = cursor.peek(0) {
            match token {
                TokenTree::Ident(_)
                    if self.mention(&cursor).is_some() && !Self::is_shorthand(&cursor, fields) =>
                {
                    replaced.extend(self.pattern(&mut cursor));
                    continue;
                }
                TokenTree::Ident(_) if Self::is_invocation(&cursor) => {
                    replaced.extend(self.invocation(&mut cursor));
                    continue;
                }
                TokenTree::Group(group) if is_mark(cursor.before(1), '#') => {
                    replaced.extend([TokenTree::Group(group.clone())]);
                }
                TokenTree::Group(group) => {
                    let inner = self.patterns(group.stream());
                    replaced.extend([TokenTree::Group(regrouped(group, inner))]);
                }
                token => replaced.extend([token.clone()]),
            }
            cursor.at += 1;
        }
        replaced
    }

    fn pattern(&self, cursor: &mut Cursor) -> TokenStream {
        let Some(mention) = self.mention(cursor) else {
            return TokenStream::new();
        };
        // An end of a range.
        let in_range = is_mark(cursor.before(1), '.');
        let path = self.path(cursor, &mention);
        if self.seal.is_none() || mention.continues || in_range || cursor.is_mark(0, '.') {
            return path;
        }
        match cursor.peek(0) {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let group = regrouped(group, self.open_fields(group));
                cursor.at += 1;
                quote!(#path #group)
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                let group = regrouped(group, self.open_fields(group));
                cursor.at += 1;
                quote!(#path #group)
            }
            // A unit struct; a name in lower case is a variable's.
            _ if mention.is_upper_case => quote_spanned!(mention.place=> #path { .. }),
            _ => path,
        }
    }

    /// The fields of a pattern, with `..` if it does not stand there.
    fn open_fields(&self, group: &Group) -> TokenStream {
        let tokens: Vec<_> = group.stream().into_iter().collect();
        let named = group.delimiter() == Delimiter::Brace;
        let mut fields = self.patterns_among(group.stream(), named);
        fields.extend(opening(&tokens));
        fields
    }

    /// `pattern: type, pattern, ..`, with attributes.
    pub(super) fn parameters(&self, tokens: TokenStream) -> TokenStream {
        let (mut cursor, mut replaced) = (Cursor::new(tokens), TokenStream::new());
        while cursor.peek(0).is_some() {
            let end = |at: &Cursor| at.is_mark(0, ',') || at.is_single_colon();
            let end = cursor.find(&end).unwrap_or(cursor.len());
            replaced.extend(self.patterns(cursor.take_to(end)));
            if cursor.is_mark(0, ':') {
                let mut depth = 0_i32;
                let start = cursor.at;
                let mut end = start;
                while let Some(token) = cursor.peek(end - start) {
                    match token {
                        TokenTree::Punct(mark) if mark.as_char() == '<' => depth += 1,
                        TokenTree::Punct(mark) if mark.as_char() == '>' => depth -= 1,
                        TokenTree::Punct(mark) if mark.as_char() == ',' && depth <= 0 => break,
                        _ => {}
                    }
                    end += 1;
                }
                replaced.extend(self.in_types(cursor.take_to(end)));
            }
            let comma = cursor.at + 1;
            replaced.extend(cursor.take_to(comma));
        }
        replaced
    }
}

/// What a pattern with these fields lacks to leave the seal out.
pub(super) fn opening(fields: &[TokenTree]) -> Option<TokenStream> {
    let separated = fields.is_empty() || is_mark(fields.last(), ',');
    let comma = (!separated).then(|| quote!(,));
    if !has_rest(fields) {
        return Some(quote!(#comma ..));
    }
    // `Port(.., last)`: the seal comes behind the last one.
    let behind = fields.iter().rev().find(|field| !is_mark(Some(field), ','));
    (!is_mark(behind, '.')).then(|| quote!(#comma _))
}

/// Whether `..` stands for the other fields: not as a part of a range.
pub(super) fn has_rest(tokens: &[TokenTree]) -> bool {
    let mark = |at: usize, mark: char| is_mark(tokens.get(at), mark);
    (1..tokens.len()).any(|at| {
        mark(at - 1, '.')
            && mark(at, '.')
            && (at == 1 || mark(at - 2, ',') || mark(at - 2, '@'))
            && (at + 1 == tokens.len() || mark(at + 1, ','))
    })
}
