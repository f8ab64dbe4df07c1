//! The `use` items of a text, those in the arguments of macros too, and what they consist of.

use std::borrow::Cow;
use std::ops::{Deref, Range};

use proc_macro2::Delimiter;

use crate::syntax::tokens::{self, Kind, Token};

#[derive(Debug)]
pub(crate) struct Uses<'a> {
    pub(crate) text: &'a str,
    read: Cow<'a, Read>,
}

/// What a text consists of. A file keeps it for all that ask.
#[derive(Clone, Debug)]
pub(crate) struct Read {
    pub(crate) tokens: Vec<Token>,
    pub(crate) items: Vec<UseItem>,
}

impl Deref for Uses<'_> {
    type Target = Read;

    fn deref(&self) -> &Read {
        &self.read
    }
}

#[derive(Clone, Debug)]
pub(crate) struct UseItem {
    /// Its attributes and its visibility, from the first byte of them to `use`.
    pub(crate) before: Range<usize>,
    pub(crate) tree: Element,
    /// The byte behind its semicolon.
    pub(crate) end: usize,
    /// Whether it makes names for others.
    pub(crate) passes_on: bool,
}

/// A part of what a `use` imports: all of it, or what stands between two commas.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) range: Range<usize>,
    /// Whether it starts with `::`.
    pub(crate) leading: bool,
    /// The names in front, each with its bytes.
    pub(crate) segments: Vec<Range<usize>>,
    pub(crate) tail: Tail,
    pub(crate) comma: Option<Range<usize>>,
}

/// What stands behind the names.
#[derive(Clone, Debug)]
pub(crate) enum Tail {
    Nothing,
    /// `as name`, and the bytes of that name.
    Rename(Range<usize>, Range<usize>),
    /// `*`
    Glob,
    /// `{ .. }`, from brace to brace.
    Group(Range<usize>, Vec<Element>),
}

impl Read {
    pub(crate) fn of(text: &str) -> Option<Self> {
        let tokens = tokens::of(text)?;
        let mut items = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if tokens[at].kind == Kind::Word && tokens[at].text(text) == "use" {
                let mut reader = Reader {
                    text,
                    tokens: &tokens,
                    at: at + 1,
                };
                if let Some(tree) = reader.element()
                    && reader.sign(';')
                {
                    items.push(item(text, &tokens, at, tree, reader.at));
                    at = reader.at;
                    continue;
                }
            }
            at += 1;
        }
        Some(Self { tokens, items })
    }
}

impl<'a> Uses<'a> {
    /// Reads a text. `None` if it is not valid Rust.
    pub(crate) fn of(text: &'a str) -> Option<Self> {
        let read = Cow::Owned(Read::of(text)?);
        Some(Self { text, read })
    }

    pub(crate) const fn known(text: &'a str, read: &'a Read) -> Self {
        let read = Cow::Borrowed(read);
        Self { text, read }
    }

    pub(crate) fn around(&self, byte: usize) -> Option<&UseItem> {
        let mut items = self.items.iter();
        items.find(|item| item.tree.range.contains(&byte))
    }

    /// The leaf that a byte stands in.
    pub(crate) fn leaf_at(&self, byte: usize) -> Option<Part<'_>> {
        let mut parts = self.part(self.around(byte)?).walk();
        parts.find(|part| part.is_leaf() && part.element.range.contains(&byte))
    }

    /// Each item as a whole, each group in it, and each leaf, in the order of their places.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        self.items.iter().flat_map(|item| self.part(item).walk())
    }

    /// An item as a whole.
    pub(crate) fn part<'b>(&'b self, item: &'b UseItem) -> Part<'b> {
        Part::new(self.text, item, &item.tree, &[], false)
    }

    /// Whether a byte stands in the definition of a macro.
    pub(crate) fn is_in_definition(&self, byte: usize) -> bool {
        self.is_given(byte, "macro_rules", 1)
    }

    /// Whether a byte stands in what `stringify!` is given.
    pub(crate) fn is_made_a_text(&self, byte: usize) -> bool {
        self.is_given(byte, "stringify", 0)
    }

    /// Whether a byte stands in the brackets behind `name!` and some more tokens.
    fn is_given(&self, byte: usize, name: &str, between: usize) -> bool {
        let mut calls = self.tokens.windows(3 + between).enumerate();
        calls.any(|(at, window)| {
            let open = &window[2 + between];
            window[0].text(self.text) == name
                && window[1].kind == Kind::Sign('!')
                && matches!(open.kind, Kind::Open(_))
                && open.range.start < byte
                && byte < self.closing(at + 2 + between)
        })
    }

    /// The byte of the bracket that closes the one at a position.
    fn closing(&self, open: usize) -> usize {
        let close = self.tokens.get(self.behind(open) - 1);
        close.map_or(self.text.len(), |close| close.range.start)
    }

    /// The position behind the bracket that closes the one at a position.
    pub(crate) fn behind(&self, open: usize) -> usize {
        let mut depth = 0_usize;
        for (at, token) in self.tokens.iter().enumerate().skip(open) {
            match token.kind {
                Kind::Open(_) => depth += 1,
                Kind::Close(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return at + 1;
            }
        }
        self.tokens.len()
    }
}

/// An element, with the names that lead to it.
#[derive(Clone, Debug)]
pub(crate) struct Part<'a> {
    text: &'a str,
    pub(crate) item: &'a UseItem,
    pub(crate) element: &'a Element,
    /// Its names and those in front of it, each with its bytes. The `self` of a group is left out.
    pub(crate) names: Vec<Range<usize>>,
    leading: bool,
}

impl<'a> Part<'a> {
    fn new(
        text: &'a str,
        item: &'a UseItem,
        element: &'a Element,
        before: &[Range<usize>],
        leading: bool,
    ) -> Self {
        let own = element.segments.iter();
        let own = own.filter(|name| before.is_empty() || &text[(*name).clone()] != "self");
        Self {
            text,
            item,
            element,
            names: before.iter().chain(own).cloned().collect(),
            leading: leading || before.is_empty() && element.leading,
        }
    }

    pub(crate) const fn is_leaf(&self) -> bool {
        !matches!(self.element.tail, Tail::Group(..))
    }

    pub(crate) const fn is_glob(&self) -> bool {
        matches!(self.element.tail, Tail::Glob)
    }

    /// What is in its braces.
    pub(crate) fn inner(&self) -> impl DoubleEndedIterator<Item = Self> {
        let elements = match &self.element.tail {
            Tail::Group(_, elements) => elements.as_slice(),
            _ => &[],
        };
        let inner = |element| Self::new(self.text, self.item, element, &self.names, self.leading);
        elements.iter().map(inner)
    }

    /// It, and all that is in it.
    pub(crate) fn walk(self) -> impl Iterator<Item = Self> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            let next = open.pop()?;
            open.extend(next.inner().rev());
            Some(next)
        })
    }

    /// The path that it names, as it is written, without spaces.
    pub(crate) fn path(&self) -> String {
        let names = self.names.iter().map(|name| &self.text[name.clone()]);
        let names = names.collect::<Vec<_>>().join("::");
        if self.leading {
            format!("::{names}")
        } else {
            names
        }
    }

    /// The name that a leaf binds, or `*`.
    pub(crate) fn binds(&self) -> &'a str {
        let name = match &self.element.tail {
            Tail::Glob => return "*",
            Tail::Rename(_, name) => Some(name),
            Tail::Nothing | Tail::Group(..) => self.names.last(),
        };
        let written = name.map_or("", |name| &self.text[name.clone()]);
        written.strip_prefix("r#").unwrap_or(written)
    }
}

/// The item whose `use` is at a position, with its attributes and its visibility.
fn item(text: &str, tokens: &[Token], word: usize, tree: Element, end: usize) -> UseItem {
    let mut first = word;
    let kind = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.kind);
    let is_pub = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.text(text) == "pub")
    };
    if kind(first.checked_sub(1)) == Some(Kind::Close(Delimiter::Parenthesis)) {
        let open = opening(tokens, first - 1);
        if let Some(before) = open.checked_sub(1).filter(|before| is_pub(*before)) {
            first = before;
        }
    } else if first > 0 && is_pub(first - 1) {
        first -= 1;
    }
    let passes_on = first != word;
    while kind(first.checked_sub(1)) == Some(Kind::Close(Delimiter::Bracket)) {
        let open = opening(tokens, first - 1);
        match open.checked_sub(1) {
            Some(sign) if tokens[sign].kind == Kind::Sign('#') => first = sign,
            _ => break,
        }
    }
    UseItem {
        before: tokens[first].range.start..tokens[word].range.start,
        tree,
        end: tokens[end - 1].range.end,
        passes_on,
    }
}

/// The position of the bracket that the one at a position closes.
fn opening(tokens: &[Token], close: usize) -> usize {
    let mut depth = 0_usize;
    for at in (0..=close).rev() {
        match tokens[at].kind {
            Kind::Close(_) => depth += 1,
            Kind::Open(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    close
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
}

impl Reader<'_> {
    fn kind(&self) -> Option<Kind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    fn sign(&mut self, sign: char) -> bool {
        let found = self.kind() == Some(Kind::Sign(sign));
        self.at += usize::from(found);
        found
    }

    fn colons(&mut self) -> bool {
        let next = self.tokens.get(self.at + 1).map(|token| token.kind);
        let found = self.kind() == Some(Kind::Sign(':')) && next == Some(Kind::Sign(':'));
        self.at += if found { 2 } else { 0 };
        found
    }

    fn element(&mut self) -> Option<Element> {
        let first = self.at;
        let leading = self.colons();
        let mut segments = Vec::new();
        let tail = loop {
            match self.kind()? {
                Kind::Sign('*') => {
                    self.at += 1;
                    break Tail::Glob;
                }
                Kind::Open(Delimiter::Brace) => break self.group()?,
                Kind::Word | Kind::Sign('$') => {
                    // `$crate` is one name.
                    let start = self.tokens[self.at].range.start;
                    self.sign('$');
                    segments.push(start..self.tokens.get(self.at)?.range.end);
                    self.at += 1;
                    if !self.colons() {
                        break self.rename()?;
                    }
                }
                _ => return None,
            }
        };
        let range = self.tokens[first].range.start..self.tokens[self.at - 1].range.end;
        Some(Element {
            range,
            leading,
            segments,
            tail,
            comma: None,
        })
    }

    fn rename(&mut self) -> Option<Tail> {
        let word = self.tokens.get(self.at)?;
        if word.kind != Kind::Word || word.text(self.text) != "as" {
            return Some(Tail::Nothing);
        }
        let name = self.tokens.get(self.at + 1)?;
        self.at += 2;
        let tail = Tail::Rename(word.range.start..name.range.end, name.range.clone());
        (name.kind == Kind::Word).then_some(tail)
    }

    fn group(&mut self) -> Option<Tail> {
        let open = self.tokens[self.at].range.start;
        self.at += 1;
        let mut elements = Vec::new();
        while self.kind()? != Kind::Close(Delimiter::Brace) {
            let mut element = self.element()?;
            if self.kind() == Some(Kind::Sign(',')) {
                element.comma = Some(self.tokens[self.at].range.clone());
                self.at += 1;
            }
            elements.push(element);
        }
        self.at += 1;
        Some(Tail::Group(
            open..self.tokens[self.at - 1].range.end,
            elements,
        ))
    }
}

impl Element {
    pub(crate) fn with_comma(&self) -> Range<usize> {
        let end = self.comma.as_ref().unwrap_or(&self.range).end;
        self.range.start..end
    }
}
