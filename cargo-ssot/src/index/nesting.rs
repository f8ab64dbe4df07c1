//! How deeply code is nested, told from its tokens: a parser that calls itself would need more stack than there is.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// How much nesting is read. A delimiter counts as much as `DELIMITER` tokens that nothing ends: each of
/// those may be an operator that the parser calls itself for.
pub const DEEPEST: usize = 10_000;

const DELIMITER: usize = 20;

/// Whether code is nested more deeply than can be read.
///
/// This walk itself does not call itself.
pub fn is_nested_too_deeply(tokens: TokenStream) -> bool {
    // Each level with the weight at which it started, and that it has now.
    let mut levels = vec![(tokens.into_iter().peekable(), 0_usize, 0_usize)];
    while let Some((tokens, start, weight)) = levels.last_mut() {
        let Some(token) = tokens.next() else {
            levels.pop();
            continue;
        };
        *weight += 1;
        if *weight > DEEPEST {
            return true;
        }
        match token {
            TokenTree::Group(group) => {
                let inner = *weight + DELIMITER;
                // An item or a statement ends here, unless it goes on.
                let ends = group.delimiter() == Delimiter::Brace
                    && match tokens.peek() {
                        Some(TokenTree::Punct(next)) => matches!(next.as_char(), '#' | ';' | ','),
                        Some(TokenTree::Ident(next)) => next != "else" && next != "as",
                        _ => true,
                    };
                if ends {
                    *weight = *start;
                }
                levels.push((group.stream().into_iter().peekable(), inner, inner));
            }
            TokenTree::Punct(mark) if matches!(mark.as_char(), ';' | ',') => *weight = *start,
            _ => {}
        }
    }
    false
}
