//! The texts that users read, without the code in them.

mod documented;

use std::fs;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use ssot_tests_guide::{files_below, root};

/// Pages outside of the book.
const OTHERS: &[&str] = &[
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "cargo-ssot/README.md",
    "examples/websocket/README.md",
    "macros/README.md",
    "rules/README.md",
];

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A paragraph.
    Sentences,
    /// A heading, a cell of a table, a help text: no whole sentences.
    Words,
}

pub(crate) struct Text {
    /// The file, and the item if it is the documentation of one.
    pub(crate) place: String,
    pub(crate) kind: Kind,
    /// Its words, with each piece of code as `` `code` ``.
    pub(crate) words: String,
}

impl Text {
    pub(crate) fn new(place: &str, kind: Kind, words: &str) -> Self {
        Self {
            place: place.to_owned(),
            kind,
            words: words.to_owned(),
        }
    }
}

/// Every text.
pub(crate) fn all() -> Vec<Text> {
    let mut files = files_below("docs", "md");
    files.extend(OTHERS.iter().map(ToString::to_string));
    let mut texts = Vec::new();
    for file in files {
        let page = fs::read_to_string(root().join(&file)).expect("a page can be read");
        texts.extend(texts_of(&file, &page));
    }
    texts.extend(documented::all());
    texts
}

/// The texts of a page, or of the documentation of an item.
pub(crate) fn texts_of(place: &str, markdown: &str) -> Vec<Text> {
    // The help of the command is printed as it is.
    let shows_help = place == "cargo-ssot/README.md";
    let mut texts = Vec::new();
    let mut words = String::new();
    let mut skips = false;
    // The contents are titles.
    let are_titles = place == "docs/SUMMARY.md";
    let mut take = |words: &mut String, kind| {
        let kind = if are_titles { Kind::Words } else { kind };
        if !words.trim().is_empty() {
            texts.push(Text::new(place, kind, words.trim()));
        }
        words.clear();
    };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                take(&mut words, Kind::Sentences);
                skips = !(shows_help
                    && matches!(kind, CodeBlockKind::Fenced(language) if &*language == "text"));
            }
            Event::End(TagEnd::CodeBlock) => {
                take(&mut words, Kind::Words);
                skips = false;
            }
            Event::End(TagEnd::Heading(_) | TagEnd::TableCell) => take(&mut words, Kind::Words),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::List(_))
            | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                take(&mut words, Kind::Sentences);
            }
            Event::Text(text) if !skips => words.push_str(&text),
            Event::Code(_) => words.push_str("`code`"),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    take(&mut words, Kind::Sentences);
    texts
}
