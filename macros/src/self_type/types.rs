//! Types, bounds and signatures.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::cursor::Cursor;
use super::{SelfType, regrouped};

impl SelfType<'_> {
    pub(super) fn in_types(&self, tokens: TokenStream) -> TokenStream {
        let (mut cursor, mut replaced) = (Cursor::new(tokens), TokenStream::new());
        while let Some(token) = cursor.peek(0) {
            match token {
                TokenTree::Ident(word) if self.is_type(&cursor) => {
                    let place = word.span();
                    replaced.extend(if cursor.is_operator(1, ':', ':') {
                        self.value_at(place)
                    } else {
                        self.component_at(place)
                    });
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

    /// Whether the current token is a `Self` where a type can stand: the compiler says what is wrong elsewhere.
    fn is_type(&self, cursor: &Cursor) -> bool {
        let has_arguments =
            cursor.is_mark(1, '<') || cursor.is_operator(1, ':', ':') && cursor.is_mark(3, '<');
        let called = cursor.is_mark(1, '!')
            || cursor.is_operator(1, ':', ':') && cursor.is_mark(4, '!')
            || matches!(cursor.peek(1), Some(TokenTree::Group(_)));
        cursor.is_word(0, "Self")
            && self.has_self()
            && !has_arguments
            && !called
            && !super::cursor::is_mark(cursor.before(1), '\'')
    }

    /// `T; N`: a type, and a value.
    fn array(&self, tokens: TokenStream) -> TokenStream {
        let mut cursor = Cursor::new(tokens);
        let semicolon = cursor
            .find(&|at| at.is_mark(0, ';'))
            .unwrap_or(cursor.len());
        let mut array = self.in_types(cursor.take_to(semicolon));
        array.extend(self.values(cursor.take_to(usize::MAX)));
        array
    }
}
