//! Looking at tokens that are not syntax yet.
//!
//! ```
//! use quote::quote;
//! use ssot_rules::tokens::{any_ident, text};
//!
//! let tokens = quote! { f(&Vec::<u8>::new()) };
//! assert!(any_ident(tokens, &mut |ident| ident == "Vec"));
//! assert_eq!(text(quote! { Vec<u8> }, true), "Vec<u8>");
//! ```

use proc_macro2::{Delimiter, Ident, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

use crate::syntax::Path;

/// Calls `visit` for every identifier of `tokens`, inside groups too, until it returns `true`.
pub fn any_ident(tokens: TokenStream, visit: &mut dyn FnMut(&Ident) -> bool) -> bool {
    any_token(
        tokens,
        &mut |token| matches!(token, TokenTree::Ident(ident) if visit(ident)),
    )
}

/// Whether a literal stands among `tokens`, inside groups too.
pub(crate) fn any_literal(tokens: TokenStream) -> bool {
    any_token(tokens, &mut |token| matches!(token, TokenTree::Literal(_)))
}

fn any_token(tokens: TokenStream, visit: &mut dyn FnMut(&TokenTree) -> bool) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => any_token(group.stream(), visit),
        token => visit(&token),
    })
}

/// Opens the invisible groups that a `macro_rules!` puts around its fragments.
pub(crate) fn without_invisible_groups(tokens: TokenStream) -> Vec<TokenTree> {
    let mut opened = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                opened.extend(without_invisible_groups(group.stream()));
            }
            token => opened.push(token),
        }
    }
    opened
}

/// The tokens as one line of text, spaced as they are usually written. With `types`, every `<` opens
/// generic arguments; otherwise only one behind `::` does, as it could be a comparison.
#[must_use]
pub fn text(tokens: TokenStream, types: bool) -> String {
    let mut text = String::new();
    let (mut generic, mut closed, mut tight, mut joint) = (0_usize, false, true, false);
    for token in without_invisible_groups(tokens) {
        let word = word(&token, types);
        let last = text.trim_end().chars().next_back();
        let arrow = text.ends_with(['-', '=']);
        let opens = word == "<" && (types || text.ends_with("::"));
        let ends = word == ">" && generic > 0 && !arrow;
        let operand = last.is_some_and(|last| last.is_alphanumeric() || "_)]\"'".contains(last));
        let called = matches!(&token, TokenTree::Group(group) if group.delimiter() != Delimiter::Brace)
            && (operand || closed);
        let attached = matches!(word.as_str(), "," | ";" | "?" | "." | ":")
            || word == "!" && operand && !is_joint(&token);
        if !(tight || opens || ends || called || attached) {
            text.push(' ');
        }
        // A mark without an operand before it is the sign of the one behind it.
        let sign = matches!(word.as_str(), "&" | "-" | "*" | "!") && !operand && !closed && !joint;
        joint = is_joint(&token);
        text += &word;
        tight = opens || sign || joint || word == "." || text.ends_with("::");
        tight |= text.ends_with('!') && attached;
        generic = (generic + usize::from(opens)).saturating_sub(usize::from(ends));
        closed = ends;
    }
    text
}

/// A type or a path as one line of text.
#[must_use]
pub fn type_text(ty: &impl ToTokens) -> String {
    text(ty.to_token_stream(), true)
}

fn is_joint(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint)
}

fn word(token: &TokenTree, types: bool) -> String {
    let TokenTree::Group(group) = token else {
        return token.to_string();
    };
    let inner = text(group.stream(), types);
    match group.delimiter() {
        Delimiter::Bracket => format!("[{inner}]"),
        Delimiter::Brace if !inner.is_empty() => format!("{{ {inner} }}"),
        Delimiter::Brace => "{}".to_owned(),
        _ => format!("({inner})"),
    }
}

/// Whether a path, the generic arguments of its last name left out, can stand in a `use`.
pub(crate) fn can_be_imported(path: &Path) -> bool {
    let mut modules = path.segments.iter().rev().skip(1);
    path.segments.iter().all(|segment| segment.ident != "Self")
        && modules.all(|module| module.arguments.is_none())
}

#[cfg(test)]
mod tests {
    use super::text;

    fn spaced(source: &str, types: bool) -> String {
        let tokens = source.parse();
        text(tokens.expect("these are tokens"), types)
    }

    #[test]
    fn types_are_spaced_as_they_are_written() {
        for ty in [
            "u16",
            "Option<Vec<u8>>",
            "std::collections::BTreeMap<String, Option<(u8, [u8; 4])>>",
            "::core::primitive::u8",
            "&'static str",
            "fn(u8) -> u8",
            "Box<dyn Fn(u8) -> u8 + Send>",
        ] {
            assert_eq!(spaced(ty, true), ty);
        }
    }

    #[test]
    fn expressions_are_spaced_as_they_are_written() {
        for expression in [
            "-1",
            "\"a,::b\"",
            "Vec::<u8>::with_capacity(4 * 1024)",
            "vec![1, 2]",
            "1 - 2",
            "a != b",
            "!a && b < c",
            "Limits { rate: 3, burst: Some(-1) }",
            "std::time::Duration::from_secs(30)",
            "x.y()?.z",
        ] {
            assert_eq!(spaced(expression, false), expression);
        }
    }
}
