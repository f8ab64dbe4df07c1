//! The arms of a `match`, and those of `select!`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::SelfType;
use super::cursor::{Cursor, is_mark};

impl SelfType<'_> {
    /// `pattern if condition => value, ..`; also `pattern = value => value, ..`.
    pub(super) fn arms(&self, tokens: TokenStream) -> TokenStream {
        let (mut cursor, mut replaced) = (Cursor::new(tokens), TokenStream::new());
        while cursor.peek(0).is_some() {
            let arrow = cursor.find(&|at| at.is_operator(0, '=', '>'));
            let arrow = arrow.unwrap_or(cursor.len());
            let pattern = cursor.find(&|at| at.is_word(0, "if") || at.is_assignment());
            let pattern = pattern.unwrap_or(arrow).min(arrow);
            replaced.extend(self.patterns(cursor.take_to(pattern)));
            replaced.extend(self.values(cursor.take_to(arrow)));
            let behind = cursor.at + 2;
            replaced.extend(cursor.take_to(behind));
            let end = end_of_body(&cursor);
            replaced.extend(self.values(cursor.take_to(end)));
        }
        replaced
    }
}

/// Behind the body of an arm and the comma that may follow it.
fn end_of_body(cursor: &Cursor) -> usize {
    let (mut at, mut generics) = (0, 0_usize);
    if let Some(block) = end_of_block(cursor) {
        at = block;
        let goes_on = cursor.is_mark(at, '.') || cursor.is_mark(at, '?');
        if !goes_on {
            return cursor.at + at + usize::from(cursor.is_mark(at, ','));
        }
    }
    let mut parameters = false;
    while let Some(token) = cursor.peek(at) {
        if let TokenTree::Punct(mark) = token {
            let opens =
                at >= 2 && is_mark(cursor.peek(at - 1), ':') && is_mark(cursor.peek(at - 2), ':');
            match mark.as_char() {
                '<' if opens || generics > 0 => generics += 1,
                '>' if generics > 0 && !is_mark(cursor.peek(at.wrapping_sub(1)), '-') => {
                    generics -= 1;
                }
                '|' if parameters => parameters = false,
                '|' if starts_closure(cursor, at) => parameters = !cursor.is_mark(at + 1, '|'),
                '|' if at > 0 && is_mark(cursor.peek(at - 1), '|') => {}
                ',' if generics == 0 && !parameters => return cursor.at + at + 1,
                _ => {}
            }
        }
        at += 1;
    }
    cursor.len()
}

fn starts_closure(cursor: &Cursor, at: usize) -> bool {
    match at.checked_sub(1).and_then(|before| cursor.peek(before)) {
        None => true,
        Some(TokenTree::Punct(mark)) => mark.as_char() != '|' && mark.as_char() != '?',
        Some(TokenTree::Ident(_)) => ["move", "async", "return"].contains(&cursor.word(at - 1)),
        Some(_) => false,
    }
}

/// Behind a body that starts with a block or with an expression that ends in one, which needs no comma.
fn end_of_block(cursor: &Cursor) -> Option<usize> {
    let is_brace = |at: usize| cursor.group(at, Delimiter::Brace).is_some();
    let mut at = 0;
    // A label.
    if cursor.is_mark(0, '\'') {
        at = 3;
    }
    if is_brace(at) {
        return Some(at + 1);
    }
    if ![
        "if", "match", "while", "for", "loop", "unsafe", "async", "const",
    ]
    .contains(&cursor.word(at))
    {
        return None;
    }
    loop {
        // The pattern of `let` or `for` may have braces of its own.
        while !is_brace(at) {
            let pattern_ends: fn(&Cursor) -> bool = match cursor.word(at) {
                "let" => Cursor::is_assignment,
                "for" => |at| at.is_word(0, "in"),
                _ => match cursor.peek(at)? {
                    TokenTree::Punct(mark) if mark.as_char() == ',' => return None,
                    _ => {
                        at += 1;
                        continue;
                    }
                },
            };
            let ahead = cursor.find(&|ahead| ahead.at > cursor.at + at && pattern_ends(ahead))?;
            at = ahead - cursor.at;
        }
        at += 1;
        if !cursor.is_word(at, "else") {
            return Some(at);
        }
    }
}
