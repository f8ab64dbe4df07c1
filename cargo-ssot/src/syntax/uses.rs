//! The `use` items of a file, including those in the arguments of macros, and a walk over their parts.

use std::ops::Range;

use proc_macro2::Delimiter;

use crate::syntax::tokens::{self, Kind, Token, behind};

/// The text of a file with its tokens and `use` items.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Uses<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) items: &'a [UseItem],
}

/// The tokens and `use` items of a text, which a [`SourceFile`](super::SourceFile) reads once.
#[derive(Debug)]
pub(crate) struct Read {
    tokens: Vec<Token>,
    items: Vec<UseItem>,
}

#[derive(Clone, Debug)]
pub(crate) struct UseItem {
    /// Its attributes and its visibility, up to `use`.
    pub(crate) before: Range<usize>,
    pub(crate) tree: Element,
    /// The byte behind its semicolon.
    pub(crate) end: usize,
    /// Whether it is `pub`, or visible in a part of the crate.
    pub(crate) passes_on: bool,
}

/// A `use` tree: that of a whole item, or an element of a group.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) range: Range<usize>,
    /// Whether it starts with `::`.
    pub(crate) leading: bool,
    /// The bytes of each name in front of its tail.
    pub(crate) segments: Vec<Range<usize>>,
    pub(crate) tail: Tail,
    pub(crate) comma: Option<Range<usize>>,
}

/// What follows the names.
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
    /// Reads a text. `None` if it is not valid Rust.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let tokens = tokens::of(text)?;
        let mut items = Vec::new();
        // The first of the attributes and the visibility before the next token.
        let (mut first, mut passes_on) = (None, false);
        let mut at = 0;
        while at < tokens.len() {
            let next = tokens.get(at + 1).map(|token| token.kind);
            match (tokens[at].kind, tokens[at].text(text)) {
                (Kind::Sign('#'), _) if next == Some(Kind::Open(Delimiter::Bracket)) => {
                    first.get_or_insert(at);
                    at = behind(&tokens, at + 1);
                }
                (Kind::Word, "pub") => {
                    first.get_or_insert(at);
                    passes_on = true;
                    let restricted = next == Some(Kind::Open(Delimiter::Parenthesis));
                    at = if restricted {
                        behind(&tokens, at + 1)
                    } else {
                        at + 1
                    };
                }
                (kind, word) => {
                    let mut reader = Reader {
                        text,
                        tokens: &tokens,
                        at: at + 1,
                    };
                    if kind == Kind::Word
                        && word == "use"
                        && let Some(tree) = reader.element()
                        && reader.sign(';')
                    {
                        let start = tokens[first.unwrap_or(at)].range.start;
                        items.push(UseItem {
                            before: start..tokens[at].range.start,
                            tree,
                            end: tokens[reader.at - 1].range.end,
                            passes_on,
                        });
                        at = reader.at - 1;
                    }
                    (first, passes_on) = (None, false);
                    at += 1;
                }
            }
        }
        Some(Self { tokens, items })
    }

    pub(crate) fn uses<'a>(&'a self, text: &'a str) -> Uses<'a> {
        Uses {
            text,
            tokens: &self.tokens,
            items: &self.items,
        }
    }
}

impl<'a> Uses<'a> {
    pub(crate) fn around(&self, byte: usize) -> Option<&'a UseItem> {
        let mut items = self.items.iter();
        items.find(|item| item.tree.range.contains(&byte))
    }

    /// The leaf that a byte stands in.
    pub(crate) fn leaf_at(&self, byte: usize) -> Option<Part<'a>> {
        let mut parts = self.part(self.around(byte)?).walk();
        parts.find(|part| part.is_leaf() && part.element.range.contains(&byte))
    }

    /// Every item, group and leaf, in source order.
    pub(crate) fn parts(self) -> impl Iterator<Item = Part<'a>> {
        self.items
            .iter()
            .flat_map(move |item| self.part(item).walk())
    }

    /// A whole item.
    pub(crate) fn part(&self, item: &'a UseItem) -> Part<'a> {
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
        let is_before = |at: usize| self.tokens[at].range.start < byte;
        (0..self.tokens.len()).any(|at| {
            let (sign, open) = (at + 1, at + 2 + between);
            self.tokens[at].text(self.text) == name
                && open < self.tokens.len()
                && self.tokens[sign].kind == Kind::Sign('!')
                && matches!(self.tokens[open].kind, Kind::Open(_))
                && is_before(open)
                && !is_before(behind(self.tokens, open) - 1)
        })
    }
}

/// An element with the path that leads to it.
#[derive(Clone, Debug)]
pub(crate) struct Part<'a> {
    text: &'a str,
    pub(crate) item: &'a UseItem,
    pub(crate) element: &'a Element,
    /// The bytes of each name of its path. The `self` of a group is left out.
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

    /// The elements of a group.
    pub(crate) fn inner(&self) -> impl DoubleEndedIterator<Item = Self> {
        let elements = match &self.element.tail {
            Tail::Group(_, elements) => elements.as_slice(),
            _ => &[],
        };
        let inner = |element| Self::new(self.text, self.item, element, &self.names, self.leading);
        elements.iter().map(inner)
    }

    /// This part and everything inside it, in source order.
    pub(crate) fn walk(self) -> impl Iterator<Item = Self> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            let next = open.pop()?;
            open.extend(next.inner().rev());
            Some(next)
        })
    }

    /// Its whole path, without spaces and comments.
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

#[cfg(test)]
mod tests {
    use super::{Part, Read};

    #[test]
    fn every_leaf_knows_the_path_that_leads_to_it() {
        let text = "use ::a::{self, b::{C as D, *}, r#e};\nm! { use $crate::F; }\n";
        let read = Read::parse(text).expect("it is Rust");
        let leaves = read.uses(text).parts().filter(Part::is_leaf);
        let leaves: Vec<_> = leaves.map(|leaf| (leaf.path(), leaf.binds())).collect();
        let expected = [
            ("::a", "a"),
            ("::a::b::C", "D"),
            ("::a::b", "*"),
            ("::a::r#e", "e"),
            ("$crate::F", "F"),
        ];
        assert_eq!(leaves, expected.map(|(path, name)| (path.to_owned(), name)));
    }

    #[test]
    fn attributes_and_visibility_belong_to_the_item() {
        let text = "struct A(pub u8);\n#[cfg(x)] pub(in a::b) use a::C;\n#![x]\nuse a::D;\n";
        let read = Read::parse(text).expect("it is Rust");
        let items = read.uses(text).items.iter();
        let items: Vec<_> = items
            .map(|item| (&text[item.before.clone()], item.passes_on))
            .collect();
        assert_eq!(items, [("#[cfg(x)] pub(in a::b) ", true), ("", false)]);
    }
}
