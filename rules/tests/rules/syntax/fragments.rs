//! Items as a `macro_rules!` writes them that was given their parts: each part stands in a group without brackets.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};

/// The item, of which each type, path of a bound, constant, visibility, attribute and body is a fragment.
pub(crate) fn of_fragments(item: &syn::Item) -> TokenStream {
    let mut item = item.clone();
    Parts.visit_item_mut(&mut item);
    visible(item.into_token_stream())
}

fn fragment(tokens: impl ToTokens) -> TokenStream {
    Group::new(Delimiter::None, tokens.into_token_stream()).into_token_stream()
}

/// The last tokens as a fragment: the body of a function, or the path of a bound.
fn last_as_fragment(tokens: impl ToTokens, length: usize) -> TokenStream {
    let all: Vec<_> = tokens.into_token_stream().into_iter().collect();
    let (before, last) = all.split_at(all.len() - length);
    let last = fragment(last.iter().cloned().collect::<TokenStream>());
    quote!(#(#before)* #last)
}

struct Parts;

impl VisitMut for Parts {
    fn visit_type_mut(&mut self, ty: &mut syn::Type) {
        visit_mut::visit_type_mut(self, ty);
        *ty = syn::Type::Verbatim(fragment(&*ty));
    }

    fn visit_type_param_bound_mut(&mut self, bound: &mut syn::TypeParamBound) {
        visit_mut::visit_type_param_bound_mut(self, bound);
        if let syn::TypeParamBound::Trait(parts) = bound
            && parts.paren_token.is_none()
        {
            let length = parts.path.to_token_stream().into_iter().count();
            *bound = syn::TypeParamBound::Verbatim(last_as_fragment(parts, length));
        }
    }

    fn visit_generic_argument_mut(&mut self, argument: &mut syn::GenericArgument) {
        visit_mut::visit_generic_argument_mut(self, argument);
        if let syn::GenericArgument::Const(value) = argument {
            *value = syn::Expr::Verbatim(fragment(&*value));
        }
    }

    fn visit_const_param_mut(&mut self, parameter: &mut syn::ConstParam) {
        visit_mut::visit_const_param_mut(self, parameter);
        if let Some((_, value)) = &mut parameter.default {
            *value = syn::Expr::Verbatim(fragment(&*value));
        }
    }

    fn visit_type_array_mut(&mut self, array: &mut syn::TypeArray) {
        visit_mut::visit_type_array_mut(self, array);
        array.len = syn::Expr::Verbatim(fragment(&array.len));
    }

    fn visit_impl_item_mut(&mut self, item: &mut syn::ImplItem) {
        visit_mut::visit_impl_item_mut(self, item);
        if let syn::ImplItem::Fn(function) = item {
            *item = syn::ImplItem::Verbatim(last_as_fragment(function, 1));
        }
    }

    fn visit_expr_mut(&mut self, _: &mut syn::Expr) {}

    fn visit_block_mut(&mut self, _: &mut syn::Block) {}
}

/// The tokens, with a group around each visibility and each attribute.
fn visible(tokens: TokenStream) -> TokenStream {
    let mut visible = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    let mut attribute = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word == "pub" => {
                let restricted = tokens.next_if(is_restriction);
                visible.extend(fragment(quote!(#word #restricted)));
            }
            TokenTree::Group(group) if attribute && group.delimiter() == Delimiter::Bracket => {
                let meta = fragment(group.stream());
                visible.extend(quote!([#meta]));
                attribute = false;
            }
            // The one that was written in place of a constant.
            TokenTree::Group(group) if is_one_fragment(&group) => visible.extend(group.stream()),
            TokenTree::Group(group) => {
                let inner = Group::new(group.delimiter(), self::visible(group.stream()));
                visible.extend([TokenTree::Group(inner)]);
            }
            token => {
                attribute = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '#');
                visible.extend([token]);
            }
        }
    }
    visible
}

fn is_one_fragment(group: &Group) -> bool {
    let mut inner = group.stream().into_iter();
    let fragment = matches!(inner.next(), Some(TokenTree::Group(inner)) if inner.delimiter() == Delimiter::None);
    fragment && inner.next().is_none() && group.delimiter() == Delimiter::Brace
}

/// `(crate)`, `(in path)`: another group behind `pub` is a type.
fn is_restriction(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else {
        return false;
    };
    let mut inner = group.stream().into_iter();
    let first = inner.next().map(|first| first.to_string());
    let alone = inner.next().is_none();
    match first.as_deref() {
        Some("in") => true,
        Some("crate" | "self" | "super") => alone,
        _ => false,
    }
}
