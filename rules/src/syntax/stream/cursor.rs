//! Where reading is, and what is next.

use std::rc::Rc;

use proc_macro2::{Delimiter, Literal, Spacing, Span, TokenStream, TokenTree};

/// What the next token may be.
#[derive(Clone, Copy)]
pub enum Peek {
    /// A name, which is no keyword.
    Name,
    /// A string.
    Str,
    /// A lifetime.
    Lifetime,
    /// Something in brackets of this kind.
    Group(Delimiter),
}

/// A token, and the text of a word: to ask the compiler for it costs more than to keep it.
type Worded = (TokenTree, Option<Box<str>>);

fn worded(tokens: TokenStream) -> Rc<[Worded]> {
    let word = |token: TokenTree| {
        let word = match &token {
            TokenTree::Ident(ident) => Some(ident.to_string().into_boxed_str()),
            _ => None,
        };
        (token, word)
    };
    tokens.into_iter().map(word).collect()
}

/// Where reading is. The groups without brackets that a `macro_rules!` puts around its fragments are entered where a
/// single token is read.
#[derive(Clone)]
pub(super) struct Cursor {
    tokens: Rc<[Worded]>,
    at: usize,
    /// The groups around the tokens, the outermost first.
    around: Vec<(Rc<[Worded]>, usize)>,
}

impl Cursor {
    pub(super) fn new(tokens: TokenStream) -> Self {
        Self {
            tokens: worded(tokens),
            at: 0,
            around: Vec::new(),
        }
    }

    /// The next token as it was written.
    pub(super) fn token(&self) -> Option<&Worded> {
        self.tokens.get(self.at)
    }

    pub(super) fn advance(&mut self) {
        self.at += 1;
        self.leave();
    }

    /// Goes on behind the groups that end here.
    fn leave(&mut self) {
        while self.at >= self.tokens.len()
            && let Some((tokens, at)) = self.around.pop()
        {
            (self.tokens, self.at) = (tokens, at);
        }
    }

    /// Goes into the groups without brackets that start here.
    pub(super) fn enter(&mut self) {
        while let Some((TokenTree::Group(group), _)) = self.token()
            && group.delimiter() == Delimiter::None
        {
            let inner = worded(group.stream());
            self.at += 1;
            let around = core::mem::replace(&mut self.tokens, inner);
            self.around.push((around, core::mem::take(&mut self.at)));
            self.leave();
        }
    }

    pub(super) fn starts_unbracketed(&self) -> bool {
        matches!(self.token(), Some((TokenTree::Group(group), _)) if group.delimiter() == Delimiter::None)
    }

    pub(super) fn is(&self, wanted: Peek) -> bool {
        if let Peek::Group(Delimiter::None) = wanted {
            return self.starts_unbracketed();
        }
        if self.starts_unbracketed() {
            let mut inner = self.clone();
            inner.enter();
            return inner.is(wanted);
        }
        match (wanted, self.token()) {
            (Peek::Name, Some((TokenTree::Ident(_), Some(word)))) => !is_keyword(word),
            (Peek::Str, Some((TokenTree::Literal(literal), _))) => is_string(literal),
            (Peek::Lifetime, Some((TokenTree::Punct(mark), _))) => mark.as_char() == '\'',
            (Peek::Group(delimiter), Some((TokenTree::Group(group), _))) => {
                group.delimiter() == delimiter
            }
            _ => false,
        }
    }

    /// Whether a keyword or punctuation marks are next.
    pub(super) fn is_text(&self, text: &str) -> bool {
        if self.starts_unbracketed() {
            let mut inner = self.clone();
            inner.enter();
            return inner.is_text(text);
        }
        match self.token() {
            Some((TokenTree::Ident(_), word)) => word.as_deref() == Some(text),
            Some((TokenTree::Punct(_), _)) => self.marks(text).is_some(),
            _ => false,
        }
    }

    /// The place of the punctuation marks, if they are the next tokens.
    pub(super) fn marks(&self, text: &str) -> Option<Span> {
        let mut at = self.at;
        let mut place = None;
        let mut rest = text.chars().peekable();
        while let Some(character) = rest.next() {
            let (TokenTree::Punct(mark), _) = self.tokens.get(at)? else {
                return None;
            };
            let joint = mark.spacing() == Spacing::Joint;
            if mark.as_char() != character || rest.peek().is_some() && !joint {
                return None;
            }
            place = place.or_else(|| Some(mark.span()));
            at += 1;
        }
        place
    }
}

fn is_string(literal: &Literal) -> bool {
    let text = literal.to_string();
    text.starts_with(['"', 'r'])
}

/// Whether a word is no name.
pub(crate) fn is_keyword(word: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const",
        "continue", "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for",
        "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override",
        "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
        "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.binary_search(&word).is_ok()
}
