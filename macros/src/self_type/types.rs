//! Types, bounds and signatures.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote_spanned;

use super::cursor::Cursor;
use super::{SelfType, regrouped};

impl SelfType<'_> {
    pub(super) fn in_types(&self, tokens: TokenStream) -> TokenStream {
        let (mut cursor, mut replaced) = (Cursor::new(tokens), TokenStream::new());
        while let Some(token) = cursor.peek(0) {
            match token {
                TokenTree::Ident(word) if cursor.is_word(0, "Self") && !self.in_item => {
                    let component = self.component_at(word.span());
                    if cursor.is_operator(1, ':', ':') {
                        replaced.extend(quote_spanned!(word.span()=> <#component>));
                    } else {
                        replaced.extend(component);
                    }
                }
                TokenTree::Group(group) => {
                    let stream = group.stream();
                    // `pub(in path)` and attributes are no types; a block is the value of a constant.
                    let inner = match group.delimiter() {
                        Delimiter::Brace => self.values(stream),
                        Delimiter::Bracket if super::cursor::is_mark(cursor.before(1), '#') => {
                            stream
                        }
                        Delimiter::Bracket => self.array(stream),
                        _ => self.in_types(stream),
                    };
                    replaced.extend([TokenTree::Group(regrouped(group, inner))]);
                }
                token => replaced.extend([token.clone()]),
            }
            cursor.at += 1;
        }
        replaced
    }

    /// `T; N`: a type, and a value.
    fn array(&self, tokens: TokenStream) -> TokenStream {
        let mut cursor = Cursor::new(tokens);
        let semicolon = cursor.find(|at| at.is_mark(0, ';')).unwrap_or(cursor.len());
        let mut array = self.in_types(cursor.take_to(semicolon));
        array.extend(self.values(cursor.take_to(usize::MAX)));
        array
    }
}
