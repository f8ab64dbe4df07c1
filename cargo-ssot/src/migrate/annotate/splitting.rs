//! Cuts an impl, so that its constructors stand in one of their own.
//!
//! Constructors that stand behind one another stay where they are: the impl is closed and opened again around them. The
//! others come behind these, with the comments right above them. Nothing else moves.

use std::ops::Range;

use syn::{AttrStyle, ItemImpl};

use super::members::Member;
use crate::syntax::parsed::Syntax;
use crate::syntax::text::{TextEdit, indentation, line_end, rest_of_line};

pub(super) struct Cut<'a> {
    pub(super) syntax: &'a Syntax<'a>,
    pub(super) block: &'a ItemImpl,
    pub(super) members: &'a [Member<'a>],
    /// The positions of the constructors among the members.
    pub(super) constructors: &'a [usize],
    pub(super) attribute: &'a str,
    /// The path of the type in the factory's impl, if it has to be another than it is.
    pub(super) path: Option<String>,
}

impl Cut<'_> {
    /// What gives the constructors an impl of their own, with others behind them that come from elsewhere.
    pub(super) fn edits(&self, others: &[String]) -> Vec<TextEdit> {
        let run = self.run();
        let (newline, inner) = (line_end(self.syntax.text), self.inner());
        let mut edits = Vec::new();
        if run.start > 0 {
            edits.push(self.boundary(run.start, "", true));
        } else {
            edits.extend(self.marks());
        }
        let later = self.constructors.iter().filter(|index| **index >= run.end);
        let later: Vec<_> = later.map(|index| &self.members[*index]).collect();
        let moved = later
            .iter()
            .map(|member| self.syntax.text[member.start..member.end].to_owned());
        let moved: String = moved
            .chain(others.iter().cloned())
            .flat_map(|text| [newline.to_owned(), newline.to_owned(), inner.clone(), text])
            .collect();
        if run.end < self.members.len() {
            edits.push(self.boundary(run.end, &moved, false));
        } else if !moved.is_empty() {
            let end = self.members[run.end - 1].end;
            edits.push(TextEdit::new(end..end, moved));
        }
        edits.extend(later.iter().map(|member| self.without(member)));
        edits
    }

    /// The texts of the constructors, and what takes them out.
    pub(super) fn taken_out(&self) -> (Vec<String>, Vec<TextEdit>) {
        let constructors = self.constructors.iter().map(|index| &self.members[*index]);
        let texts = constructors
            .clone()
            .map(|member| self.syntax.text[member.start..member.end].to_owned());
        let edits = if self.constructors.len() == self.members.len() {
            let range = self.syntax.range(self.block);
            let before = self.syntax.text[..range.start].trim_end().len();
            vec![TextEdit::new(before..range.end, String::new())]
        } else {
            constructors.map(|member| self.without(member)).collect()
        };
        (texts.collect(), edits)
    }

    /// The bytes of the constructors that stay where they are.
    pub(super) fn in_place(&self) -> Range<usize> {
        let run = self.run();
        self.members[run.start].start..self.members[run.end - 1].end
    }

    /// The first constructors that stand behind one another.
    fn run(&self) -> Range<usize> {
        let start = self.constructors[0];
        let mut end = start;
        while self.constructors.contains(&end) {
            end += 1;
        }
        start..end
    }

    /// The impl is closed before a member, behind some text, and opened again.
    fn boundary(&self, at: usize, text: &str, factory: bool) -> TextEdit {
        let member = &self.members[at];
        let newline = line_end(self.syntax.text);
        let (indent, inner) = (self.indent(), self.inner());
        let attributes = self.block.attrs.iter();
        let attributes = attributes.filter(|attribute| !attribute.path().is_ident("doc"));
        let mut lines: Vec<_> = attributes
            .map(|attribute| self.syntax.text_of(attribute).to_owned())
            .collect();
        if factory {
            lines.push(self.attribute.to_owned());
        }
        lines.push(self.head(factory));
        let opened = lines.join(&format!("{newline}{indent}"));
        let text =
            format!("{text}{newline}{indent}}}{newline}{newline}{indent}{opened}{newline}{inner}");
        TextEdit::new(member.behind_last..member.lead, text)
    }

    fn marks(&self) -> Vec<TextEdit> {
        let newline = line_end(self.syntax.text);
        let start = self.head_start();
        let above = format!("{}{newline}{}", self.attribute, self.indent());
        let mut edits = vec![TextEdit::new(start..start, above)];
        if let (Some(path), Some(range)) = (&self.path, self.path_range()) {
            edits.push(TextEdit::new(range, path.clone()));
        }
        edits
    }

    /// From the first word of the impl to its brace.
    fn head(&self, factory: bool) -> String {
        let open = self.syntax.bytes(self.block.brace_token.span.open());
        let start = self.head_start();
        let mut head = self.syntax.text[start..open.end].to_owned();
        if let (true, Some(path), Some(range)) = (factory, &self.path, self.path_range()) {
            head.replace_range(range.start - start..range.end - start, path);
        }
        head
    }

    /// From the first word of the impl to its brace, as it is written.
    pub(super) fn head_as_written(&self) -> String {
        self.head(false)
    }

    fn head_start(&self) -> usize {
        self.syntax.range(&self.block.impl_token).start
    }

    /// The bytes of the type's path, its generic arguments left out.
    fn path_range(&self) -> Option<Range<usize>> {
        let path = crate::index::type_path(&self.block.self_ty)?;
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
        let start = self.syntax.range(self.block).start;
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
        let mut attributes = self.block.attrs.iter();
        attributes.any(|attribute| matches!(attribute.style, AttrStyle::Inner(_)))
    }
}
