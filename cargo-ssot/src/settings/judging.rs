//! Writes judgements into `ssot.toml`, and keeps what else is in it: comments, order, empty lines.
//!
//! Everything is sorted and stands in a line of its own, so that two branches that judge different things can be merged.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value};

use super::file::FILE;
use super::judgement::Judgement;
use crate::finding::Problem;

const COMPONENTS: &str = "components";
const NAMES: &str = "names";
const JUDGED: &str = "judged";

/// What is written about a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A name below `[components]`.
    Component(String),
    /// A key below `[judged]`, with what is said about it.
    Judged(String, Judgement),
}

/// The text of `ssot.toml` with some entries more. What was said about the same keys before goes.
///
/// # Errors
///
/// The text is not valid TOML, or has something else in the place of a table or a list.
pub fn with(text: &str, entries: &[Entry]) -> Result<String, Box<Problem>> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        problem(&format!("the file cannot be read: {}", error.message()))
    })?;
    for entry in entries {
        match entry {
            Entry::Component(name) => add_name(&mut document, name)?,
            Entry::Judged(key, judgement) => {
                let judged = table(&mut document, JUDGED)?;
                judged.insert(key, Item::Value(written(judgement)));
            }
        }
    }
    if let Some(judged) = document.get_mut(JUDGED).and_then(Item::as_table_mut) {
        judged.sort_values();
    }
    let windows = text.contains("\r\n");
    let written = document.to_string();
    Ok(if windows {
        written.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        written
    })
}

fn written(judgement: &Judgement) -> Value {
    let mut table = InlineTable::new();
    let verdict = match judgement {
        Judgement::Component => "component",
        Judgement::NotOne { .. } => "not-one",
        Judgement::Later => "later",
    };
    table.insert("verdict", verdict.into());
    if let Judgement::NotOne { reason } = judgement {
        table.insert("reason", reason.as_str().into());
    }
    table.fmt();
    Value::InlineTable(table)
}

fn table<'a>(document: &'a mut DocumentMut, name: &str) -> Result<&'a mut Table, Box<Problem>> {
    if document.get(name).is_none() {
        let mut table = Table::new();
        // What stands behind everything else, or alone in the file, stays above.
        let above = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing("");
        let is_first = document.is_empty() && above.is_empty();
        let separator = if is_first { "" } else { "\n" };
        table.decor_mut().set_prefix(format!("{above}{separator}"));
        document.insert(name, Item::Table(table));
    }
    let item = document.get_mut(name).and_then(Item::as_table_mut);
    item.ok_or_else(|| problem(&format!("`{name}` is not a table")))
}

/// Adds a name to the list, which has one in each line from then on. Comments stay at their names.
fn add_name(document: &mut DocumentMut, name: &str) -> Result<(), Box<Problem>> {
    let components = table(document, COMPONENTS)?;
    let names = components
        .entry(NAMES)
        .or_insert_with(|| Item::Value(Value::Array(Array::new())));
    let names = names
        .as_array_mut()
        .ok_or_else(|| problem(&format!("`{COMPONENTS}.{NAMES}` is not a list")))?;
    if names.iter().any(|known| known.as_str() == Some(name)) {
        return Ok(());
    }
    let at = names
        .iter()
        .position(|known| known.as_str().is_some_and(|known| known > name));
    names.insert(at.unwrap_or(names.len()), name);
    for value in names.iter_mut() {
        let prefix = value.decor().prefix().and_then(|prefix| prefix.as_str());
        let comments = comments(prefix.unwrap_or_default());
        let decor = value.decor_mut();
        decor.set_prefix(comments + "\n    ");
        decor.set_suffix("");
    }
    let trailing = comments(names.trailing().as_str().unwrap_or_default());
    names.set_trailing(trailing + "\n");
    names.set_trailing_comma(true);
    Ok(())
}

/// The comments between two names, each in a line of its own.
fn comments(between: &str) -> String {
    let lines = between.lines().map(str::trim);
    let comments = lines.filter(|line| line.starts_with('#'));
    comments.fold(String::new(), |text, line| text + "\n    " + line)
}

#[expect(
    clippy::unnecessary_box_returns,
    reason = "what fails here returns it so"
)]
fn problem(message: &str) -> Box<Problem> {
    let help = "repair the file, and call the command again";
    Box::new(Problem::new(message, help).in_file(FILE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn component(name: &str) -> Entry {
        Entry::Component(name.to_owned())
    }

    fn judged(key: &str, judgement: Judgement) -> Entry {
        Entry::Judged(key.to_owned(), judgement)
    }

    #[test]
    fn an_empty_file_gets_sorted_lines() {
        let entries = [
            component("Wallet"),
            component("Bus"),
            judged("global acme::B", Judgement::Later),
            judged(
                "global acme::A",
                Judgement::NotOne {
                    reason: "it only \"counts\"".to_owned(),
                },
            ),
            judged("constant acme::LIMIT", Judgement::Component),
        ];
        let expected = "[components]\nnames = [\n    \"Bus\",\n    \"Wallet\",\n]\n\n[judged]\n\
            \"constant acme::LIMIT\" = { verdict = \"component\" }\n\
            \"global acme::A\" = { verdict = \"not-one\", reason = 'it only \"counts\"' }\n\
            \"global acme::B\" = { verdict = \"later\" }\n";
        assert_eq!(with("", &entries).expect("it is TOML"), expected);
    }

    #[test]
    fn comments_and_order_of_the_rest_stay() {
        let text = "# About us.\nexclude = ['/generated/'] # by a program\n\n[components]\n# Ours.\nnames = [\"Wallet\", # pays\n  \"Zoo\"]\n\n\
            [score]\ngoal = 90\n";
        let new = with(text, &[component("Bus")]).expect("it is TOML");
        for kept in [
            "# About us.",
            "# by a program",
            "# Ours.",
            "# pays",
            "goal = 90",
        ] {
            assert!(new.contains(kept), "{kept}: {new}");
        }
        assert!(new.contains("\n    \"Bus\",\n    \"Wallet\","), "{new}");
        let again = with(&new, &[component("Bus")]).expect("it is TOML");
        assert_eq!(again, new, "what is known already changes nothing");
    }

    #[test]
    fn another_verdict_takes_the_place_of_the_first() {
        let first = with("", &[judged("global a::A", Judgement::Later)]).expect("it is TOML");
        let second = with(&first, &[judged("global a::A", Judgement::Component)]);
        assert_eq!(
            second.expect("it is TOML"),
            "[judged]\n\"global a::A\" = { verdict = \"component\" }\n"
        );
    }

    #[test]
    fn what_is_no_toml_is_a_problem() {
        assert!(with("[judged", &[component("A")]).is_err());
        assert!(with("components = 1", &[component("A")]).is_err());
    }
}
