//! Members that are being typed.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::syntax;

/// Whether rustc has refused tokens when it read the impl, so that it would say the same again: they do not end as an item
/// does, or a type is missing.
pub(super) fn is_refused(tokens: &TokenStream) -> bool {
    if !syntax::is_ended(tokens) {
        return true;
    }
    let tokens: Vec<_> = tokens.clone().into_iter().collect();
    let starts_body = |at: usize| is_group(&tokens[at], Delimiter::Brace);
    let result = (2..tokens.len()).any(|at| {
        starts_body(at) && is_mark(&tokens[at - 1], '>') && is_mark(&tokens[at - 2], '-')
    });
    result || tokens.iter().any(has_untyped)
}

/// Whether a parameter in these parentheses ends behind its colon.
fn has_untyped(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else {
        return false;
    };
    if group.delimiter() != Delimiter::Parenthesis {
        return false;
    }
    let tokens: Vec<_> = group.stream().into_iter().collect();
    let colon = |at: usize| tokens.get(at).is_some_and(|token| is_mark(token, ':'));
    let ends = |at: usize| tokens.get(at).is_none_or(|token| is_mark(token, ','));
    (1..tokens.len()).any(|at| colon(at) && !colon(at - 1) && ends(at + 1))
}

fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

fn is_mark(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == wanted)
}

#[cfg(test)]
mod tests {
    use super::is_refused;

    #[test]
    fn a_missing_type_is_refused_and_unknown_syntax_is_not() {
        for (written, refused) in [
            ("pub fn f(a: ) -> Self { Self }", true),
            ("pub fn f(a: , b: u8) -> Self { Self }", true),
            ("pub fn f() -> { Self }", true),
            ("pub fn f() -> Self", true),
            ("pub fn f", true),
            (
                "pub gen fn f(a: a::B, b: Fn(u8) -> u8) -> Self { g(|a: u8| a); Self }",
                false,
            ),
            ("pub gen fn f<T: >(a: T) -> Vec<Self> { Self }", false),
            ("pub new item;", false),
        ] {
            let tokens = written.parse().expect("these are tokens");
            assert_eq!(is_refused(&tokens), refused, "{written}");
        }
    }
}
