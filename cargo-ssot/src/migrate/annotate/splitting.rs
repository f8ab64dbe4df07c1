//! Cuts an impl, so that its constructors stand in one of their own.
//!
//! Constructors that stand behind one another stay where they are: the impl is closed and opened again around them. The
//! others come behind these, with the comments right above them. Nothing else moves.

use std::ops::Range;

use syn::AttrStyle;

use super::members::{Block, Member};
use crate::syntax::text::{TextEdit, indentation, line_end, rest_of_line};

impl Block<'_> {
    /// What gives the constructors an impl of their own under an attribute, with others behind them that come from
    /// elsewhere.
    pub(super) fn edits(&self, attribute: &str, others: &[String]) -> Vec<TextEdit> {
        let run = self.run();
        let (newline, inner) = (line_end(self.syntax.text), self.inner());
        let mut edits = Vec::new();
        if run.start > 0 {
            edits.push(self.boundary(run.start, "", Some(attribute)));
        } else {
            edits.extend(self.marks(attribute));
        }
        let later = self.constructors.iter().filter(|index| **index >= run.end);
        let (texts, without) = self.taken(later);
        let moved: String = texts
            .iter()
            .chain(others)
            .flat_map(|text| [newline, newline, &inner, text])
            .collect();
        if run.end < self.members.len() {
            edits.push(self.boundary(run.end, &moved, None));
        } else if !moved.is_empty() {
            edits.push(TextEdit::insertion(self.members[run.end - 1].end, moved));
        }
        edits.extend(without);
        edits
    }

    /// The texts of the constructors, and what takes them out.
    pub(super) fn taken_out(&self) -> (Vec<String>, Vec<TextEdit>) {
        let (texts, mut edits) = self.taken(self.constructors.iter());
        if self.is_whole() {
            let range = self.syntax.range(self.item);
            let before = self.syntax.text[..range.start].trim_end().len();
            edits = vec![TextEdit::removal(before..range.end)];
        }
        (texts, edits)
    }

    fn taken<'b>(&self, members: impl Iterator<Item = &'b usize>) -> (Vec<String>, Vec<TextEdit>) {
        let members = members.map(|index| &self.members[*index]);
        let taken = members.map(|member| {
            let text = self.syntax.text[member.start..member.end].to_owned();
            (text, self.without(member))
        });
        taken.unzip()
    }

    /// The bytes of the constructors that stay where they are.
    pub(super) fn in_place(&self) -> Range<usize> {
        let run = self.run();
        self.members[run.start].start..self.members[run.end - 1].end
    }

    /// The first constructors that stand behind one another.
    fn run(&self) -> Range<usize> {
        let start = self.constructors[0];
        let following = self.constructors.iter().zip(start..);
        let run = following.take_while(|(index, position)| *index == position);
        start..start + run.count()
    }

    /// The impl is closed before a member, behind some text, and opened again: for constructors under the attribute of a
    /// factory, or for the rest.
    fn boundary(&self, at: usize, text: &str, attribute: Option<&str>) -> TextEdit {
        let member = &self.members[at];
        let newline = line_end(self.syntax.text);
        let (indent, inner) = (self.indent(), self.inner());
        let head = self.head(attribute.is_some());
        let opened: Vec<_> = self
            .attributes()
            .chain(attribute)
            .chain([head.as_str()])
            .collect();
        let opened = opened.join(&format!("{newline}{indent}"));
        let text =
            format!("{text}{newline}{indent}}}{newline}{newline}{indent}{opened}{newline}{inner}");
        TextEdit::new(member.behind_last..member.lead, text)
    }

    /// The attributes that both parts of the impl need.
    pub(super) fn attributes(&self) -> impl Iterator<Item = &str> {
        let attributes = self.item.attrs.iter();
        let attributes = attributes.filter(|attribute| !attribute.path().is_ident("doc"));
        attributes.map(|attribute| self.syntax.text_of(attribute))
    }

    fn marks(&self, attribute: &str) -> Vec<TextEdit> {
        let newline = line_end(self.syntax.text);
        let above = format!("{attribute}{newline}{}", self.indent());
        let mut edits = vec![TextEdit::insertion(self.head_start(), above)];
        let path = self.path.as_ref().zip(self.path_range());
        edits.extend(path.map(|(path, range)| TextEdit::new(range, path)));
        edits
    }

    /// From the first word of the impl to its brace; for a factory, with the path that it has to have.
    pub(super) fn head(&self, factory: bool) -> String {
        let open = self.syntax.bytes(self.item.brace_token.span.open());
        let start = self.head_start();
        let mut head = self.syntax.text[start..open.end].to_owned();
        let path = self.path.as_ref().zip(self.path_range());
        if let Some((path, range)) = path.filter(|_| factory) {
            head.replace_range(range.start - start..range.end - start, path);
        }
        head
    }

    fn head_start(&self) -> usize {
        self.syntax.range(&self.item.impl_token).start
    }

    /// The bytes of the type's path, its generic arguments left out.
    fn path_range(&self) -> Option<Range<usize>> {
        let path = crate::index::type_path(&self.item.self_ty)?;
        let first = self.syntax.range(path.segments.first()?).start;
        Some(first..self.syntax.range(&path.segments.last()?.ident).end)
    }

    /// What takes a member out, with the white space before it.
    fn without(&self, member: &Member<'_>) -> TextEdit {
        let text = self.syntax.text;
        let start = text[..member.start].trim_end().len();
        let behind = rest_of_line(text, member.end);
        let (newline, inner) = (line_end(text), self.inner());
        if !behind.trim().is_empty() {
            return TextEdit::new(start..member.end, format!("{newline}{inner}"));
        }
        if !text[..start].ends_with('{') {
            return TextEdit::new(start..member.end, String::new());
        }
        // An impl does not start with an empty line.
        let empty = text[member.end..].trim_start();
        let next = text.len() - empty.len();
        let indent = if empty.starts_with('}') {
            self.indent()
        } else {
            &inner
        };
        TextEdit::new(start..next, format!("{newline}{indent}"))
    }

    fn indent(&self) -> &str {
        let start = self.syntax.range(self.item).start;
        indentation(self.syntax.text, start).unwrap_or_default()
    }

    fn inner(&self) -> String {
        let first = self.members[self.constructors[0]].start;
        match indentation(self.syntax.text, first).unwrap_or_default() {
            "" => format!("{}    ", self.indent()),
            indent => indent.to_owned(),
        }
    }

    pub(super) fn is_whole(&self) -> bool {
        self.constructors.len() == self.members.len()
    }

    /// Whether the impl has attributes within its braces, which a second one would need too.
    pub(super) fn has_inner_attributes(&self) -> bool {
        let mut attributes = self.item.attrs.iter();
        attributes.any(|attribute| matches!(attribute.style, AttrStyle::Inner(_)))
    }
}
