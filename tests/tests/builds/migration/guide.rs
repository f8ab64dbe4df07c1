//! What the parts of the guide are made of.

use similar::TextDiff;

use super::compiler::{Files, Message};
use crate::parts::fenced;

/// What is between two steps. Of what is deleted only the name is shown.
pub(crate) fn changes(old: &Files, new: &Files) -> String {
    let mut shown = String::new();
    for name in old.keys().filter(|name| !new.contains_key(*name)) {
        shown.extend(["--- a/", name, "\n+++ /dev/null\n"]);
    }
    for (name, text) in new {
        let before = old.get(name);
        if before == Some(text) {
            continue;
        }
        let header = before.map_or("/dev/null".to_owned(), |_| format!("a/{name}"));
        let before = before.map_or("", String::as_str);
        shown += &TextDiff::from_lines(before, text)
            .unified_diff()
            .context_radius(2)
            .header(&header, &format!("b/{name}"))
            .to_string();
    }
    fenced("diff", &shown)
}

pub(crate) fn difference(old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new).unified_diff().to_string()
}

/// A line for each message.
pub(crate) fn list(messages: &[&Message]) -> String {
    let lines = messages.iter();
    let lines = lines.map(|message| {
        let text = message.text.lines().next().unwrap_or_default();
        format!("{}: {text}\n", message.place)
    });
    fenced("text", &lines.collect::<String>())
}
