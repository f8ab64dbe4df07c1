//! Reading tokens one after the other, with a look at their neighbours.

use std::rc::Rc;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// A list of tokens, and where in it one is.
#[derive(Clone)]
pub(super) struct Cursor {
    tokens: Rc<[(TokenTree, String)]>,
    pub(super) at: usize,
}

/// The names of `$path { .. }`, with a `$path:path` of a `macro_rules!`: they are read as if they were written there.
fn fragment_of_literal(token: &TokenTree, next: Option<&TokenTree>) -> Option<Vec<TokenTree>> {
    match next {
        Some(TokenTree::Group(fields)) if fields.delimiter() == Delimiter::Brace => names_in(token),
        _ => None,
    }
}

/// The names of a path in a group without delimiters, or in several of them, one within another.
fn names_in(token: &TokenTree) -> Option<Vec<TokenTree>> {
    let TokenTree::Group(path) = token else {
        return None;
    };
    if path.delimiter() != Delimiter::None {
        return None;
    }
    let mut names = Vec::new();
    for token in path.stream() {
        match &token {
            TokenTree::Ident(_) => names.push(token),
            TokenTree::Punct(mark) if mark.as_char() == ':' => names.push(token),
            _ => names.extend(names_in(&token)?),
        }
    }
    Some(names)
}

/// Words in a type behind which the type goes on.
const TYPE_GOES_ON: &[&str] = &["const", "mut", "dyn", "unsafe", "extern"];

impl Cursor {
    pub(super) fn new(tokens: TokenStream) -> Self {
        // Each word is asked for often, and to ask the compiler costs more than to keep it.
        let with_word = |token: TokenTree| {
            let word = match &token {
                TokenTree::Ident(ident) => ident.to_string(),
                _ => String::new(),
            };
            (token, word)
        };
        let mut found = Vec::new();
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match fragment_of_literal(&token, tokens.peek()) {
                Some(path) => found.extend(path.into_iter().map(with_word)),
                None => found.push(with_word(token)),
            }
        }
        Self {
            tokens: found.into(),
            at: 0,
        }
    }

    /// The identifier at `offset`; empty where there is another token, or none.
    pub(super) fn word(&self, offset: usize) -> &str {
        self.tokens
            .get(self.at + offset)
            .map_or("", |(_, word)| word)
    }

    /// The identifier that is `offset` before the current token, counted from 1.
    pub(super) fn word_before(&self, offset: usize) -> &str {
        self.at
            .checked_sub(offset)
            .map_or("", |at| &self.tokens[at].1)
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token that is `offset` behind the current one.
    pub(super) fn peek(&self, offset: usize) -> Option<&TokenTree> {
        self.tokens.get(self.at + offset).map(|(token, _)| token)
    }

    /// The token that is `offset` before the current one, counted from 1.
    pub(super) fn before(&self, offset: usize) -> Option<&TokenTree> {
        self.tokens
            .get(self.at.checked_sub(offset)?)
            .map(|(token, _)| token)
    }

    pub(super) fn is_mark(&self, offset: usize, mark: char) -> bool {
        is_mark(self.peek(offset), mark)
    }

    /// Whether the two characters of an operator stand there, one directly behind the other.
    pub(super) fn is_operator(&self, offset: usize, first: char, second: char) -> bool {
        is_joint(self.peek(offset), first) && self.is_mark(offset + 1, second)
    }

    /// Whether the current token follows this operator.
    pub(super) fn follows(&self, first: char, second: char) -> bool {
        is_joint(self.before(2), first) && is_mark(self.before(1), second)
    }

    pub(super) fn is_word(&self, offset: usize, word: &str) -> bool {
        self.word(offset) == word
    }

    pub(super) fn group(&self, offset: usize, delimiter: Delimiter) -> Option<&Group> {
        match self.peek(offset) {
            Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group),
            _ => None,
        }
    }

    /// The tokens up to `end`, which becomes the current one.
    pub(super) fn take_to(&mut self, end: usize) -> TokenStream {
        let end = end.min(self.tokens.len());
        let start = self.at.min(end);
        let taken = self.tokens[start..end]
            .iter()
            .map(|(token, _)| token.clone())
            .collect();
        self.at = end;
        taken
    }

    /// The first place from the current one on for which `ends` holds.
    pub(super) fn find(&self, ends: &dyn Fn(&Self) -> bool) -> Option<usize> {
        let mut ahead = self.clone();
        while ahead.at < ahead.tokens.len() {
            if ends(&ahead) {
                return Some(ahead.at);
            }
            ahead.at += 1;
        }
        None
    }

    /// Behind the generic arguments that open at `offset`, as an offset.
    pub(super) fn behind_generics(&self, offset: usize) -> usize {
        let (mut depth, mut at) = (0_usize, offset);
        loop {
            match self.peek(at) {
                Some(TokenTree::Punct(mark)) if mark.as_char() == '<' => depth += 1,
                Some(TokenTree::Punct(mark)) if mark.as_char() == '>' => {
                    let arrow = at > offset && is_joint(self.peek(at - 1), '-');
                    if !arrow {
                        depth = depth.saturating_sub(1);
                    }
                }
                Some(_) => {}
                None => return at,
            }
            at += 1;
            if depth == 0 {
                return at;
            }
        }
    }

    /// Behind the type that a cast has at `offset`, as an offset.
    pub(super) fn behind_type(&self, offset: usize) -> usize {
        let mut at = offset;
        loop {
            match self.peek(at) {
                Some(TokenTree::Punct(mark)) if "*&'".contains(mark.as_char()) => {
                    let lifetime = mark.as_char() == '\'';
                    at += 1 + usize::from(lifetime);
                }
                Some(TokenTree::Ident(_)) if TYPE_GOES_ON.contains(&self.word(at)) => at += 1,
                Some(TokenTree::Literal(_)) => at += 1,
                _ => break,
            }
        }
        loop {
            at = match self.peek(at) {
                Some(TokenTree::Punct(mark)) if mark.as_char() == '<' => self.behind_generics(at),
                Some(TokenTree::Punct(mark)) if ":!".contains(mark.as_char()) => at,
                Some(_) => at + 1,
                None => return at,
            };
            if self.is_mark(at, '<') {
                at = self.behind_generics(at);
            } else if self.group(at, Delimiter::Parenthesis).is_some() {
                // The parameters of `fn(T)` and `Fn(T)`.
                at += 1;
            }
            if self.is_operator(at, '-', '>') {
                return self.behind_type(at + 2);
            }
            if !self.is_operator(at, ':', ':') {
                return at;
            }
            at += 2;
        }
    }

    /// `=` that is no part of `==`, `=>`, `<=`, `!=` and the like.
    pub(super) fn is_assignment(&self) -> bool {
        self.is_mark(0, '=')
            && !self.is_operator(0, '=', '=')
            && !self.is_operator(0, '=', '>')
            && !matches!(self.before(1), Some(TokenTree::Punct(mark)) if mark.spacing() == Spacing::Joint)
    }

    /// `:` that is no part of `::`.
    pub(super) fn is_single_colon(&self) -> bool {
        self.is_mark(0, ':') && !self.is_operator(0, ':', ':') && !is_joint(self.before(1), ':')
    }
}

pub(super) fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

fn is_joint(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark && punct.spacing() == Spacing::Joint)
}

/// Whether `=>` stands among the tokens themselves: they are the arms of a `match` or of a macro.
pub(super) fn has_arms(tokens: &TokenStream) -> bool {
    let mut joint = false;
    tokens.clone().into_iter().any(|token| {
        let arrow = joint && is_mark(Some(&token), '>');
        joint = is_joint(Some(&token), '=');
        arrow
    })
}

/// Whether `Self` stands anywhere among the tokens.
pub(super) fn mentions_self(tokens: TokenStream) -> bool {
    ssot_rules::tokens::any_ident(tokens, &mut |word| word == "Self")
}

/// What a body says about the name of the type.
#[derive(Default)]
pub(super) struct Names {
    /// Other names of the type: `type Alias = Port;`, `use super::Port as Alias;`.
    pub(super) aliases: Vec<String>,
    /// The name is that of another item, which the body declares or imports.
    pub(super) hides_type: bool,
    /// The name of the factory may be that of another item: it stands in the body, or something is imported, or a macro may do so.
    pub(super) hides_factory: bool,
    /// The types and traits that the body declares.
    pub(super) declared: Vec<String>,
}

/// Whether an item with this head is the body's own: a trait, or an `impl` of a trait or for a type that the body declares.
pub(super) fn is_own(head: &TokenStream, declared: &[String]) -> bool {
    let mut cursor = Cursor::new(head.clone());
    if !cursor.is_word(0, "impl") {
        return cursor.is_word(0, "trait");
    }
    cursor.at = if cursor.is_mark(1, '<') {
        cursor.behind_generics(1)
    } else {
        1
    };
    let is_declared = |at: &Cursor| declared.iter().any(|name| at.is_word(0, name));
    let own_first = is_declared(&cursor);
    let type_follows = |at: &Cursor| at.is_word(0, "for") && !at.is_mark(1, '<');
    let own_type = cursor.find(&type_follows).is_some_and(|before| {
        cursor.at = before + 1;
        is_declared(&cursor)
    });
    own_first || own_type
}

/// Whether a word is the name of the factory.
fn is_factory(word: &str, name: &str) -> bool {
    word.strip_suffix("Factory") == Some(name.trim_start_matches("r#"))
}

/// Looks for items in a body that give the name of the type, or give the type another one.
pub(super) fn names(body: TokenStream, name: &str) -> Names {
    let (mut names, mut cursor) = (Names::default(), Cursor::new(body));
    while let Some(token) = cursor.peek(0) {
        if let TokenTree::Group(group) = token {
            let inner = self::names(group.stream(), name);
            names.aliases.extend(inner.aliases);
            names.hides_type |= inner.hides_type;
            names.hides_factory |= inner.hides_factory;
            names.declared.extend(inner.declared);
        }
        let word = cursor.word(0);
        let called = cursor.is_mark(1, '!') && !word.is_empty();
        names.hides_factory |= called || word == "use" || is_factory(word, name);
        match word {
            "type" if cursor.is_mark(2, '=') => {
                let end = cursor.find(&|at| at.is_mark(0, ';') || at.is_mark(0, '<'));
                let last = end.map_or(0, |end| end - cursor.at - 1);
                if cursor.is_word(last, name) {
                    names.aliases.push(cursor.word(1).to_owned());
                }
            }
            "struct" | "enum" | "union" | "trait" | "type" => {
                names.hides_type |= cursor.is_word(1, name);
                names.declared.push(cursor.word(1).to_owned());
            }
            "use" => {
                let end = cursor.find(&|at| at.is_mark(0, ';'));
                let import = cursor.clone().take_to(end.unwrap_or(cursor.len()));
                imported(import, name, &mut names);
            }
            _ => {}
        }
        cursor.at += 1;
    }
    names
}

/// The same for one import.
fn imported(import: TokenStream, name: &str, names: &mut Names) {
    let mut cursor = Cursor::new(import);
    while let Some(token) = cursor.peek(0) {
        if let TokenTree::Group(group) = token {
            imported(group.stream(), name, names);
        }
        let renamed = cursor.is_word(1, "as");
        if cursor.is_word(0, name) && renamed {
            names.aliases.push(cursor.word(2).to_owned());
        } else if cursor.is_word(0, name) && !cursor.is_operator(1, ':', ':') {
            // `use super::Port;` is the type itself.
            let of_module = ["crate", "self", "super"].contains(&cursor.word_before(3));
            names.hides_type |= !of_module;
        }
        cursor.at += 1;
    }
}
