//! Text that is taken apart and put together anew, with its comments and its white space, and whether or not its
//! brackets match.

use std::ops::Range;

use crate::choices::Choices;
use crate::trees::VOCABULARY;

/// How many changes a text sees at most.
const MOST_CHANGES: usize = 8;

/// What no word of the vocabulary has.
const ODD: &[&str] = &[
    "\n",
    "\r\n",
    "\t",
    "//",
    "/*",
    "*/",
    "//!",
    "/**",
    "#!",
    "\u{feff}",
    "\u{0}",
    "\u{200f}",
    "\"",
    "'",
    "r#\"",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "\\",
    "\u{1f980}",
    "::<",
    ">>",
    "|",
    "macro_rules! m { () => {",
    "mod m {",
    "fn f() {",
    "use a::{b, ",
];

/// One of the texts, each [in its chunks](chunks), changed by what is chosen.
///
/// # Panics
///
/// There is no text.
#[must_use]
pub fn case(texts: &[Vec<&str>], choices: &mut Choices<'_>) -> String {
    let mut chunks = choices.among(texts).clone();
    // Two of three cases are changed only in ways that most often leave Rust what it was.
    let kinds = if choices.below(3) == 0 { 0..14 } else { 8..14 };
    for _ in 0..choices.changes(MOST_CHANGES) {
        if choices.is_over() {
            break;
        }
        let kind = kinds.start + choices.below(kinds.len());
        step(kind, &mut chunks, texts, choices);
    }
    chunks.concat()
}

fn step<'a>(
    kind: usize,
    chunks: &mut Vec<&'a str>,
    texts: &[Vec<&'a str>],
    choices: &mut Choices<'_>,
) {
    let at = choices.below(chunks.len() + 1);
    let length = (1 + choices.below(6)).min(chunks.len() - at);
    match kind {
        0 => drop(chunks.drain(at..at + length)),
        1 => {
            let again = chunks[at..at + length].to_vec();
            let to = choices.below(chunks.len() + 1);
            chunks.splice(to..to, again);
        }
        2 if !chunks.is_empty() => {
            let (one, other) = (at.min(chunks.len() - 1), choices.below(chunks.len()));
            chunks.swap(one, other);
        }
        3 => drop(chunks.splice(at..at + length, [" ", word(choices), " "])),
        4 => drop(chunks.splice(at..at, [" ", word(choices), " "])),
        5 => chunks.insert(at, ODD[choices.below(ODD.len())]),
        6 => {
            let brackets = *choices.among(&[("(", ")"), ("{", "}"), ("[", "]"), ("<", ">")]);
            chunks.insert(at + length, brackets.1);
            chunks.insert(at, brackets.0);
        }
        7 => {
            let other = choices.among(texts);
            let start = choices.below(other.len());
            let length = 1 + choices.below(40);
            chunks.splice(at..at, other.iter().copied().skip(start).take(length));
        }
        // From here on, what most often leaves Rust what it was.
        8 | 9 => {
            let is_name = |chunk: &&str| chunk.starts_with(|first: char| first.is_alphabetic());
            let other = chunks.iter().skip(choices.below(chunks.len())).copied();
            let other = other.clone().find(is_name);
            let chunk = chunks[at..].iter_mut().find(|chunk| is_name(chunk));
            if let (Some(chunk), Some(other)) = (chunk, other) {
                *chunk = other;
            }
        }
        10 => drop(chunks.drain(line(chunks, at))),
        11 => {
            let again = chunks[line(chunks, at)].to_vec();
            let to = line(chunks, choices.below(chunks.len() + 1)).start;
            chunks.splice(to..to, again);
        }
        12 => {
            let other = choices.among(texts);
            let one = &other[line(other, choices.below(other.len()))];
            let to = line(chunks, at).start;
            chunks.splice(to..to, one.iter().copied());
        }
        _ => {
            let whole = choices.among(texts);
            chunks.push("\n");
            chunks.extend(whole);
        }
    }
}

/// The line that a chunk belongs to, with those behind it up to the end of the brackets that are opened in it; nothing of
/// a line that closes others.
fn line(chunks: &[&str], at: usize) -> Range<usize> {
    let ends = |chunk: &&str| chunk.contains('\n');
    let start = chunks[..at].iter().rposition(ends).map_or(0, |end| end + 1);
    let mut depth = 0_usize;
    for (index, chunk) in chunks.iter().enumerate().skip(start) {
        match *chunk {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" if depth == 0 => return start..start,
            ")" | "]" | "}" => depth -= 1,
            chunk if depth == 0 && chunk.contains('\n') && index >= at => return start..index + 1,
            _ => {}
        }
    }
    start..chunks.len()
}

fn word(choices: &mut Choices<'_>) -> &'static str {
    let words: Vec<_> = VOCABULARY.split_whitespace().collect();
    words[choices.below(words.len())]
}

/// A text in words, runs of white space, and single marks.
#[must_use]
pub fn chunks(text: &str) -> Vec<&str> {
    let kind = |character: char| match character {
        _ if character.is_alphanumeric() || character == '_' => 0,
        _ if character.is_whitespace() => 1,
        _ => 2,
    };
    let mut chunks = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, character) in text.char_indices() {
        let kind = kind(character);
        if at > start && (kind == 2 || before != Some(kind)) {
            chunks.push(&text[start..at]);
            start = at;
        }
        before = Some(kind);
    }
    chunks.push(&text[start..]);
    chunks
}
