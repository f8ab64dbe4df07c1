//! From the text of a file to its facts.

use std::str::FromStr;

use proc_macro2::{Span, TokenStream};
use syn::visit::Visit;

use super::Facts;
use super::claims::Names;
use super::nesting::{self, DEEPEST};
use super::older;
use super::reader::Reader;
use crate::files::{EXCLUDE, MARK};

/// Why a file could not be read, with the facts that could be told all the same.
pub struct Unreadable {
    /// Line and column, counted from 1.
    pub position: Option<(usize, usize)>,
    pub message: String,
    pub help: String,
    /// What does not need the syntax.
    pub facts: Facts,
}

impl core::fmt::Debug for Unreadable {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(&self.message)
    }
}

/// Reads the facts of a file: an error if it is not valid Rust, or nested more deeply than can be read.
pub fn read(text: &str) -> Result<Facts, Box<Unreadable>> {
    let result = read_tokens(text);
    // Nothing of the syntax is left, so its places can be forgotten: they would be kept for the thread's life.
    proc_macro2::extra::invalidate_current_thread_spans();
    result
}

fn read_tokens(text: &str) -> Result<Facts, Box<Unreadable>> {
    let skipped = skipped(text);
    let unreadable = |span: Option<Span>, message: String, help: &str, mut facts: Facts| {
        facts.is_incomplete = true;
        if let Some(line) = merge(text) {
            return Box::new(Unreadable {
                position: Some((line, 1)),
                message: "the file has an unresolved merge conflict".to_owned(),
                help: "keep one side of each conflict, and remove its markers".to_owned(),
                facts,
            });
        }
        let position = span.map(|span| {
            let start = span.start();
            let lines = text[..skipped].matches('\n').count();
            let column = if start.line == 1 && lines == 0 {
                text[..skipped].chars().count()
            } else {
                0
            };
            (start.line + lines, start.column + column + 1)
        });
        Box::new(Unreadable {
            position,
            message,
            help: help.to_owned(),
            facts,
        })
    };
    let tokens = TokenStream::from_str(&text[skipped..]).map_err(|error| {
        let message = format!("not valid Rust: {error}");
        unreadable(Some(error.span()), message, REPAIR, unread())
    })?;
    let mut reader = Reader::new(skipped);
    if nesting::is_too_deep(tokens.clone(), |tokens| reader.name_use(tokens)) {
        let message =
            format!("the code is nested too deeply: more than {DEEPEST} tokens within one another");
        return Err(unreadable(None, message, EXCLUDE, unread()));
    }
    reader.addresses(tokens.clone());
    match parsed(&tokens) {
        Ok(file) => {
            reader.names = Names::new(text, &file);
            let attributes = reader.attributes(&file.attrs);
            reader.facts.modules[0].test = attributes.test;
            reader.facts.modules[0].condition = attributes.condition;
            reader.at.test = attributes.test;
            reader.visit_file(&file);
            reader.facts.shrink();
            Ok(reader.facts)
        }
        Err(error) => {
            let message = format!("the file does not parse: {error}");
            Err(unreadable(
                Some(error.span()),
                message,
                REPAIR,
                reader.facts,
            ))
        }
    }
}

/// The facts of a file of which nothing can be told: it is a module all the same.
fn unread() -> Facts {
    Reader::new(0).facts
}

/// Parses by the rules of the current edition, and then by those of older ones.
fn parsed(tokens: &TokenStream) -> syn::Result<syn::File> {
    let today = syn::parse2(tokens.clone());
    today.or_else(|error| {
        let mut older = [false, true].into_iter();
        let older = older.find_map(|named| {
            let tokens = older::as_of_today(tokens.clone(), named);
            syn::parse2(tokens).ok()
        });
        older.ok_or(error)
    })
}

const REPAIR: &str = "repair it, or list it under `exclude` in `ssot.toml`; \
    its addresses are still read if its brackets match";

/// The line of the first merge conflict, counted from 1. Asked only where a file does not parse: a string may hold markers.
fn merge(text: &str) -> Option<usize> {
    if !text.contains("<<<<<<< ") {
        return None;
    }
    let mut lines = text.lines().enumerate();
    let (first, _) = lines.find(|(_, line)| line.starts_with("<<<<<<< "))?;
    lines.find(|(_, line)| *line == "=======")?;
    lines.find(|(_, line)| line.starts_with(">>>>>>> "))?;
    Some(first + 1)
}

/// How many bytes stand before the first token: a byte order mark, and a line for the shell.
pub(crate) fn skipped(text: &str) -> usize {
    let mark = if text.starts_with(MARK) {
        MARK.len_utf8()
    } else {
        0
    };
    let rest = &text[mark..];
    let is_attribute = || rest[2..].trim_start().starts_with('[');
    if rest.starts_with("#!") && !is_attribute() {
        return mark + rest.find('\n').unwrap_or(rest.len());
    }
    mark
}
