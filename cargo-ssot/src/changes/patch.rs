//! Patches as `git diff --unified=0` writes them.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use crate::git;

/// Lines of the new text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    /// The first one, counted from 1; of none, the one before the gap.
    start: usize,
    count: usize,
}

impl Hunk {
    /// Whether one of these lines is among them, or both sides of the gap are.
    pub(super) fn touches(self, lines: &RangeInclusive<usize>) -> bool {
        if self.count == 0 {
            lines.contains(&self.start) && lines.contains(&(self.start + 1))
        } else {
            *lines.start() < self.start + self.count && self.start <= *lines.end()
        }
    }
}

/// The files of a patch that are there after it, each with what has changed.
pub(super) fn read(patch: &[u8]) -> Vec<(PathBuf, Vec<Hunk>)> {
    let mut files: Vec<(PathBuf, Vec<Hunk>)> = Vec::new();
    let mut deleted = false;
    let mut lines = patch.split(|byte| *byte == b'\n');
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix(b"+++ ") {
            let name = name_of(name);
            deleted = name.is_none();
            files.extend(name.map(|name| (name, Vec::new())));
        } else if let Some((old, hunk)) = header(line) {
            // The lines themselves are skipped by their number: they may look like anything. A remark that one of them
            // has no end is none of them.
            let content = lines.by_ref().filter(|line| !line.starts_with(b"\\"));
            content.take(old + hunk.count).for_each(drop);
            if let Some((_, hunks)) = files.last_mut().filter(|_| !deleted) {
                hunks.push(hunk);
            }
        }
    }
    files
}

/// How many old lines a hunk has, and which new ones: `@@ -3,2 +3 @@`.
fn header(line: &[u8]) -> Option<(usize, Hunk)> {
    let text = str::from_utf8(
        line.strip_prefix(b"@@ -")?
            .split(|byte| *byte == b'@')
            .next()?,
    );
    let (old, new) = text.ok()?.trim().split_once(" +")?;
    let (_, old) = numbers(old)?;
    let (start, count) = numbers(new)?;
    Some((old, Hunk { start, count }))
}

fn numbers(text: &str) -> Option<(usize, usize)> {
    let (start, count) = text.split_once(',').unwrap_or((text, "1"));
    Some((start.parse().ok()?, count.parse().ok()?))
}

/// The path behind `+++`, or none of a file that is gone.
fn name_of(name: &[u8]) -> Option<PathBuf> {
    // A name with a space in it is followed by a tab.
    let name = name.strip_suffix(b"\t").unwrap_or(name);
    if name == b"/dev/null" {
        return None;
    }
    let quoted = name
        .strip_prefix(b"\"")
        .and_then(|name| name.strip_suffix(b"\""));
    let name = quoted.map_or_else(|| name.to_vec(), unquoted);
    Some(git::path(name.strip_prefix(NEW.as_bytes())?))
}

/// What git is told to write before the names of new files.
pub(super) const NEW: &str = "new/";

/// A name that git has quoted as C does.
fn unquoted(name: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name;
    while let [first, behind @ ..] = rest {
        rest = behind;
        if *first != b'\\' {
            bytes.push(*first);
            continue;
        }
        let octal = |digits: &[u8]| {
            let text = str::from_utf8(digits).ok()?;
            u8::from_str_radix(text, 8).ok()
        };
        if let Some(byte) = rest.get(..3).and_then(octal) {
            bytes.push(byte);
            rest = &rest[3..];
        } else if let [escaped, behind @ ..] = rest {
            bytes.push(match escaped {
                b'a' => 7,
                b'b' => 8,
                b't' => b'\t',
                b'n' => b'\n',
                b'v' => 11,
                b'f' => 12,
                b'r' => b'\r',
                other => *other,
            });
            rest = behind;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_look_like_headers_are_lines() {
        let patch = b"diff --git old/a.rs new/a.rs\n--- old/a.rs\n+++ new/a.rs\n\
            @@ -1,2 +1,2 @@ fn a() {\n--- old/x\n-@@ -1 +1 @@\n+++ new/b.rs\n+@@ -9 +9 @@\n\
            @@ -7 +7 @@\n-old\n\\ No newline at end of file\n+++ new/x.rs\n\\ No newline at end of file\n\
            diff --git old/c.rs new/c.rs\n--- old/c.rs\n+++ /dev/null\n@@ -1 +0,0 @@\n-c\n";
        let hunks = vec![Hunk { start: 1, count: 2 }, Hunk { start: 7, count: 1 }];
        assert_eq!(read(patch), [(PathBuf::from("a.rs"), hunks)]);
    }

    #[test]
    fn names_are_read_as_git_quotes_them() {
        let name = |text: &str| name_of(text.as_bytes());
        assert_eq!(name("new/a b.rs\t"), Some("a b.rs".into()));
        assert_eq!(
            name(r#""new/\303\244\"\\\n\t.rs""#),
            Some("ä\"\\\n\t.rs".into())
        );
        assert_eq!(name("/dev/null"), None);
    }

    #[test]
    fn a_gap_touches_what_spans_it() {
        let gap = Hunk { start: 7, count: 0 };
        assert!(gap.touches(&(7..=8)));
        assert!(!gap.touches(&(7..=7)) && !gap.touches(&(8..=9)));
        let lines = Hunk { start: 7, count: 2 };
        assert!(lines.touches(&(8..=9)) && lines.touches(&(1..=7)));
        assert!(!lines.touches(&(9..=9)) && !lines.touches(&(6..=6)));
    }
}
