//! Lines and comments of a text, and edits of its bytes.

use std::collections::BTreeSet;
use std::ops::Range;

/// Bytes that become others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextEdit {
    /// The first byte of the file's text that is replaced.
    pub start: usize,
    pub end: usize,
    pub text: String,
}

impl TextEdit {
    pub(crate) fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self {
            start: range.start,
            end: range.end,
            text: text.into(),
        }
    }

    pub(crate) fn insertion(at: usize, text: impl Into<String>) -> Self {
        Self::new(at..at, text)
    }

    pub(crate) fn removal(range: Range<usize>) -> Self {
        Self::new(range, "")
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A text with edits that do not overlap.
pub(crate) fn applied(text: &str, edits: &BTreeSet<TextEdit>) -> String {
    applied_within(text, 0..text.len(), edits)
}

/// A part of a text, with edits in it that do not overlap.
pub(crate) fn applied_within(text: &str, part: Range<usize>, edits: &BTreeSet<TextEdit>) -> String {
    let mut new = String::with_capacity(part.len());
    let mut end = part.start;
    for edit in edits {
        // What is added where something goes, comes behind it; what is to go is gone already.
        if edit.start < end {
            if edit.start == edit.end {
                new.push_str(&edit.text);
            }
            continue;
        }
        new.push_str(&text[end..edit.start]);
        new.push_str(&edit.text);
        end = edit.end;
    }
    new.push_str(&text[end..part.end]);
    new
}

pub(crate) fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

pub(crate) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// The rest of the line of a byte, what ends it left out.
pub(crate) fn rest_of_line(text: &str, at: usize) -> &str {
    let rest = text[at..].split('\n').next().unwrap_or_default();
    rest.strip_suffix('\r').unwrap_or(rest)
}

/// What stands between the start of a line and a byte of it, if that is nothing but space.
pub(crate) fn indentation(text: &str, at: usize) -> Option<&str> {
    let before = text[line_start(text, at)..at].trim_start_matches(crate::files::MARK);
    before.trim().is_empty().then_some(before)
}

/// Removes bytes, and the whole of their lines if nothing else stands in those.
pub(crate) fn cut(text: &str, range: Range<usize>) -> TextEdit {
    let rest = &text[range.end..];
    let line = rest.split('\n').next().unwrap_or_default();
    let alone = indentation(text, range.start)
        .filter(|_| line.trim().is_empty() && line.len() < rest.len());
    let Some(before) = alone else {
        let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        return TextEdit::removal(range.start..range.end + space);
    };
    TextEdit::removal(range.start - before.len()..range.end + line.len() + 1)
}

/// Whether a comment stands in a text between tokens that are no strings.
pub(crate) fn has_comment(text: &str) -> bool {
    text.contains("//") || text.contains("/*")
}

/// The comments in a part of a text between two tokens.
pub(crate) fn comments(text: &str, gap: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = gap.start;
    while at < gap.end {
        let rest = &text[at..gap.end];
        let length = if rest.starts_with("//") {
            rest.lines().next().map_or(0, str::len)
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        found.push(at..at + length);
        at += length;
    }
    found
}

/// How long the comment is that a text starts with; comments may stand in one another.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{comments, cut, indentation, line_end, rest_of_line};

    #[test]
    fn a_part_alone_on_its_lines_goes_with_them() {
        let removed = |text: &str, part: &str| {
            let start = text.find(part).expect("it is there");
            let edit = cut(text, start..start + part.len());
            super::applied(text, &[edit].into())
        };
        assert_eq!(removed("a\n  b,\nc\n", "b,"), "a\nc\n");
        assert_eq!(removed("a\r\n  b,\r\nc", "b,"), "a\r\nc");
        assert_eq!(removed("a, b, c", "b,"), "a, c");
        assert_eq!(removed("a\n  b", "b"), "a\n  ");
    }

    #[test]
    fn comments_may_stand_in_one_another() {
        let text = "a /* one /* two */ */ // three\n/**/ b";
        let found = comments(text, 1..text.len() - 1);
        let found: Vec<_> = found.into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["/* one /* two */ */", "// three", "/**/"]);
        assert_eq!(comments("/* open", 0..7), vec![0..7]);
    }

    #[test]
    fn lines_end_as_the_first_one_does() {
        assert_eq!(line_end("a\r\nb\n"), "\r\n");
        assert_eq!(line_end("a\nb\r\n"), "\n");
        assert_eq!(rest_of_line("ab\r\nc", 1), "b");
        assert_eq!(indentation("\u{feff}  a", 5), Some("  "));
        assert_eq!(indentation("b a", 2), None);
    }
}
