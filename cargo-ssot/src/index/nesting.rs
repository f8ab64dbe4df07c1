//! How deeply code is nested, told from its tokens: a parser that calls itself would need more stack than there is.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// How much nesting is read. A delimiter counts as much as `DELIMITER` tokens that nothing ends: each of
/// those may be an operator that the parser calls itself for.
pub const DEEPEST: usize = 10_000;

const DELIMITER: usize = 20;

/// Shows every token to `see`, with those before it in its brackets. Returns whether code is nested more deeply than can be
/// read: then not all were shown.
///
/// This walk itself does not call itself.
pub(super) fn is_too_deep(tokens: TokenStream, mut see: impl FnMut(&[TokenTree])) -> bool {
    // Each level with the position in it, the weight at which it started, and that it has now.
    let level = |tokens: TokenStream, weight| (Vec::from_iter(tokens), 0, weight, weight);
    let mut levels: Vec<(Vec<TokenTree>, usize, usize, usize)> = vec![level(tokens, 0)];
    while let Some((tokens, at, start, weight)) = levels.last_mut() {
        let Some(token) = tokens.get(*at) else {
            levels.pop();
            continue;
        };
        *at += 1;
        *weight += 1;
        if *weight > DEEPEST {
            return true;
        }
        see(&tokens[..*at]);
        match token {
            TokenTree::Group(group) => {
                let inner = level(group.stream(), *weight + DELIMITER);
                // An item or a statement ends here, unless it goes on.
                let ends = group.delimiter() == Delimiter::Brace
                    && match tokens.get(*at) {
                        Some(TokenTree::Punct(next)) => matches!(next.as_char(), '#' | ';' | ','),
                        Some(TokenTree::Ident(next)) => next != "else" && next != "as",
                        _ => true,
                    };
                if ends {
                    *weight = *start;
                }
                levels.push(inner);
            }
            TokenTree::Punct(mark) if matches!(mark.as_char(), ';' | ',') => *weight = *start,
            _ => {}
        }
    }
    false
}
