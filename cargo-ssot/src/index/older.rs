//! Syntax of older editions that the parser rejects: anonymous parameters, trait objects without `dyn`, and identifiers
//! that have become keywords. Tokens are rewritten to the current edition and keep their spans.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, TokenStream, TokenTree};

use super::tokens::{is_mark, is_word};

/// Identifiers of the 2015 edition that are keywords now.
const NAMES: &[&str] = &["async", "await", "try"];

const CALLED: &[&str] = &["Fn", "FnMut", "FnOnce", "FnBox"];

/// Rewrites to the current edition, with `named` also the identifiers of 2015. Invalid code stays invalid.
pub(super) fn as_of_today(tokens: TokenStream, named: bool) -> TokenStream {
    group(tokens, Delimiter::None, named)
}

fn group(tokens: TokenStream, within: Delimiter, named: bool) -> TokenStream {
    let mut new: Vec<TokenTree> = Vec::new();
    let mut angles = 0_usize;
    for token in tokens {
        let token = match token {
            TokenTree::Group(inner) => {
                let inside = group(inner.stream(), inner.delimiter(), named);
                let is_called = inner.delimiter() == Delimiter::Parenthesis;
                let inside = if is_called && is_declared(&new) {
                    parameters(inside)
                } else {
                    inside
                };
                if is_called {
                    add_dyn(&mut new, within, angles);
                }
                let mut group = Group::new(inner.delimiter(), inside);
                group.set_span(inner.span());
                TokenTree::Group(group)
            }
            TokenTree::Ident(name) if named && NAMES.iter().any(|one| name == one) => {
                TokenTree::Ident(Ident::new_raw(&name.to_string(), name.span()))
            }
            token => token,
        };
        angles = if is_mark(&token, ';') {
            0
        } else {
            angles_behind(angles, &new, &token)
        };
        new.push(token);
    }
    new.into_iter().collect()
}

fn ends_in(tokens: &[TokenTree], mark: char) -> bool {
    tokens.last().is_some_and(|last| is_mark(last, mark))
}

/// The number of open angle brackets after a token. The `>` of `->` does not close one.
fn angles_behind(angles: usize, before: &[TokenTree], token: &TokenTree) -> usize {
    match token {
        token if is_mark(token, '<') => angles + 1,
        token if is_mark(token, '>') && !ends_in(before, '-') => angles.saturating_sub(1),
        _ => angles,
    }
}

/// Whether parameters of a function follow: `fn name`, `fn name<T>`.
fn is_declared(before: &[TokenTree]) -> bool {
    let mut at = before.len();
    if ends_in(before, '>') {
        at = before_angles(before, at);
    }
    matches!(&before[..at], [.., keyword, TokenTree::Ident(_)] if is_word(keyword, "fn"))
}

/// The start of the angle brackets that end before a token.
fn before_angles(tokens: &[TokenTree], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while at > 0 {
        at -= 1;
        if is_mark(&tokens[at], '>') && !ends_in(&tokens[..at], '-') {
            depth += 1;
        } else if is_mark(&tokens[at], '<') {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return at;
            }
        }
    }
    0
}

/// Names anonymous parameters `_`.
fn parameters(tokens: TokenStream) -> TokenStream {
    let mut new = TokenStream::new();
    let mut one: Vec<TokenTree> = Vec::new();
    let mut angles = 0_usize;
    for token in tokens {
        angles = angles_behind(angles, &one, &token);
        let ends = angles == 0 && is_mark(&token, ',');
        one.push(token);
        if ends {
            new.extend(parameter(std::mem::take(&mut one)));
        }
    }
    new.extend(parameter(one));
    new
}

fn parameter(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    let first = tokens.iter().position(|token| {
        let is_attribute = is_mark(token, '#')
            || matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket);
        !is_attribute
    });
    let Some(first) = first.filter(|first| !is_mark(&tokens[*first], ',')) else {
        return tokens;
    };
    let mut angles = 0_usize;
    let has_name = tokens[first..].iter().enumerate().any(|(index, token)| {
        let before = index.checked_sub(1).map(|before| &tokens[first + before]);
        let behind = tokens.get(first + index + 1);
        angles = angles_behind(angles, &tokens[first..first + index], token);
        let is_path = before.is_some_and(|before| is_mark(before, ':'))
            || behind.is_some_and(|next| is_mark(next, ':'));
        is_word(token, "self") || angles == 0 && is_mark(token, ':') && !is_path
    });
    if has_name || is_mark(&tokens[first], '.') {
        return tokens;
    }
    let span = tokens[first].span();
    let mut colon = Punct::new(':', Spacing::Alone);
    colon.set_span(span);
    let name = TokenTree::Ident(Ident::new("_", span));
    let mut new = tokens;
    new.splice(first..first, [name, TokenTree::Punct(colon)]);
    new
}

/// Inserts `dyn` before a trait with parenthesized arguments, in the position of a type.
fn add_dyn(before: &mut Vec<TokenTree>, within: Delimiter, angles: usize) {
    let is_called = |token: &TokenTree| matches!(token, TokenTree::Ident(name) if CALLED.iter().any(|one| name == one));
    if !before.last().is_some_and(is_called) {
        return;
    }
    let mut start = before.len() - 1;
    // `for<'a> Fn(&'a u8)`
    if ends_in(&before[..start], '>') {
        let angle = before_angles(before, start);
        let is_for = angle > 0 && is_word(&before[angle - 1], "for");
        if !is_for {
            return;
        }
        start = angle - 1;
    }
    let is_type = match start.checked_sub(1).map(|index| &before[index]) {
        None => within == Delimiter::Parenthesis,
        Some(TokenTree::Punct(mark)) => match mark.as_char() {
            '&' | '<' | '=' => true,
            '>' => ends_in(&before[..start - 1], '-'),
            ',' => angles > 0 || within == Delimiter::Parenthesis,
            _ => false,
        },
        Some(TokenTree::Ident(word)) => {
            let is_lifetime = ends_in(&before[..start - 1], '\'');
            is_lifetime || word == "mut" || word == "const" || word == "as"
        }
        Some(_) => false,
    };
    if is_type {
        let span = before[start].span();
        before.insert(start, TokenTree::Ident(Ident::new("dyn", span)));
    }
}
