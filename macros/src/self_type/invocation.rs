//! Macros that are called in a body. What they make of their arguments is not known here, so what stands
//! around the type in them tells what it is, as it does elsewhere.

use proc_macro2::{Group, TokenStream, TokenTree};

use super::cursor::{self, Cursor, is_mark};
use super::{SelfType, regrouped, single};

/// Macros of the standard library, and of the usual runtimes, that take values only.
const OF_VALUES: &[&str] = &[
    "assert",
    "assert_eq",
    "assert_ne",
    "dbg",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "eprint",
    "eprintln",
    "format",
    "format_args",
    "join",
    "panic",
    "print",
    "println",
    "ready",
    "todo",
    "try_join",
    "unimplemented",
    "unreachable",
    "vec",
    "write",
    "writeln",
];

/// Macros whose second argument is a pattern.
const OF_PATTERNS: &[&str] = &["assert_matches", "debug_assert_matches", "matches"];

/// Whether a macro is called like those whose arms start with patterns: `select_biased!`, `match_any!`.
fn has_patterns(name: &str) -> bool {
    name.contains("select") || name.contains("match")
}

impl SelfType<'_> {
    /// Whether the current name is that of a macro that is called.
    pub(super) fn is_invocation(cursor: &Cursor) -> bool {
        !cursor.word(0).is_empty()
            && cursor.is_mark(1, '!')
            && matches!(cursor.peek(2), Some(TokenTree::Group(_)))
            || cursor.is_word(0, "macro_rules") && cursor.is_mark(1, '!')
    }

    pub(super) fn invocation(&self, cursor: &mut Cursor) -> TokenStream {
        if cursor.is_word(0, "macro_rules") {
            let mut head = cursor.take_to(cursor.at + 3);
            if let Some(TokenTree::Group(group)) = cursor.peek(0) {
                head.extend([TokenTree::Group(regrouped(
                    group,
                    self.rules(group.stream()),
                ))]);
                cursor.at += 1;
            }
            return head;
        }
        let name = cursor.word(0).to_owned();
        let group = match cursor.peek(2) {
            Some(TokenTree::Group(group)) => group.clone(),
            _ => return cursor.take_to(cursor.at + 1),
        };
        let mut replaced = cursor.take_to(cursor.at + 2);
        cursor.at += 1;
        let group = self.arguments(&name, &group);
        replaced.extend([TokenTree::Group(group)]);
        replaced
    }

    /// The arms of a macro that the body declares: `(matcher) => { .. };`.
    fn rules(&self, tokens: TokenStream) -> TokenStream {
        let (mut cursor, mut replaced) = (Cursor::new(tokens), TokenStream::new());
        while let Some(token) = cursor.peek(0) {
            match token {
                TokenTree::Group(group) if cursor.follows('=', '>') => {
                    let rule = regrouped(group, self.values(group.stream()));
                    replaced.extend([TokenTree::Group(rule)]);
                }
                token => replaced.extend([token.clone()]),
            }
            cursor.at += 1;
        }
        replaced
    }

    fn arguments(&self, name: &str, group: &Group) -> Group {
        let stream = group.stream();
        let arguments = match name {
            // It shows what was written.
            "stringify" => stream,
            _ if OF_PATTERNS.contains(&name) => self.scrutinee(stream),
            _ if OF_VALUES.contains(&name) => self.values(stream),
            _ if has_patterns(name) && cursor::has_arms(&stream) => self.arms(stream),
            _ => self.unknown(stream),
        };
        regrouped(group, arguments)
    }

    /// A value, a pattern, and perhaps a condition.
    fn scrutinee(&self, tokens: TokenStream) -> TokenStream {
        let mut cursor = Cursor::new(tokens);
        let comma = cursor
            .find(&|at| at.is_mark(0, ','))
            .unwrap_or(cursor.len());
        let mut replaced = self.values(cursor.take_to(comma));
        let pattern = cursor.find(&|at| at.is_word(0, "if"));
        let pattern = pattern.unwrap_or(cursor.len());
        replaced.extend(self.patterns(cursor.take_to(pattern)));
        replaced.extend(self.values(cursor.take_to(usize::MAX)));
        replaced
    }

    /// An argument that is the bare name of the type is taken for a type: `offset_of!(Self, field)`.
    fn unknown(&self, tokens: TokenStream) -> TokenStream {
        let (mut cursor, mut replaced) = (Cursor::new(tokens), TokenStream::new());
        while cursor.peek(0).is_some() {
            let separates = |at: &Cursor| at.is_mark(0, ',') || at.is_mark(0, ';');
            let end = cursor.find(&separates).unwrap_or(cursor.len());
            let bare = end == cursor.at + 1;
            match self.mention(&cursor).filter(|_| bare) {
                Some(mention) => replaced.extend(self.path(&mut cursor, &mention)),
                None => replaced.extend(self.values(cursor.take_to(end))),
            }
            if let Some(separator) = cursor
                .peek(0)
                .filter(|token| is_mark(Some(token), ',') || is_mark(Some(token), ';'))
            {
                replaced.extend(single(separator.clone()));
                cursor.at += 1;
            }
        }
        replaced
    }
}
